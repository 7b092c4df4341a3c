"""The chat page and its files, read once at start; and the beacon of safe exit."""

from __future__ import annotations

import html
import json
from pathlib import Path

import msgspec
from aiohttp import web

from helpline.keys import SERVICES
from helpline.services_container import Services
from helpline.static_files import StaticFiles, packed

FILES = web.AppKey("files", StaticFiles)
_CONFIG_MARK = '<meta name="waymark-config" content="{}">'
_BEACON_BYTES = 1024


def page_of(services: Services) -> bytes | None:
    """The built page with this service's addresses in it; None if the pages are not built."""
    path: Path = services.config.web_dir / "widget" / "dist" / "index.html"
    if not path.exists():
        return None
    config, content = services.config, services.content
    emergency = content.fact("services.police_emergency.phone")
    helpline = {
        "name": content.fact("own.helpline.name"),
        "phone": content.fact("own.helpline.phone"),
    }
    told = {
        "neutral": config.neutral_site,
        "helpline": helpline,
        "emergency": emergency,
        "sites": list(config.embedders),
        "parent": None,
    }
    text = path.read_text(encoding="utf-8")
    mark = html.escape(json.dumps(told), quote=True)
    text = text.replace(_CONFIG_MARK, f'<meta name="waymark-config" content="{mark}">')
    for name, value in (
        ("%%HELPLINE_NAME%%", helpline["name"]),
        ("%%HELPLINE_PHONE%%", helpline["phone"]),
        ("%%EMERGENCY%%", emergency),
        ("%%NEUTRAL%%", config.neutral_site),
        ("%%CHAT_HOURS%%", services.hours.summary("en")),
    ):
        text = text.replace(name, html.escape(value, quote=True))
    return text.encode()


async def page(request: web.Request) -> web.Response:
    """`GET /` and `GET /frame`: the same page, alone or embedded."""
    body = request.app[FILES].page
    if body is None:
        raise web.HTTPServiceUnavailable(text="The pages are not built: run `make setup`.")
    return packed(request, body, "text/html")


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
