"""A socket that says nothing: its end tells a page without a board that its session is over."""

from __future__ import annotations

import asyncio

from aiohttp import WSMsgType, web

from helpline.desk.door import COOKIE, session_of
from helpline.keys import SERVICES
from helpline.services.log.events import worker_topic
from helpline.services.workers.accounts import session_mark
from helpline.services.workers.session_watch import SESSION_OVER

_OVER = 4001
_LOOK_AGAIN = 15.0


async def watch(request: web.Request) -> web.StreamResponse:
    """`GET /watch`. Unlike an open board it is no sign of life: who only leaves a page open is
    signed out in time."""
    services = request.app[SERVICES]
    found = await session_of(request)
    mark = session_mark(request.cookies[COOKIE])
    socket = web.WebSocketResponse(
        protocols=("waymark.watch.v1",), heartbeat=20.0, max_msg_size=1, compress=False
    )
    await socket.prepare(request)

    async def until_over() -> None:
        with services.events.subscribe(worker_topic(found.worker.id)) as ear:
            while True:
                await ear.wait(_LOOK_AGAIN)
                signals = [ear.signals.popleft() for _ in range(len(ear.signals))]
                if any(name == SESSION_OVER and of in {"", mark} for name, of in signals):
                    await socket.close(code=_OVER)
                    return

    with services.access.watch.watching(found.worker.id, found.token_hash):
        waiting = asyncio.create_task(until_over())
        try:
            async for message in socket:
                if message.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    await socket.close()
        finally:
            waiting.cancel()
    return socket
