"""A real server that stands in for the engine at its own door (docs/engine-protocol.md), so that
a test can have it refuse, hang, talk nonsense or answer late. The trained engine has its own tests.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

TOKEN = "token-between-helpline-and-engine"
PREFIX = "/webhooks/waymark"

Behaviour = Callable[[dict[str, Any]], Awaitable[web.Response]]


class FakeEngine:
    """Takes turns on a loopback port; `behave` says what comes of one."""

    def __init__(self) -> None:
        self.port = 0
        self.turns: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.erased: list[str] = []
        self.erase_status = 204
        self.behave: Behaviour = self._answer_simply
        self._arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._runner: web.AppRunner | None = None

    async def start(self) -> "FakeEngine":
        app = web.Application()
        app.add_routes(
            [
                web.post(f"{PREFIX}/turn", self._turn),
                web.post(f"{PREFIX}/erase", self._erase),
                web.get(f"{PREFIX}/health", self._health),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        """Dead: connections are refused from here on."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def next_turn(self) -> dict[str, Any]:
        """The next turn that arrives, each given once."""
        async with asyncio.timeout(10):
            return await self._arrived.get()

    def answers(self, *replies: dict[str, Any]) -> None:
        """These replies to every turn."""

        async def behave(turn: dict[str, Any]) -> web.Response:
            return web.json_response({"turn": turn["turn"], "replies": list(replies)})

        self.behave = behave

    def says(self, status: int, body: str) -> None:
        """This body with this status, whatever is asked."""

        async def behave(_turn: dict[str, Any]) -> web.Response:
            return web.Response(status=status, text=body, content_type="application/json")

        self.behave = behave

    def waits(self, *replies: dict[str, Any]) -> asyncio.Event:
        """These replies, but only once the event is set (never, if it never is)."""
        gate = asyncio.Event()

        async def behave(turn: dict[str, Any]) -> web.Response:
            await gate.wait()
            return web.json_response({"turn": turn["turn"], "replies": list(replies)})

        self.behave = behave
        return gate

    async def _answer_simply(self, turn: dict[str, Any]) -> web.Response:
        text = f"Engine's answer to turn {turn['turn']}."
        return web.json_response({"turn": turn["turn"], "replies": [{"text": text}]})

    def _allowed(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPUnauthorized

    async def _turn(self, request: web.Request) -> web.Response:
        self._allowed(request)
        turn = await request.json()
        self.turns.append(turn)
        self.keys.append(request.headers["X-Waymark-Key"])
        self._arrived.put_nowait(turn)
        return await self.behave(turn)

    async def _erase(self, request: web.Request) -> web.Response:
        self._allowed(request)
        if self.erase_status == 204:
            self.erased.append((await request.json())["conversation"])
        return web.Response(status=self.erase_status)

    async def _health(self, request: web.Request) -> web.Response:
        self._allowed(request)
        return web.json_response({"ready": True, "model": "none"})
