"""The desk's routes for the second person of an override, with who may use them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.access import Door, Role, allowed, post
from helpline.desk.bodies import read
from helpline.desk.cases_api import answered
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.errors import AlreadyOpened, NotWithPeople
from helpline.keys import SERVICES
from helpline.services.desk.second_person import SecondPerson

_Said = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class _Nothing(msgspec.Struct, forbid_unknown_fields=True):
    pass


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    agree: bool
    said: _Said


def override_doors() -> list[Door]:
    """What somebody is asked about, and their word. Who may be the second, the service decides."""
    stands = allowed(
        Role.WORKER,
        Role.LEAD,
        why="is the second person of an override, never who asked; one of two is a lead; noted",
        own_page=True,
    )
    return [
        post("/api/overrides/{override}/look", look, stands),
        post("/api/overrides/{override}/answer", answer, stands),
    ]


def _second(request: web.Request) -> SecondPerson:
    return request.app[SERVICES].second_person


async def look(request: web.Request) -> web.Response:
    """`POST /api/overrides/{override}/look`: risk and reasons; nothing of the chat."""
    await read(request, _Nothing)
    worker = await worker_of(request)

    async def work() -> web.Response:
        asked = await _second(request).look(request.match_info["override"], worker)
        return web.json_response({"asked": asked})

    return await answered(work)


async def answer(request: web.Request) -> web.Response:
    """`POST /api/overrides/{override}/answer`"""
    body, worker = await read(request, _Answer), await worker_of(request)
    said = body.said.strip()
    if not said:
        return refusal(400, "bad_request")

    async def work() -> web.Response:
        try:
            opened = await _second(request).answer(
                request.match_info["override"], worker, body.agree, said
            )
        except NotWithPeople:
            return refusal(409, "not_with_people")
        except AlreadyOpened:
            return refusal(409, "already_opened")
        return web.json_response({"open": opened})

    return await answered(work)
