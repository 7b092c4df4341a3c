"""A busy quarter, as it was counted when its chats were erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from helpline.db import Database
from helpline.models import now
from helpline.services.figures.patterns import CaseOver, note_cases, note_pattern
from helpline.services.figures.quarters import Quarter, over_by

#: So many chats each: what was told of, what it names, the nation, the hour at which it began.
_TOLD = (
    (40, ("following", "fear"), ("platform:instagram", "place:work"), "england", 8),
    (25, ("spyware", "following"), ("platform:whatsapp", "place:home"), "wales", 21),
    (10, ("impersonation",), ("platform:facebook", "platform:instagram"), "scotland", 14),
    (3, ("weapon",), ("platform:snapchat", "place:study"), "northern_ireland", 2),
    (10, ("following",), ("place:out_and_about",), None, 19),
)


#: So many cases each, by the region that a worker chose, with what they ticked.
_CASES = (
    (23, "london", ("platform:instagram", "place:home")),
    (12, "south_west", ("platform:instagram",)),
    (3, "wales", ("place:work",)),
    (11, None, ()),
)


async def fill_quarter(database: Database) -> Quarter:
    """Counts chats and cases that were erased in the last quarter that is over."""
    quarter = over_by(now())[0]
    async with database.write() as session:
        for times, told, named, nation, hour in _TOLD:
            for number in range(times):
                begun = datetime.combine(quarter.first, datetime.min.time())
                begun += timedelta(days=number % 80, hours=hour)
                await note_pattern(session, told, named, nation, begun, begun)
        erased = datetime.combine(quarter.first, datetime.min.time()) + timedelta(days=40)
        for times, region, named in _CASES:
            await note_cases(
                session, [CaseOver(("following", "fear"), region, named)] * times, erased
            )
    return quarter
