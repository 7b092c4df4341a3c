"""Who may use what. Every route and every frame says it beside itself, with the reason; what says
nothing is refused, and fails the build (tests/access/). docs/access.md is the same as a page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler


class Role(StrEnum):
    """Who somebody is to us."""

    ANYONE = "anyone"
    VISITOR = "visitor"
    """Who has an open conversation on this socket."""
    SIGNING_IN = "signing in"
    """Who gave the right password, and has still to prove or set up a second factor."""
    WORKER = "worker"
    LEAD = "lead"
    CONTENT_EDITOR = "content_editor"
    """Stands for what visitors are told; sees no chat."""
    AUDITOR = "auditor"
    """Sees who did what, never what was said."""
    SERVICE = "loopback service"
    """A process of ours on this machine, by its token."""


# Everybody who may be made a colleague, in the order of docs/access.md.
STAFF = (Role.WORKER, Role.LEAD, Role.CONTENT_EDITOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Access:
    """Who, and why so. `own_page`: only from the face's own page, by the request's Origin.
    `fresh`: only while it was proven a short while ago who this is."""

    roles: frozenset[Role]
    why: str
    own_page: bool = False
    fresh: bool = False


def allowed(*roles: Role, why: str, own_page: bool = False, fresh: bool = False) -> Access:
    return Access(frozenset(roles), why, own_page, fresh)


class Door(NamedTuple):
    """A route and who may use it."""

    method: str
    path: str
    handler: Handler
    access: Access


def get(path: str, handler: Handler, access: Access) -> Door:
    """A GET route; HEAD is the same door."""
    return Door(hdrs.METH_GET, path, handler, access)


def post(path: str, handler: Handler, access: Access) -> Door:
    return Door(hdrs.METH_POST, path, handler, access)


DECLARED = web.AppKey("declared", dict[tuple[str, str], Access])

RoleOf = Callable[[web.Request], Awaitable[Role]]
IsFresh = Callable[[web.Request], Awaitable[bool]]


async def never_fresh(_request: web.Request) -> bool:
    """For a face that knows no proof of who somebody is."""
    return False


def declared_for(request: web.Request) -> Access | None:
    """What the route of this request says; None if there is no route, or it says nothing."""
    resource = request.match_info.route.resource
    if resource is None:
        return None
    method = hdrs.METH_GET if request.method == hdrs.METH_HEAD else request.method
    return request.app[DECLARED].get((method, resource.canonical))


def add_doors(
    app: web.Application,
    doors: Iterable[Door],
    role_of: RoleOf,
    origins: frozenset[str],
    is_fresh: IsFresh = never_fresh,
) -> None:
    """Adds the routes and stands before them: the page first, then the role, then the proof.
    `role_of` gives who asks, or raises HTTPUnauthorized; it is asked only where not anyone may
    come in. What it refuses says by its text why: `undeclared`, `origin`, `role` or `fresh`.
    """

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.match_info.http_exception is not None:
            return await handler(request)
        access = declared_for(request)
        if access is None:
            raise web.HTTPForbidden(text="undeclared")
        if access.own_page and request.headers.get(hdrs.ORIGIN) not in origins:
            raise web.HTTPForbidden(text="origin")
        if Role.ANYONE not in access.roles and await role_of(request) not in access.roles:
            raise web.HTTPForbidden(text="role")
        if access.fresh and not await is_fresh(request):
            raise web.HTTPForbidden(text="fresh")
        return await handler(request)

    async def expect(request: web.Request) -> None:
        """As the framework does it, but without saying back what was sent."""
        if request.headers.get(hdrs.EXPECT, "").lower() != "100-continue":
            raise web.HTTPExpectationFailed(text="expect")
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0

    listed = list(doors)
    app[DECLARED] = {(door.method, door.path): door.access for door in listed}
    app.middlewares.append(guard)
    for door in listed:
        # HEAD asks the same of GET's handler.
        add = app.router.add_get if door.method == hdrs.METH_GET else app.router.add_post
        add(door.path, door.handler, expect_handler=expect)
