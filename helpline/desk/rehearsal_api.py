"""The desk's routes of a rehearsal: who could come, and letting one in. In the real service both
say that this is none."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.desk.shapes import refusal
from helpline.rehearsal import Stage, StageFull

STAGE = web.AppKey("stage", Stage)


class _LetIn(msgspec.Struct, forbid_unknown_fields=True):
    script: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


async def listed(request: web.Request) -> web.Response:
    """`GET /api/rehearsal`"""
    stage = request.app.get(STAGE)
    scripts = (
        []
        if stage is None
        else [
            {"script": name, "title": one.title, "practise": one.practise}
            for name, one in stage.scripts.items()
        ]
    )
    return web.json_response({"rehearsal": stage is not None, "scripts": scripts})


async def let_in(request: web.Request) -> web.Response:
    """`POST /api/rehearsal`: one scripted visitor more."""
    stage = request.app.get(STAGE)
    if stage is None:
        return refusal(404, "not_found")
    if request.content_type != "application/json":
        return refusal(400, "bad_request")
    try:
        stage.let_in(msgspec.json.decode(await request.read(), type=_LetIn).script)
    except (msgspec.DecodeError, RecursionError):
        return refusal(400, "bad_request")
    except KeyError:
        return refusal(404, "not_found")
    except StageFull:
        return refusal(429, "too_many")
    return web.Response(status=204)
