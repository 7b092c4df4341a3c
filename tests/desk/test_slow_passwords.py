"""Whoever steals the database has to pay for each guess at a password. Other tests' helplines hash
without that (tests/support.py)."""

from pathlib import Path

from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import select

from helpline.models import Worker
from tests.desk.desks import PASSWORD, Desk, desk_on
from tests.desk.test_own_password import NEW, change, sign_in


async def _kept(desk: Desk) -> str:
    async with desk.services.database.read() as session:
        return str(await session.scalar(select(Worker.password)))


async def test_what_is_kept_of_a_password_is_slow_to_guess(tmp_path: Path) -> None:
    async with desk_on(tmp_path, slow_passwords=True) as desk:
        cookie = await desk.enrolled()
        assert extract_parameters(await _kept(desk)) == RFC_9106_LOW_MEMORY
        assert await change(desk, cookie, PASSWORD, NEW) == (204, None)
        assert extract_parameters(await _kept(desk)) == RFC_9106_LOW_MEMORY
        assert await sign_in(desk, NEW) == 200
