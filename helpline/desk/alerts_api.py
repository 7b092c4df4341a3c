"""The leads' route for alerts that were reviewed: what was done about each."""

from __future__ import annotations

from aiohttp import web

from helpline.desk.door import worker_of
from helpline.keys import SERVICES


async def reviewed(request: web.Request) -> web.Response:
    """`GET /api/alerts`"""
    lead = await worker_of(request)
    return web.json_response({"alerts": await request.app[SERVICES].reviewed_alerts.listed(lead)})
