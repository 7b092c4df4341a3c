"""One desk for all examples of a file, for tests that make up many histories: each example has a
chat of its own, and hypothesis calls them from outside any event loop."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from hypothesis import settings

from tests.conftest import SOAK
from tests.desk.desks import Desk, desk_on

Test = Callable[..., Any]


def histories(soak: int, *, quick: int) -> Callable[[Test], Test]:
    """Marks a test of so many histories in `make soak`, so many in `make test`."""
    most = soak if SOAK else quick

    def marked(test: Test) -> Test:
        made = settings(max_examples=most)(test)
        found: Test = pytest.mark.soak(made)
        return found

    return marked


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """The loop in which the file's desk lives."""
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="module")
def one_desk(
    request: pytest.FixtureRequest,
    runner: asyncio.Runner,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """With somebody on shift; what else it is set to, a file says in its `DESK`."""
    stack = AsyncExitStack()
    wanted = {"always_on_shift": True, **getattr(request.module, "DESK", {})}
    folder = tmp_path_factory.mktemp("one-desk")
    yield runner.run(stack.enter_async_context(desk_on(folder, **wanted)))
    runner.run(stack.aclose())
