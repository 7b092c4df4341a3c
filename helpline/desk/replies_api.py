"""The desk's routes for what a worker can put into a chat: replies, and services of the directory.
The search is made in the page: what a worker types never leaves it."""

from __future__ import annotations

from typing import Any

import msgspec
from aiohttp import web

from content.languages import LANGUAGES
from helpline.desk.door import worker_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES

_VALUES: dict[str, set[str]] = {
    "audience": {"adult", "young"},
    "nation": {"england", "wales", "scotland", "northern_ireland", ""},
    "language": set(LANGUAGES),
}


def _asked(request: web.Request) -> dict[str, str] | None:
    """For whom, by the query's categories; None for anything else in it."""
    query = request.query
    if set(query) != set(_VALUES) or len(query) != len(_VALUES):
        return None
    if not all(query[name] in values for name, values in _VALUES.items()):
        return None
    return {name: query[name] for name in _VALUES}


def _json(body: dict[str, Any]) -> web.Response:
    return web.Response(body=msgspec.json.encode(body), content_type="application/json")


async def replies(request: web.Request) -> web.Response:
    """`GET /api/replies?audience=&nation=&language=`"""
    asked = _asked(request)
    if asked is None:
        return refusal(400, "bad_request")
    slots = {**asked, "nation": asked["nation"] or None, "style": "standard"}
    worker = await worker_of(request)
    return _json({"replies": request.app[SERVICES].desk.replies.replies(slots, worker)})


async def services(request: web.Request) -> web.Response:
    """`GET /api/services?audience=&nation=&language=`"""
    asked = _asked(request)
    if asked is None:
        return refusal(400, "bad_request")
    found = request.app[SERVICES].desk.replies.services(asked["nation"] or None, asked["audience"])
    return _json({"services": found})
