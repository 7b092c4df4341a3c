"""The leads' routes for the team: how many chats each takes, and for whom they are right."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.errors import NoSuchWorker
from helpline.keys import SERVICES
from helpline.services.workers.profiles import MOST_CHATS

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class _Change(msgspec.Struct, forbid_unknown_fields=True):
    worker: Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{0,8}$")]
    # None: the usual limit.
    max_chats: Annotated[int, msgspec.Meta(ge=1, le=MOST_CHATS)] | None
    skills: Annotated[list[_Name], msgspec.Meta(max_length=40)]


async def listed(request: web.Request) -> web.Response:
    """`GET /api/team`"""
    return web.json_response(await request.app[SERVICES].profiles.team())


async def change(request: web.Request) -> web.Response:
    """`POST /api/team`. Only as JSON by name, as for words and facts."""
    if request.content_type != "application/json":
        return refusal(400, "bad_request")
    try:
        body = msgspec.json.decode(await request.read(), type=_Change)
    except (msgspec.DecodeError, RecursionError):
        return refusal(400, "bad_request")
    lead = await worker_of(request)
    profiles = request.app[SERVICES].profiles
    try:
        await profiles.set_by_lead(lead, int(body.worker), body.max_chats, body.skills)
    except NoSuchWorker:
        return refusal(404, "not_found")
    return web.json_response(await profiles.team())
