"""Visitors at the three doors: the public WebSocket, the engine's own, and stock Rasa's."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from typing import Any

import aiohttp

from bench.messages import Message
from bench.processes import Service
from understanding import Reader

_ANSWER_SECONDS = 30.0
_SLOTS = {"audience": "adult", "nation": "england", "language": "en", "style": "standard"}
_METADATA = {"presence": {"open_now": True, "on_shift": False}, "answered": [], "said": []}


class NoAnswer(Exception):
    """A door answered something else than a turn; the message is its status or frame type."""


class WebSocketVisitor:
    """Through the public face, as the widget does. A turn ends with the assistant's first entry."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._said = 0

    @classmethod
    async def open(cls, session: aiohttp.ClientSession, service: Service) -> WebSocketVisitor:
        socket = await session.ws_connect(
            f"{service.public}/chat", protocols=("waymark.v1",), origin=service.public
        )
        visitor = cls(socket)
        await visitor._send({"type": "hello", "audience": "adult", "language": "en"})
        while (await visitor._next())["type"] != "owner":
            pass
        return visitor

    async def say(self, message: Message) -> None:
        self._said += 1
        name = f"m{self._said}"
        await self._send({"type": "say", "id": name, "text": message.text})
        kept = None
        async with asyncio.timeout(_ANSWER_SECONDS):
            while True:
                frame = await self._next()
                if frame["type"] == "ack" and frame["id"] == name:
                    kept = frame["seq"]
                elif frame["type"] in {"error", "gone", "leave"}:
                    raise NoAnswer(f"{frame['type']} {frame.get('code', '')}")
                elif frame["type"] == "entry" and kept is not None and frame["seq"] > kept:
                    if frame.get("kind") == "safety":
                        raise NoAnswer("a safety message in place of an answer")
                    if frame["author"] == "assistant":
                        return

    async def say_danger(self, text: str) -> None:
        """Returns when the emergency entry is here."""
        await self._send({"type": "say", "id": "danger", "text": text})
        async with asyncio.timeout(_ANSWER_SECONDS):
            while (frame := await self._next()).get("kind") != "safety":
                if frame["type"] in {"error", "gone"}:
                    raise NoAnswer(f"{frame['type']} {frame.get('code', '')}")

    async def close(self) -> None:
        await self._socket.close()

    async def _send(self, frame: dict[str, Any]) -> None:
        await self._socket.send_str(json.dumps(frame))

    async def _next(self) -> dict[str, Any]:
        received = await self._socket.receive()
        if received.type is not aiohttp.WSMsgType.TEXT:
            raise NoAnswer(f"the socket ended: {received.type.name}")
        frame: dict[str, Any] = json.loads(received.data)
        return frame


class EngineVisitor:
    """At the engine's own door. `reading`: done `before` (not timed), by a `reader` of ours as in
    the helpline (timed), or by the engine's `/parse` (timed).
    """

    def __init__(
        self, session: aiohttp.ClientSession, service: Service, reading: str, reader: Reader
    ) -> None:
        self._session, self._door = session, service.engine_door
        self._reading, self._reader = reading, reader
        key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        self._headers = {"Authorization": f"Bearer {service.token}", "X-Waymark-Key": key}
        self._conversation = secrets.token_hex(20)
        self._turn = 0

    async def say(self, message: Message) -> None:
        self._turn += 1
        parse = await self._read(message)
        body = {
            "conversation": self._conversation,
            "turn": self._turn,
            "text": message.text,
            "parse": parse,
            "slots": _SLOTS,
            "metadata": _METADATA,
        }
        answer = await self._post("/turn", body)
        if not answer["replies"]:
            raise NoAnswer("no replies")

    async def close(self) -> None:
        """Nothing is held open between turns."""

    async def _read(self, message: Message) -> dict[str, Any]:
        if self._reading == "engine":
            read = await self._post("/parse", {"text": message.text})
            return {
                "intent": read["intent"]["name"],
                "confidence": min(1.0, read["intent"]["confidence"]),
                "alerts": read["alerts"],
                "indicators": read["indicators"],
            }
        reading = message.reading
        if self._reading == "reader":
            reading = await asyncio.to_thread(self._reader.read, message.text)
        return {
            "intent": reading.intent,
            "confidence": reading.confidence,
            "alerts": list(reading.alerts),
            "indicators": list(reading.indicators),
        }

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self._session.post(
            self._door + path, json=body, headers=self._headers
        ) as answer:
            if answer.status != 200:
                raise NoAnswer(f"{path} {answer.status}")
            told: dict[str, Any] = await answer.json()
            return told


class StockVisitor:
    """At the REST channel of the default assistant, which reads the message itself."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session, self._address = session, address
        self._sender = secrets.token_hex(20)

    async def say(self, message: Message) -> None:
        body = {"sender": self._sender, "message": message.text}
        async with self._session.post(f"{self._address}/webhook", json=body) as answer:
            if answer.status != 200:
                raise NoAnswer(f"baseline {answer.status}")
            await answer.read()

    async def close(self) -> None:
        """Nothing is held open between turns."""
