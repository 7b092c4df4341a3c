"""The visitors' application."""

from __future__ import annotations

from aiohttp import WSCloseCode, web

from helpline.headers import public_headers, security_headers
from helpline.health import health_routes
from helpline.keys import SERVICES
from helpline.limits import Buckets
from helpline.public import pages, socket
from helpline.services_container import Services
from helpline.static_files import StaticFiles


def _routes(files: StaticFiles) -> list[web.RouteDef]:
    return [
        web.get("/", pages.page),
        web.get("/frame", pages.page),
        web.get("/chat", socket.chat),
        web.post("/exit", pages.leave),
        web.get("/waymark.js", pages.loader),
        web.get("/assets/{name}", files.serve),
        *health_routes(),
    ]


async def _close_sockets(app: web.Application) -> None:
    sockets = app[socket.SOCKETS]
    for one in list(sockets):
        await one.close(code=WSCloseCode.GOING_AWAY)


def make_public_app(services: Services) -> web.Application:
    """All routes of the public face, with its headers on every answer."""
    app = web.Application(
        middlewares=[security_headers(public_headers(services.config.sites))],
        client_max_size=16 * 1024,
    )
    folder = services.config.web_dir / "widget" / "dist"
    files = StaticFiles(folder, pages.page_of(services))
    app[SERVICES] = services
    app[pages.FILES] = files
    app[socket.SOCKETS] = set()
    # Return words: five tries, then one every two minutes. New chats: plenty, for whole schools
    # share one address; enough to slow a flood.
    app[socket.WORD_TRIES] = Buckets(rate=1 / 120, burst=5)
    app[socket.NEW_CHATS] = Buckets(rate=2.0, burst=120)
    app.add_routes(_routes(files))
    app.on_shutdown.append(_close_sockets)
    return app
