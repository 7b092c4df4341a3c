"""What happens by itself. The times are in the database; this only looks whether one has come."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, select, update

from helpline.db import Database
from helpline.models import Timer, now
from helpline.services.alerts.alerts import Alerts
from helpline.services.alerts.escalation import OVERDUE, Escalation
from helpline.services.approvals import Approvals
from helpline.services.desk.alone import AloneWatch
from helpline.services.desk.leases import Leases
from helpline.services.desk.transfers import Transfers
from helpline.services.handoff import Handoff
from helpline.services.leaving.erasing import Erasing
from helpline.services.leaving.retention import RetentionClock
from helpline.services.partners.packs import Packs
from helpline.services.shifts.presence import PresenceBook
from helpline.services.shifts.rota import Rota
from helpline.services.stores import Stores
from helpline.services.turns.assistant import Assistant
from helpline.services.turns.hearing import Hearing
from helpline.services.turns.turns import Turns
from helpline.services.workers.session_watch import SessionWatch

log = structlog.get_logger(__name__)

#: So long nobody may be here before those who wait are told that everybody has gone.
NOBODY_FOR = timedelta(seconds=15)

_LONGEST_WAIT = 300


class Timers:
    """A loop of small looks; one that fails does not stop the others."""

    def __init__(
        self,
        database: Database,
        alerts: Alerts,
        assistant: Assistant,
        erasing: Erasing,
        handoff: Handoff,
        hearing: Hearing,
        presence: PresenceBook,
        turns: Turns,
        leases: Leases,
        transfers: Transfers,
        answer_minutes: float,
        retention: RetentionClock,
        stores: Stores,
        approvals: Approvals,
        session_watch: SessionWatch,
        rota: Rota,
        escalation: Escalation,
        packs: Packs,
        alone: AloneWatch,
    ) -> None:
        self._database = database
        self._packs = packs
        self._alone = alone
        self._escalation = escalation
        self._alerts = alerts
        self._assistant = assistant
        self._erasing = erasing
        self._handoff = handoff
        self._hearing = hearing
        self._presence = presence
        self._turns = turns
        self._leases = leases
        self._transfers = transfers
        self._answer_minutes = answer_minutes
        self._retention = retention
        self._stores = stores
        self._approvals = approvals
        self._session_watch = session_watch
        self._rota = rota
        self._nobody_since: datetime | None = None

    async def run(self, every: float = 1.0) -> None:
        """Forever, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(every)

    async def look(self) -> None:
        """One round over everything that may be due."""
        looks: tuple[Callable[[], Awaitable[object]], ...] = (
            self._due,
            self._lapsed,
            self._unserved,
            self._erasing.erase_due,
            self._unread,
            self._turns.sweep,
            self._retention.run_hourly,
            self._stores.keys.fill_escrow,
            self._stores.heads.keep,
            self._stores.truncate_if_owed,
            self._approvals.load,
            self._session_watch.look,
            self._rota.load,
            self._packs.sweep,
            self._alone.sweep,
        )
        for one in looks:
            try:
                await one()
            except Exception as error:  # noqa: BLE001 - the loop must outlive any single failure
                log.error("timer.failed", look=one.__name__, error=type(error).__name__)

    async def _due(self) -> None:
        async with self._database.read() as session:
            rows = (
                await session.scalars(
                    select(Timer).where(Timer.due_at <= now()).order_by(Timer.due_at).limit(100)
                )
            ).all()
        for timer in rows:
            if timer.kind == "safety":
                await self._alerts.post_late(timer.subject)
                done = True
            elif timer.kind == OVERDUE:
                await self._take_further(timer)
                continue
            else:
                done = await self._assistant.forget(timer.subject)
            async with self._database.write() as session:
                if done:
                    await session.execute(delete(Timer).where(Timer.id == timer.id))
                else:
                    wait = min(_LONGEST_WAIT, 2 ** min(timer.tries + 1, 10))
                    await session.execute(
                        update(Timer)
                        .where(Timer.id == timer.id)
                        .values(tries=timer.tries + 1, due_at=now() + timedelta(seconds=wait))
                    )

    async def _take_further(self, timer: Timer) -> None:
        """An alert that nobody has reviewed; its timer is made anew until somebody has."""
        next_due = await self._escalation.due(timer.subject)
        this = Timer.id == timer.id
        async with self._database.write() as session:
            if next_due is None:
                await session.execute(delete(Timer).where(this))
            else:
                await session.execute(
                    update(Timer).where(this).values(due_at=next_due, made_at=now())
                )

    async def _lapsed(self) -> None:
        await self._transfers.lapse()
        for conversation_id in await self._leases.lapsed(self._answer_minutes):
            await self._handoff.back_to_front(conversation_id)

    async def _unserved(self) -> None:
        """The last worker's page that is loaded anew is gone for a moment: nobody who waits is sent
        away for that."""
        if await self._presence.on_shift():
            self._nobody_since = None
            return
        moment = now()
        self._nobody_since = self._nobody_since or moment
        if moment - self._nobody_since >= NOBODY_FOR:
            await self._handoff.nobody_left()

    async def _unread(self) -> None:
        await self._hearing.sweep(older_than_seconds=5.0)
