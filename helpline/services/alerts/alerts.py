"""Danger is seen in every state, and by a person.

What the sentinel sees is kept as an alert of its own, under a key of its own, until a worker has
reviewed it: neither exit nor expiry of the chat removes it. The visitor gets the fixed message at
once; while a worker owns the chat, the worker gets the first twenty seconds.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Alert, Conversation, Timer, now
from helpline.models.base import table_of
from helpline.services.alerts.answers import AlertAnswers
from helpline.services.alerts.escalation import Escalation
from helpline.services.alerts.kinds import DANGERS, URGENCY
from helpline.services.alerts.review import Review, review
from helpline.services.assessing.prompts import Prompts
from helpline.services.figures.days import Counted, note_figure
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal
from helpline.services.log.conversations import Conversations
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.notices import Notices
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.urgency import UrgencyRules

EXCERPT_CHARACTERS = 1000

# Built once; see services/log/entry_rows.py.
_TIMERS, _ALERTS = table_of(Timer), table_of(Alert)
_OF_CHAT = select(_ALERTS.c.id).where(_ALERTS.c.conversation_id == bindparam("conversation"))
_NOTHING_OWED = delete(_TIMERS).where(_TIMERS.c.kind == "safety", _TIMERS.c.subject.in_(_OF_CHAT))


@dataclass(frozen=True, slots=True)
class Raised:
    """What became of a message's alerts: `posted` got their fixed message now, `recent` had it in
    the last ten minutes, `left_to_worker` are on the worker's screen first.
    """

    posted: frozenset[str]
    recent: frozenset[str]
    left_to_worker: frozenset[str]


def _is_watched(conversation: Conversation) -> bool:
    """Whether a worker has the chat and looks at it: one who has asked for a few minutes does
    not."""
    paused = conversation.paused_until is not None and conversation.paused_until > now()
    return conversation.owner == "worker" and conversation.left is None and not paused


class Alerts:
    """Records alerts, posts the fixed messages, and lets a worker's review end them."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        conversations: Conversations,
        presence: PresenceBook,
        notices: Notices,
        events: Events,
        worker_alert_seconds: float,
        urgency: UrgencyRules,
        escalation: Escalation,
        prompts: Prompts,
    ) -> None:
        self._database = database
        self._keys = keys
        self._answers = AlertAnswers(conversations)
        self._presence = presence
        self._notices = notices
        self._events = events
        self._worker_alert = timedelta(seconds=worker_alert_seconds)
        self._urgency = urgency
        self._escalation = escalation
        self._prompts = prompts

    async def raise_for(self, conversation_id: str, kinds: Iterable[str], text: str) -> Raised:
        """Records these alerts for a message and answers them. The keys are kept first, then one
        transaction writes alert, urgency and fixed message together."""
        ordered = sorted(set(kinds), key=list(URGENCY).index)
        if "immediate_danger" in ordered and "someone_else_typing" in ordered:
            # Both in one message: life comes before hiding what this chat is.
            ordered.remove("someone_else_typing")
        fresh = {kind: uuid.uuid4().hex for kind in ordered}
        for alert_id in fresh.values():
            await self._keys.make(f"alert:{alert_id}")
        on_shift = await self._presence.on_shift()
        posted: set[str] = set()
        recent: set[str] = set()
        to_worker: set[str] = set()
        unused: list[str] = []
        notice: list[str] = []
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None:
                unused = list(fresh.values())
            else:
                for kind in ordered:
                    alert, is_new = await self._record(
                        session, conversation, kind, fresh[kind], text
                    )
                    if not is_new:
                        unused.append(fresh[kind])
                    elif kind in DANGERS and not on_shift:
                        notice.append(alert.id)
                    if await self._answers.recently(session, conversation_id, kind):
                        recent.add(kind)
                    elif _is_watched(conversation):
                        to_worker.add(kind)
                        if is_new and kind != "harmful_request":
                            session.add(
                                Timer(
                                    kind="safety",
                                    subject=alert.id,
                                    due_at=now() + self._worker_alert,
                                )
                            )
                    else:
                        await self._answers.post(session, conversation, alert, on_shift)
                        posted.add(kind)
        if unused:
            await self._keys.discard(*(f"alert:{alert_id}" for alert_id in unused))
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)
        for alert_id in notice:
            self._notices.about(alert_id)
        return Raised(frozenset(posted), frozenset(recent), frozenset(to_worker))

    async def _record(
        self,
        session: AsyncSession,
        conversation: Conversation,
        kind: str,
        alert_id: str,
        text: str,
    ) -> tuple[Alert, bool]:
        """The open alert of this kind, made if there is none; and what it does to the chat's
        place.
        """
        if kind in DANGERS:
            conversation.alerted = True
            if conversation.moved == "later":
                # Nobody meant to let this wait.
                conversation.moved = None
        self._urgency.note(conversation, [kind])
        # Also while an alert of this kind is open: a risk assessment may have been made since.
        await self._prompts.happened(session, conversation.id, [("alert", kind)])
        known = await session.scalar(
            select(Alert).where(
                Alert.conversation_id == conversation.id,
                Alert.kind == kind,
                Alert.status == "open",
            )
        )
        if known is not None:
            return known, False
        key = await self._keys.find(f"alert:{alert_id}")
        excerpt = None
        if kind != "harmful_request":
            short = text[:EXCERPT_CHARACTERS].encode("utf-8", "replace")
            excerpt = seal(key, short, place(alert_id, "excerpt"))
        alert = Alert(
            id=alert_id,
            conversation_id=conversation.id,
            kind=kind,
            excerpt=excerpt,
            status="counted" if kind == "harmful_request" else "open",
        )
        session.add(alert)
        await session.flush()
        if alert.status == "open":
            self._escalation.begin(session, alert)
        await note_figure(session, Counted.ALERT, kind)
        return alert, True

    async def post_late(self, alert_id: str) -> None:
        """The worker did nothing for twenty seconds: the fixed message is posted after all."""
        async with self._database.write() as session:
            alert = await session.get(Alert, alert_id)
            if alert is None or alert.answered_at is not None or alert.conversation_id is None:
                return
            conversation = await session.get(Conversation, alert.conversation_id)
            if conversation is None or conversation.left is not None or alert.status != "open":
                return
            await self._answers.post(session, conversation, alert, on_shift=True)
            conversation_id = conversation.id
        self._events.news(conversation_topic(conversation_id), DESK)

    async def worker_acted(self, session: AsyncSession, conversation_id: str) -> None:
        """The worker has spoken or reviewed: no fixed message is owed for the alerts of this
        chat.
        """
        await session.execute(_NOTHING_OWED, {"conversation": conversation_id})

    async def recently_answered(self, session: AsyncSession, conversation_id: str) -> set[str]:
        """Kinds whose fixed message was posted in the last ten minutes."""
        return await self._answers.recently_answered(session, conversation_id)

    async def review(
        self,
        alert_id: str,
        worker_id: int,
        action: str,
        note: str | None,
        capacity: str | None = None,
    ) -> bool:
        """A person has looked (helpline/services/alerts/review.py). False: somebody else was first.
        KeyGone: there is no such alert.
        """
        looked = Review(worker_id, action, note, capacity)
        done = await review(self._database, self._keys, self._urgency, alert_id, looked)
        if done:
            self._events.news(DESK, QUEUE)
        return done
