"""What the board asks of a worker beside the chats: to be the second person, to look again at a
risk, to follow up a referral, to call back. One place, so that the board's page need not know who
asks; each subject says by itself what is due and to whom.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Worker
from helpline.services.assessing.board import LookAgainBoard
from helpline.services.cases.reminders import CaseReminders
from helpline.services.desk.alone import AloneWatch
from helpline.services.desk.second_person import SecondPerson
from helpline.services.partners.reminders import Reminders
from helpline.services.shifts.presence import PresenceBook


class Reminded:
    """Reads it all, in the caller's session."""

    def __init__(
        self,
        look_again: LookAgainBoard,
        referrals: Reminders,
        cases: CaseReminders,
        second_person: SecondPerson,
        alone: AloneWatch,
        presence: PresenceBook,
    ) -> None:
        self._look_again = look_again
        self._referrals = referrals
        self._cases = cases
        self._second_person = second_person
        self._alone = alone
        self._presence = presence

    async def board(self, session: AsyncSession, worker: Worker) -> dict[str, Any]:
        """The board's part of it (docs/desk-protocol.md)."""
        return {
            "look_again": await self._look_again.rows(session, worker),
            "reminders": await self._referrals.of(session, worker),
            "overrides": await self._second_person.board(session, worker),
            "alone_often": await self._alone.often(session, worker),
            "cases": await self._cases.of(session, worker, self._here),
        }

    async def _here(self, session: AsyncSession) -> set[int]:
        return {one.id for one in await self._presence.people_within(session)}
