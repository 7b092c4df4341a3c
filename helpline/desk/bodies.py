"""What a request of the desk's page brings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, TypeVar

import msgspec
from aiohttp import web

_Body = TypeVar("_Body", bound=msgspec.Struct)
#: A page's own id, or one of ours; a reason in writing.
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


#: The name of a chart, as the page calls it.
Chart = Annotated[str, msgspec.Meta(pattern=r"\A[a-z_]{1,24}\Z")]


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """A request that says all by its address."""


class Decided(msgspec.Struct, forbid_unknown_fields=True):
    """A second person's word on what somebody asks for."""

    agree: bool
    said: Reason


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


def start_of(day: str, zone: tzinfo, after: int = 0) -> datetime | None:
    """When a day like 2026-11-28 begins by the helpline's own clock, or the day so many after it:
    UTC, without a zone. None for no day; BadBody for what is none."""
    if not day:
        return None
    try:
        local = datetime.combine(date.fromisoformat(day) + timedelta(days=after), time(), zone)
        return local.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise BadBody from error
