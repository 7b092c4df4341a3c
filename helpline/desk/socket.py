"""The desk's WebSocket: a table of handlers, one error shape, a pump that sends what is new, and a
heart-beat that keeps the worker on shift while the page is open.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from helpline.access import Role
from helpline.desk import frames
from helpline.desk.chat_tools import ChatTools
from helpline.desk.frames import FrameError
from helpline.desk.pump import Pump
from helpline.desk.refusals import REFUSED, error_frame, refusal_of
from helpline.errors import ConversationGone, NotTheirs
from helpline.limits import TokenBucket
from helpline.models import Worker
from helpline.services.desk.overrides import Asked, Reasons
from helpline.services.log.events import DESK, QUEUE
from helpline.services.queue.moves import Move
from helpline.services.workers.accounts import session_mark
from helpline.services.workers.sessions import hash_secret
from helpline.services_container import Services
from helpline.wire import send_frame

log = structlog.get_logger(__name__)

HEART_BEAT = 15.0
SESSION_OVER = 4001


class DeskSocket:
    """One open desk of one worker."""

    def __init__(
        self, services: Services, socket: web.WebSocketResponse, worker: Worker, cookie: str
    ) -> None:
        self._services = services
        self._socket = socket
        self._worker = worker
        self._role = Role(worker.role)
        self._cookie = cookie
        self._id = uuid.uuid4().hex
        self._available = True
        rate = services.config.frames_per_second
        self._bucket = TokenBucket(rate, rate * 3)
        self._pump = Pump(services, self, worker, session_mark(cookie))
        self._handlers: dict[type[Any], Callable[[Any], Awaitable[None]]] = {
            frames.Available: self._set_available,
            frames.Take: self._take,
            frames.Open: self._open,
            frames.Say: self._say,
            frames.Typing: self._typing,
            frames.HandBack: self._hand_back,
            frames.Close: self._close,
            frames.Review: self._review,
            frames.Seen: self._seen_alert,
            frames.Override: self._override,
            frames.Move: self._move,
            frames.Limits: self._limits,
            frames.Ping: self._ping,
            **ChatTools(services, worker, self.send).handlers(),
        }

    async def send(self, frame: dict[str, Any]) -> None:
        """One frame to the worker; a closed socket swallows it (the page asks again by seq)."""
        await send_frame(self._socket, frame)

    async def run(self) -> None:
        """Until the socket closes or the session is over. Then nobody counts on this desk any
        more."""
        with self._services.access.watch.watching(self._worker.id, hash_secret(self._cookie)):
            await self._until_closed()

    async def _until_closed(self) -> None:
        await self._seen()
        tasks = [asyncio.create_task(self._keep(work)) for work in (self._pump.run(), self._beat())]
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(message.data)
                elif message.type is WSMsgType.BINARY:
                    await self._refuse(FrameError("bad_frame"))
        finally:
            leaving = asyncio.create_task(self._leave(tasks))
            try:
                await asyncio.shield(leaving)
            except asyncio.CancelledError:
                # The connection broke or the server stops: nobody may be left on shift by that.
                await leaving
                raise

    async def _leave(self, tasks: list[asyncio.Task[None]]) -> None:
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("desk.failed", error=type(ended).__name__)
        await self._services.presence.gone(self._id)
        self._services.events.news(DESK, QUEUE)

    async def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        """A desk that shows nothing new, or has no heart-beat, must not look alive: when one of the
        two ends, the socket is closed, and the page comes back by itself."""
        code: int = WSCloseCode.INTERNAL_ERROR
        try:
            await work
            code = SESSION_OVER
        finally:
            await self._socket.close(code=code)

    async def _beat(self) -> None:
        """While the session lasts: it, the shift and the leases run on."""
        while True:
            await asyncio.sleep(HEART_BEAT)
            if await self._services.workers.of(self._cookie) is None:
                return
            await self._renew()

    async def _renew(self) -> None:
        await self._services.presence.seen(self._id, self._worker.id, self._available)
        await self._services.desk.leases.renew(self._worker.id)

    async def _seen(self) -> None:
        """This desk is here, or takes no chats from now on; all desks and queues learn it."""
        await self._services.presence.seen(self._id, self._worker.id, self._available)
        self._services.events.news(DESK, QUEUE)

    async def _receive(self, data: str) -> None:
        if not self._bucket.take():
            await self._refuse(FrameError("too_fast"))
            return
        try:
            frame = frames.parse(data)
        except FrameError as error:
            await self._refuse(error)
            return
        try:
            if self._role not in frame.access.roles:
                raise NotTheirs
            await self._handlers[type(frame)](frame)
        except REFUSED as error:
            await self._refuse(refusal_of(error, frame))

    async def _refuse(self, error: FrameError) -> None:
        await self.send(error_frame(error))

    async def _set_available(self, frame: frames.Available) -> None:
        self._available = frame.on
        await self._seen()

    async def _take(self, frame: frames.Take) -> None:
        await self._services.desk.chats.take(frame.conversation, self._worker)
        await self.send({"type": "taken", "conversation": frame.conversation})

    async def _open(self, frame: frames.Open) -> None:
        await self._services.desk.view.opened(frame.conversation, self._worker)
        self._pump.follow(frame.conversation, frame.after)

    async def _say(self, frame: frames.Say) -> None:
        seq = await self._services.desk.chats.say(
            frame.conversation, self._worker, frame.id, frame.text
        )
        await self.send(
            {"type": "ack", "conversation": frame.conversation, "id": frame.id, "seq": seq}
        )

    async def _typing(self, frame: frames.Typing) -> None:
        await self._services.desk.chats.typing(frame.conversation, self._worker)

    async def _hand_back(self, frame: frames.HandBack) -> None:
        await self._services.desk.chats.hand_back(frame.conversation, self._worker)

    async def _close(self, frame: frames.Close) -> None:
        await self._services.desk.chats.close(
            frame.conversation, self._worker, frame.outcome, frame.note
        )

    async def _review(self, frame: frames.Review) -> None:
        if not await self._services.alerts.review(
            frame.alert, self._worker.id, frame.action, frame.note, frame.capacity
        ):
            raise ConversationGone
        await self._services.desk.view.reviewed(frame.alert, self._worker, frame.action)

    async def _seen_alert(self, frame: frames.Seen) -> None:
        await self._services.escalation.seen(frame.alert, self._worker)

    async def _override(self, frame: frames.Override) -> None:
        reasons = Reasons(frame.reason, frame.telling_is_unsafe, frame.cannot_wait)
        asked = Asked(frame.id, frame.risk, reasons)
        came = await self._services.desk.overrides.ask(frame.conversation, self._worker, asked)
        about = {"conversation": frame.conversation, "id": frame.id, "told": came.told}
        await self.send({"type": "opened" if came.opened else "override_asked", **about})

    async def _move(self, frame: frames.Move) -> None:
        move = Move(frame.id, frame.to, frame.reason)
        await self._services.queue_moves.move(frame.conversation, self._worker, move)
        await self.send({"type": "moved", "conversation": frame.conversation, "id": frame.id})

    async def _limits(self, frame: frames.Limits) -> None:
        await self._services.profiles.set_own(self._worker, frame.own, frame.hides_queue)

    async def _ping(self, _frame: frames.Ping) -> None:
        await self._renew()
        await self.send({"type": "pong"})
