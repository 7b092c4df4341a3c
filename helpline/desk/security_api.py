"""The desk's HTTP routes for one's own sessions, and for a lead's help with a colleague's."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.desk.bodies import read
from helpline.desk.door import session_of, take_cookie, worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES

_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class _Session(msgspec.Struct, forbid_unknown_fields=True):
    id: _Id


class _Colleague(msgspec.Struct, forbid_unknown_fields=True):
    worker: _Id


async def shown(request: web.Request) -> web.Response:
    """`GET /api/security`"""
    return web.json_response(
        await request.app[SERVICES].access.own.shown(await session_of(request))
    )


async def end_session(request: web.Request) -> web.Response:
    """`POST /api/sessions/end`"""
    body = await read(request, _Session)
    if not await request.app[SERVICES].access.own.end(await session_of(request), body.id):
        return refusal(404, "not_found")
    return web.Response(status=204)


async def end_all_sessions(request: web.Request) -> web.Response:
    """`POST /api/sessions/end-all`"""
    services = request.app[SERVICES]
    await services.access.own.end_all(await session_of(request))
    response = web.Response(status=204)
    take_cookie(services, response)
    return response


async def colleagues(request: web.Request) -> web.Response:
    """`GET /api/colleagues`"""
    listed = await request.app[SERVICES].access.colleagues.listed(await worker_of(request))
    return web.json_response({"colleagues": listed})


async def reset_colleague(request: web.Request) -> web.Response:
    """`POST /api/colleagues/reset-second-factor`"""
    body = await read(request, _Colleague)
    code = await request.app[SERVICES].access.colleagues.reset_factor(
        await worker_of(request), body.worker
    )
    return web.json_response({"code": code})


async def end_colleague(request: web.Request) -> web.Response:
    """`POST /api/colleagues/end-sessions`"""
    body = await read(request, _Colleague)
    await request.app[SERVICES].access.colleagues.end_sessions(
        await worker_of(request), body.worker
    )
    return web.Response(status=204)
