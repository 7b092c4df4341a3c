"""A scripted visitor: a client of the public face like any other (docs/protocol.md)."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import aiohttp
import msgspec

from helpline.rehearsal.scripts import Script

_PROTOCOL = "waymark.v1"
#: A person types about so many characters a second, and thinks so long before.
_CHARACTERS = 9.0
_THINKS = 2.5
_LONGEST = 20.0


class Actor:
    """Plays one script. `pace` 1: as a person would; 0: at once, for tests."""

    def __init__(self, script: Script, asks: str, pace: float) -> None:
        self._script = script
        self._asks = asks
        self._pace = pace
        self._given: set[int] = set()
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def play(self, session: aiohttp.ClientSession, address: str, origin: str) -> None:
        """From the first hello until the chat has ended, or the visitor has gone."""
        async with session.ws_connect(
            f"{address}/chat", headers={"Origin": origin}, protocols=[_PROTOCOL]
        ) as socket:
            self._socket = socket
            hello: dict[str, Any] = {"audience": self._script.audience, "language": "en"}
            if self._script.nation is not None:
                hello["nation"] = self._script.nation
            await self._send("hello", **hello)
            await self._until("owner")
            for line in self._script.says:
                await self._say(line)
            await self._say(self._asks)
            await self._is_with_people()

    async def _is_with_people(self) -> None:
        """Waits, agrees, and answers the worker until the script is played or the chat is over."""
        waited = False
        while True:
            frame = await self._next()
            if frame is None or (frame["type"] == "owner" and frame["owner"] == "closed"):
                return
            if frame["type"] == "owner" and frame["owner"] == "waiting" and not waited:
                waited = True
                for line in self._script.while_waiting:
                    await self._say(line)
            elif frame["type"] == "entry":
                card = frame.get("card") or {}
                if card.get("type") == "brief" and frame["author"] == "service":
                    await self._agrees(card)
                elif frame["author"] == "worker" and not await self._answers(frame):
                    return

    async def _agrees(self, card: dict[str, Any]) -> None:
        offered = {part["id"] for part in card["parts"]}
        parts = {name: text for name, text in self._script.brief.items() if name in offered}
        await self._pause(len("".join(parts.values())) / 3)
        await self._send(
            "brief",
            id=uuid.uuid4().hex,
            parts=parts,
            agree=self._script.agrees,
            history=self._script.history,
        )

    async def _answers(self, frame: dict[str, Any]) -> bool:
        """Says what comes next. False: there was nothing left, and the visitor has gone."""
        place = self._script.answer_to(frame.get("text") or "", self._given)
        if place is not None:
            self._given.add(place)
            for line in self._script.answers[place].says:
                await self._say(line)
            return True
        if self._script.ends == "exit":
            await self._pause(0)
            await self._send("exit")
            return False
        return True

    async def _say(self, text: str) -> None:
        await self._send("typing")
        await self._pause(len(text))
        await self._send("say", id=uuid.uuid4().hex, text=text)

    async def _pause(self, characters: float) -> None:
        await asyncio.sleep(self._pace * min(_LONGEST, _THINKS + characters / _CHARACTERS))

    async def _send(self, kind: str, **fields: Any) -> None:
        assert self._socket is not None
        await self._socket.send_str(msgspec.json.encode({"type": kind, **fields}).decode())

    async def _next(self) -> dict[str, Any] | None:
        """The next frame; None once the line is closed."""
        assert self._socket is not None
        message = await self._socket.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            return None
        frame: dict[str, Any] = msgspec.json.decode(message.data)
        return frame

    async def _until(self, kind: str) -> None:
        while (frame := await self._next()) is not None and frame["type"] != kind:
            pass
