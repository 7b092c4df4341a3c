"""The log of a conversation: the one way anything is written to it or read from it.

A line is written together with a conditional UPDATE of its conversation, which gives the next
`seq` only if the fence holds (who owns the chat, in which turn, for which worker). So nobody
speaks out of turn: not the assistant over a worker, not a worker after quick exit, not a late
answer.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import now
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.log import entry_rows

#: How many lines a look reads at once.
PAGE = 200


class Choice(msgspec.Struct, omit_defaults=True):
    """Something the visitor can pick. `payload` stays on the server."""

    label: str
    payload: str


class Body(msgspec.Struct, omit_defaults=True):
    """What is sealed in an entry."""

    text: str | None = None
    name: str | None = None
    choices: list[Choice] = []
    card: dict[str, Any] | None = None
    # Name of the written response this came from; lets "yes" and "no" be understood.
    response: str | None = None
    # A choice the visitor picked: what it stands for.
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """What must hold of the conversation at the moment of writing. None: does not matter."""

    owner: str | None = None
    turn: int | None = None
    worker_id: int | None = None
    open_only: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, opened."""

    seq: int
    at: datetime
    author: str
    kind: str | None
    body: Body


class EntryLog:
    """Appends and reads sealed lines."""

    def __init__(self, keys: KeyStore, keep_hours: float) -> None:
        self._keys = keys
        self._keep = timedelta(hours=keep_hours)

    async def append(
        self,
        session: AsyncSession,
        conversation_id: str,
        author: str,
        *bodies: Body,
        fence: Fence,
        kind: str | None = None,
        client_id: str | None = None,
        read: bool = True,
        turn: int | None = 0,
        touches: bool = True,
        awaits_worker: bool = False,
        answers_until: datetime | None = None,
    ) -> int | None:
        """Writes one line, or several in a row, in the caller's transaction. Gives the last seq,
        or None where the fence does not hold (then nothing is written).

        `read=False` and `turn=None` mark a visitor's message that is still to be read and answered.
        `touches`: whether it keeps the chat alive (moves the retention clock). `awaits_worker`: a
        worker who owns the chat owes an answer from now on. `answers_until`: it is that answer, and
        their lease lasts until then. `client_id` is for a single line.
        """
        key = await self._keys.find(conversation_id)
        moment = now()
        statement, wanted = entry_rows.next_seq(
            fence.open_only,
            fence.owner is not None,
            fence.turn is not None,
            fence.worker_id is not None,
            touches,
            awaits_worker,
            answers_until is not None,
        )
        given = {
            "conversation": conversation_id,
            "lines": len(bodies),
            "moment": moment,
            "until": moment + self._keep,
            "by": fence.owner,
            "in_turn": fence.turn,
            "worker": fence.worker_id,
            "lease": answers_until,
        }
        last = await session.scalar(
            statement, {name: value for name, value in given.items() if name in wanted}
        )
        if last is None:
            return None
        rows = []
        for seq, body in enumerate(bodies, start=last - len(bodies) + 1):
            where = place(conversation_id, seq, author)
            rows.append(
                {
                    "conversation_id": conversation_id,
                    "seq": seq,
                    "author": author,
                    "kind": kind,
                    "body": seal(key, msgspec.json.encode(body), where),
                    "client_id": client_id,
                    "created_at": moment,
                    "read_at": moment if read else None,
                    "turn": turn,
                }
            )
        await session.execute(entry_rows.WRITE, rows)
        return int(last)

    def _open(self, key: bytes, entry: Any) -> Line:
        raw = unseal(key, entry.body, place(entry.conversation_id, entry.seq, entry.author))
        body = msgspec.json.decode(raw, type=Body)
        return Line(entry.seq, entry.created_at, entry.author, entry.kind, body)

    async def read(
        self, session: AsyncSession, conversation_id: str, after: int, limit: int = PAGE
    ) -> list[Line]:
        """Lines with seq > after, in order, at most `limit`."""
        rows = await session.execute(
            entry_rows.AFTER, {"conversation": conversation_id, "after": after, "most": limit}
        )
        entries = rows.all()
        if not entries:
            return []
        key = await self._keys.find(conversation_id)
        return [self._open(key, entry) for entry in entries]

    async def lines(
        self, session: AsyncSession, conversation_id: str, seqs: Sequence[int]
    ) -> list[Line]:
        """The lines of those seqs, in order."""
        rows = await session.execute(
            entry_rows.THESE, {"conversation": conversation_id, "seqs": seqs}
        )
        key = await self._keys.find(conversation_id)
        return [self._open(key, entry) for entry in rows.all()]

    async def owed(self, session: AsyncSession, conversation_id: str) -> list[Line]:
        """The visitor's lines that are read and that the assistant has not been asked about."""
        rows = await session.execute(entry_rows.OWED, {"conversation": conversation_id})
        entries = rows.all()
        if not entries:
            return []
        key = await self._keys.find(conversation_id)
        return [self._open(key, entry) for entry in entries]

    async def unread(self, session: AsyncSession, conversation_id: str, seq: int) -> Line | None:
        """The line of that seq if it is still to be read."""
        found = await session.execute(
            entry_rows.UNREAD, {"conversation": conversation_id, "line": seq}
        )
        entry = found.first()
        if entry is None:
            return None
        return self._open(await self._keys.find(conversation_id), entry)

    async def repeated(
        self, session: AsyncSession, conversation_id: str, client_id: str
    ) -> int | None:
        """The seq that a message id already has."""
        return await session.scalar(
            entry_rows.REPEATED, {"conversation": conversation_id, "client": client_id}
        )

    async def said_last(
        self, session: AsyncSession, conversation_id: str
    ) -> tuple[str, bool, list[Choice]]:
        """The newest written response in the log: its name (empty: there is none), whether it was
        the helpline itself that posted it (the engine remembers its own), and what it offers to
        choose from.
        """
        rows = await session.execute(entry_rows.SAID_LAST, {"conversation": conversation_id})
        key = await self._keys.find(conversation_id)
        for entry in rows.all():
            body = self._open(key, entry).body
            if body.response is not None:
                return body.response, not entry.turn, body.choices
        return "", False, []

    def choice_id(self, conversation_id: str, seq: int, index: int) -> str:
        """The opaque id under which a choice is offered: means nothing outside its conversation."""
        text = f"{conversation_id}:{seq}:{index}".encode()
        mark = hmac.new(self._keys.choices_key, text, hashlib.sha256).hexdigest()[:12]
        return f"{seq}-{index}-{mark}"

    async def choice(
        self, session: AsyncSession, conversation_id: str, choice_id: str
    ) -> Choice | None:
        """The choice behind an id, or None for an id that was never offered here."""
        seq_text, _, rest = choice_id.partition("-")
        index_text = rest.partition("-")[0]
        if not (seq_text.isdecimal() and index_text.isdecimal()) or len(seq_text) > 9:
            return None
        seq, index = int(seq_text), int(index_text[:4])
        expected = self.choice_id(conversation_id, seq, index)
        if not hmac.compare_digest(expected.encode(), choice_id.encode()):
            return None
        found = await self.lines(session, conversation_id, [seq])
        if not found or index >= len(found[0].body.choices):
            return None
        return found[0].body.choices[index]
