"""Who is at the door: the desk's cookie, and the check that a request comes from the desk's own
page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.models import Worker
from helpline.services_container import Services

COOKIE = "waymark_desk"

_Handler = Callable[[web.Request], Awaitable[web.Response]]


def own_page_only(handler: _Handler) -> _Handler:
    """Refuses a POST that another site's page sent with our worker's cookie: 403 without the desk's
    own Origin, none at all included."""

    async def checked(request: web.Request) -> web.Response:
        config = request.app[SERVICES].config
        if request.headers.get("Origin") not in config.own_origins("desk"):
            return refusal(403, "wrong_origin")
        return await handler(request)

    return checked


async def worker_of(request: web.Request) -> Worker:
    """The signed-in worker; HTTPUnauthorized if the session is over or never was."""
    cookie = request.cookies.get(COOKIE)
    worker = await request.app[SERVICES].workers.of(cookie) if cookie else None
    if worker is None:
        raise web.HTTPUnauthorized(text="not_signed_in")
    return worker


def give_cookie(services: Services, response: web.Response, value: str) -> None:
    """The session's cookie: not for scripts, not for other sites, and gone with the browser."""
    response.set_cookie(
        COOKIE,
        value,
        httponly=True,
        samesite="Strict",
        secure=_is_https(services),
        path="/",
    )


def take_cookie(services: Services, response: web.Response) -> None:
    """Tells the browser to forget it."""
    response.del_cookie(
        COOKIE, path="/", httponly=True, samesite="Strict", secure=_is_https(services)
    )


def _is_https(services: Services) -> bool:
    return (services.config.desk_origin or "").startswith("https://")
