"""From a request to a desk's socket: who asks, from which page, and only then the upgrade."""

from __future__ import annotations

import weakref

from aiohttp import web

from helpline.desk import frames
from helpline.desk.door import COOKIE, worker_of
from helpline.desk.socket import DeskSocket
from helpline.keys import SERVICES

SOCKETS = web.AppKey("desk_sockets", weakref.WeakSet[web.WebSocketResponse])


async def desk(request: web.Request) -> web.StreamResponse:
    """`GET /desk`. The cookie rides along with any page's request, so its door is declared for
    the desk's own page only."""
    services = request.app[SERVICES]
    worker = await worker_of(request)
    socket = web.WebSocketResponse(
        protocols=("waymark.desk.v1",),
        heartbeat=20.0,
        max_msg_size=frames.FRAME_BYTES,
        compress=False,
    )
    await socket.prepare(request)
    request.app[SOCKETS].add(socket)
    await DeskSocket(services, socket, worker, request.cookies[COOKIE]).run()
    return socket
