"""Keeping what a visitor writes. What is acked is kept; the ack never waits for reading."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from helpline.db import Database
from helpline.errors import ConversationGone
from helpline.services.log.entry_log import Body, Choice, EntryLog, Fence
from helpline.services.log.events import VISITOR, Events, conversation_topic


class Messages:
    """Appends visitors' messages and choices, each message id once."""

    def __init__(self, database: Database, log: EntryLog, events: Events) -> None:
        self._database = database
        self._log = log
        self._events = events

    async def say(self, conversation_id: str, client_id: str, text: str) -> tuple[int, bool]:
        """Keeps a message. Gives its seq and whether it is new; ConversationGone if the chat is
        over.
        """
        return await self._keep(conversation_id, client_id, Body(text=text), None)

    async def choose(
        self, conversation_id: str, client_id: str, choice_id: str
    ) -> tuple[int, bool, Choice | None]:
        """Keeps a picked choice as the visitor's words. The choice is None if it was never
        offered.
        """
        async with self._database.read() as session:
            choice = await self._log.choice(session, conversation_id, choice_id)
            if choice is None:
                known = await self._log.repeated(session, conversation_id, f"v:{client_id}")
                return known or 0, False, None
        seq, new = await self._keep(
            conversation_id, client_id, Body(text=choice.label, payload=choice.payload), "choice"
        )
        return seq, new, choice

    async def _keep(
        self, conversation_id: str, client_id: str, body: Body, kind: str | None
    ) -> tuple[int, bool]:
        # A visitor's and a worker's ids never meet: theirs are prefixed.
        marked = f"v:{client_id}"
        # A label we wrote ourselves needs no reading; a service's choice needs no turn either.
        is_choice = body.payload is not None
        no_turn = is_choice and not (body.payload or "").startswith("/")
        try:
            async with self._database.write() as session:
                seq = await self._log.append(
                    session,
                    conversation_id,
                    "visitor",
                    body,
                    kind=kind,
                    fence=Fence(),
                    client_id=marked,
                    read=is_choice,
                    turn=0 if no_turn else None,
                    awaits_worker=True,
                )
        except IntegrityError:
            # An id has one line: this one was kept before, and nothing of it is written again.
            known = await self._known(conversation_id, marked)
            if known is None:
                raise
            return known, False
        if seq is None:
            known = await self._known(conversation_id, marked)
            if known is None:
                raise ConversationGone
            return known, False
        self._events.news(conversation_topic(conversation_id), by=VISITOR)
        return seq, True

    async def _known(self, conversation_id: str, marked: str) -> int | None:
        async with self._database.read() as session:
            return await self._log.repeated(session, conversation_id, marked)

    async def typing(self, conversation_id: str) -> None:
        """Passes on that the visitor types, never what."""
        self._events.signal(conversation_topic(conversation_id), "typing", "visitor")
