"""Where it happens: kinds of places and platforms that a worker ticked for a case, names of the two
closed lists by which chats are counted too (data/patterns/named.yml). Nothing reads them from
anybody's words, and nobody is asked for them. More than a region they say what is done to somebody:
sealed under the case's key, shown with its words and with nothing else, counted when it is erased
(docs/decisions/0086).
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import MsgspecError

from helpline.db import Database
from helpline.errors import KeyGone, SealBroken
from helpline.models import Case, Worker
from helpline.services.audit.chain import note_audit
from helpline.services.cases.seals import CaseSeals
from helpline.services.cases.work import live
from helpline.services.figures.named import Named
from helpline.services.figures.patterns import PLACE, PLATFORM

#: Where it stands in its case, for the seal.
_AT = "named"


async def ticked_in(seals: CaseSeals, case: Case) -> list[str]:
    """What was ticked for it, as `place:work`, `platform:email`. KeyGone, SealBroken."""
    if case.named is None:
        return []
    return await seals.open(case.id, case.named, list[str], _AT)


async def ticked_at_the_end(seals: CaseSeals, case: Case) -> list[str]:
    """The same for who counts it on its last day: what does not open is erased all the same."""
    try:
        return await ticked_in(seals, case)
    except (KeyGone, SealBroken, MsgspecError):
        return []


def by_kind(named: Collection[str]) -> dict[str, list[str]]:
    """As the page has it: two lists."""
    halves = [one.partition(":") for one in named]
    return {
        "places": [name for kind, _, name in halves if kind == PLACE],
        "platforms": [name for kind, _, name in halves if kind == PLATFORM],
    }


class CaseTicks:
    """Keeps what a worker ticks."""

    def __init__(self, database: Database, seals: CaseSeals, named: Named) -> None:
        self._database = database
        self._seals = seals
        self._known = {PLACE: named.places, PLATFORM: named.platforms}

    async def keep(
        self, case_id: str, worker: Worker, places: Collection[str], platforms: Collection[str]
    ) -> None:
        """All that is ticked now; nothing: nothing is known. The trail notes that it was done, and
        not what was ticked. ValueError for a name of no list; NotTheirs, CaseGone, CaseWithdrawn,
        CaseRefused."""
        chosen = {PLACE: set(places), PLATFORM: set(platforms)}
        if any(chosen[kind] - set(known) for kind, known in self._known.items()):
            raise ValueError("no such kind of place or platform")
        named = [
            f"{kind}:{one}" for kind, known in self._known.items() for one in known
            if one in chosen[kind]
        ]  # fmt: skip
        async with self._database.write() as session:
            case = await live(session, case_id, worker)
            if await ticked_at_the_end(self._seals, case) == named:
                return
            case.named = await self._seals.seal(case_id, named, _AT) if named else None
            case.version += 1
            await note_audit(session, worker.id, "case_where", case_id)
