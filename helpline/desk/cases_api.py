"""The desk's routes for cases: find, open, take, write, plan, withdraw, close."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from aiohttp import web

from helpline.desk.bodies import Decided, Id, Reason, read, start_of
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.errors import NotTheirs
from helpline.keys import SERVICES
from helpline.services.cases.container import CaseServices
from helpline.services.cases.diary import Attempt, SafeTime
from helpline.services.cases.listing import FLAGS, Wanted
from helpline.services.cases.regions import REGIONS

_Words = Annotated[str, msgspec.Meta(max_length=4000)]
#: Of kinds of places or platforms; services/cases/ticked.py knows which there are.
_Names = Annotated[list[Annotated[str, msgspec.Meta(max_length=24)]], msgspec.Meta(max_length=40)]
_Risk = Literal["immediate_danger", "suicidal_thoughts", "child_in_danger", "threat_by_visitor"]
_STATUSES = frozenset({"live", "new", "open", "withdrawn", "closed"})
_LONGEST_SPAN, _LARGEST_ID = 3660, 2**31 - 1


class _Act(msgspec.Struct, forbid_unknown_fields=True):
    do: Literal[
        "claim", "release", "assign", "region", "where", "moved_read",
        "close", "reopen", "withdrawn",
    ]  # fmt: skip
    version: int = 0
    worker: int | None = None
    region: str | None = None
    places: _Names = []
    platforms: _Names = []
    outcome: (
        Literal["supported", "referred", "emergency", "not_reached", "declined", "other"] | None
    ) = None
    told: _Words = ""


class _Note(msgspec.Struct, forbid_unknown_fields=True):
    id: Id
    text: _Words = ""
    way: Literal["call", "text", "email", "chat", "visit", "other"] | None = None
    result: (
        Literal["reached", "no_answer", "voicemail", "sent", "not_safe", "wrong_person"] | None
    ) = None


class _CallBack(msgspec.Struct, forbid_unknown_fields=True, rename={"begins": "from"}):
    id: Id
    begins: datetime
    until: datetime
    worker: int | None = None
    mind: _Words = ""


class _Settle(msgspec.Struct, forbid_unknown_fields=True):
    call_back: int
    status: Literal["done", "missed", "cancelled"]


class _Opening(msgspec.Struct, forbid_unknown_fields=True):
    risk: _Risk
    why: Reason


class _Link(msgspec.Struct, forbid_unknown_fields=True):
    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    told: Reason


class _Unlink(msgspec.Struct, forbid_unknown_fields=True):
    conversation: Id


class _Rules(msgspec.Struct, forbid_unknown_fields=True):
    read: bool


def _cases(request: web.Request) -> CaseServices:
    return request.app[SERVICES].cases


async def listed(request: web.Request) -> web.Response:
    """`GET /api/cases?status=live&reference=&mine=1&worker=7&flag=due&days=30&since=&until=`"""
    query = request.query
    status, flag = query.get("status", "live"), query.get("flag") or None
    try:
        days = int(query["days"]) if query.get("days") else None
        worker_id = int(query["worker"]) if query.get("worker") else None
    except ValueError:
        return refusal(400, "bad_request")
    zone = request.app[SERVICES].hours.zone
    since = start_of(query.get("since", ""), zone)
    until = start_of(query.get("until", ""), zone, after=1)
    if status not in _STATUSES or (flag is not None and flag not in FLAGS):
        return refusal(400, "bad_request")
    if worker_id is not None and not 0 < worker_id <= _LARGEST_ID:
        return refusal(400, "bad_request")
    if days is not None and not 1 <= days <= _LONGEST_SPAN:
        return refusal(400, "bad_request")
    wanted = Wanted(
        status,
        query.get("reference", "")[:40] or None,
        query.get("mine") == "1",
        flag,
        days,
        since,
        until,
        worker_id,
    )
    worker = await worker_of(request)
    if worker.role != "lead" and worker_id not in {None, worker.id}:
        # Who does how much is for leads to know.
        raise NotTheirs
    return web.json_response(await _cases(request).view.board(worker, wanted))


async def opened(request: web.Request) -> web.Response:
    """`GET /api/cases/{case}`: the trail notes who looked."""
    worker = await worker_of(request)
    shown = await _cases(request).view.open(request.match_info["case"], worker)
    return web.json_response({"case": shown})


async def reach(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/reach`: how to reach the person, for who has read the rules."""
    body, worker = await read(request, _Rules), await worker_of(request)
    if not body.read:
        return refusal(400, "bad_request")
    said = await _cases(request).view.reach(request.match_info["case"], worker)
    return web.json_response({"contact": said})


