"""What makes a new look at an assessment due. Written in the transaction in which it happened, so
that none is lost; while one is open the same happening makes no second one.

Only a case that has been assessed can be looked at again. Categories and times, never words: the
board shows them to who has the case, and to leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Insert, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from content.assessment import LookAgain as Table
from helpline.models import Assessment, Case, LookAgain, now
from helpline.services.assessing.sheets import Sheet
from helpline.services.cases.chats import of_chat

WHERE_PEOPLE_ARE = ZoneInfo("Europe/London")
#: The reasons that are days, and are set with an assessment.
DUE, DAY_AHEAD = "due", "day_ahead"
PLANNED = (DUE, DAY_AHEAD)
_LIVE = ("new", "open")

_Insert = TypeVar("_Insert", sqlite.Insert, postgresql.Insert)


def _open(insert: _Insert) -> _Insert:
    """A new open one, or the open one of the same kind once more."""
    return insert.values(
        {
            name: bindparam(name)
            for name in ("case_id", "because", "about", "day", "due_at", "open_key", "made_at")
        }
        | {"version": 1}
    ).on_conflict_do_update(index_elements=["open_key"], set_={"version": LookAgain.version + 1})


# Built once; see services/log/entry_rows.py.
_OPEN: dict[str, Insert] = {
    "sqlite": _open(sqlite.insert(LookAgain)),
    "postgresql": _open(postgresql.insert(LookAgain)),
}


def morning(day: date) -> datetime:
    """When a day begins in the UK, in UTC without a zone."""
    begins = datetime.combine(day, time(), WHERE_PEOPLE_ARE)
    return begins.astimezone(UTC).replace(tzinfo=None)


def today() -> date:
    """The day it is in the UK."""
    return now().replace(tzinfo=UTC).astimezone(WHERE_PEOPLE_ARE).date()


class Prompts:
    """Opens them, and plans those that come with a day."""

    def __init__(self, table: Table) -> None:
        self._table = table

    async def told(
        self,
        session: AsyncSession,
        conversation_id: str,
        fresh: Iterable[str],
        again: Iterable[str] = (),
    ) -> bool:
        """Categories that were told in a chat: `fresh` for the first time there, `again` not; of
        these only what matters each time it is told. Whether anything is due by it."""
        names = dict.fromkeys([*fresh, *(name for name in again if name in self._table.each_time)])
        happened = [
            (self._table.reason(name), name) for name in names if name not in self._table.never
        ]
        return await self.happened(session, conversation_id, happened)

    async def happened(
        self, session: AsyncSession, conversation_id: str, what: Iterable[tuple[str, str]]
    ) -> bool:
        """Reasons, each with the category it rests on ("": none), in a chat: for the case that came
        of it or that it was linked to, if that was assessed. Whether there is one."""
        wanted = [(because, about) for because, about in what if about not in self._table.never]
        if not wanted:
            return False
        cases = await session.scalars(
            select(Case.id).where(
                of_chat(conversation_id),
                Case.status.in_(_LIVE),
                select(Assessment.id).where(Assessment.case_id == Case.id).exists(),
            )
        )
        moment, found = now(), cases.all()
        for case_id in found:
            for because, about in wanted:
                await self._open(session, case_id, because, about, None, moment)
        return bool(found)

    async def of_case(self, session: AsyncSession, case_id: str, because: str) -> None:
        """Something happened to the case itself."""
        known = await session.scalar(
            select(Assessment.id).where(Assessment.case_id == case_id).limit(1)
        )
        if known is not None:
            await self._open(session, case_id, because, "", None, now())

    async def plan(self, session: AsyncSession, case_id: str, sheet: Sheet) -> None:
        """The days of a new assessment, instead of those of the one before: also of one whose time
        had come, for the new one is the look it asked for."""
        moment = now()
        await session.execute(
            update(LookAgain)
            .where(
                LookAgain.case_id == case_id,
                LookAgain.because.in_(PLANNED),
                LookAgain.open_key.is_not(None),
            )
            .values(open_key=None, answer="replaced", answered_at=moment)
        )
        if sheet.again is not None:
            at = morning(sheet.again)
            await self._open(session, case_id, DUE, "", at, at)
        for one in sheet.days:
            at = morning(one.on)
            early = at - timedelta(days=self._table.ahead_days)
            # Who assesses shortly before it knows of it: then the day itself is the time.
            due = early if early > moment else at
            if due > moment:
                await self._open(session, case_id, DAY_AHEAD, one.kind, at, due)

    async def _open(
        self,
        session: AsyncSession,
        case_id: str,
        because: str,
        about: str,
        day: datetime | None,
        due_at: datetime,
    ) -> None:
        on = f" {day:%Y-%m-%d}" if day is not None else ""
        await session.execute(
            _OPEN[session.get_bind().dialect.name],
            {
                "case_id": case_id,
                "because": because,
                "about": about,
                "day": day,
                "due_at": due_at,
                "open_key": f"{case_id} {because} {about}{on}",
                "made_at": now(),
            },
        )

    async def assessed(
        self, session: AsyncSession, case_id: str, worker_id: int, seen: Mapping[int, int]
    ) -> None:
        """A new assessment answers what its writer had before their eyes, as it was then. `seen`:
        id and version of each."""
        for prompt_id, version in seen.items():
            await session.execute(
                update(LookAgain)
                .where(
                    LookAgain.id == prompt_id,
                    LookAgain.case_id == case_id,
                    LookAgain.version == version,
                    LookAgain.open_key.is_not(None),
                )
                .values(open_key=None, answer="assessed", answered_at=now(), answered_by=worker_id)
            )
