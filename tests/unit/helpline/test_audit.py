"""The audit chain: a changed, missing or inserted row shows."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from helpline.db import Database
from helpline.models import Audit, AuditAnchor
from helpline.services.audit.chain import AuditBroken, first_broken, note_audit, purge_audit
from tests.unit.helpline.tampering import unguard


@pytest.fixture
async def noted(database: Database) -> Database:
    async with database.write() as session:
        for number in range(5):
            await note_audit(session, number, "take", f"chat{number}", "detail")
        await unguard(session)
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
        await unguard(session)
        await session.execute(update(Audit).values(subject="a", detail="bc"))
        assert await first_broken(session) == 1


NOON = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - as the tables keep times


@pytest.fixture
async def year(database: Database) -> Database:
    """A line each day of ten days up to NOON."""
    async with database.write() as session:
        for days in range(9, -1, -1):
            await note_audit(session, 1, "take", f"chat{days}", at=NOON - timedelta(days=days))
        await unguard(session)
    return database


async def test_the_chain_is_still_checked_after_its_oldest_rows_went(year: Database) -> None:
    async with year.write() as session:
        assert await purge_audit(session, NOON - timedelta(days=5), NOON) == 4
    async with year.write() as session:
        rows = (await session.scalars(select(Audit).order_by(Audit.id))).all()
        assert [row.subject for row in rows] == [*(f"chat{n}" for n in range(5, -1, -1)), "4"]
        assert (rows[-1].action, rows[-1].detail) == ("audit_purge", "4 rows")
        assert await first_broken(session) is None
        await note_audit(session, 1, "close", "chat")
        assert await first_broken(session) is None


@pytest.mark.parametrize("row", [5, 7, 10])
async def test_a_changed_or_missing_row_shows_after_a_purge_too(year: Database, row: int) -> None:
    async with year.write() as session:
        await purge_audit(session, NOON - timedelta(days=5), NOON)
    async with year.write() as session:
        await session.execute(update(Audit).where(Audit.id == row).values(detail="other"))
        assert await first_broken(session) == row
        await session.execute(delete(Audit).where(Audit.id == row))
        assert await first_broken(session) == row + 1


async def test_more_rows_cannot_go_from_the_front_unseen(year: Database) -> None:
    async with year.write() as session:
        await purge_audit(session, NOON - timedelta(days=5), NOON)
        await session.execute(delete(Audit).where(Audit.id == 5))
        assert await first_broken(session) == 6


async def test_a_purge_hides_no_break(year: Database) -> None:
    async with year.write() as session:
        await session.execute(update(Audit).where(Audit.id == 2).values(detail="other"))
        with pytest.raises(AuditBroken):
            await purge_audit(session, NOON - timedelta(days=5), NOON)
        assert await first_broken(session) == 2
        assert len((await session.scalars(select(Audit))).all()) == 10


async def test_a_trail_of_which_all_is_old_goes_on_from_its_anchor(year: Database) -> None:
    async with year.write() as session:
        assert (
            await purge_audit(session, NOON + timedelta(days=1), NOON + timedelta(days=400)) == 10
        )
        (left,) = (await session.scalars(select(Audit))).all()
        anchor = await session.get(AuditAnchor, 1)
        assert anchor is not None
        assert (left.previous, anchor.through_id) == (anchor.hash, 10)
        assert await first_broken(session) is None
        await note_audit(session, 1, "take")
        assert await first_broken(session) is None
        # Without the line that says so it is no purge.
        await session.execute(delete(Audit).where(Audit.action == "audit_purge"))
        assert await first_broken(session) is not None


async def test_nothing_old_nothing_noted(year: Database) -> None:
    async with year.write() as session:
        assert await purge_audit(session, NOON - timedelta(days=30), NOON) == 0
        assert len((await session.scalars(select(Audit))).all()) == 10
