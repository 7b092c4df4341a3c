"""The desk's routes for patterns: to look at, and to take along for other agencies."""

from __future__ import annotations

import msgspec
from aiohttp import web

from helpline.desk.bodies import Chart, read
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.figures.quarters import Quarter


class _Picture(msgspec.Struct, forbid_unknown_fields=True):
    quarter: str
    chart: Chart


def _quarter(request: web.Request) -> Quarter | None:
    text = request.query.get("quarter")
    return Quarter.parse(text) if text else None


async def shown(request: web.Request) -> web.Response:
    """`GET /api/intelligence?quarter=2026Q3`: without one, the last that is over."""
    lead = await worker_of(request)
    try:
        found = await request.app[SERVICES].intelligence.over(_quarter(request), lead)
    except ValueError:
        return refusal(400, "bad_request")
    return web.json_response(found)


async def download(request: web.Request) -> web.Response:
    """`GET /api/intelligence.csv?quarter=2026Q3`: the same as a table."""
    lead = await worker_of(request)
    try:
        text = await request.app[SERVICES].intelligence.exported(_quarter(request), lead)
    except ValueError:
        return refusal(400, "bad_request")
    return web.Response(
        text=text,
        content_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="waymark-patterns.csv"'},
    )


async def picture(request: web.Request) -> web.Response:
    """`POST /api/intelligence/picture`: the page makes a picture of a chart it shows."""
    body, lead = await read(request, _Picture), await worker_of(request)
    try:
        quarter = Quarter.parse(body.quarter)
        await request.app[SERVICES].intelligence.noted(quarter, lead, body.chart)
    except ValueError:
        return refusal(400, "bad_request")
    return web.json_response({"ok": True})
