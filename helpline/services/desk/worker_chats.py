"""A worker's side of a chat: take, read, speak, hand back, close. Every act is audited."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import (
    AlreadyTaken,
    ConversationGone,
    KeptForAnother,
    NoRoom,
    NotTheirs,
    NotWaiting,
    VisitorLeft,
)
from helpline.models import Conversation, Entry, Worker, now
from helpline.services.alerts.alerts import Alerts
from helpline.services.audit.chain import note_audit
from helpline.services.desk import override_rows
from helpline.services.figures.days import Counted, note_figure, span_of
from helpline.services.log import ownership
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Body, EntryLog, Fence, Line
from helpline.services.log.events import (
    DESK,
    QUEUE,
    WORKER,
    Events,
    conversation_topic,
    worker_topic,
)
from helpline.services.turns.turns import Turns
from helpline.services.workers.profiles import DeskProfiles

OUTCOMES = ("advised", "referred", "emergency", "visitor_left", "other")


class WorkerChats:
    """What a worker may do with a chat, and what they may see of it."""

    def __init__(
        self,
        database: Database,
        log: EntryLog,
        conversations: Conversations,
        alerts: Alerts,
        turns: Turns,
        events: Events,
        lease_seconds: float,
        profiles: DeskProfiles,
    ) -> None:
        self._database = database
        self._log = log
        self._conversations = conversations
        self._alerts = alerts
        self._turns = turns
        self._events = events
        self._lease = timedelta(seconds=lease_seconds)
        self._profiles = profiles

    async def take(self, conversation_id: str, worker: Worker) -> None:
        """Exactly one wins. AlreadyTaken (with the winner's name), NotWaiting, VisitorLeft or
        ConversationGone for everybody else; NoRoom for who has as many chats as they take on."""
        async with self._database.write() as session:
            # On PostgreSQL too, two takes of one worker are counted one after the other.
            await session.get(Worker, worker.id, with_for_update=True)
            limit = await self._profiles.limit(session, worker.id)
            won = await ownership.claim(
                session, conversation_id, worker.id, now() + self._lease, limit
            )
            if not won:
                raise await self._why_not(session, conversation_id, worker)
            conversation = await session.get(Conversation, conversation_id, populate_existing=True)
            assert conversation is not None
            await session.execute(
                update(Entry)
                .where(Entry.conversation_id == conversation_id, Entry.turn.is_(None))
                .values(turn=0)
            )
            if await override_rows.open_now(session, conversation_id) is not None:
                # Nothing may be said here of what this worker can't read: a lead has opened it.
                words = "utter_handoff_joined_opened"
            elif conversation.agreed_at is not None:
                words = "utter_handoff_joined"
            else:
                words = "utter_handoff_joined_unbriefed"
            seq = await self._conversations.post(
                session,
                conversation,
                words,
                author="service",
                kind="joined",
                variables={"name": worker.name},
                name=worker.name,
                fence=Fence(owner="worker", worker_id=worker.id),
            )
            if conversation.shared_from is None:
                # Without a brief: only what is written now that they know a person reads.
                conversation.shared_from = seq
            waited = conversation.waiting_since
            await note_figure(
                session, Counted.TAKEN, span_of(now() - waited) if waited else "unqueued"
            )
            await note_audit(session, worker.id, "take", conversation_id)
        self._tell(conversation_id)

    async def _why_not(
        self, session: AsyncSession, conversation_id: str, worker: Worker
    ) -> Exception:
        conversation = await session.get(Conversation, conversation_id)
        if conversation is None:
            return ConversationGone()
        if conversation.left is not None:
            return VisitorLeft()
        if conversation.owner == "worker" and conversation.worker_id != worker.id:
            return AlreadyTaken(
                await session.scalar(select(Worker.name).where(Worker.id == conversation.worker_id))
            )
        if ownership.is_kept_for_another(conversation, worker.id):
            kept_for = conversation.offered_to
            return KeptForAnother(
                await session.scalar(select(Worker.name).where(Worker.id == kept_for))
            )
        if conversation.owner == "waiting":
            return NoRoom()
        return NotWaiting()

    async def access(
        self, session: AsyncSession, conversation_id: str, worker: Worker
    ) -> Conversation:
        """The chat, if it is this worker's or this worker is a lead; NotTheirs or
        ConversationGone.
        """
        conversation = await session.get(Conversation, conversation_id)
        if conversation is None:
            raise ConversationGone
        if conversation.worker_id != worker.id and worker.role != "lead":
            raise NotTheirs
        return conversation

    async def read(
        self, session: AsyncSession, conversation_id: str, since: int | None, after: int
    ) -> list[Line]:
        """The lines after that seq, and from the first one on that the reader may see (None:
        nothing yet), in order."""
        if since is None:
            return []
        return await self._log.read(session, conversation_id, max(after, since - 1))

    async def say(self, conversation_id: str, worker: Worker, client_id: str, text: str) -> int:
        """To the visitor; the same id again has no second effect. VisitorLeft or NotTheirs."""
        return await self.send(conversation_id, worker, client_id, Body(text=text))

    async def send(self, conversation_id: str, worker: Worker, client_id: str, body: Body) -> int:
        """The same for anything that a worker can show: words, or a card."""
        marked = f"w:{client_id}"
        body.name = worker.name
        try:
            async with self._database.write() as session:
                seq = await self._log.append(
                    session,
                    conversation_id,
                    "worker",
                    body,
                    fence=Fence(owner="worker", worker_id=worker.id),
                    client_id=marked,
                    answers_until=now() + self._lease,
                )
                if seq is None:
                    known = await self._log.repeated(session, conversation_id, marked)
                    if known is None:
                        await self.refuse(session, conversation_id, worker)
                    assert known is not None
                    return known
                await self._alerts.worker_acted(session, conversation_id)
        except IntegrityError:
            # An id has one line: this one was kept before, and nothing of it is written again.
            async with self._database.read() as session:
                known = await self._log.repeated(session, conversation_id, marked)
            if known is None:
                raise
            return known
        # Their own board also says who still waits for an answer of theirs.
        self._events.news(conversation_topic(conversation_id), worker_topic(worker.id), by=WORKER)
        return seq

    async def must_have(self, conversation_id: str, worker: Worker) -> None:
        """Looks ahead of an act whether this worker has the chat, so that they are told that first;
        the act checks it again, where it counts."""
        async with self._database.read() as session:
            conversation = await session.get(Conversation, conversation_id)
            if (
                conversation is None
                or conversation.owner != "worker"
                or conversation.worker_id != worker.id
                or conversation.left is not None
            ):
                await self.refuse(session, conversation_id, worker)

    async def refuse(self, session: AsyncSession, conversation_id: str, worker: Worker) -> None:
        """Says why this worker may not act on this chat now: VisitorLeft, NotTheirs or
        ConversationGone."""
        conversation = await session.get(Conversation, conversation_id)
        if conversation is None:
            raise ConversationGone
        if conversation.worker_id == worker.id and conversation.left is not None:
            raise VisitorLeft
        raise NotTheirs

    async def typing(self, conversation_id: str, worker: Worker) -> None:
        """Passes on that the worker types, to the visitor of their own chat only."""
        async with self._database.read() as session:
            owner = await session.scalar(
                select(Conversation.worker_id).where(
                    Conversation.id == conversation_id, Conversation.owner == "worker"
                )
            )
        if owner != worker.id:
            raise NotTheirs
        self._events.signal(conversation_topic(conversation_id), "typing", "worker")

    async def hand_back(self, conversation_id: str, worker: Worker) -> None:
        """To the assistant, with a word to the visitor; the engine is told what happened."""
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None:
                raise ConversationGone
            posted = await self._conversations.post(
                session,
                conversation,
                "utter_handoff_handed_back",
                author="service",
                kind="handed_back",
                variables={"name": worker.name},
                fence=Fence(owner="worker", worker_id=worker.id),
            )
            if posted is None or not await ownership.hand_back(session, conversation_id, worker.id):
                await self.refuse(session, conversation_id, worker)
            await note_audit(session, worker.id, "hand_back", conversation_id)
        self._tell(conversation_id)
        await self._turns.event(conversation_id, "event_handed_back")

    async def close(
        self, conversation_id: str, worker: Worker, outcome: str, note: str | None
    ) -> None:
        """Ends the chat with an outcome. After quick exit this is how the worker says they are
        done.
        """
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None:
                raise ConversationGone
            if conversation.worker_id != worker.id:
                raise NotTheirs
            if conversation.left is None:
                await self._conversations.post(
                    session,
                    conversation,
                    "utter_handoff_chat_closed",
                    author="service",
                    kind="closed",
                    variables={"name": worker.name},
                    fence=Fence(owner="worker", worker_id=worker.id),
                )
            if note:
                await self._log.append(
                    session,
                    conversation_id,
                    "worker",
                    Body(text=note, name=worker.name),
                    kind="note",
                    fence=Fence(worker_id=worker.id, open_only=False),
                    touches=False,
                )
            await ownership.close(session, conversation_id, worker.id)
            await session.execute(
                update(Conversation)
                .where(Conversation.id == conversation_id)
                .values(outcome=outcome, unanswered_since=None)
            )
            await note_figure(session, Counted.OUTCOME, outcome)
            await note_audit(session, worker.id, "close", conversation_id, outcome)
        self._tell(conversation_id)

    def _tell(self, conversation_id: str) -> None:
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)
