"""The desk's routes for risk assessments: look, keep a draft, save, answer why to look again."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.access import Door, Role, allowed, get, post
from helpline.desk.bodies import BadBody, Id, Reason, read
from helpline.desk.door import worker_of
from helpline.keys import SERVICES
from helpline.services.assessing.container import AssessingServices
from helpline.services.assessing.drafts import Keeping
from helpline.services.assessing.sheets import Sheet
from helpline.services.assessing.versions import Saving

_Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
_OF = frozenset({"case", "chat"})


class _Draft(msgspec.Struct, forbid_unknown_fields=True):
    seen: _Count
    begun_from: _Count
    sheet: Sheet


class _Drop(msgspec.Struct, forbid_unknown_fields=True):
    seen: _Count


class _Seen(msgspec.Struct, forbid_unknown_fields=True):
    id: _Count
    version: _Count


class _Save(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    begun_from: _Count
    sheet: Sheet
    seen: Annotated[list[_Seen], msgspec.Meta(max_length=200)] = []


class _NotNeeded(msgspec.Struct, forbid_unknown_fields=True):
    version: _Count
    reason: Reason


def _services(request: web.Request) -> AssessingServices:
    return request.app[SERVICES].assessing


def _of(request: web.Request) -> tuple[str, str]:
    of = request.match_info["of"]
    if of not in _OF:
        raise BadBody
    return of, request.match_info["id"]


async def shown(request: web.Request) -> web.Response:
    """`GET /api/assessments/{of}/{id}`: of a case, or of a chat whose visitor has agreed."""
    worker, (of, subject) = await worker_of(request), _of(request)
    view = _services(request).view
    found = view.of_case if of == "case" else view.of_chat
    return web.json_response({"assessment": await found(subject, worker)})


async def version(request: web.Request) -> web.Response:
    """`GET /api/assessments/case/{id}/versions/{number}`: an earlier one, and its changes."""
    worker = await worker_of(request)
    number = request.match_info["number"]
    if not number.isdecimal() or len(number) > 6:
        raise BadBody
    view = _services(request).view
    found = await view.version(request.match_info["id"], int(number), worker)
    return web.json_response({"version": found})


async def draft(request: web.Request) -> web.Response:
    """`POST /api/assessments/{of}/{id}/draft`: what is written so far."""
    body, worker = await read(request, _Draft), await worker_of(request)
    of, subject = _of(request)
    drafts = _services(request).drafts
    kept = Keeping(body.seen, body.begun_from, body.sheet)
    keep = drafts.keep_for_case if of == "case" else drafts.keep_for_chat
    return web.json_response({"version": await keep(subject, worker, kept)})


async def drop(request: web.Request) -> web.Response:
    """`POST /api/assessments/{of}/{id}/drop`: what is written so far is not wanted."""
    body, worker = await read(request, _Drop), await worker_of(request)
    of, subject = _of(request)
    await _services(request).drafts.drop(of, subject, worker, body.seen)
    return web.json_response({"ok": True})


async def save(request: web.Request) -> web.Response:
    """`POST /api/assessments/case/{id}/save`"""
    body, worker = await read(request, _Save), await worker_of(request)
    seen = {one.id: one.version for one in body.seen}
    number = await _services(request).versions.save(
        request.match_info["id"], worker, Saving(body.id, body.begun_from, body.sheet, seen)
    )
    return web.json_response({"number": number})


async def not_needed(request: web.Request) -> web.Response:
    """`POST /api/look-again/{prompt}/not-needed`"""
    body, worker = await read(request, _NotNeeded), await worker_of(request)
    prompt = request.match_info["prompt"]
    if not prompt.isdecimal() or len(prompt) > 12:
        raise BadBody
    await _services(request).versions.not_needed(int(prompt), body.version, worker, body.reason)
    return web.json_response({"ok": True})


def assessing_doors() -> list[Door]:
    """For workers and leads. Whose case or chat it is, and who is trained, the services decide."""
    sees = allowed(
        Role.WORKER, Role.LEAD, why="reads risk of a case or chat of their own; it is noted"
    )
    writes = allowed(
        Role.WORKER,
        Role.LEAD,
        why="assesses in a case or chat of their own, if marked as trained",
        own_page=True,
    )
    return [
        get("/api/assessments/{of}/{id}", shown, sees),
        get("/api/assessments/case/{id}/versions/{number}", version, sees),
        post("/api/assessments/{of}/{id}/draft", draft, writes),
        post("/api/assessments/{of}/{id}/drop", drop, writes),
        post("/api/assessments/case/{id}/save", save, writes),
        post("/api/look-again/{prompt}/not-needed", not_needed, writes),
    ]
