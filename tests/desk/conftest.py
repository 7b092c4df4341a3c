"""A desk for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.desks import Desk, desk_on


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk at which nobody has signed in yet."""
    async with desk_on(tmp_path) as one:
        yield one
