"""What a request of the desk's page brings."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from aiohttp import web

_Body = TypeVar("_Body", bound=msgspec.Struct)


class BadBody(Exception):
    """Not JSON by name, or not the fields this route needs."""


async def read(request: web.Request, kind: type[_Body]) -> _Body:
    """The request's JSON; BadBody if it is anything else. Only JSON by name: a form of another
    site can't send that without being asked about it first."""
    if request.content_type != "application/json":
        raise BadBody
    try:
        return msgspec.json.decode(await request.read(), type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadBody from error
