"""One frame to one browser, the same on both faces."""

from __future__ import annotations

from typing import Any

import msgspec
from aiohttp import web


async def send_frame(socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
    """Sends it as JSON text. A closed or breaking socket swallows it; nothing is lost by that, as
    a page that comes back asks again from the last entry it has.
    """
    if socket.closed:
        return
    try:
        await socket.send_str(msgspec.json.encode(frame).decode())
    except ConnectionError:
        return
