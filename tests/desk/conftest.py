"""A desk for each test or one for a whole file, and somebody on call."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.desk.calling import caller, case
from tests.desk.desks import Desk, desk_on
from tests.desk.on_call import Hook, Start
from tests.desk.one_desk import one_desk, runner
from tests.desk.second_factors import strict
from tests.desk.smtp import MailServer

__all__ = ["caller", "case", "one_desk", "runner", "strict"]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk at which nobody has signed in yet."""
    async with desk_on(tmp_path) as one:
        yield one


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    server = await MailServer().start()
    yield server
    await server.stop()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    one = Hook()
    await one.server.start_server()
    yield one
    await one.server.close()


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    async with AsyncExitStack() as stack:

        async def begin(**settings: Any) -> Desk:
            return await stack.enter_async_context(desk_on(tmp_path, **settings))

        yield begin
