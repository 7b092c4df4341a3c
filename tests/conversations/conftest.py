"""The whole stack, started once: one with somebody on shift always, one with nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack import Stack


def _run(folder: Path, settings: dict[str, str]) -> Iterator[Stack]:
    stack = Stack(folder, settings)
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Somebody is on shift."""
    yield from _run(tmp_path_factory.mktemp("staffed"), {"WAYMARK_ALWAYS_ON_SHIFT": "1"})


@pytest.fixture(scope="session")
def unstaffed(staffed: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Nobody is on shift; the engine is the other stack's, for it knows nothing of shifts."""
    folder = tmp_path_factory.mktemp("unstaffed")
    stack = Stack(
        folder,
        {
            "WAYMARK_ENGINE_PORT": staffed.environment["WAYMARK_ENGINE_PORT"],
            "WAYMARK_ENGINE_TOKEN": staffed.environment["WAYMARK_ENGINE_TOKEN"],
        },
    )
    try:
        stack.start("helpline")
        yield stack
    finally:
        stack.stop()
