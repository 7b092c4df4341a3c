"""A trail that was changed by somebody who owns the database file is found, always; and the
triggers keep everybody else from changing it by a slip.
"""

import random
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from helpline.config import Config
from helpline.db import Database
from helpline.models import Audit, AuditAnchor, AuditHead
from helpline.services.audit.chain import Break, anchor_hash, note_audit, purge_audit
from helpline.services.audit.heads import AuditHeads, WrongHead
from helpline.services.stores import Stores, open_stores
from tests.unit.helpline.tampering import rechain, tamper, told, unguard

NOON = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - as the tables keep times


@pytest.fixture
async def stores(config: Config) -> AsyncIterator[Stores]:
    """A trail of forty days, of which the first ten were purged."""
    async with open_stores(config) as made:
        for days in range(40, 0, -1):
            await note(made, f"chat{days}", NOON - timedelta(days=days))
        async with made.database.write() as session:
            await purge_audit(session, NOON - timedelta(days=30), NOON)
        await made.heads.keep()
        yield made


async def note(stores: Stores, subject: str, at: datetime | None = None) -> None:
    async with stores.database.write() as session:
        await note_audit(session, 1, "take", subject, at=at)


async def rows_of(database: Database) -> list[Audit]:
    async with database.read() as session:
        return list((await session.scalars(select(Audit).order_by(Audit.id))).all())


async def put(database: Database, rows: list[Audit]) -> None:
    """Another trail in the place of the one that is there."""
    async with database.write() as session:
        await unguard(session)
        await session.execute(delete(Audit))
        first = 11
        for number, row in enumerate(rows):
            row.id = first + number
        session.add_all(rows)


async def test_an_untouched_trail_is_whole(stores: Stores) -> None:
    assert await stores.heads.verify() is None
    await note(stores, "one more")
    assert await stores.heads.verify() is None
    await stores.heads.keep()
    assert await stores.heads.verify() is None


async def test_whatever_somebody_does_to_the_database_it_is_found(
    stores: Stores, scale: Callable[[int], int]
) -> None:
    """1,000 tamperings in a soak."""
    original = await rows_of(stores.database)
    before = told(original)
    async with stores.database.read() as session:
        anchor = await anchor_hash(session)
    missed: list[str] = []
    ways: set[str] = set()
    for seed in range(scale(1000)):
        changed, how = tamper(original, anchor, random.Random(seed))
        if told(changed) == before:
            continue
        ways.add(how)
        await put(stores.database, changed)
        if await stores.heads.verify() is None:
            missed.append(f"{seed}: {how}")
    assert missed == []
    assert len(ways) >= 6


async def test_it_says_where(stores: Stores) -> None:
    rows = await rows_of(stores.database)
    async with stores.database.write() as session:
        await unguard(session)
        await session.execute(update(Audit).where(Audit.id == 20).values(subject="another"))
    assert await stores.heads.verify() == Break(20, "changed")
    async with stores.database.write() as session:
        await session.execute(delete(Audit).where(Audit.id == 20))
    assert await stores.heads.verify() == Break(21, "missing")
    async with stores.database.write() as session:
        await session.execute(delete(Audit).where(Audit.id >= 20))
    assert await stores.heads.verify() == Break(None, "cut_off")
    assert rows[-1].action == "audit_purge"


async def test_rows_that_fit_but_were_not_written_here_are_found(stores: Stores) -> None:
    async with stores.database.read() as session:
        last = await session.scalar(select(Audit).order_by(Audit.id.desc()).limit(1))
    assert last is not None
    forged = Audit(at=NOON, worker_id=2, action="open", subject="chat", detail="")
    rechain([forged], last.hash)
    async with stores.database.write() as session:
        session.add(forged)
    assert await stores.heads.verify() == Break(forged.id, "unsealed")
    # And the end is not remembered as if it were right.
    await stores.heads.keep()
    assert await stores.heads.verify() == Break(forged.id, "unsealed")


async def test_rows_cut_off_at_the_end_are_missed(stores: Stores) -> None:
    await note(stores, "the last one")
    await stores.heads.keep()
    async with stores.database.write() as session:
        await unguard(session)
        await session.execute(delete(Audit).where(Audit.subject == "the last one"))
    assert await stores.heads.verify() == Break(None, "cut_off")
    await note(stores, "something after it")
    assert await stores.heads.verify() is not None


async def test_a_purge_that_nobody_noted_is_found(stores: Stores) -> None:
    rows = await rows_of(stores.database)
    async with stores.database.write() as session:
        await session.execute(update(AuditAnchor).values(through_id=rows[4].id, hash=rows[4].hash))
        await session.execute(delete(Audit).where(Audit.id <= rows[4].id))
    found = await stores.heads.verify()
    assert found == Break(rows[4].id, "purged")


async def test_a_head_that_was_changed_is_found(stores: Stores) -> None:
    async with stores.key_database.write() as session:
        await session.execute(update(AuditHead).values(through_id=12))
    assert await stores.heads.verify() == Break(None, "head")


async def test_a_line_kept_elsewhere_finds_what_a_thief_of_both_databases_did(
    stores: Stores,
) -> None:
    line = await stores.heads.head()
    await note(stores, "one more")
    await stores.heads.keep()
    assert await stores.heads.verify(line) is None
    async with stores.database.write() as session:
        await unguard(session)
        await session.execute(delete(Audit).where(Audit.id >= 40))
    await stores.heads.accept()
    assert await stores.heads.verify(line) is not None
    for nonsense in ("", "waymark-audit-1 x y z", "waymark-audit-1 4 2026 abc"):
        with pytest.raises(WrongHead):
            await stores.heads.verify(nonsense)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET subject = 'another' WHERE id = 20",
        "UPDATE audit SET at = at WHERE id = 20",
        "DELETE FROM audit WHERE id = 20",
        "DELETE FROM audit",
        "UPDATE audit_anchor SET through_id = 1",
        "DELETE FROM audit_anchor",
    ],
)
async def test_the_database_itself_refuses(stores: Stores, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"):
        async with stores.database.write() as session:
            await session.execute(text(statement))
    assert await stores.heads.verify() is None


async def test_a_new_key_store_in_an_old_ones_place_is_said_in_the_trail(config: Config) -> None:
    async with open_stores(config) as stores:
        await note(stores, "before")
    async with open_stores(config) as stores:
        assert [row.action for row in await rows_of(stores.database)] == ["take"]
        other = AuditHeads(stores.database, stores.key_database, b"n" * 32)
        async with stores.key_database.write() as session:
            await session.execute(delete(AuditHead))
        await other.open()
        await note(stores, "after")
        assert [row.action for row in await rows_of(stores.database)] == [
            "take",
            "audit_new_key",
            "take",
        ]
        assert await other.verify() is None
        await other.keep()
        assert await other.verify() is None


async def test_every_row_of_a_running_helpline_is_sealed(stores: Stores) -> None:
    assert all(len(row.seal) == 64 for row in await rows_of(stores.database))


async def test_the_guards_are_there_after_the_newest_step(stores: Stores) -> None:
    """A later step that writes the table anew would lose them without a word."""
    async with stores.database.read() as session:
        found = await session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'")
        )
        assert set(found.all()) == {
            "audit_no_update",
            "audit_no_delete",
            "audit_anchor_forward",
            "audit_anchor_stays",
        }
