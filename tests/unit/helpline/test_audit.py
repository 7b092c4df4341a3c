"""The audit chain: a changed, missing or inserted row shows."""

import pytest
from sqlalchemy import delete, select, update

from helpline.db import Database
from helpline.models import Audit
from helpline.services.audit import first_broken, note_audit


@pytest.fixture
async def noted(database: Database) -> Database:
    async with database.write() as session:
        for number in range(5):
            await note_audit(session, number, "take", f"chat{number}", "detail")
    return database


async def test_an_untouched_chain_is_whole(noted: Database) -> None:
    async with noted.read() as session:
        assert await first_broken(session) is None
        assert len((await session.scalars(select(Audit))).all()) == 5


@pytest.mark.parametrize(
    "values",
    [
        {"worker_id": 9},
        {"action": "close"},
        {"subject": "other"},
        {"detail": ""},
        {"worker_id": None},
    ],
)
async def test_a_changed_row_shows(noted: Database, values: dict[str, object]) -> None:
    async with noted.write() as session:
        await session.execute(update(Audit).where(Audit.id == 3).values(**values))
        assert await first_broken(session) == 3


async def test_a_missing_row_shows_at_the_next(noted: Database) -> None:
    async with noted.write() as session:
        await session.execute(delete(Audit).where(Audit.id == 2))
        assert await first_broken(session) == 3


async def test_words_cannot_slide_from_one_field_into_the_next(database: Database) -> None:
    async with database.write() as session:
        await note_audit(session, 1, "take", "ab", "c")
        await session.execute(update(Audit).values(subject="a", detail="bc"))
        assert await first_broken(session) == 1
