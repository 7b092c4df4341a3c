"""The visitor's WebSocket: a table of handlers, one error shape, and a pump that sends what is
new.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from helpline.access import Role
from helpline.callers import caller_of
from helpline.errors import ConversationGone, KeyGone
from helpline.keys import SERVICES
from helpline.limits import Buckets, TokenBucket
from helpline.models import Conversation
from helpline.public import frames, shapes
from helpline.public.new_chats import NewChats
from helpline.public.pump import Pump
from helpline.services_container import Services

log = structlog.get_logger(__name__)

SOCKETS = web.AppKey("sockets", set[web.WebSocketResponse])
WORD_TRIES = web.AppKey("word_tries", Buckets)
NEW_CHATS = web.AppKey("new_chats", NewChats)

_MESSAGES = {
    "bad_json": "The frame is not JSON.",
    "bad_frame": "The frame's fields are not what its type needs.",
    "unknown_type": "There is no frame of this type.",
    "too_long": "The text is longer than 4,000 characters.",
    "too_fast": "Too many frames; wait a moment.",
    "not_open": "There is no open conversation here.",
    "busy": "Too many new conversations at once; try again in a moment.",
}


class VisitorSocket:
    """One connection of one visitor."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._services: Services = request.app[SERVICES]
        self._word_tries = request.app[WORD_TRIES]
        self._new_chats = request.app[NEW_CHATS]
        # Never kept: only its hash, in memory, for the limits.
        self._caller = caller_of(request, self._services.config.trusted_proxies)
        self._socket = socket
        rate = self._services.config.frames_per_second
        self._bucket = TokenBucket(rate, rate * 3)
        self._conversation_id: str | None = None
        self._pump: asyncio.Task[None] | None = None
        self._closing: asyncio.Future[bool] | None = None
        self._handlers: dict[type[Any], Callable[[Any], Awaitable[None]]] = {
            frames.Hello: self._hello,
            frames.Say: self._say,
            frames.Choose: self._choose,
            frames.Settings: self._settings,
            frames.BriefAnswer: self._brief,
            frames.Words: self._words,
            frames.Typing: self._typing,
            frames.Delete: self._delete,
            frames.Exit: self._exit,
            frames.Ping: self._ping,
        }

    async def send(self, frame: dict[str, Any]) -> None:
        """One frame to the visitor; a closed socket swallows it (they will ask again by seq)."""
        if self._socket.closed:
            return
        try:
            await self._socket.send_str(msgspec.json.encode(frame).decode())
        except ConnectionError:
            return

    async def _error(self, code: str, message_id: str | None = None) -> None:
        frame = {"type": "error", "code": code, "message": _MESSAGES[code]}
        if message_id is not None:
            frame["id"] = message_id
        await self.send(frame)

    async def run(self) -> None:
        """Until the socket closes."""
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(message.data)
                elif message.type is WSMsgType.BINARY:
                    await self._error("bad_frame")
        finally:
            await self._stop_pump()

    async def _take(self, data: str) -> None:
        if not self._bucket.take():
            await self._error("too_fast")
            return
        try:
            frame = frames.parse(data)
            if self._role not in frame.access.roles:
                raise frames.FrameError("not_open", getattr(frame, "id", None))
            await self._handlers[type(frame)](frame)
        except frames.FrameError as error:
            await self._error(error.code, error.message_id)

    @property
    def _role(self) -> Role:
        """Whoever has an open conversation here is a visitor; only before that are they anyone."""
        return Role.ANYONE if self._conversation_id is None else Role.VISITOR

    @property
    def _id(self) -> str:
        assert self._conversation_id is not None
        return self._conversation_id

    async def _hello(self, frame: frames.Hello) -> None:
        if self._conversation_id is not None:
            raise frames.FrameError("bad_frame")
        ways = (frame.token is not None, frame.words is not None)
        if all(ways) or (frame.after is not None) != (frame.token is not None):
            raise frames.FrameError("bad_frame")
        if frame.proof is not None and any(ways):
            raise frames.FrameError("bad_frame")
        try:
            if frame.token is not None:
                conversation = await self._services.conversations.resume(frame.token)
                await self._open(conversation, None, frame.after or 0)
            elif frame.words is not None:
                await self._return(frame.words)
            else:
                await self._begin(frame)
        except (ConversationGone, KeyGone):
            await self.send({"type": "gone"})

    async def _begin(self, frame: frames.Hello) -> None:
        """A new chat. In a flood it costs a solved puzzle; whoever can't solve one still has the
        page with the numbers on it, and every chat that is open goes on."""
        if not self._new_chats.may_open(self._caller, frame.proof):
            await self.send(self._new_chats.challenge(self._caller))
            raise frames.FrameError("busy")
        self._new_chats.opened(self._caller)
        opened = await self._services.conversations.open(
            frame.audience, frame.language, frame.nation
        )
        await self._open(opened.conversation, opened.token, 0)

    async def _return(self, words: list[str] | str) -> None:
        # Too many tries get what wrong words get: no oracle there either.
        if not self._word_tries.take(self._caller):
            raise ConversationGone
        listed = words.split() if isinstance(words, str) else words
        opened = await self._services.leaving.come_back(tuple(listed))
        await self._open(opened.conversation, opened.token, opened.conversation.folded_seq)

    async def _open(self, conversation: Conversation, token: str | None, after: int) -> None:
        self._conversation_id = conversation.id
        content, hours = self._services.content, self._services.hours
        welcome: dict[str, Any] = {
            "type": "welcome",
            "seq": conversation.seq,
            "owner": conversation.owner,
            "service": {
                "name": content.own["name"],
                "helpline": content.fact("own.helpline.phone"),
                "hours": hours.summary(conversation.language),
                "open_now": hours.open_now(conversation.nation),
                "demonstration": content.demonstration,
            },
        }
        if token is not None:
            welcome["token"] = token
        await self.send(welcome)
        pump = Pump(self._services, self, conversation, after)
        self._pump = asyncio.create_task(self._follow(pump))
        self._pump.add_done_callback(self._pump_ended)

    def _pump_ended(self, task: asyncio.Task[None]) -> None:
        """A pump that failed must not leave a silent socket: closed, the page comes back."""
        if not task.cancelled() and task.exception() is not None:
            log.error("pump.failed", error=type(task.exception()).__name__)
            self._closing = asyncio.ensure_future(
                self._socket.close(code=WSCloseCode.INTERNAL_ERROR)
            )

    async def _follow(self, pump: Pump) -> None:
        """Runs the pump; when the chat is over elsewhere, this socket learns it and starts
        afresh.
        """
        with contextlib.suppress(KeyGone):
            await pump.run()
        self._conversation_id = None
        self._pump = None
        await self.send({"type": "gone"})

    async def _stop_pump(self) -> None:
        pump, self._pump = self._pump, None
        if pump is not None:
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)

    async def _say(self, frame: frames.Say) -> None:
        conversation_id = self._id
        self._services.hearing.ahead(frame.text)
        try:
            seq, new = await self._services.messages.say(conversation_id, frame.id, frame.text)
        except (ConversationGone, KeyGone):
            raise frames.FrameError("not_open", frame.id) from None
        await self.send({"type": "ack", "id": frame.id, "seq": seq})
        if new:
            self._services.hearing.soon(conversation_id, seq, frame.text)

    async def _choose(self, frame: frames.Choose) -> None:
        conversation_id = self._id
        try:
            seq, new, choice = await self._services.messages.choose(
                conversation_id, frame.id, frame.choice
            )
        except (ConversationGone, KeyGone):
            raise frames.FrameError("not_open", frame.id) from None
        if choice is None and seq == 0:
            raise frames.FrameError("bad_frame", frame.id)
        await self.send({"type": "ack", "id": frame.id, "seq": seq})
        if new and choice is not None:
            await self._carry_out(conversation_id, choice.payload)

    async def _carry_out(self, conversation_id: str, payload: str) -> None:
        """A picked choice: a turn with its intent, or something the helpline does without the
        engine.
        """
        services = self._services
        if payload.startswith("/"):
            services.turns.poke(conversation_id, hurry=True)
            return
        match payload.removeprefix("service:"):
            case "handoff":
                await services.handoff.ask(conversation_id, "asked")
            case "exit":
                await self.send({"type": "leave"})
                await self._exit(frames.Exit())
            case "delete":
                await self._delete(frames.Delete())
            case "stay":
                await services.handoff.stay(conversation_id)
            case _:
                await services.handoff.go_on(conversation_id)

    async def _settings(self, frame: frames.Settings) -> None:
        values = {
            name: value
            for name in ("audience", "language", "nation", "style")
            if (value := getattr(frame, name)) is not None
        }
        if not values:
            raise frames.FrameError("bad_frame")
        await self._services.conversations.change_settings(self._id, **values)

    async def _brief(self, frame: frames.BriefAnswer) -> None:
        try:
            seq = await self._services.briefs.answer(
                self._id, frame.id, frame.parts, frame.agree, frame.history
            )
        except (ConversationGone, KeyGone):
            raise frames.FrameError("not_open", frame.id) from None
        await self.send({"type": "ack", "id": frame.id, "seq": seq})

    async def _words(self, _frame: frames.Words) -> None:
        try:
            given = await self._services.leaving.give_words(self._id)
        except ConversationGone:
            raise frames.FrameError("not_open") from None
        await self.send(
            {"type": "words", "words": list(given.words), "until": shapes.iso(given.until)}
        )

    async def _typing(self, _frame: frames.Typing) -> None:
        self._services.turns.visitor_typed(self._id)
        await self._services.messages.typing(self._id)

    async def _delete(self, _frame: frames.Delete) -> None:
        conversation_id = self._id
        await self._stop_pump()
        self._conversation_id = None
        await self._services.leaving.forget(conversation_id)
        await self.send({"type": "gone"})

    async def _exit(self, _frame: frames.Exit) -> None:
        conversation_id = self._conversation_id
        await self._stop_pump()
        self._conversation_id = None
        if conversation_id is not None:
            await self._services.leaving.leave(conversation_id)
        await self._socket.close(code=WSCloseCode.OK)

    async def _ping(self, _frame: frames.Ping) -> None:
        await self.send({"type": "pong"})


async def chat(request: web.Request) -> web.StreamResponse:
    """`GET /chat`. Another site's page must not be able to open a visitor's socket (cross-site
    WebSocket hijacking): its door is declared for the face's own page only.
    """
    socket = web.WebSocketResponse(
        protocols=("waymark.v1",), heartbeat=20.0, max_msg_size=frames.FRAME_BYTES, compress=False
    )
    await socket.prepare(request)
    request.app[SOCKETS].add(socket)
    try:
        await VisitorSocket(request, socket).run()
    finally:
        request.app[SOCKETS].discard(socket)
    return socket
