"""The desk page and its files, read once at start."""

from __future__ import annotations

from aiohttp import web

from helpline.config import Config
from helpline.static_files import StaticFiles

FILES = web.AppKey("desk_files", StaticFiles)


def files_of(config: Config) -> StaticFiles:
    """The built page, if it is built."""
    folder = config.web_dir / "desk" / "dist"
    page = folder / "index.html"
    return StaticFiles(folder, page.read_bytes() if page.exists() else None)


async def page(request: web.Request) -> web.Response:
    """`GET /`"""
    body = request.app[FILES].page
    if body is None:
        raise web.HTTPServiceUnavailable
    return web.Response(body=body, content_type="text/html", charset="utf-8")
