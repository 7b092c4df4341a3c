"""Who is at the door: the desk's cookie, and where a sign-in comes from."""

from __future__ import annotations

from aiohttp import web

from helpline.access import Role
from helpline.callers import caller_of
from helpline.keys import SERVICES
from helpline.models import Worker
from helpline.services.workers.known_browsers import GOOD_FOR
from helpline.services.workers.sessions import Found
from helpline.services.workers.sign_in import From
from helpline.services_container import Services

COOKIE = "waymark_desk"
BROWSER_COOKIE = "waymark_desk_browser"
_FOUND = web.RequestKey("found", Found)


async def session_of(request: web.Request) -> Found:
    """The session of who asks, in which a step may be still to come; HTTPUnauthorized if it is
    over or never was."""
    if _FOUND in request:
        return request[_FOUND]
    cookie = request.cookies.get(COOKIE)
    found = await request.app[SERVICES].workers.found(cookie) if cookie else None
    if found is None:
        raise web.HTTPUnauthorized(text="not_signed_in")
    request[_FOUND] = found
    return found


async def worker_of(request: web.Request) -> Worker:
    """The worker who asks; HTTPUnauthorized if nobody has signed in."""
    return (await session_of(request)).worker


async def role_of(request: web.Request) -> Role:
    """What who asks is here."""
    found = await session_of(request)
    return Role(found.worker.role) if found.stage == "full" else Role.SIGNING_IN


async def is_fresh(request: web.Request) -> bool:
    """Whether it was proven a short while ago that it is them."""
    return await request.app[SERVICES].access.own.is_fresh(await session_of(request))


def from_where(request: web.Request) -> From:
    """Where a sign-in comes from; looked at for the limits only."""
    proxies = request.app[SERVICES].config.trusted_proxies
    return From(caller_of(request, proxies), request.cookies.get(BROWSER_COOKIE))


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


def remember_browser(services: Services, response: web.Response, worker: Worker) -> None:
    """A cookie that opens nothing: it tells this browser from a stranger's at the next sign-in."""
    response.set_cookie(
        BROWSER_COOKIE,
        services.access.known_browsers.make(worker.id),
        max_age=int(GOOD_FOR.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=_is_https(services),
        path="/api/sign-in",
    )


def take_cookie(services: Services, response: web.Response) -> None:
    """Tells the browser to forget the session."""
    response.del_cookie(
        COOKIE, path="/", httponly=True, samesite="Strict", secure=_is_https(services)
    )


def _is_https(services: Services) -> bool:
    return (services.config.desk_origin or "").startswith("https://")
