"""The desk's HTTP routes for what is one's own: how one likes the desk, and one's password."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import msgspec
from aiohttp import web

from content.languages import Language
from helpline.desk.bodies import read
from helpline.desk.door import session_of, worker_of
from helpline.keys import SERVICES
from helpline.services.workers.passwords import LONGEST

_Password = Annotated[str, msgspec.Meta(max_length=LONGEST)]


class _Likes(msgspec.Struct, forbid_unknown_fields=True):
    language: Language | None = None
    covers_graphic: bool | None = None


class _Change(msgspec.Struct, forbid_unknown_fields=True):
    present: _Password
    password: _Password


async def preferences(request: web.Request) -> web.Response:
    """`POST /api/preferences`"""
    body = await read(request, _Likes)
    worker = await worker_of(request)
    likes = await request.app[SERVICES].access.preferences.change(
        worker.id, body.language, body.covers_graphic
    )
    return web.json_response({"preferences": asdict(likes)})


async def password(request: web.Request) -> web.Response:
    """`POST /api/password`"""
    body = await read(request, _Change)
    found = await session_of(request)
    await request.app[SERVICES].access.own_password.change(found, body.present, body.password)
    return web.Response(status=204)
