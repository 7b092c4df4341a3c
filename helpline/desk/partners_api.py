"""The desk's routes for referring a case to a partner agency, and what comes of it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from helpline.desk.bodies import Decided, Id, Nothing, Reason, read
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.alerts.kinds import DANGERS
from helpline.services.desk.shapes import iso
from helpline.services.partners.container import PartnerServices
from helpline.services.partners.disclosures import Asked
from helpline.services.partners.drafting import Wanted
from helpline.services.partners.referrals import Ready

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
_Told = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
_Parts = Annotated[list[_Name], msgspec.Meta(max_length=40)]
_LeaveOut = dict[_Name, Annotated[list[int], msgspec.Meta(max_length=500)]]


class _Agree(msgspec.Struct, forbid_unknown_fields=True):
    partner: Id
    purpose: _Name
    parts: _Parts
    told: _Told


class _Ask(msgspec.Struct, forbid_unknown_fields=True):
    partner: Id
    purpose: _Name
    parts: _Parts


class _TakeBack(msgspec.Struct, forbid_unknown_fields=True):
    partner: Id
    told: _Told


class _Preview(msgspec.Struct, forbid_unknown_fields=True):
    partner: Id
    purpose: _Name
    leave_out: _LeaveOut = {}


class _Refer(_Preview, forbid_unknown_fields=True, kw_only=True):
    id: Id
    digest: Id


class _Danger(_Preview, forbid_unknown_fields=True, kw_only=True):
    parts: _Parts
    risk: _Name
    # Why the person must not be told; left out: they are. In a preview any text will do.
    unsafe: Annotated[str, msgspec.Meta(max_length=1000)] | None = None


class _AskInDanger(_Danger, forbid_unknown_fields=True, kw_only=True):
    id: Id
    digest: Id
    why: Reason


def _partners(request: web.Request) -> PartnerServices:
    return request.app[SERVICES].partners


def _wanted(body: _Preview, parts: list[str] | None = None) -> Wanted:
    return Wanted(body.partner, body.purpose, body.leave_out, tuple(parts or ()))


def _ready(request: web.Request, ready: Ready) -> web.Response:
    """Link and code, which are shown this once."""
    origin = min(request.app[SERVICES].config.own_origins("public"))
    language = "" if ready.language == "en" else f"?lang={ready.language}"
    return web.json_response(
        {
            "referral": ready.referral_id,
            "link": f"{origin}/partner/{ready.way.link}{language}",
            "code": ready.way.code,
            "until": iso(ready.until),
        }
    )


async def shown(request: web.Request) -> web.Response:
    """`GET /api/cases/{case}/partners`"""
    worker = await worker_of(request)
    view = _partners(request).view
    return web.json_response(await view.of_case(request.match_info["case"], worker))


async def agree(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/agree`: the person said yes to these parts."""
    body, worker = await read(request, _Agree), await worker_of(request)
    number = await _partners(request).sharing.agree(
        request.match_info["case"],
        worker,
        body.partner,
        body.purpose,
        body.parts,
        body.told.strip(),
    )
    return web.json_response({"consent": number})


async def ask(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/ask`: on a card in the chat that this worker has."""
    body, worker = await read(request, _Ask), await worker_of(request)
    number = await _partners(request).asking.ask(
        request.match_info["case"], worker, body.partner, body.purpose, body.parts
    )
    return web.json_response({"asked": number})


async def take_back(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/take-back`"""
    body, worker = await read(request, _TakeBack), await worker_of(request)
    await _partners(request).sharing.take_back(
        request.match_info["case"], worker, body.partner, body.told.strip()
    )
    return web.json_response({"ok": True})


async def preview(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/preview`: the pack as it would go out."""
    body, worker = await read(request, _Preview), await worker_of(request)
    made = await _partners(request).referrals.preview(
        request.match_info["case"], worker, _wanted(body)
    )
    return web.json_response({"preview": made})


async def refer(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/refer`: seals what was previewed."""
    body, worker = await read(request, _Refer), await worker_of(request)
    ready = await _partners(request).referrals.make(
        request.match_info["case"], worker, body.id, _wanted(body), body.digest
    )
    return _ready(request, ready)


async def preview_in_danger(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/danger/preview`"""
    body, worker = await read(request, _Danger), await worker_of(request)
    if body.risk not in DANGERS:
        return refusal(400, "bad_request")
    services = _partners(request)
    made = await services.disclosures.preview(
        request.match_info["case"],
        worker,
        _wanted(body, body.parts),
        Asked(body.risk, unsafe=body.unsafe),
    )
    return web.json_response({"preview": made})


async def ask_in_danger(request: web.Request) -> web.Response:
    """`POST /api/cases/{case}/partners/danger`: asks a second person."""
    body, worker = await read(request, _AskInDanger), await worker_of(request)
    unsafe = body.unsafe.strip() if body.unsafe is not None else None
    if body.risk not in DANGERS or not body.why.strip() or unsafe == "":
        return refusal(400, "bad_request")
    services = _partners(request)
    referral_id = await services.disclosures.ask(
        request.match_info["case"],
        worker,
        body.id,
        _wanted(body, body.parts),
        Asked(body.risk, body.why.strip(), unsafe),
        body.digest,
    )
    return web.json_response({"referral": referral_id})


async def new_code(request: web.Request) -> web.Response:
    """`POST /api/partner-referrals/{referral}/code`"""
    await read(request, Nothing)
    worker = await worker_of(request)
    services = _partners(request)
    return _ready(
        request, await services.referrals.new_code(request.match_info["referral"], worker)
    )


async def told_us(request: web.Request) -> web.Response:
    """`POST /api/partner-referrals/{referral}/acknowledged`: they said so by telephone."""
    await read(request, Nothing)
    worker = await worker_of(request)
    await _partners(request).referrals.told_us(request.match_info["referral"], worker)
    return web.json_response({"ok": True})


async def settle(request: web.Request) -> web.Response:
    """`POST /api/partner-referrals/{referral}/settle`: nothing more is waited for."""
    await read(request, Nothing)
    worker = await worker_of(request)
    await _partners(request).referrals.settle(request.match_info["referral"], worker)
    return web.json_response({"ok": True})


async def look(request: web.Request) -> web.Response:
    """`POST /api/partner-referrals/{referral}/look`: what the second person is asked about."""
    await read(request, Nothing)
    worker = await worker_of(request)
    asked = await _partners(request).disclosures.look(request.match_info["referral"], worker)
    return web.json_response({"asked": asked})


async def answer(request: web.Request) -> web.Response:
    """`POST /api/partner-referrals/{referral}/answer`: the second person."""
    body, worker = await read(request, Decided), await worker_of(request)
    ready = await _partners(request).disclosures.answer(
        request.match_info["referral"], worker, body.agree, body.said
    )
    return web.json_response({"ok": True}) if ready is None else _ready(request, ready)
