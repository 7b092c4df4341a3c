"""A helpline and its desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.desks import Desk, desk_on


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_on(tmp_path, always_on_shift=True) as made:
        yield made
