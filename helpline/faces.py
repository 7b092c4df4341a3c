"""A face on its port: the application, and below it what answers bytes that are not a request.

The framework answers those itself, before any application: with headers of its own, the peer's
address in a log line, and the broken bytes back in the body. Here they get the face's headers and
a fixed word.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import web
from aiohttp.web_request import BaseRequest

from helpline.headers import HEADERS
from helpline.traffic import TRAFFIC, Traffic

log = structlog.get_logger(__name__)

_SHUTDOWN_SECONDS = 5.0
_REFUSED = "The request was refused.\n"
_FAILED = "Something went wrong here; it was noted.\n"


class _Protocol(web.RequestHandler):
    """One connection. Overrides only what a failed request is answered with."""

    __slots__ = ("_table", "_traffic")

    def __init__(
        self,
        server: web.Server,
        table: dict[str, str],
        traffic: Traffic,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        # No access log: it would hold addresses (docs/decisions/0022).
        super().__init__(server, loop=loop, access_log=None)  # type: ignore[arg-type]
        self._table = table
        self._traffic = traffic

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Neither what was sent nor what it led to is in the answer or in the log."""
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun already")
        if status >= 500:
            log.error("face.failed", error=type(exc).__name__)
        else:
            self._traffic.count("", "", status)
        response = web.Response(
            status=status, text=_FAILED if status >= 500 else _REFUSED, headers=self._table
        )
        response.force_close()
        return response


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """The application on this port (0: any); the port. Closes sockets and connections at the
    end."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        server = runner.server
        assert server is not None
        loop = asyncio.get_running_loop()
        table, traffic = app[HEADERS], app[TRAFFIC]
        door = await loop.create_server(
            lambda: _Protocol(server, table, traffic, loop),
            host,
            port,
            family=socket.AF_UNSPEC,
            reuse_address=True,
            backlog=1024,
        )
        try:
            yield int(door.sockets[0].getsockname()[1])
        finally:
            door.close()
    finally:
        await runner.cleanup()
