"""What a worker's socket is sent: the board when it changed, and of each open chat what is new.

Woken by events, it asks the database; the database is the truth. It looks at everything again every
ten seconds, so a lost wake-up costs a delay, and "overdue" comes by itself.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, Protocol

from helpline.desk.frames import FrameError
from helpline.desk.refusals import error_frame
from helpline.errors import ConversationGone, KeyGone, NotTheirs
from helpline.limits import TokenBucket
from helpline.models import Worker
from helpline.services.log.events import (
    DESK,
    WORKER,
    Subscription,
    conversation_topic,
    worker_topic,
)
from helpline.services.workers.session_watch import SESSION_OVER
from helpline.services_container import Services
from helpline.turnstile import Ticket

LOOK_AGAIN = 10.0
# A busy hour changes the board many times a second, and making it is the dearest look there is:
# some changes are shown at once, of a stream of them so many a second, each with all that is new.
_BOARDS_A_SECOND, _BOARDS_AT_ONCE = 2.0, 8.0
_MOST_OPEN = 60
_BOARD = ""  # among the names of chats, what is none


class Wire(Protocol):
    """Where frames go."""

    async def send(self, frame: dict[str, Any]) -> None: ...


class _Ear(Subscription):
    """Listens for one topic and says to the pump which one it was."""

    def __init__(self, main: Subscription, due: set[str], topic: str) -> None:
        super().__init__(WORKER)
        self._main = main
        self._due = due
        self.topic = topic

    def wake(self, signal: tuple[str, str] | None = None) -> None:
        self._due.add(self.topic)
        self._main.wake(None if signal is None else (f"{signal[0]} {self.topic}", signal[1]))


class _Followed:
    """An open chat: what was sent of it."""

    def __init__(self, ear: _Ear, after: int) -> None:
        self.ear = ear
        self.sent = after
        self.state: dict[str, Any] | None = None
        # How many notes and whispers there were when they were last sent.
        self.asides = 0


class Pump:
    """Feeds one socket. Only its own task sends boards and entries, so each comes once and in
    order."""

    def __init__(self, services: Services, wire: Wire, worker: Worker, mark: str) -> None:
        self._services = services
        self._events = services.events
        self._wire = wire
        self._worker = worker
        self._mark = mark
        self._main = Subscription()
        self._due: set[str] = set()
        self._ears = [
            _Ear(self._main, self._due, topic) for topic in (DESK, worker_topic(worker.id))
        ]
        self._chats: dict[str, _Followed] = {}
        self._board: dict[str, Any] | None = None
        self._boards = TokenBucket(_BOARDS_A_SECOND, _BOARDS_AT_ONCE)
        # The board is not what it was; what is to be looked at, in order; our place in the line.
        self._stale = False
        self._owed: dict[str, None] = {}
        self._turn: Ticket | None = None

    def follow(self, conversation_id: str, after: int) -> None:
        """Sends this chat from after that seq on, and goes on with it."""
        known = self._chats.pop(conversation_id, None)
        topic = conversation_topic(conversation_id)
        ear = known.ear if known is not None else _Ear(self._main, self._due, topic)
        if known is None:
            self._events.join(ear, topic)
        self._chats[conversation_id] = _Followed(ear, after)
        while len(self._chats) > _MOST_OPEN:
            self._forget(next(iter(self._chats)))
        ear.wake()

    async def run(self) -> None:
        """Until the session is over."""
        for ear in self._ears:
            self._events.join(ear, ear.topic)
        try:
            await self._send_board()
            looked = time.monotonic()
            # Whatever was asked for before there was a board is due still.
            while not await self._signals():
                due, moment = set(self._due), time.monotonic()
                self._due.clear()
                # What somebody has just said comes before the lists.
                await self._catch_up_on(due)
                self._stale = self._stale or any(ear.topic in due for ear in self._ears)
                if moment - looked >= LOOK_AGAIN:
                    looked, self._stale = moment, True
                    self._owed.update(dict.fromkeys(self._chats))
                await self._look()
                await self._main.wait(1 / _BOARDS_A_SECOND if self._stale else LOOK_AGAIN)
        finally:
            if self._turn is not None:
                self._services.desk.looks.leave(self._turn)
            for ear in (*self._ears, *(chat.ear for chat in self._chats.values())):
                self._events.leave_all(ear)

    async def _look(self) -> None:
        """Takes the next look that is owed if it is our turn, and else stands in the line for it
        (`helpline/turnstile.py`): words that come meanwhile go first."""
        if self._turn is not None and self._turn.called:
            turn, self._turn = self._turn, None
            with turn:
                await self._take_one()
        if self._stale and (_BOARD in self._owed or self._boards.take()):
            self._stale = False
            self._owed[_BOARD] = None
        if self._owed and self._turn is None:
            self._turn = self._services.desk.looks.ask(self._main.wake)

    async def _take_one(self) -> None:
        if not self._owed:
            return
        owed = next(iter(self._owed))
        del self._owed[owed]
        if owed == _BOARD:
            self._owed.update(dict.fromkeys(await self._send_board()))
        elif owed in self._chats:
            await self._catch_up(owed, self._chats[owed])

    async def _catch_up_on(self, topics: set[str]) -> None:
        for conversation_id, chat in list(self._chats.items()):
            if chat.ear.topic not in topics or self._chats.get(conversation_id) is not chat:
                continue
            await self._catch_up(conversation_id, chat)
            # With SQLite nothing in it waits: a look at all of them would hold up everybody's next
            # word.
            await asyncio.sleep(0)

    async def _send_board(self) -> set[str]:
        """Sends the board if it changed. Returns the chats of which an alert changed: whatever else
        changes a chat is news under its own topic; a review is news for the desk only."""
        board = await self._services.desk.view.board(self._worker)
        before, self._board = self._board, board
        if board != before:
            await self._wire.send(board)
        return _changed(before["alerts"], board["alerts"]) if before is not None else set()

    async def _catch_up(self, conversation_id: str, chat: _Followed) -> None:
        """Its new entries, then the chat's state if it changed: what somebody has just said does
        not wait for what stands beside it. Only a chat that the page does not know yet has its
        state first. A chat that is no longer theirs to see is dropped at once."""
        try:
            if chat.state is None:
                await self._send_state(conversation_id, chat)
                await self._send_entries(conversation_id, chat)
            else:
                await self._send_entries(conversation_id, chat)
                await self._send_state(conversation_id, chat)
        except (ConversationGone, NotTheirs, KeyGone) as over:
            # Somebody may have asked for it anew while it was being read.
            if self._chats.get(conversation_id) is not chat:
                return
            self._forget(conversation_id)
            if self._worker.role == "lead" and not isinstance(over, NotTheirs):
                # It was on no list of theirs whose change would tell the page to drop its words.
                gone = FrameError("not_found", {"conversation": conversation_id})
                await self._wire.send(error_frame(gone))

    async def _send_state(self, conversation_id: str, chat: _Followed) -> None:
        view = self._services.desk.view
        state = await view.chat(conversation_id, self._worker)
        if state == chat.state:
            return
        chat.state = state
        await self._wire.send(state)
        if state["asides"] != chat.asides:
            await self._wire.send(await view.asides(conversation_id, self._worker))
            chat.asides = state["asides"]

    async def _send_entries(self, conversation_id: str, chat: _Followed) -> None:
        view = self._services.desk.view
        while True:
            found = await view.entries(conversation_id, self._worker, chat.sent)
            frames, chat.sent, more = found
            for frame in frames:
                await self._wire.send(frame)
            if not more:
                return

    def _forget(self, conversation_id: str) -> None:
        chat = self._chats.pop(conversation_id)
        self._events.leave_all(chat.ear)

    async def _signals(self) -> bool:
        """Passes on what is never kept; True if this socket's session was ended."""
        over = False
        while self._main.signals:
            name, value = self._main.signals.popleft()
            kind, _, topic = name.partition(" ")
            if kind == SESSION_OVER and value in {"", self._mark}:
                over = True
            elif kind == "typing" and value == "visitor":
                conversation_id = topic.removeprefix(conversation_topic(""))
                if conversation_id in self._chats:
                    await self._wire.send({"type": "typing", "conversation": conversation_id})
        return over


def _changed(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> set[str]:
    """The chats of the alerts that came, went or changed."""
    old, new = ({one["id"]: one for one in alerts} for alerts in (before, after))
    differing = [id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)]
    chats = {(new.get(id_) or old[id_])["conversation"] for id_ in differing}
    return chats - {None}  # an alert outlives its chat
