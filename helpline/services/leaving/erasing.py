"""Erasing: the ledger and the key first, then the rows, then the log in which deleted rows would
linger.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import MsgspecError
from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import KeyGone, SealBroken
from helpline.models import (
    Alert,
    Aside,
    Assessment,
    AssessmentDraft,
    Brief,
    CallBack,
    Case,
    CaseMoved,
    CaseNote,
    CaseOpening,
    CaseReturn,
    Consent,
    Conversation,
    Entry,
    LookAgain,
    Override,
    PartnerReferral,
    ReferralDraft,
    ReferralPack,
    Timer,
    now,
)
from helpline.services.cases.seals import CaseSeals, key_name
from helpline.services.cases.ticked import ticked_at_the_end
from helpline.services.figures.patterns import CaseOver, note_cases, note_pattern
from helpline.services.keys.key_store import KeyStore, aside_key
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.partners.packs import key_of
from helpline.services.turns.heard import HeardStore

_AT_ONCE = 100


def engine_name(naming_key: bytes, conversation_id: str) -> str:
    """The name the engine knows a conversation by: an HMAC, so its database joins to nothing."""
    return hmac.new(naming_key, conversation_id.encode(), hashlib.sha256).hexdigest()[:40]


class Erasing:
    """Forgets conversations, here and in the engine; alerts and cases whose time is over."""

    def __init__(
        self, database: Database, keys: KeyStore, events: Events, keep_alert_days: float
    ) -> None:
        self._database = database
        self._keys = keys
        self._events = events
        self._keep_alerts = timedelta(days=keep_alert_days)

    async def erase(self, conversation_id: str, *, tell_engine: bool = False) -> None:
        """Nothing of the conversation can be read after this returns. The engine is told through a
        timer that is kept until it has obeyed (`tell_engine`: also if there was no row). Alerts,
        and a case that was agreed, stay under their own keys, no longer joined to it.
        """
        async with self._database.read() as session:
            beside = await session.scalar(
                select(Aside.id).where(Aside.conversation_id == conversation_id).limit(1)
            )
            going = await session.get(Conversation, conversation_id)
            named = await self._named(going) if going is not None else []
        # What colleagues wrote beside it has a key of its own.
        names = [conversation_id, *([aside_key(conversation_id)] if beside is not None else [])]
        await self._keys.destroy(*names)
        known_as = engine_name(self._keys.naming_key, conversation_id)
        async with self._database.write() as session:
            await session.execute(
                update(Alert)
                .where(Alert.conversation_id == conversation_id)
                .values(conversation_id=None)
            )
            await session.execute(
                update(Case)
                .where(Case.conversation_id == conversation_id)
                .values(conversation_id=None)
            )
            for table in (Entry, Brief, Override, ReferralDraft, Aside, AssessmentDraft):
                await session.execute(delete(table).where(table.conversation_id == conversation_id))
            erased = await session.execute(
                delete(Conversation)
                .where(Conversation.id == conversation_id)
                .returning(
                    Conversation.id,
                    Conversation.reasons,
                    Conversation.nation,
                    Conversation.created_at,
                )
            )
            gone = erased.one_or_none()
            if gone is not None and not tell_engine:
                # What a restored file brought back was counted the first time.
                await note_pattern(
                    session, gone.reasons, named, gone.nation, gone.created_at, now()
                )
            known = await session.scalar(
                select(Timer.id).where(Timer.kind == "forget", Timer.subject == known_as)
            )
            if (gone is not None or tell_engine) and known is None:
                session.add(Timer(kind="forget", subject=known_as, due_at=now()))
        await self._database.truncate_log()
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)

    async def _named(self, conversation: Conversation) -> list[str]:
        """What they named where they told, read while the key is still there. A crash between the
        key's end and the row's loses these counts, and nothing else; what does not open is erased
        all the same."""
        try:
            return (await HeardStore(self._keys).get(conversation)).named
        except (KeyGone, SealBroken, MsgspecError):
            return []

    async def erase_due(self, at: datetime | None = None) -> int:
        """Erases the conversations that have reached their time; gives how many."""
        async with self._database.read() as session:
            due = (
                await session.scalars(
                    select(Conversation.id)
                    .where(Conversation.erase_at <= (at or now()))
                    .limit(_AT_ONCE)
                )
            ).all()
        for conversation_id in due:
            await self.erase(conversation_id)
        return len(due)

    async def purge_alerts(self, at: datetime | None = None) -> int:
        """Reviewed alerts go when their time is over, with the keys of their notes, and so do
        requests that were only counted. An open alert never goes by itself. Gives how many went.
        """
        long_ago = (at or now()) - self._keep_alerts
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Alert.id).where(
                    or_(
                        Alert.reviewed_at < long_ago,
                        (Alert.status == "counted") & (Alert.created_at < long_ago),
                    )
                )
            )
            old = rows.all()
        for start in range(0, len(old), _AT_ONCE):
            await self.purge(old[start : start + _AT_ONCE])
        return len(old)

    async def purge(self, alert_ids: Sequence[str]) -> None:
        """Removes alerts and whatever keys they had. The note's key stands in the ledger for the
        row: a backup's row of that alert goes again."""
        await self._keys.destroy(
            *(f"{kind}:{alert_id}" for alert_id in alert_ids for kind in ("alert", "note"))
        )
        async with self._database.write() as session:
            await session.execute(delete(Alert).where(Alert.id.in_(alert_ids)))
        await self._database.truncate_log()

    async def erase_due_cases(self, at: datetime | None = None) -> int:
        """Erases the cases whose time after closing, or after the agreement was taken back, is
        over; gives how many. A case that is worked on has no such time."""
        async with self._database.read() as session:
            rows = await session.scalars(select(Case.id).where(Case.erase_at <= (at or now())))
            due = rows.all()
        for start in range(0, len(due), _AT_ONCE):
            await self.purge_cases(due[start : start + _AT_ONCE], counted=True)
        return len(due)

    async def purge_cases(self, case_ids: Sequence[str], *, counted: bool = False) -> None:
        """Nothing of these cases can be read after this returns: key, consents, notes, diary, and
        what was to go to a partner. `counted`: for the patterns, but for those that were taken
        back; what a restored file brought back was counted the first time."""
        async with self._database.read() as session:
            rows = await session.scalars(
                select(PartnerReferral.id).where(PartnerReferral.case_id.in_(case_ids))
            )
            referrals = rows.all()
            ticked = await self._ticked(session, case_ids) if counted else {}
        await self._keys.destroy(
            *(key_name(case_id) for case_id in case_ids), *(key_of(one) for one in referrals)
        )
        async with self._database.write() as session:
            await session.execute(
                delete(ReferralPack).where(ReferralPack.referral_id.in_(referrals))
            )
            for table in (
                Consent,
                CaseReturn,
                CaseMoved,
                CaseNote,
                CallBack,
                CaseOpening,
                Assessment,
                AssessmentDraft,
                LookAgain,
                PartnerReferral,
            ):
                await session.execute(delete(table).where(table.case_id.in_(case_ids)))
            gone = await session.execute(
                delete(Case)
                .where(Case.id.in_(case_ids))
                .returning(Case.id, Case.reasons, Case.region, Case.status)
            )
            over = [
                CaseOver(one.reasons, one.region, ticked.get(one.id, ()))
                for one in gone
                if one.status == "closed"
            ]
            if counted:
                await note_cases(session, over, now())
        await self._database.truncate_log()
        self._events.news(DESK)

    async def _ticked(self, session: AsyncSession, case_ids: Sequence[str]) -> dict[str, list[str]]:
        """What workers ticked for cases that will be counted, read while their keys are still
        there. A crash between a key's end and its row's loses these counts, and nothing else."""
        going = await session.scalars(
            select(Case).where(
                Case.id.in_(case_ids), Case.status == "closed", Case.named.is_not(None)
            )
        )
        seals = CaseSeals(self._keys)
        return {one.id: await ticked_at_the_end(seals, one) for one in going.all()}

    async def close_reviewed(self) -> int:
        """Destroys the keys of excerpts that were reviewed and whose key a crash has left."""
        excerpts = {name for name in await self._keys.names() if name.startswith("alert:")}
        if not excerpts:
            return 0
        async with self._database.read() as session:
            rows = await session.execute(
                select(Alert.id, Alert.note).where(
                    Alert.status == "reviewed", Alert.excerpt.is_(None)
                )
            )
            reviewed = rows.all()
        notes = {name for name in await self._keys.names() if name.startswith("note:")}
        # Notes of an earlier version are sealed by the alert's key: that one goes with the row.
        left = [
            f"alert:{one.id}"
            for one in reviewed
            if f"alert:{one.id}" in excerpts and (one.note is None or f"note:{one.id}" in notes)
        ]
        if left:
            await self._keys.destroy(*left)
        return len(left)
