"""Patterns of cases: by the region a worker chose, with what they ticked, told by the same rule."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

from sqlalchemy import select

from helpline.models import Case, now
from helpline.services.figures.patterns import CaseOver, note_cases
from helpline.services.figures.quarters import over_by
from tests.cases.agreeing import agreed
from tests.desk.desks import Desk
from tests.desk.patterns import asked, counts

_OF_CASES = ("region", "by_means", "in_place")


async def of_cases(desk: Desk) -> dict[tuple[str, str, str], int]:
    """What was counted of cases, and nothing that the end of their chats may have counted."""
    found = await counts(desk)
    return {one: number for one, number in found.items() if one[0] in _OF_CASES}


async def test_a_case_is_counted_by_its_region_when_it_is_erased_and_once(desk: Desk) -> None:
    services, sam = desk.services, await desk.helpline.worker("Sam")
    made = []
    for _ in range(5):
        visitor = await desk.helpline.visitor(nation="wales")
        chat = await desk.helpline.id_of(visitor)
        await desk.helpline.set(chat, reasons=["following", "asked", "fear"])
        case = await agreed(desk.helpline, visitor)
        await services.cases.work.claim(case.id, sam)
        made.append(case.id)
    placed, unplaced, taken_back, restored, broken = made
    for one in (placed, taken_back, restored, broken):
        await services.cases.work.place(one, sam, "south_west")
    for one in made:
        await services.cases.ticks.keep(one, sam, ["work", "home"], ["instagram"])
    await services.cases.ticks.keep(unplaced, sam, [], ["email"])
    async with services.database.write() as session:
        row = await session.get(Case, broken)
        assert row is not None
        row.named = b"\0" * 64
    for one in (placed, unplaced, restored, broken):
        await services.cases.work.close(one, sam, "supported")
    await services.cases.work.withdrawn(taken_back, sam, "she rang")
    # What a restored file brought back was counted the first time.
    await services.erasing.purge_cases([restored])
    assert await of_cases(desk) == {}
    for _ in range(2):
        await services.erasing.erase_due_cases(now() + timedelta(days=400))
    # What was ticked for one of the two does not open: it is erased, and counted without.
    assert await of_cases(desk) == {
        ("region", "following", "south_west"): 2,
        ("region", "fear", "south_west"): 2,
        ("region", "cases", "south_west"): 2,
        ("by_means", "instagram", "south_west"): 1,
        ("in_place", "home", "south_west"): 1,
        ("in_place", "work", "south_west"): 1,
        ("region", "following", ""): 1,
        ("region", "fear", ""): 1,
        ("region", "cases", ""): 1,
        ("by_means", "email", ""): 1,
    }
    async with services.database.read() as session:
        assert (await session.scalars(select(Case.id))).all() == []


async def test_cases_by_region_are_told_by_the_same_rule(desk: Desk) -> None:
    at = datetime.combine(over_by(now())[0].first, datetime.min.time()) + timedelta(days=20)
    async with desk.services.database.write() as session:
        for region, times in (("london", 23), ("south_west", 12), ("wales", 3), (None, 11)):
            await note_cases(session, [CaseOver(["following", "asked"], region)] * times, at)
    lead = await desk.helpline.worker("Lee", "lead")
    found = await desk.services.intelligence.over(None, lead)
    cells = found["cases"]["cells"]
    assert list(cells)[-1] == "", "what was not chosen is withheld first"
    assert (cells["london"], cells["south_west"], cells["scotland"]) == (25, 10, 0)
    assert cells["wales"] is cells[""] is None
    assert found["cases"]["total"] == 50
    (following,) = found["regions"]
    assert (following["name"], following["cells"], following["total"]) == ("following", cells, 50)
    assert found["chats"] == 0, "a case is no chat"
    _, text = await asked(desk, "lead", "/api/intelligence.csv")
    rows = [one for one in csv.DictReader(io.StringIO(text)) if one["what"] == "cases"]
    of = {(one["name"], one["where"]): one["number"] for one in rows}
    assert (of["cases", "london"], of["cases", "wales"], of["cases", "all"]) == (
        "25", "withheld", "50",
    )  # fmt: skip
    assert not {"3", "11", "12", "23", "49"} & set(of.values())


async def test_platforms_and_places_of_cases_are_told_by_the_same_rule(desk: Desk) -> None:
    at = datetime.combine(over_by(now())[0].first, datetime.min.time()) + timedelta(days=20)
    both = ("platform:instagram", "place:home", "other:thing")
    told_of = (
        ("london", both, 23), ("south_west", both[:1], 12), ("wales", both, 3), (None, both, 11),
        ("scotland", ("place:work",), 4),
    )  # fmt: skip
    async with desk.services.database.write() as session:
        for region, named, times in told_of:
            await note_cases(session, [CaseOver([], region, named)] * times, at)
    lead = await desk.helpline.worker("Lee", "lead")
    found = await desk.services.intelligence.over(None, lead)
    assert (found["platforms"], found["places"]) == ([], []), "a case is no chat"
    (instagram,) = found["platforms_by_region"]
    cells = instagram["cells"]
    assert (cells["london"], cells["south_west"], cells["scotland"]) == (25, 10, 0)
    assert cells["wales"] is cells[""] is None
    assert (instagram["name"], instagram["total"]) == ("instagram", 50)
    home, work = found["places_by_region"]
    assert (home["name"], home["cells"]["london"], home["total"]) == ("home", 25, 35)
    assert home["cells"]["wales"] is home["cells"][""] is None
    # Four alone: neither where, nor how many.
    assert (work["name"], work["cells"]["scotland"], work["total"]) == ("work", None, None)
    _, text = await asked(desk, "lead", "/api/intelligence.csv")
    rows = [one for one in csv.DictReader(io.StringIO(text)) if one["what"].startswith("case_")]
    of = {(one["what"], one["name"], one["where"]): one["number"] for one in rows}
    assert of["case_platform", "instagram", "london"] == of["case_place", "home", "london"] == "25"
    assert of["case_platform", "instagram", "all"] == "50"
    assert of["case_place", "work", "all"] == of["case_place", "home", "wales"] == "withheld"
    assert set(of.values()) == {"0", "10", "25", "35", "50", "withheld"}
