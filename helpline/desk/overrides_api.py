"""The desk's routes for the second person of an override, with who may use them."""

from __future__ import annotations

from aiohttp import web

from helpline.access import Door, Role, allowed, post
from helpline.desk.bodies import Decided, Nothing, read
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.desk.second_person import SecondPerson


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
    return request.app[SERVICES].desk.second_person


async def look(request: web.Request) -> web.Response:
    """`POST /api/overrides/{override}/look`: risk and reasons; nothing of the chat."""
    await read(request, Nothing)
    worker = await worker_of(request)
    asked = await _second(request).look(request.match_info["override"], worker)
    return web.json_response({"asked": asked})


async def answer(request: web.Request) -> web.Response:
    """`POST /api/overrides/{override}/answer`"""
    body, worker = await read(request, Decided), await worker_of(request)
    said = body.said.strip()
    if not said:
        return refusal(400, "bad_request")
    opened = await _second(request).answer(request.match_info["override"], worker, body.agree, said)
    return web.json_response({"open": opened})
