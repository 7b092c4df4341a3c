"""The only module that talks to the engine. Behind it the engine can be replaced.

No transaction and no lock is held while it waits: the engine calls our own actions back in the
middle of a turn.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import msgspec

from helpline.errors import EngineFailed, KeyGone
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import subkey
from helpline.services.leaving.erasing import engine_name


class EngineChoice(msgspec.Struct):
    """A button of an answer."""

    label: str
    payload: str


class EngineReply(msgspec.Struct):
    """One bubble, card or effect of an answer (docs/engine-protocol.md)."""

    response: str | None = None
    text: str | None = None
    choices: list[EngineChoice] = []
    card: dict[str, Any] | None = None
    effect: dict[str, Any] | None = None


class _Answer(msgspec.Struct):
    turn: int
    replies: list[EngineReply]


@dataclass(frozen=True, slots=True)
class Turn:
    """What the engine is asked."""

    conversation_id: str
    number: int
    text: str
    intent: str
    confidence: float
    alerts: tuple[str, ...]
    indicators: tuple[str, ...]
    slots: dict[str, str | None]
    metadata: dict[str, Any]


class Assistant:
    """Client of the engine's one channel."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        token: str,
        keys: KeyStore,
        timeout: float,
    ) -> None:
        self._session = session
        self._address = address
        self._headers = {"Authorization": f"Bearer {token}"}
        self._keys = keys
        self._timeout = timeout

    def engine_name(self, conversation_id: str) -> str:
        """The name the engine knows a conversation by."""
        return engine_name(self._keys.naming_key, conversation_id)

    async def ask(self, turn: Turn) -> list[EngineReply]:
        """The engine's replies; EngineFailed if it is slow, wrong, dead or has nothing to say."""
        try:
            key = subkey(await self._keys.find(turn.conversation_id), "engine")
        except KeyGone as error:
            raise EngineFailed("forgotten") from error
        payload = {
            "conversation": self.engine_name(turn.conversation_id),
            "turn": turn.number,
            "text": turn.text,
            "parse": {
                "intent": turn.intent,
                "confidence": turn.confidence,
                "alerts": turn.alerts,
                "indicators": turn.indicators,
            },
            "slots": turn.slots,
            "metadata": turn.metadata,
        }
        headers = {
            **self._headers,
            "X-Waymark-Key": base64.urlsafe_b64encode(key).decode(),
            "Content-Type": "application/json",
        }
        try:
            async with asyncio.timeout(self._timeout):
                async with self._session.post(
                    f"{self._address}/turn", data=msgspec.json.encode(payload), headers=headers
                ) as response:
                    body = await response.read()
                    status = response.status
        except TimeoutError as error:
            raise EngineFailed("slow") from error
        except aiohttp.ClientError as error:
            raise EngineFailed("unreachable") from error
        if status != HTTPStatus.OK:
            raise EngineFailed("refused")
        try:
            answer = msgspec.json.decode(body, type=_Answer)
        except msgspec.MsgspecError as error:
            raise EngineFailed("unreadable") from error
        if answer.turn != turn.number:
            raise EngineFailed("wrong_turn")
        replies = [
            reply
            for reply in answer.replies
            if reply.text or reply.card or reply.effect or reply.choices
        ]
        if not replies:
            raise EngineFailed("silent")
        return replies

    async def forget(self, engine_name: str) -> bool:
        """Tells the engine to erase its memory of a conversation; False if it could not be told."""
        try:
            async with asyncio.timeout(self._timeout):
                async with self._session.post(
                    f"{self._address}/erase",
                    json={"conversation": engine_name},
                    headers=self._headers,
                ) as response:
                    return response.status == HTTPStatus.NO_CONTENT
        except (TimeoutError, aiohttp.ClientError):
            return False

    async def alive(self) -> bool:
        """Whether the engine is up with its model loaded."""
        try:
            async with asyncio.timeout(2.0):
                async with self._session.get(
                    f"{self._address}/health", headers=self._headers
                ) as response:
                    return response.status == HTTPStatus.OK and bool(
                        (await response.json()).get("ready")
                    )
        except (TimeoutError, aiohttp.ClientError, ValueError):
            return False
