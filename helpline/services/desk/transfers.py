"""From one worker to another. The owner changes by one conditional UPDATE
(services/log/ownership.py).

Warm: the worker asks a colleague and stays; when the colleague takes it, the visitor is told both
names; if they never do, it stays where it is. Cold: the worker lets go; the chat is first in the
queue, kept a moment for the colleague who was named, then for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import AlreadyAsked, NotAsked, NotHere
from helpline.models import Conversation, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk.asides import NOTE, Asides
from helpline.services.desk.worker_chats import WorkerChats
from helpline.services.keys.key_store import KeyStore, aside_key
from helpline.services.log import ownership
from helpline.services.log.conversations import Conversations, access
from helpline.services.log.entry_log import Fence
from helpline.services.log.events import DESK, QUEUE, Events, conversation_topic
from helpline.services.shifts.presence import PresenceBook

ANSWER_WITHIN = timedelta(minutes=3)
KEPT_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Passing:
    """What a worker passes on: to whom (None: whoever is first), and a note for them, by the page's
    own id."""

    to: int | None
    client_id: str
    note: str | None = None


class Transfers:
    """Asks, takes over, declines, withdraws, passes on."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        conversations: Conversations,
        worker_chats: WorkerChats,
        asides: Asides,
        presence: PresenceBook,
        events: Events,
        lease_seconds: float,
    ) -> None:
        self._database = database
        self._keys = keys
        self._conversations = conversations
        self._chats = worker_chats
        self._asides = asides
        self._presence = presence
        self._events = events
        self._lease = timedelta(seconds=lease_seconds)

    async def offer(self, conversation_id: str, worker: Worker, passing: Passing) -> None:
        """Asks a colleague; the visitor is told whom, and that nobody leaves yet. NotHere,
        AlreadyAsked, NotTheirs, VisitorLeft or ConversationGone."""
        colleague = await self._colleague(conversation_id, worker, passing.to)
        key = await self._keys.find_or_make(aside_key(conversation_id))
        moment = now()
        async with self._database.write() as session:
            asked = await session.scalar(
                update(Conversation)
                .where(
                    Conversation.id == conversation_id,
                    *_is_theirs(worker.id),
                    or_(Conversation.offered_to.is_(None), Conversation.offered_until <= moment),
                )
                .values(offered_to=colleague.id, offered_until=moment + ANSWER_WITHIN)
                .returning(Conversation.id)
                .execution_options(synchronize_session=False)
            )
            if asked is None:
                found = await access(session, conversation_id)
                if found.worker_id == worker.id and found.left is None and found.offered_to:
                    raise AlreadyAsked
                await self._chats.refuse(session, conversation_id, worker)
            conversation = await access(session, conversation_id)
            await self._say(session, conversation, "utter_handoff_offered", worker, colleague)
            await self._note(session, key, conversation, worker, passing)
            await note_audit(session, worker.id, "offer", conversation_id, str(colleague.id))
        self._tell(conversation_id)

    async def accept(self, conversation_id: str, worker: Worker) -> None:
        """The colleague who was asked takes it: theirs from now on, and both are named to the
        visitor. NotAsked where somebody withdrew, it was too late, or the visitor has left."""
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id)
            if conversation is None or conversation.worker_id is None:
                raise NotAsked
            before = await session.get(Worker, conversation.worker_id)
            assert before is not None
            if not await ownership.take_over(
                session, conversation_id, before.id, worker.id, now() + self._lease
            ):
                raise NotAsked
            conversation = await session.get(Conversation, conversation_id, populate_existing=True)
            assert conversation is not None
            await self._conversations.post(
                session,
                conversation,
                "utter_handoff_taken_over",
                author="service",
                kind="joined",
                variables={"name": before.name, "colleague": worker.name},
                name=worker.name,
                fence=Fence(owner="worker", worker_id=worker.id),
            )
            await note_audit(session, worker.id, "take_over", conversation_id, str(before.id))
        self._tell(conversation_id)

    async def take_back(self, conversation_id: str, worker: Worker) -> None:
        """Nobody is asked any more: withdrawn by the worker who has the chat, or declined by the
        colleague. The visitor learns that who is here stays. NotAsked if nobody was asked."""
        async with self._database.write() as session:
            if not await self._cleared(
                session,
                conversation_id,
                or_(
                    Conversation.worker_id == worker.id,
                    Conversation.offered_to == worker.id,
                ),
            ):
                raise NotAsked
            await note_audit(session, worker.id, "offer_over", conversation_id)
        self._tell(conversation_id)

    async def lapse(self) -> None:
        """Whoever was asked has not come: it stays where it is, and the visitor is told."""
        moment = now()
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Conversation.id).where(
                    Conversation.owner == "worker",
                    Conversation.left.is_(None),
                    Conversation.offered_until <= moment,
                )
            )
            due = rows.all()
        for conversation_id in due:
            async with self._database.write() as session:
                over = await self._cleared(
                    session, conversation_id, Conversation.offered_until <= moment
                )
            if over:
                self._tell(conversation_id)

    async def pass_on(self, conversation_id: str, worker: Worker, passing: Passing) -> None:
        """The worker lets go. NotHere, NotTheirs, VisitorLeft or ConversationGone."""
        colleague = None
        if passing.to is not None:
            colleague = await self._colleague(conversation_id, worker, passing.to)
        key = await self._keys.find_or_make(aside_key(conversation_id))
        async with self._database.write() as session:
            conversation = await access(session, conversation_id)
            words = "utter_handoff_passed" if colleague else "utter_handoff_passed_front"
            said = await self._say(session, conversation, words, worker, colleague)
            to, until = (colleague.id, now() + KEPT_FOR) if colleague else (None, None)
            if said is None or not await ownership.pass_on(
                session, conversation_id, worker.id, to, until
            ):
                await self._chats.refuse(session, conversation_id, worker)
            await self._note(session, key, conversation, worker, passing)
            detail = "" if colleague is None else str(colleague.id)
            await note_audit(session, worker.id, "pass_on", conversation_id, detail)
        self._tell(conversation_id)

    async def _colleague(self, conversation_id: str, worker: Worker, to: int | None) -> Worker:
        """Somebody else who takes chats at an open desk now; NotHere if they do not."""
        await self._chats.must_have(conversation_id, worker)
        for one in await self._presence.people():
            if one.id == to and one.id != worker.id:
                return one
        raise NotHere

    async def _cleared(
        self, session: AsyncSession, conversation_id: str, condition: ColumnElement[bool]
    ) -> bool:
        """Takes an open offer back, with a word to the visitor; False if there was none."""
        cleared = await session.scalar(
            update(Conversation)
            .where(
                Conversation.id == conversation_id,
                Conversation.owner == "worker",
                Conversation.left.is_(None),
                Conversation.offered_to.is_not(None),
                condition,
            )
            .values(offered_to=None, offered_until=None)
            .returning(Conversation.worker_id)
            .execution_options(synchronize_session=False)
        )
        if cleared is None:
            return False
        stays = await session.get(Worker, cleared)
        assert stays is not None
        conversation = await access(session, conversation_id)
        await self._say(session, conversation, "utter_handoff_stays", stays, None)
        return True

    async def _say(
        self,
        session: AsyncSession,
        conversation: Conversation,
        words: str,
        worker: Worker,
        colleague: Worker | None,
    ) -> int | None:
        """To the visitor, while that worker has the chat; None if they have not."""
        variables = {"name": worker.name}
        if colleague is not None:
            variables["colleague"] = colleague.name
        return await self._conversations.post(
            session,
            conversation,
            words,
            author="service",
            kind="passing",
            variables=variables,
            fence=Fence(owner="worker", worker_id=worker.id),
        )

    async def _note(
        self,
        session: AsyncSession,
        key: bytes,
        conversation: Conversation,
        worker: Worker,
        passing: Passing,
    ) -> None:
        if passing.note:
            await self._asides.add(
                session, key, conversation, worker, passing.client_id, NOTE, passing.note, None
            )

    def _tell(self, conversation_id: str) -> None:
        self._events.news(conversation_topic(conversation_id), DESK, QUEUE)


def _is_theirs(worker_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Conversation.owner == "worker",
        Conversation.worker_id == worker_id,
        Conversation.left.is_(None),
    )
