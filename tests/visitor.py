"""A visitor at the public face, over the real WebSocket of docs/protocol.md."""

import asyncio
import json
from typing import Any

from aiohttp import ClientWebSocketResponse, WSMsgType

# Long enough for a busy machine; nothing waits this long unless something is broken.
PATIENCE = 15.0


class Closed(Exception):
    """The socket was closed; `code` is the WebSocket's close code."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


def fits(frame: dict[str, Any], kind: str, wanted: dict[str, Any]) -> bool:
    """Whether a frame has this type and these fields; `says` looks into the text."""
    wanted = dict(wanted)
    says = wanted.pop("says", "")
    return (
        frame["type"] == kind
        and all(frame.get(name) == value for name, value in wanted.items())
        and says in (frame.get("text") or "")
    )


class Visitor:
    """One socket. Every frame that came is kept in `seen`, in order."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen: list[dict[str, Any]] = []
        self.token = ""
        self._said = 0

    async def send(self, kind: str, /, **fields: Any) -> None:
        # As a browser does: only what must be is escaped.
        await self.socket.send_str(json.dumps({"type": kind, **fields}, ensure_ascii=False))

    async def receive(self) -> dict[str, Any]:
        """The next frame; Closed if the socket was."""
        async with asyncio.timeout(PATIENCE):
            message = await self.socket.receive()
        if message.type is not WSMsgType.TEXT:
            raise Closed(self.socket.close_code)
        frame: dict[str, Any] = json.loads(message.data)
        self.seen.append(frame)
        return frame

    async def next(self, kind: str, /, **wanted: Any) -> dict[str, Any]:
        """Receives until a frame of this type with these fields comes."""
        while True:
            frame = await self.receive()
            if fits(frame, kind, wanted):
                return frame

    async def had(self, kind: str, /, **wanted: Any) -> dict[str, Any]:
        """A frame like this, whether it came already or is still to come."""
        for frame in self.seen:
            if fits(frame, kind, wanted):
                return frame
        return await self.next(kind, **wanted)

    async def closed(self) -> int | None:
        """Receives until the socket is closed; the close code."""
        while True:
            try:
                await self.receive()
            except Closed as end:
                return end.code

    async def hello(self, **fields: Any) -> dict[str, Any]:
        """Opens, resumes or returns; the `welcome` or `gone` that answers."""
        await self.send("hello", **{"audience": "adult", "language": "en", **fields})
        frame = await self.receive()
        self.token = frame.get("token") or fields.get("token") or ""
        return frame

    async def say(self, text: str, message_id: str | None = None) -> dict[str, Any]:
        """Sends a message; its `ack`."""
        self._said += 1
        message_id = message_id or f"m{self._said}"
        await self.send("say", id=message_id, text=text)
        return await self.next("ack", id=message_id)

    async def choose(self, label: str) -> dict[str, Any]:
        """Picks the newest offered choice with this label; its `ack`."""
        offered = [
            choice["id"]
            for frame in self.seen
            for choice in frame.get("choices", [])
            if choice["label"] == label
        ]
        self._said += 1
        await self.send("choose", id=f"m{self._said}", choice=offered[-1])
        return await self.next("ack", id=f"m{self._said}")

    async def pong(self) -> None:
        """A ping and its pong: everything sent before is dealt with."""
        await self.send("ping")
        await self.next("pong")

    async def upto(self, seq: int) -> list[dict[str, Any]]:
        """Receives until the entry of this seq came; all entries so far."""
        while not any(frame["seq"] >= seq for frame in self.entries):
            await self.next("entry")
        return self.entries

    @property
    def entries(self) -> list[dict[str, Any]]:
        return [frame for frame in self.seen if frame["type"] == "entry"]

    @property
    def texts(self) -> str:
        """All entries' words, for looking into."""
        return "\n".join(frame.get("text") or "" for frame in self.entries)
