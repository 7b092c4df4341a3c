"""An override: the one way to read a chat before its visitor agrees, and two people's decision.

For an immediate safeguarding risk only. A lead, or the worker who has the chat, says which risk and
writes why; a second person stands for it (services/desk/second_person.py), and one of the two is a
lead. Where waiting for somebody could cost a life, a lead opens alone, writes why it can't wait,
and somebody else looks at it afterwards. The visitor is told in the transaction that opens it,
unless telling is unsafe, which has a written reason of its own. It opens the summary and the
earlier messages to the lead of the two and to the chat's worker, for an hour at most
(docs/decisions/0025-a-leads-override.md, 0063-a-second-person-for-an-override.md).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import (
    AlreadyOpened,
    ConversationGone,
    NotTheirs,
    NotWithPeople,
    OverrideAsked,
    VisitorLeft,
)
from helpline.models import Conversation, Override, OverrideReview, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk import override_rows, shapes
from helpline.services.desk.alone import AloneWatch
from helpline.services.figures.days import Counted, note_figure
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Fence
from helpline.services.log.events import DESK, Events, conversation_topic

# The words that tell the visitor say "up to an hour": data/privacy/responses.yml.
OPEN_FOR = timedelta(hours=1)
#: Nobody has answered by then: the request is over.
ASKED_FOR = timedelta(hours=1)
# Somebody of the helpline answers, or is about to.
OWNERS = ("waiting", "worker")


class Reasons(msgspec.Struct, omit_defaults=True):
    """What is sealed: why; why the visitor must not be told (None: they are); why a lead could not
    wait for a second person (None: somebody is asked); what the second person said."""

    why: str
    unsafe: str | None = None
    cannot_wait: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for. `client_id`: the page's own, once a worker and chat. `risk`: one of
    the kinds of danger."""

    client_id: str
    risk: str
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it. `opened`: at once; else a second person is asked. `told`: the visitor is, or
    will be when it is opened."""

    opened: bool
    told: bool


class Overrides:
    """Asks for an override or opens one at once, and says of a chat that there was one."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        conversations: Conversations,
        events: Events,
        alone: AloneWatch,
    ) -> None:
        self._database = database
        self._keys = keys
        self._conversations = conversations
        self._events = events
        self._watch = alone

    async def ask(self, conversation_id: str, worker: Worker, asked: Asked) -> Came:
        """Asks a second person, or opens it at once where a lead has written why it can't wait.
        The same id again changes nothing.

        NotTheirs for who is no lead and has not the chat, and for who is no lead and can't wait;
        ConversationGone, KeyGone, VisitorLeft, NotWithPeople where there is nothing to open;
        AlreadyOpened or OverrideAsked (with the name) where another one holds or waits.
        """
        at_once = asked.reasons.cannot_wait is not None
        key = await self._keys.find(conversation_id)
        async with self._database.write() as session:
            # On PostgreSQL too, whoever comes second waits here and sees what the first has done.
            conversation = await session.get(Conversation, conversation_id, with_for_update=True)
            if conversation is None:
                raise ConversationGone
            if worker.role != "lead" and (at_once or conversation.worker_id != worker.id):
                raise NotTheirs
            known = await self._known(session, conversation_id, worker, asked)
            if known is not None:
                return known
            await self.check(session, conversation)
            override_id, told = uuid.uuid4().hex, asked.reasons.unsafe is None
            moment = now()
            where = place(conversation_id, override_id, "override")
            override = Override(
                id=override_id,
                conversation_id=conversation_id,
                worker_id=worker.id,
                client_id=asked.client_id,
                risk=asked.risk,
                words=seal(key, msgspec.json.encode(asked.reasons), where),
                told=told,
                at_once=at_once,
                created_at=moment,
                until=moment + ASKED_FOR,
            )
            session.add(override)
            await session.flush()
            detail = f"{asked.risk}, {'told' if told else 'not told'}"
            often: list[str] = []
            if at_once:
                await self._alone(session, override, moment)
                await self.open(session, conversation, override, worker)
                await note_audit(
                    session, worker.id, "override", conversation_id, f"{detail}, alone"
                )
                often = await self._watch.count(session)
            else:
                await note_audit(session, worker.id, "override_asked", conversation_id, detail)
        self._events.news(conversation_topic(conversation_id), DESK)
        self._watch.tell(often)
        return Came(opened=at_once, told=told)

    async def open(
        self, session: AsyncSession, conversation: Conversation, override: Override, lead: Worker
    ) -> None:
        """Opens it to that lead from now on, and tells the visitor, in the caller's transaction.
        VisitorLeft where they can't be told any more: then nothing is opened."""
        moment = now()
        override.status, override.opened_by = "open", lead.id
        override.opened_at, override.until = moment, moment + OPEN_FOR
        await session.flush()
        await note_figure(session, Counted.OPENED_BEFORE, "alone" if override.at_once else "two")
        if override.told:
            await self._tell(session, conversation, lead)

    async def _alone(self, session: AsyncSession, override: Override, moment: datetime) -> None:
        session.add(
            OverrideReview(
                id=override.id,
                conversation_id=override.conversation_id,
                worker_id=override.worker_id,
                risk=override.risk,
                told=override.told,
                opened_at=moment,
            )
        )
        await session.flush()

    async def _known(
        self, session: AsyncSession, conversation_id: str, worker: Worker, asked: Asked
    ) -> Came | None:
        found = await session.scalar(
            select(Override).where(
                Override.conversation_id == conversation_id,
                Override.worker_id == worker.id,
                Override.client_id == asked.client_id,
            )
        )
        return Came(opened=found.status == "open", told=found.told) if found is not None else None

    async def check(
        self,
        session: AsyncSession,
        conversation: Conversation,
        answered: Override | None = None,
    ) -> None:
        """Whether this chat can be opened now; `answered`: the request that is being answered."""
        if conversation.left is not None:
            # Nothing can be told to them any more, and what was open when they left stays open.
            raise VisitorLeft
        if conversation.owner not in OWNERS:
            raise NotWithPeople
        present = await override_rows.newest(session, conversation.id)
        if present is None or present is answered:
            return
        if override_rows.is_open(present):
            raise AlreadyOpened(await name_of(session, present.opened_by))
        if override_rows.awaits_answer(present):
            raise OverrideAsked(await name_of(session, present.worker_id))

    async def _tell(self, session: AsyncSession, conversation: Conversation, lead: Worker) -> None:
        posted = await self._conversations.post(
            session,
            conversation,
            "utter_privacy_opened",
            author="service",
            kind="opened",
            variables={"name": lead.name},
            name=lead.name,
            fence=Fence(owner=conversation.owner),
        )
        if posted is None:
            # Opened and not told must not be: the transaction takes the override back as well.
            raise VisitorLeft

    async def reasons(self, override: Override) -> Reasons:
        """What was written. KeyGone once the chat is erased."""
        where = place(override.conversation_id, override.id, "override")
        key = await self._keys.find(override.conversation_id)
        return msgspec.json.decode(unseal(key, override.words, where), type=Reasons)

    async def answered(self, override: Override, said: str) -> None:
        """Seals what the second person said beside what was written before. KeyGone."""
        written = await self.reasons(override)
        written.answer = said
        where = place(override.conversation_id, override.id, "override")
        key = await self._keys.find(override.conversation_id)
        override.words = seal(key, msgspec.json.encode(written), where)

    async def shown(
        self, session: AsyncSession, override: Override | None, reader: Worker
    ) -> dict[str, Any] | None:
        """The override as whoever reads the chat sees it; the written reasons for leads, and for
        who wrote them."""
        if override is None:
            return None
        second = override.second
        shown: dict[str, Any] = {
            "by": await name_of(session, override.worker_id),
            "second": await name_of(session, second) if second is not None else None,
            "at": shapes.iso(override.opened_at or override.created_at),
            "until": shapes.iso(override.until),
            "status": override.status,
            "waits": override_rows.awaits_answer(override),
            "open": override_rows.is_open(override),
            "at_once": override.at_once,
            "risk": override.risk,
            "told": override.told,
        }
        if reader.role == "lead" or reader.id == override.worker_id:
            written = await self.reasons(override)
            shown["reason"] = written.why
            if written.unsafe is not None:
                shown["telling_is_unsafe"] = written.unsafe
            if written.cannot_wait is not None:
                shown["cannot_wait"] = written.cannot_wait
            if written.answer is not None:
                shown["answer"] = written.answer
        return shown


async def name_of(session: AsyncSession, worker_id: int | None) -> str | None:
    """The worker's name; None for nobody, or for who is known no more."""
    return await session.scalar(select(Worker.name).where(Worker.id == worker_id))
