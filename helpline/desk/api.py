"""The desk's HTTP routes: signing in and out. Everything else goes over the socket."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec
from aiohttp import web

from helpline.desk.door import COOKIE, give_cookie, take_cookie, worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.desk_shapes import worker as worker_shape
from helpline.services.passwords import LONGEST, TooManySignIns, WeakPassword
from helpline.services.sign_in_links import LinkUsed
from helpline.services.workers import SignedIn, WrongSignIn

_Token = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
_Password = Annotated[str, msgspec.Meta(max_length=LONGEST)]


class _SignIn(msgspec.Struct, forbid_unknown_fields=True):
    email: Annotated[str, msgspec.Meta(max_length=320)]
    password: _Password


class _Link(msgspec.Struct, forbid_unknown_fields=True):
    token: _Token


class _Enrol(msgspec.Struct, forbid_unknown_fields=True):
    token: _Token
    password: _Password


_Body = TypeVar("_Body", _SignIn, _Link, _Enrol)


async def _read(request: web.Request, kind: type[_Body]) -> _Body | None:
    """The request's JSON; None if it is anything else. Only JSON by name: a form of another site
    can't send that without being asked about it first."""
    if request.content_type != "application/json":
        return None
    try:
        return msgspec.json.decode(await request.read(), type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None


def _let_in(request: web.Request, signed_in: SignedIn) -> web.Response:
    response = web.json_response({"worker": worker_shape(signed_in.worker)})
    give_cookie(request.app[SERVICES], response, signed_in.cookie)
    return response


async def sign_in(request: web.Request) -> web.Response:
    """`POST /api/sign-in`"""
    body = await _read(request, _SignIn)
    if body is None:
        return refusal(400, "bad_request")
    try:
        signed_in = await request.app[SERVICES].workers.sign_in(body.email, body.password)
    except WrongSignIn:
        return refusal(401, "wrong_sign_in")
    except TooManySignIns:
        return refusal(429, "too_many")
    return _let_in(request, signed_in)


async def link(request: web.Request) -> web.Response:
    """`POST /api/link`"""
    body = await _read(request, _Link)
    if body is None:
        return refusal(400, "bad_request")
    try:
        signed_in = await request.app[SERVICES].workers.sign_in_by_link(body.token)
    except LinkUsed:
        return refusal(400, "link_used")
    return _let_in(request, signed_in)


async def enrol(request: web.Request) -> web.Response:
    """`POST /api/enrol`"""
    body = await _read(request, _Enrol)
    if body is None:
        return refusal(400, "bad_request")
    try:
        signed_in = await request.app[SERVICES].workers.enrol(body.token, body.password)
    except LinkUsed:
        return refusal(400, "link_used")
    except WeakPassword:
        return refusal(400, "weak_password")
    except TooManySignIns:
        return refusal(429, "too_many")
    return _let_in(request, signed_in)


async def sign_out(request: web.Request) -> web.Response:
    """`POST /api/sign-out`; the same for a session that is over already."""
    services = request.app[SERVICES]
    cookie = request.cookies.get(COOKIE)
    if cookie:
        await services.workers.sign_out(cookie)
    response = web.Response(status=204)
    take_cookie(services, response)
    return response


async def me(request: web.Request) -> web.Response:
    """`GET /api/me`"""
    return web.json_response({"worker": worker_shape(await worker_of(request))})
