"""A helpline process, and the engine it talks to."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest

from tests.fake_engine import FakeEngine
from tests.faults.helpline_process import HelplineProcess
from tests.support import reads

__all__ = ["reads"]


@pytest.fixture
async def engine() -> AsyncIterator[FakeEngine]:
    made = await FakeEngine().start()
    yield made
    await made.stop()


@pytest.fixture
async def process(
    tmp_path: Path, engine: FakeEngine, free_port: Callable[[], int]
) -> AsyncIterator[HelplineProcess]:
    """Started, and ended with the test."""
    made = HelplineProcess(tmp_path, (free_port(), free_port(), free_port()), engine.port)
    await made.start()
    yield made
    await made.kill()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made
