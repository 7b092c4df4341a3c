"""The chat page and the loader, read once at start; and the beacon of safe exit."""

from __future__ import annotations

import msgspec
from aiohttp import web

from helpline.keys import SERVICES
from helpline.static_files import StaticFiles, packed

FILES = web.AppKey("files", StaticFiles)
#: By language.
PAGES = web.AppKey("pages", dict[str, bytes])
_BEACON_BYTES = 1024


async def page(request: web.Request) -> web.Response:
    """`GET /` and `GET /frame`: the same page, alone or embedded. `?language=cy` brings the Welsh
    words with it; what else is said there is the page's own business."""
    pages = request.app[PAGES]
    if not pages:
        raise web.HTTPServiceUnavailable(text="The pages are not built: run `make setup`.")
    return packed(request, pages.get(request.query.get("language", ""), pages["en"]), "text/html")


async def loader(request: web.Request) -> web.Response:
    """`GET /waymark.js`: fetched by other origins' pages. It holds nothing of anybody's."""
    return await request.app[FILES].serve(request)


async def leave(request: web.Request) -> web.Response:
    """`POST /exit`: what `exit` does, for `sendBeacon`. The same answer whatever the token."""
    raw = await request.content.read(_BEACON_BYTES)
    token = raw.decode("utf-8", "replace").strip()
    if token.startswith("{"):
        try:
            token = str(msgspec.json.decode(raw, type=dict[str, str]).get("token", ""))
        except msgspec.MsgspecError:
            token = ""
    if token:
        await request.app[SERVICES].leaving.leave_by_token(token)
    return web.Response(status=204)
