"""Handlers of a worker's tools in a chat, for the desk's socket: one service call each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from helpline.desk import tool_frames as frames
from helpline.models import Worker
from helpline.services.desk.transfers import Passing
from helpline.services_container import Services

Send = Callable[[dict[str, Any]], Awaitable[None]]


class ChatTools:
    """Cards, notes, whispers, raised hands, pauses and passing a chat on, for one worker."""

    def __init__(self, services: Services, worker: Worker, send: Send) -> None:
        self._services = services
        self._worker = worker
        self._send = send

    def handlers(self) -> dict[type[Any], Callable[[Any], Awaitable[None]]]:
        """By the type of frame."""
        return {
            frames.SendCard: self._send_card,
            frames.Note: self._note,
            frames.Whisper: self._whisper,
            frames.Hand: self._hand,
            frames.Pause: self._pause,
            frames.Offer: self._offer,
            frames.Accept: self._accept,
            frames.OfferOver: self._offer_over,
            frames.PassOn: self._pass_on,
            frames.AskStillYou: self._ask_still_you,
        }

    async def _done(
        self, frame: frames.Note | frames.Whisper | frames.Offer | frames.AskStillYou
    ) -> None:
        """It is kept: the page may let go of what was written."""
        await self._send({"type": "done", "conversation": frame.conversation, "id": frame.id})

    async def _send_card(self, frame: frames.SendCard) -> None:
        seq = await self._services.desk.replies.send_card(
            frame.conversation, self._worker, frame.id, frame.ref
        )
        await self._send(
            {"type": "ack", "conversation": frame.conversation, "id": frame.id, "seq": seq}
        )

    async def _note(self, frame: frames.Note) -> None:
        await self._services.desk.asides.note(
            frame.conversation, self._worker, frame.id, frame.text
        )
        await self._done(frame)

    async def _whisper(self, frame: frames.Whisper) -> None:
        await self._services.desk.asides.whisper(
            frame.conversation, self._worker, frame.id, frame.text
        )
        await self._done(frame)

    async def _hand(self, frame: frames.Hand) -> None:
        await self._services.desk.hands.set(frame.conversation, self._worker, frame.on)

    async def _pause(self, frame: frames.Pause) -> None:
        await self._services.desk.pauses.begin(frame.conversation, self._worker)

    async def _offer(self, frame: frames.Offer) -> None:
        passing = Passing(_number(frame.to), frame.id, frame.note)
        await self._services.desk.transfers.offer(frame.conversation, self._worker, passing)
        await self._done(frame)

    async def _accept(self, frame: frames.Accept) -> None:
        await self._services.desk.transfers.accept(frame.conversation, self._worker)
        await self._send({"type": "taken", "conversation": frame.conversation})

    async def _offer_over(self, frame: frames.OfferOver) -> None:
        await self._services.desk.transfers.take_back(frame.conversation, self._worker)

    async def _pass_on(self, frame: frames.PassOn) -> None:
        to = None if frame.to is None else _number(frame.to)
        passing = Passing(to, frame.id, frame.note)
        await self._services.desk.transfers.pass_on(frame.conversation, self._worker, passing)

    async def _ask_still_you(self, frame: frames.AskStillYou) -> None:
        await self._services.desk.still_you.ask(frame.conversation, self._worker, frame.id)
        await self._done(frame)


def _number(worker: str) -> int:
    """A worker's number from the id that the page has; 0, which nobody has, for anything else."""
    return int(worker) if worker.isascii() and worker.isdecimal() and len(worker) < 10 else 0
