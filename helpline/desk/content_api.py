"""The desk's routes for words and facts: what needs somebody, and the stamp of who looked."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.desk.bodies import read
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.approvals import ItemChanged, NoSuchItem


class _Stamp(msgspec.Struct, forbid_unknown_fields=True):
    key: Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
    digest: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


async def listed(request: web.Request) -> web.Response:
    """`GET /api/content`"""
    return web.json_response({"items": await request.app[SERVICES].approvals.listed()})


async def stamp(request: web.Request) -> web.Response:
    """`POST /api/content/stamp`: approves a wording, or says that a fact's page was opened
    today."""
    body = await read(request, _Stamp)
    worker = await worker_of(request)
    try:
        row = await request.app[SERVICES].approvals.stamp(body.key, body.digest, worker)
    except NoSuchItem:
        return refusal(404, "not_found")
    except ItemChanged:
        return refusal(409, "changed")
    return web.json_response({"item": row})
