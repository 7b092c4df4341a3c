"""What a worker's socket is sent: the board when it changed, and of each open chat what is new.

Woken by events, it asks the database; the database is the truth. It looks at everything again every
ten seconds, so a lost wake-up costs a delay, and "overdue" comes by itself.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

from helpline.desk.frames import FrameError
from helpline.desk.refusals import error_frame
from helpline.errors import ConversationGone, KeyGone, NotTheirs
from helpline.models import Worker
from helpline.services.log.events import DESK, Subscription, conversation_topic, worker_topic
from helpline.services.workers.session_watch import SESSION_OVER
from helpline.services_container import Services

LOOK_AGAIN = 10.0
_MOST_OPEN = 60


class Wire(Protocol):
    """Where frames go."""

    async def send(self, frame: dict[str, Any]) -> None: ...


class _Ear(Subscription):
    """Listens for one topic and says to the pump which one it was."""

    def __init__(self, main: Subscription, due: set[str], topic: str) -> None:
        super().__init__()
        self._main = main
        self._due = due
        self._topic = topic

    def wake(self, signal: tuple[str, str] | None = None) -> None:
        self._due.add(self._topic)
        self._main.wake(None if signal is None else (f"{signal[0]} {self._topic}", signal[1]))


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
        for ear, topic in zip(self._ears, (DESK, worker_topic(self._worker.id)), strict=True):
            self._events.join(ear, topic)
        looked = 0.0
        try:
            while True:
                due, moment = set(self._due), time.monotonic()
                self._due.clear()
                everything = moment - looked >= LOOK_AGAIN
                if everything:
                    looked = moment
                # Whatever changes a chat is news under its own topic; a review is news for the desk
                # only.
                again = everything
                if everything or DESK in due:
                    again = await self._send_board() or everything
                for conversation_id, chat in list(self._chats.items()):
                    if again or conversation_topic(conversation_id) in due:
                        await self._catch_up(conversation_id, chat)
                if await self._signals():
                    return
                await self._main.wait(LOOK_AGAIN)
        finally:
            for ear in (*self._ears, *(chat.ear for chat in self._chats.values())):
                self._events.leave_all(ear)

    async def _send_board(self) -> bool:
        """Sends the board if it changed; True if its alerts did."""
        board = await self._services.desk_view.board(self._worker)
        before, self._board = self._board, board
        if board != before:
            await self._wire.send(board)
        return before is not None and board["alerts"] != before["alerts"]

    async def _catch_up(self, conversation_id: str, chat: _Followed) -> None:
        """The chat's state if it changed, then its new entries. A chat that is no longer theirs to
        see is dropped at once."""
        view = self._services.desk_view
        try:
            state = await view.chat(conversation_id, self._worker)
            if state != chat.state:
                chat.state = state
                await self._wire.send(state)
                if state["asides"] != chat.asides:
                    await self._wire.send(await view.asides(conversation_id, self._worker))
                    chat.asides = state["asides"]
            while True:
                frames, reached = await view.entries(conversation_id, self._worker, chat.sent)
                for frame in frames:
                    await self._wire.send(frame)
                if reached == chat.sent:
                    return
                chat.sent = reached
        except (ConversationGone, NotTheirs, KeyGone) as over:
            # Somebody may have asked for it anew while it was being read.
            if self._chats.get(conversation_id) is not chat:
                return
            self._forget(conversation_id)
            if self._worker.role == "lead" and not isinstance(over, NotTheirs):
                # It was on no list of theirs whose change would tell the page to drop its words.
                gone = FrameError("not_found", {"conversation": conversation_id})
                await self._wire.send(error_frame(gone))

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
