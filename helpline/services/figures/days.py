"""What happened, counted where it happens and in the transaction that makes it so.

A figure is a name, a label of a closed list and a day: never an id, never a word. So a count is
neither lost in a crash nor made twice when a message comes twice, and it outlives the chat without
saying anything of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Insert, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Figure, now
from helpline.models.base import table_of


class Counted(StrEnum):
    """What is counted, and what its label says."""

    OPENED = "opened"
    """A chat was opened; for whom the page is written."""
    ASKED = "asked"
    """A person was asked for: `queued`, or `nobody_here`."""
    TAKEN = "taken"
    """A worker took a chat; how long it had waited (`SPANS`), or `unqueued`: at an open alert."""
    GAVE_UP = "gave_up"
    """A place in the queue was given up: `stayed` with the assistant, `left`, `shift_ended`."""
    DROPPED = "dropped"
    """A chat went back to the queue because its worker vanished or did not answer."""
    OUTCOME = "outcome"
    """A worker closed a chat; what came of it."""
    TOPIC = "topic"
    """A message was read; its intent."""
    NOT_UNDERSTOOD = "not_understood"
    """A message was read as none of ours; the intent that was nearest."""
    ALERT = "alert"
    """A danger was seen; which."""
    OPENED_BEFORE = "opened_before"
    """A chat was opened before its visitor agreed: by `two` people, or by a lead `alone`."""
    CASE = "case"
    """A case began, by where it came from (`self_referral`, `handoff`), or was `withdrawn`."""
    PACK = "pack"
    """Somebody at the partners' door: `fetched` a pack, or was `refused`."""
    REVIEWED = "reviewed"
    """A person looked at an alert; how long it had stood (`SPANS`)."""


#: Minutes up to which a span reaches, and its name.
SPANS: tuple[tuple[float, str], ...] = (
    (1, "within_1"),
    (5, "within_5"),
    (15, "within_15"),
    (30, "within_30"),
    (60, "within_60"),
)
LONGER = "longer"


def span_of(took: timedelta) -> str:
    """The name of the span that holds this time."""
    minutes = took.total_seconds() / 60
    return next((name for most, name in SPANS if minutes <= most), LONGER)


_Insert = TypeVar("_Insert", sqlite.Insert, postgresql.Insert)


def _add(insert: _Insert) -> _Insert:
    return insert.values(
        day=bindparam("day"), name=bindparam("name"), label=bindparam("label"), number=1
    ).on_conflict_do_update(
        index_elements=["day", "name", "label"], set_={"number": _FIGURES.c.number + 1}
    )


# Built once; see services/log/entry_rows.py.
_FIGURES = table_of(Figure)
_ADD: dict[str, Insert] = {
    "sqlite": _add(sqlite.insert(_FIGURES)),
    "postgresql": _add(postgresql.insert(_FIGURES)),
}


async def note_figure(
    session: AsyncSession, what: Counted, label: str, at: datetime | None = None
) -> None:
    """Counts one more, in the caller's transaction. `label`: of a closed list, never words."""
    statement = _ADD[session.get_bind().dialect.name]
    await session.execute(
        statement, {"day": (at or now()).date(), "name": what.value, "label": label}
    )
