"""The desk's routes for the lead's figures: to look at, and to take along."""

from __future__ import annotations

import msgspec
from aiohttp import web

from helpline.desk.bodies import Chart, read
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.figures.report import Period

_USUAL_DAYS = "28"


class _Picture(msgspec.Struct, forbid_unknown_fields=True):
    days: int
    chart: Chart


def _period(request: web.Request) -> Period | None:
    try:
        return Period.of_days(int(request.query.get("days", _USUAL_DAYS)))
    except ValueError:
        return None


async def shown(request: web.Request) -> web.Response:
    """`GET /api/figures?days=28`"""
    period = _period(request)
    if period is None:
        return refusal(400, "bad_request")
    return web.json_response(await request.app[SERVICES].figures.over(period))


async def download(request: web.Request) -> web.Response:
    """`GET /api/figures.csv?days=28`: the same as a table. The trail notes who took it along."""
    period = _period(request)
    if period is None:
        return refusal(400, "bad_request")
    figures = request.app[SERVICES].figures
    return web.Response(
        text=await figures.exported(period, await worker_of(request)),
        content_type="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="waymark-{period.last}.csv"',
        },
    )


async def picture(request: web.Request) -> web.Response:
    """`POST /api/figures/picture`: the page makes a picture of a chart it shows, to take along."""
    body, worker = await read(request, _Picture), await worker_of(request)
    try:
        period = Period.of_days(body.days)
    except ValueError:
        return refusal(400, "bad_request")
    await request.app[SERVICES].figures.noted(period, worker, body.chart)
    return web.json_response({"ok": True})
