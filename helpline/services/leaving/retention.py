"""The retention clock: what has reached the end of its time goes, in every store.

Which rule holds for which table or file is in helpline/retention_rules/. The clock is given the
time, so a test need not wait; conversations are looked at each second, the rest each hour.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Delete, delete, or_, select

from content.standing import GOOD_FOR
from helpline.db import Database
from helpline.models import (
    Alert,
    Case,
    ContentStamp,
    Conversation,
    Figure,
    HoursException,
    OverrideReview,
    Partner,
    PartnerReferral,
    Pattern,
    Presence,
    RecoveryCode,
    SecondFactor,
    Shift,
    SignInLink,
    Timer,
    Worker,
    WorkerSession,
    now,
)
from helpline.services.alerts.escalation import OVERDUE
from helpline.services.audit.chain import AuditBroken, purge_audit
from helpline.services.keys.key_store import ASIDE, KeyStore
from helpline.services.keys.ledger import Ledger
from helpline.services.leaving.erasing import Erasing
from helpline.services.partners.packs import PACK, sweep_packs
from helpline.services.workers.second_factors import NEVER_CONFIRMED_FOR
from helpline.services.workers.sessions import SessionLimits

log = structlog.get_logger(__name__)

EVERY = timedelta(hours=1)
# The engine forgets by itself after seven days; no chat that a fixed message is owed to lives on.
TIMERS_GIVEN_UP = timedelta(days=8)
# A year after the longest-lived stamp ran out (content/standing.py).
STAMPS_KEPT = timedelta(days=max(GOOD_FOR.values()) + 365)
# Made just before a crash, for a conversation that then never was.
UNUSED_KEYS = timedelta(days=1)
# A backup is pruned by a command that somebody runs: a week late is still covered.
LEDGER_MARGIN = timedelta(days=7)


ROTA_KEPT = timedelta(days=31)
# A partner that was taken off the list, with its contact.
PARTNERS_KEPT = timedelta(days=365)


class RetentionClock:
    """Runs every rule. Each may be broken off by a crash and run anew."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        ledger: Ledger,
        erasing: Erasing,
        keep_audit_days: float,
        keep_worker_days: float,
        keep_figures_days: float,
        backup_days: float,
        session_limits: SessionLimits | None = None,
    ) -> None:
        self._database = database
        self._keys = keys
        self._ledger = ledger
        self._erasing = erasing
        self._keep_audit = timedelta(days=keep_audit_days)
        self._keep_workers = timedelta(days=keep_worker_days)
        self._keep_figures = timedelta(days=keep_figures_days)
        self._backups = timedelta(days=backup_days)
        self._session_limits = session_limits or SessionLimits()
        self._ran_at: datetime | None = None

    async def run_hourly(self, at: datetime | None = None) -> None:
        """Runs everything if an hour has passed since it last did."""
        moment = at or now()
        if self._ran_at is not None and moment - self._ran_at < EVERY:
            return
        self._ran_at = moment
        await self.run(moment)

    async def run(self, at: datetime | None = None) -> None:
        """Runs every rule as of that time (UTC, without a zone; None: now)."""
        moment = at or now()
        steps: tuple[Callable[[datetime], Awaitable[None]], ...] = (
            self.conversations,
            self.alerts,
            self.override_reviews,
            self.cases,
            self.packs,
            self.partners,
            self.audit,
            self.sessions,
            self.factors,
            self.rota,
            self.links,
            self.presence,
            self.timers,
            self.workers,
            self.stamps,
            self.figures,
            self.keys,
            self.ledger,
        )
        for step in steps:
            await step(moment)
        await self._database.truncate_log()

    async def conversations(self, at: datetime) -> None:
        while await self._erasing.erase_due(at):
            pass

    async def alerts(self, at: datetime) -> None:
        await self._erasing.close_reviewed()
        await self._erasing.purge_alerts(at)

    async def override_reviews(self, at: datetime) -> None:
        """What a lead opened alone, some time after somebody has looked at it; never before."""
        await self._delete(delete(OverrideReview).where(OverrideReview.erase_at <= at))

    async def cases(self, at: datetime) -> None:
        await self._erasing.erase_due_cases(at)

    async def packs(self, at: datetime) -> None:
        await sweep_packs(self._database, self._keys, at)

    async def partners(self, at: datetime) -> None:
        """Off the list for a year. What was referred there stays with its case."""
        await self._delete(delete(Partner).where(Partner.ended_at < at - PARTNERS_KEPT))

    async def audit(self, at: datetime) -> None:
        """By whole days: each purge adds a line to the trail."""
        oldest = (at - self._keep_audit).replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            async with self._database.write() as session:
                await purge_audit(session, oldest, at)
        except AuditBroken:
            log.error("audit.broken")

    async def sessions(self, at: datetime) -> None:
        await self._delete(delete(WorkerSession).where(self._session_limits.over(at)))

    async def factors(self, at: datetime) -> None:
        """Apps whose first code never came, and reset codes that nobody used."""
        await self._delete(
            delete(SecondFactor).where(
                SecondFactor.confirmed_at.is_(None),
                SecondFactor.created_at <= at - NEVER_CONFIRMED_FOR,
            )
        )
        await self._delete(delete(RecoveryCode).where(RecoveryCode.expires_at <= at))

    async def links(self, at: datetime) -> None:
        await self._delete(
            delete(SignInLink).where(
                or_(SignInLink.expires_at <= at, SignInLink.used_at.is_not(None))
            )
        )

    async def presence(self, at: datetime) -> None:
        await self._delete(delete(Presence).where(Presence.until < at))

    async def timers(self, at: datetime) -> None:
        """An alert is never given up: its timer goes when a person has reviewed it."""
        await self._delete(
            delete(Timer).where(Timer.made_at < at - TIMERS_GIVEN_UP, Timer.kind != OVERDUE)
        )

    async def workers(self, at: datetime) -> None:
        """Whose access ended long ago; not while a chat or a case of theirs is still kept."""
        chats = select(Conversation.worker_id).where(Conversation.worker_id.is_not(None))
        cases = select(Case.worker_id).where(Case.worker_id.is_not(None))
        await self._delete(
            delete(Worker).where(
                Worker.active.is_(False),
                Worker.revoked_at < at - self._keep_workers,
                Worker.id.not_in(chats),
                Worker.id.not_in(cases),
            )
        )

    async def stamps(self, at: datetime) -> None:
        """Long run out: nobody's words stand on them any more."""
        await self._delete(delete(ContentStamp).where(ContentStamp.at < at - STAMPS_KEPT))

    async def figures(self, at: datetime) -> None:
        oldest = (at - self._keep_figures).date()
        await self._delete(delete(Figure).where(Figure.day < oldest))
        # A month goes when it is over for good.
        await self._delete(delete(Pattern).where(Pattern.month < oldest.replace(day=1)))

    async def rota(self, at: datetime) -> None:
        """Days that were planned, a month after."""
        over = (at - ROTA_KEPT).date()
        await self._delete(delete(Shift).where(Shift.day < over))
        await self._delete(delete(HoursException).where(HoursException.day < over))

    async def keys(self, at: datetime) -> None:
        """Keys of conversations and packs that never came to be. Only while the database holds
        conversations that did: with another one in its place, by a slip, nothing must go."""
        old = await self._keys.made_before(at - UNUSED_KEYS)
        async with self._database.read() as session:
            conversations = set((await session.scalars(select(Conversation.id))).all())
            alerts = set((await session.scalars(select(Alert.id))).all())
            referrals = set((await session.scalars(select(PartnerReferral.id))).all())
        chats = {name for name in old if ":" not in name}
        beside = {name for name in old if name.startswith(ASIDE)}
        packs = {name for name in old if name.startswith(PACK)}
        unused = chats - conversations
        unused |= {name for name in packs if name.removeprefix(PACK) not in referrals}
        unused |= {name for name in beside if name.removeprefix(ASIDE) not in conversations}
        if unused and conversations | alerts:
            await self._keys.discard(*sorted(unused)[:500])

    async def ledger(self, at: datetime) -> None:
        await self._ledger.drop_before((at - self._backups - LEDGER_MARGIN).date())

    async def _delete(self, statement: Delete) -> None:
        async with self._database.write() as session:
            await session.execute(statement)
