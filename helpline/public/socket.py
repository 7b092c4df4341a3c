"""The visitor's WebSocket: a table of handlers, one error shape, and a pump that sends what is
new.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from helpline.access import Role
from helpline.callers import caller_of
from helpline.errors import ConversationGone, KeyGone
from helpline.keys import SERVICES
from helpline.limits import Buckets, TokenBucket
from helpline.models import Conversation
from helpline.public import frames, shapes
from helpline.public.arrivals import Arrivals, Flooded
from helpline.public.choices import carry_out
from helpline.public.following import Following
from helpline.public.new_chats import NewChats
from helpline.public.pump import Pump
from helpline.public.refusals import error_frame
from helpline.services.partners.asking import KIND
from helpline.services_container import Services
from helpline.wire import send_frame

SOCKETS = web.AppKey("sockets", set[web.WebSocketResponse])
WORD_TRIES = web.AppKey("word_tries", Buckets)
NEW_CHATS = web.AppKey("new_chats", NewChats)


class VisitorSocket:
    """One connection of one visitor."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._services: Services = request.app[SERVICES]
        caller = caller_of(request, self._services.config.trusted_proxies)
        self._arrivals = Arrivals(
            self._services, request.app[WORD_TRIES], request.app[NEW_CHATS], caller
        )
        self._socket = socket
        self._following = Following(socket, self._over)
        rate = self._services.config.frames_per_second
        self._bucket = TokenBucket(rate, rate * 3)
        self._conversation_id: str | None = None
        self._handlers: dict[type[Any], Callable[[Any], Awaitable[None]]] = {
            frames.Hello: self._hello,
            frames.Say: self._say,
            frames.Choose: self._choose,
            frames.Settings: self._settings,
            frames.BriefAnswer: self._brief,
            frames.SafeWord: self._safe_word,
            frames.StillYou: self._still_you,
            frames.Words: self._words,
            frames.Typing: self._typing,
            frames.Delete: self._delete,
            frames.Exit: self._exit,
            frames.Ping: self._ping,
        }

    async def send(self, frame: dict[str, Any]) -> None:
        """One frame to the visitor; a closed socket swallows it (they will ask again by seq)."""
        await send_frame(self._socket, frame)

    async def run(self) -> None:
        """Until the socket closes."""
        try:
            async for message in self._socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(message.data)
                elif message.type is WSMsgType.BINARY:
                    await self.send(error_frame("bad_frame"))
        finally:
            await self._following.stop()

    async def _take(self, data: str) -> None:
        if not self._bucket.take():
            await self.send(error_frame("too_fast"))
            return
        try:
            frame = frames.parse(data)
            if self._role not in frame.access.roles:
                raise frames.FrameError("not_open", getattr(frame, "id", None))
            await self._handlers[type(frame)](frame)
        except frames.FrameError as error:
            await self.send(error_frame(error.code, error.message_id))

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
        try:
            arrived = await self._arrivals.arrive(frame)
        except Flooded as flood:
            await self.send(flood.challenge)
            raise frames.FrameError("busy") from None
        except (ConversationGone, KeyGone):
            await self.send({"type": "gone"})
            return
        await self._open(*arrived)

    async def _open(self, conversation: Conversation, token: str | None, after: int) -> None:
        self._conversation_id = conversation.id
        await self.send(shapes.welcome(self._services, conversation, token))
        self._following.begin(Pump(self._services, self, conversation, after))

    async def _over(self) -> None:
        """The chat is over elsewhere: this socket learns it and starts afresh."""
        self._conversation_id = None
        await self.send({"type": "gone"})

    async def _say(self, frame: frames.Say) -> None:
        conversation_id = self._id
        # The assistant's answer waits for the reading. A person's does not: their words go over
        # first, and are read for danger right after.
        if self._following.with_assistant:
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
            match await carry_out(self._services, conversation_id, choice.payload):
                case "exit":
                    await self.send({"type": "leave"})
                    await self._exit(frames.Exit())
                case "delete":
                    await self._delete(frames.Delete())
                case "words":
                    await self._words(frames.Words())

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
            if of_partner := KIND.fullmatch(frame.kind):
                seq = await self._services.partners.asking.answer(
                    self._id, frame.id, int(of_partner[1]), frame.agree
                )
            elif frame.kind == "self_referral":
                seq = await self._services.cases.ends.answer(
                    self._id, frame.id, frame.parts, frame.agree
                )
            else:
                seq = await self._services.briefs.answer(
                    self._id, frame.id, frame.parts, frame.agree, frame.history
                )
        except (ConversationGone, KeyGone):
            raise frames.FrameError("not_open", frame.id) from None
        await self.send({"type": "ack", "id": frame.id, "seq": seq})

    async def _safe_word(self, frame: frames.SafeWord) -> None:
        try:
            await self._services.still_you.choose(self._id, frame.word)
        except (ConversationGone, KeyGone):
            raise frames.FrameError("not_open", frame.id) from None
        await self.send({"type": "kept", "id": frame.id})

    async def _still_you(self, frame: frames.StillYou) -> None:
        try:
            await self._services.still_you.answer(self._id, frame.ask, frame.word)
        except (ConversationGone, KeyGone):
            raise frames.FrameError("not_open", frame.id) from None
        await self.send({"type": "kept", "id": frame.id})

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
        await self._following.stop()
        self._conversation_id = None
        await self._services.leaving.forget(conversation_id)
        await self.send({"type": "gone"})

    async def _exit(self, _frame: frames.Exit) -> None:
        conversation_id = self._conversation_id
        await self._following.stop()
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
