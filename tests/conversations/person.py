"""Somebody who chats: says things and reads what comes back, over a real WebSocket."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Any

import aiohttp

_PATIENCE = 20.0
# An answer's bubbles are written in one transaction and sent together.
_QUIET = 0.4


class Person:
    """Entries are kept in order of arrival."""

    def __init__(self, address: str, **hello: Any) -> None:
        self._address = address
        self._hello = {"audience": "adult", "language": "en", **hello}
        self.entries: list[dict[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.owner: dict[str, Any] = {}
        self.welcome: dict[str, Any] = {}
        self.token: str | None = None
        self._arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def __aenter__(self) -> Person:
        self._session = aiohttp.ClientSession()
        self.socket = await self._session.ws_connect(
            f"{self._address}/chat", protocols=("waymark.v1",), headers={"Origin": self._address}
        )
        self._reader = asyncio.create_task(self._read())
        await self.send({"type": "hello", **self._hello})
        self.welcome = await self.until(lambda frame: frame["type"] in {"welcome", "gone"})
        self.token = self.welcome.get("token")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self.socket.close()
        await self._session.close()

    async def _read(self) -> None:
        async for message in self.socket:
            assert message.type is aiohttp.WSMsgType.TEXT, message
            self._arrived.put_nowait(json.loads(message.data))

    def _note(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        if frame["type"] == "entry":
            self.entries.append(frame)
        elif frame["type"] == "owner":
            self.owner = frame

    async def send(self, frame: dict[str, Any]) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def frame(self) -> dict[str, Any]:
        """The next frame, whatever it is."""
        async with asyncio.timeout(_PATIENCE):
            frame = await self._arrived.get()
        self._note(frame)
        return frame

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next frame that is wanted."""
        while True:
            frame = await self.frame()
            if wanted(frame):
                return frame

    async def say(self, text: str) -> int:
        """Says it; gives the seq it was acked with."""
        message_id = uuid.uuid4().hex
        await self.send({"type": "say", "id": message_id, "text": text})
        ack = await self.until(lambda f: f["type"] == "ack" and f["id"] == message_id)
        return int(ack["seq"])

    async def choose(self, label: str) -> None:
        """Picks the newest offered choice whose label begins like this."""
        for entry in reversed(self.entries):
            for choice in entry.get("choices", ()):
                if choice["label"].lower().startswith(label.lower()):
                    await self.send(
                        {"type": "choose", "id": uuid.uuid4().hex, "choice": choice["id"]}
                    )
                    return
        raise AssertionError(f"no choice {label!r} among {self.labels()}")

    def labels(self) -> list[str]:
        return [choice["label"] for entry in self.entries for choice in entry.get("choices", ())]

    def brief(self) -> dict[str, Any] | None:
        """The newest brief that was offered."""
        found = [e for e in self.entries if e["author"] == "service" and e.get("kind") == "brief"]
        return found[-1] if found else None

    async def answer(self, *authors: str) -> str:
        """Everything the given authors say next: one answer's bubbles, which are sent in one go."""
        wanted = authors or ("assistant", "service", "worker")
        first = await self.until(lambda f: f["type"] == "entry" and f["author"] in wanted)
        return "\n".join([words(first), *[words(e) for e in await self._rest(wanted)]])

    async def settled(self) -> None:
        """Reads on until nothing more comes."""
        await self._rest(())

    async def _rest(self, wanted: tuple[str, ...]) -> list[dict[str, Any]]:
        seen = []
        while True:
            try:
                async with asyncio.timeout(_QUIET):
                    frame = await self._arrived.get()
            except TimeoutError:
                return seen
            self._note(frame)
            if frame["type"] == "entry" and frame["author"] in wanted:
                seen.append(frame)


def words(entry: dict[str, Any]) -> str:
    """What a person reads in an entry, cards included."""
    card = entry.get("card") or {}
    lines = [value if isinstance(value, list) else [value] for value in card.values()]
    return "\n".join([entry.get("text", ""), *(str(line) for some in lines for line in some)])
