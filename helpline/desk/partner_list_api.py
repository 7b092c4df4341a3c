"""The desk's routes for the list of partner agencies."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from aiohttp import web

from content.languages import Language
from helpline.desk.bodies import read
from helpline.desk.door import worker_of
from helpline.keys import SERVICES
from helpline.services.partners.book import Entry, PartnerBook

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
_Short = Annotated[str, msgspec.Meta(max_length=120)]
_Names = Annotated[list[Annotated[str, msgspec.Meta(max_length=40)]], msgspec.Meta(max_length=40)]


class _Partner(msgspec.Struct, forbid_unknown_fields=True):
    name: _Name
    purposes: _Names
    nations: _Names
    region: _Short = ""
    contact_name: _Short = ""
    contact_phone: Annotated[str, msgspec.Meta(max_length=40)] = ""
    contact_email: Annotated[str, msgspec.Meta(max_length=200)] = ""
    agreed_on: date | None = None
    review_by: date | None = None
    language: Language = "en"
    id: str | None = None
    version: int = 0


class _One(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    version: int


def _book(request: web.Request) -> PartnerBook:
    return request.app[SERVICES].partners.book


async def listed(request: web.Request) -> web.Response:
    """`GET /api/partners`: the whole list, which the trail notes."""
    book = _book(request)
    rows = await book.listed(await worker_of(request))
    return web.json_response({"partners": rows, "purposes": book.purposes})


async def save(request: web.Request) -> web.Response:
    """`POST /api/partners`: a new one, or one changed as it was seen."""
    body, worker = await read(request, _Partner), await worker_of(request)
    entry = Entry(
        name=body.name.strip(),
        purposes=tuple(dict.fromkeys(body.purposes)),
        nations=tuple(dict.fromkeys(body.nations)),
        region=body.region.strip(),
        contact_name=body.contact_name.strip(),
        contact_phone=body.contact_phone.strip(),
        contact_email=body.contact_email.strip(),
        agreed_on=body.agreed_on,
        review_by=body.review_by,
        language=body.language,
    )
    partner_id = await _book(request).save(worker, entry, body.id, body.version)
    return web.json_response({"id": partner_id})


async def confirm(request: web.Request) -> web.Response:
    """`POST /api/partners/confirm`: a lead has seen the signed agreement."""
    body, lead = await read(request, _One), await worker_of(request)
    await _book(request).confirm(lead, body.id, body.version)
    return web.json_response({"ok": True})


async def end(request: web.Request) -> web.Response:
    """`POST /api/partners/end`: off the list."""
    body, worker = await read(request, _One), await worker_of(request)
    await _book(request).end(worker, body.id, body.version)
    return web.json_response({"ok": True})
