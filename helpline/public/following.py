"""The pump of one socket while a chat is open on it: begun, stopped, and never left silent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import WSCloseCode, web

from helpline.errors import KeyGone
from helpline.public.pump import Pump

log = structlog.get_logger(__name__)


class Following:
    """Runs the pump; `over` is told when the chat is over elsewhere."""

    def __init__(self, socket: web.WebSocketResponse, over: Callable[[], Awaitable[None]]) -> None:
        self._socket = socket
        self._over = over
        self._follows: Pump | None = None
        self._pump: asyncio.Task[None] | None = None
        self._closing: asyncio.Future[bool] | None = None

    def begin(self, pump: Pump) -> None:
        self._follows = pump
        self._pump = asyncio.create_task(self._follow(pump))
        self._pump.add_done_callback(self._ended)

    @property
    def with_assistant(self) -> bool:
        """Whether the assistant has the chat, as far as this socket was told."""
        return self._follows is not None and self._follows.with_assistant

    async def stop(self) -> None:
        """Nothing is sent by it any more when this returns."""
        pump, self._pump = self._pump, None
        if pump is not None:
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A pump that failed must not leave a silent socket: closed, the page comes back."""
        if not task.cancelled() and task.exception() is not None:
            log.error("pump.failed", error=type(task.exception()).__name__)
            self._closing = asyncio.ensure_future(
                self._socket.close(code=WSCloseCode.INTERNAL_ERROR)
            )

    async def _follow(self, pump: Pump) -> None:
        with contextlib.suppress(KeyGone):
            await pump.run()
        self._pump = None
        await self._over()
