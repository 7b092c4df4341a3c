"""Who is at the door: the desk's cookie."""

from __future__ import annotations

from aiohttp import web

from helpline.access import Role
from helpline.keys import SERVICES
from helpline.models import Worker
from helpline.services_container import Services

COOKIE = "waymark_desk"
_WORKER = web.RequestKey("worker", Worker)


async def worker_of(request: web.Request) -> Worker:
    """The signed-in worker; HTTPUnauthorized if the session is over or never was."""
    if _WORKER in request:
        return request[_WORKER]
    cookie = request.cookies.get(COOKIE)
    worker = await request.app[SERVICES].workers.of(cookie) if cookie else None
    if worker is None:
        raise web.HTTPUnauthorized(text="not_signed_in")
    request[_WORKER] = worker
    return worker


async def role_of(request: web.Request) -> Role:
    """What the signed-in worker is here."""
    return Role((await worker_of(request)).role)


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
