"""The desk's HTTP routes for auditors: who did what, whether the trail is whole, and a table."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.desk.bodies import read, start_of
from helpline.desk.door import worker_of
from helpline.keys import SERVICES
from helpline.services.audit.view import Wanted

_Day = Annotated[str, msgspec.Meta(pattern=r"^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class _Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """In a body and not in the address: what somebody looks for is in no log and no history."""

    who: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{0,9}$")] = ""
    action: Annotated[str, msgspec.Meta(max_length=24)] = ""
    subject: Annotated[str, msgspec.Meta(max_length=32)] = ""
    # Days by the helpline's own clock, both of them in it.
    since: _Day = ""
    until: _Day = ""
    before: Annotated[int, msgspec.Meta(ge=1, le=2**53)] | None = None


async def rows(request: web.Request) -> web.Response:
    """`POST /api/audit`"""
    return web.json_response(await request.app[SERVICES].audit_view.page(await _wanted(request)))


async def standing(request: web.Request) -> web.Response:
    """`GET /api/audit/standing`"""
    return web.json_response(await request.app[SERVICES].audit_view.standing())


async def export(request: web.Request) -> web.Response:
    """`POST /api/audit/export`"""
    wanted = await _wanted(request)
    table = await request.app[SERVICES].audit_view.export(wanted, await worker_of(request))
    return web.Response(text=table, content_type="text/csv", charset="utf-8")


async def _wanted(request: web.Request) -> Wanted:
    body = await read(request, _Wanted)
    zone = request.app[SERVICES].hours.zone
    return Wanted(
        who=int(body.who) if body.who else None,
        action=body.action,
        subject=body.subject,
        since=start_of(body.since, zone),
        until=start_of(body.until, zone, after=1),
        before=body.before,
    )