async def act(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/act`"""
    body, worker = await read(request, _Act), await worker_of(request)
    case_id, work = request.match_info["case"], _cases(request).work
    if body.do == "close" and body.outcome is None:
        return refusal(400, "bad_request")
    if body.region is not None and body.region not in REGIONS:
        return refusal(400, "bad_request")
    match body.do:
        case "claim":
            await work.claim(case_id, worker)
        case "release":
            await work.release(case_id, worker)
        case "assign":
            await work.assign(case_id, worker, body.worker, body.version)
        case "region":
            await work.place(case_id, worker, body.region)
        case "where":
            try:
                await _cases(request).ticks.keep(case_id, worker, body.places, body.platforms)
            except ValueError:
                return refusal(400, "bad_request")
        case "moved_read":
            await work.moved_read(case_id, worker)
        case "close":
            await work.close(case_id, worker, body.outcome or "other")
        case "reopen":
            await work.reopen(case_id, worker)
        case "withdrawn":
            await work.withdrawn(case_id, worker, body.told)
    return web.json_response({"ok": True})


async def note(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/note`: a note, or an attempt with its way and result."""
    body, worker = await read(request, _Note), await worker_of(request)
    if (body.way is None) != (body.result is None) or not (body.text.strip() or body.way):
        return refusal(400, "bad_request")
    attempt = Attempt(body.way, body.result) if body.way and body.result else None
    await _cases(request).diary.write(
        request.match_info["case"], worker, body.id, body.text.strip(), attempt
    )
    return web.json_response({"ok": True})


def _utc(moment: datetime) -> datetime:
    """As the database keeps it; a time without a zone is UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


async def call_back(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/call-back`: a safe time in the diary."""
    body, worker = await read(request, _CallBack), await worker_of(request)
    await _cases(request).diary.plan(
        request.match_info["case"],
        worker,
        body.id,
        SafeTime(_utc(body.begins), _utc(body.until)),
        body.worker,
        body.mind.strip(),
    )
    return web.json_response({"ok": True})


async def settle(request: web.Request) -> web.Response:
    """`POST /api/call-backs/settle`"""
    body, worker = await read(request, _Settle), await worker_of(request)
    await _cases(request).diary.settle(body.call_back, worker, body.status)
    return web.json_response({"ok": True})


async def ask_opening(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/opening`: to open a withdrawn case; a second person answers."""
    body, worker = await read(request, _Opening), await worker_of(request)
    await _cases(request).openings.ask(request.match_info["case"], worker, body.risk, body.why)
    return web.json_response({"ok": True})


async def answer_opening(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/opening/answer`"""
    body, worker = await read(request, Decided), await worker_of(request)
    await _cases(request).openings.answer(request.match_info["case"], worker, body.agree, body.said)
    return web.json_response({"ok": True})


async def link(request: web.Request) -> web.Response:
    """`POST /api/chats/{conversation}/link`: one's own chat is of the person of a case."""
    body, worker = await read(request, _Link), await worker_of(request)
    if not body.told.strip():
        return refusal(400, "bad_request")
    await _cases(request).later_chats.link(
        request.match_info["conversation"], worker, body.reference, body.told.strip()
    )
    return web.json_response({"ok": True})


async def unlink(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/unlink`: it was somebody else's after all."""
    body, worker = await read(request, _Unlink), await worker_of(request)
    await _cases(request).later_chats.unlink(request.match_info["case"], worker, body.conversation)
    return web.json_response({"ok": True})


async def ask_in_chat(request: web.Request) -> web.Response:
    """`POST /api/chats/{conversation}/case`: asks the visitor of one's own chat."""
    worker = await worker_of(request)
    await _cases(request).asking.ask(request.match_info["conversation"], worker)
    return web.json_response({"ok": True})
