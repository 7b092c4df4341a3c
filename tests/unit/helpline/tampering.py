"""What somebody with the whole database before them can do to the audit trail. They know how rows
are chained, and have taken the triggers away; what they lack is the key store.
"""

import random
from collections.abc import Callable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Audit
from helpline.services.audit.chain import FIRST, chain_hash

_TRIGGERS = ("audit_no_update", "audit_no_delete", "audit_anchor_forward", "audit_anchor_stays")


async def unguard(session: AsyncSession) -> None:
    """Takes the triggers away, as somebody who owns the file can."""
    for name in _TRIGGERS:
        await session.execute(text(f"DROP TRIGGER IF EXISTS {name}"))


def rechain(rows: list[Audit], previous: str) -> None:
    """Makes all hashes fit again, as the algorithm is no secret."""
    for row in rows:
        row.previous = previous
        row.hash = previous = chain_hash(
            previous, row.at, row.worker_id, row.action, row.subject, row.detail
        )


def _change(rows: list[Audit], dice: random.Random) -> None:
    row = dice.choice(rows)
    match dice.choice(["worker_id", "action", "subject", "detail", "hash", "previous", "seal"]):
        case "worker_id":
            row.worker_id = (row.worker_id or 0) + dice.randint(1, 9)
        case "hash" | "previous" | "seal" as name:
            setattr(row, name, f"{dice.getrandbits(256):064x}")
        case name:
            setattr(row, name, getattr(row, name) + dice.choice("abc"))


def _remove(rows: list[Audit], dice: random.Random) -> None:
    at = dice.randrange(len(rows))
    del rows[at : at + dice.randint(1, 5)]


def _cut_the_end(rows: list[Audit], dice: random.Random) -> None:
    del rows[-dice.randint(1, len(rows)) :]


def _cut_the_front(rows: list[Audit], dice: random.Random) -> None:
    del rows[: dice.randint(1, len(rows) - 1)]


def _swap(rows: list[Audit], dice: random.Random) -> None:
    at = dice.randrange(len(rows) - 1)
    one, other = rows[at], rows[at + 1]
    one.action, other.action = other.action, one.action
    one.subject, other.subject = other.subject, one.subject


def _insert(rows: list[Audit], dice: random.Random) -> None:
    like = dice.choice(rows)
    made = Audit(
        at=like.at,
        worker_id=like.worker_id,
        action="take",
        subject=f"{dice.getrandbits(64):016x}",
        detail="",
        seal=like.seal,
    )
    rows.insert(dice.randint(0, len(rows)), made)


_WAYS: tuple[Callable[[list[Audit], random.Random], None], ...] = (
    _change,
    _remove,
    _cut_the_end,
    _cut_the_front,
    _swap,
    _insert,
)


def tamper(rows: list[Audit], anchor: str, dice: random.Random) -> tuple[list[Audit], str]:
    """Another trail made of this one, in one of the ways; in half of them all hashes fit again.
    The name says which it was."""
    way = dice.choice(_WAYS)
    copied = [_copy(row) for row in rows]
    way(copied, dice)
    again = dice.random() < 0.5
    if again:
        rechain(copied, anchor)
    else:
        # An inserted row needs some hash.
        for row in copied:
            row.previous = row.previous or FIRST
            row.hash = row.hash or f"{dice.getrandbits(256):064x}"
    return copied, f"{way.__name__}{' and rechain' if again else ''}"


def _copy(row: Audit) -> Audit:
    return Audit(
        at=row.at,
        worker_id=row.worker_id,
        action=row.action,
        subject=row.subject,
        detail=row.detail,
        previous=row.previous,
        hash=row.hash,
        seal=row.seal,
    )


def told(rows: list[Audit]) -> list[tuple[object, ...]]:
    """What a trail says, to see whether it was changed at all."""
    return [
        (r.at, r.worker_id, r.action, r.subject, r.detail, r.previous, r.hash, r.seal) for r in rows
    ]
