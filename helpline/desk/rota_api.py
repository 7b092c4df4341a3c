"""The desk's HTTP routes for the rota: seen by workers, written by leads."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from aiohttp import web

from helpline.desk.bodies import BadBody, read
from helpline.desk.door import worker_of
from helpline.keys import SERVICES
from helpline.services.shifts.rota import minute_of

_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=32)]
_Time = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2}:[0-9]{2}$")]
_Name = Annotated[str, msgspec.Meta(max_length=40)]


class _Shift(msgspec.Struct, forbid_unknown_fields=True):
    worker: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,9}$")]
    day: date
    start: _Time
    end: _Time
    nation: _Name | None = None
    skill: _Name | None = None


class _Exception(msgspec.Struct, forbid_unknown_fields=True):
    day: date
    kind: Literal["closed", "short"]
    nation: _Name | None = None


class _Gone(msgspec.Struct, forbid_unknown_fields=True):
    id: _Id


async def shown(request: web.Request) -> web.Response:
    """`GET /api/rota?from=2026-11-28`"""
    rota = request.app[SERVICES].rota
    try:
        first = date.fromisoformat(request.query.get("from") or rota.today().isoformat())
        return web.json_response(await rota.shown(first, await worker_of(request)))
    except (ValueError, OverflowError) as error:
        raise BadBody from error


async def plan(request: web.Request) -> web.Response:
    """`POST /api/rota/shift`"""
    body = await read(request, _Shift)
    await request.app[SERVICES].rota.plan(
        await worker_of(request),
        int(body.worker),
        body.day,
        (minute_of(body.start), minute_of(body.end)),
        body.nation,
        body.skill,
    )
    return web.Response(status=204)


async def unplan(request: web.Request) -> web.Response:
    """`POST /api/rota/shift/remove`"""
    body = await read(request, _Gone)
    await request.app[SERVICES].rota.unplan(await worker_of(request), body.id)
    return web.Response(status=204)


async def except_day(request: web.Request) -> web.Response:
    """`POST /api/rota/exception`"""
    body = await read(request, _Exception)
    await request.app[SERVICES].rota.except_day(
        await worker_of(request), body.day, body.kind, body.nation
    )
    return web.Response(status=204)


async def as_usual(request: web.Request) -> web.Response:
    """`POST /api/rota/exception/remove`"""
    body = await read(request, _Gone)
    await request.app[SERVICES].rota.as_usual(await worker_of(request), body.id)
    return web.Response(status=204)
