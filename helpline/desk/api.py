"""The desk's HTTP routes for signing in and out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from aiohttp import web

from helpline.desk.bodies import read
from helpline.desk.door import (
    COOKIE,
    from_where,
    give_cookie,
    remember_browser,
    take_cookie,
    worker_of,
)
from helpline.keys import SERVICES
from helpline.services.desk.shapes import worker as worker_shape
from helpline.services.workers.passwords import LONGEST
from helpline.services.workers.sign_in import SignedIn

_Token = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
_Password = Annotated[str, msgspec.Meta(max_length=LONGEST)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class _SignIn(msgspec.Struct, forbid_unknown_fields=True):
    email: Annotated[str, msgspec.Meta(max_length=320)]
    password: _Password
    # A code beside the password passes by the limit on an address that somebody floods.
    code: Code | None = None


class _Link(msgspec.Struct, forbid_unknown_fields=True):
    token: _Token


class _Enrol(msgspec.Struct, forbid_unknown_fields=True):
    token: _Token
    password: _Password


async def answer(request: web.Request, signed_in: SignedIn) -> web.Response:
    """What came of a step: who is in, or what is still to come; and fresh recovery codes."""
    services = request.app[SERVICES]
    shape: dict[str, Any]
    if signed_in.step == "in":
        likes = await services.access.preferences.of(signed_in.worker.id)
        shape = {"worker": worker_shape(signed_in.worker), "preferences": asdict(likes)}
    else:
        shape = {"step": signed_in.step, "ways": list(signed_in.ways)}
    if signed_in.codes:
        shape["recovery_codes"] = list(signed_in.codes)
    response = web.json_response(shape)
    if signed_in.cookie is not None:
        give_cookie(services, response, signed_in.cookie)
        if signed_in.step == "in":
            remember_browser(services, response, signed_in.worker)
    return response


async def sign_in(request: web.Request) -> web.Response:
    """`POST /api/sign-in`"""
    body = await read(request, _SignIn)
    return await answer(
        request,
        await request.app[SERVICES].access.sign_in.by_password(
            body.email, body.password, from_where(request), body.code
        ),
    )


async def link(request: web.Request) -> web.Response:
    """`POST /api/link`"""
    body = await read(request, _Link)
    return await answer(request, await request.app[SERVICES].access.sign_in.by_link(body.token))


async def enrol(request: web.Request) -> web.Response:
    """`POST /api/enrol`"""
    body = await read(request, _Enrol)
    return await answer(
        request, await request.app[SERVICES].access.sign_in.enrol(body.token, body.password)
    )


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
    worker = await worker_of(request)
    likes = await request.app[SERVICES].access.preferences.of(worker.id)
    return web.json_response({"worker": worker_shape(worker), "preferences": asdict(likes)})
