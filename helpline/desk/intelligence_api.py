"""The desk's routes for patterns: to look at, and to take along for other agencies."""

from __future__ import annotations

from aiohttp import web

from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.figures.quarters import Quarter


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
