"""Patterns for other agencies: counted once, without a trace of anybody, and told by the rule."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpline.models import Audit, Conversation, Pattern, now
from helpline.services.figures.patterns import note_pattern, part_of
from helpline.services.figures.quarters import Quarter, over_by
from helpline.services.turns.heard import Heard, HeardStore
from tests.desk.desks import Desk
from tests.desk.patterns import asked, counts


async def told(desk: Desk, methods: list[str], nation: str | None, times: int, *named: str) -> None:
    """As if so many chats had been erased in the last quarter that is over."""
    at = datetime.combine(over_by(now())[0].first, datetime.min.time()) + timedelta(days=20)
    async with desk.services.database.write() as session:
        for _ in range(times):
            await note_pattern(session, methods, named, nation, at, at)


async def names(desk: Desk, chat: str, *named: str) -> None:
    """As if these had been named in it, where something was told."""
    async with desk.services.database.write() as session:
        conversation = await session.get(Conversation, chat)
        assert conversation is not None
        await HeardStore(desk.services.keys).put(conversation, Heard(named=list(named)))


async def test_a_chat_is_counted_when_it_is_erased_and_once(desk: Desk) -> None:
    chat, quiet = await desk.visitor("wales"), await desk.visitor("wales")
    begun = datetime(2026, 7, 1, 22, 30)  # noqa: DTZ001 - as the database keeps it
    reasons = ["following", "spyware", "asked", "immediate_danger", "following"]
    await desk.helpline.set(chat, reasons=reasons, created_at=begun)
    await desk.helpline.set(quiet, reasons=["asked"])
    await names(desk, chat, "platform:instagram", "place:work")
    await names(desk, quiet, "platform:email")
    assert await counts(desk) == {}
    for one in (chat, chat, quiet):
        await desk.services.erasing.erase(one)
    assert await counts(desk) == {
        ("method", "following", "wales"): 1,
        ("method", "spyware", "wales"): 1,
        ("platform", "instagram", "wales"): 1,
        ("place", "work", "wales"): 1,
        ("chats", "chats", "wales"): 1,
        ("weekday", "wed", ""): 1,
        ("part", "evening", ""): 1,
    }
    async with desk.services.database.read() as session:
        (month,) = {one.month for one in (await session.scalars(select(Pattern))).all()}
    assert month == now().date().replace(day=1), "of the erasing: a month that is over stays"


async def test_what_does_not_open_is_erased_all_the_same(desk: Desk) -> None:
    chat = await desk.visitor()
    await desk.helpline.set(chat, reasons=["following"], heard=b"\0" * 64)
    await desk.services.erasing.erase(chat)
    assert await desk.helpline.row(chat) is None
    assert ("method", "following", "england") in await counts(desk)


async def test_what_a_restored_file_brought_back_is_not_counted_again(desk: Desk) -> None:
    chat = await desk.visitor()
    await desk.helpline.set(chat, reasons=["following"])
    await desk.services.erasing.erase(chat, tell_engine=True)
    assert await counts(desk) == {}


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 5, 5, 59), ("mon", "night")),  # noqa: DTZ001
        (datetime(2026, 1, 5, 6, 0), ("mon", "morning")),  # noqa: DTZ001
        (datetime(2026, 7, 5, 23, 30), ("mon", "night")),  # noqa: DTZ001 - summer time
        (datetime(2026, 7, 5, 11, 0), ("sun", "afternoon")),  # noqa: DTZ001
    ],
)
def test_times_are_those_of_people_in_the_uk(moment: datetime, expected: tuple[str, str]) -> None:
    assert part_of(moment) == expected


async def test_a_lead_reads_patterns_by_the_rule(desk: Desk) -> None:
    await told(desk, ["following", "fear"], "england", 32)
    await told(desk, ["following"], "wales", 3)
    await told(desk, ["spyware"], None, 2)
    lead = await desk.helpline.worker("Lee", "lead")
    found = await desk.services.intelligence.over(None, lead)
    methods = {one["name"]: one for one in found["methods"]}
    assert methods["following"]["cells"] == {
        "england": None,
        "wales": None,
        "scotland": 0,
        "northern_ireland": 0,
        "": 0,
    }
    assert methods["following"]["total"] == 35
    assert methods["fear"]["cells"]["england"] == methods["fear"]["total"] == 30
    assert (methods["spyware"]["total"], methods["spyware"]["cells"][""]) == (None, None)
    assert "weapon" not in methods
    assert (found["platforms"], found["places"]) == ([], [])
    assert found["chats"] == 35
    assert found["nations"]["wales"] is None
    assert sorted(one for one in found["weekdays"].values() if one) == [35]
    async with desk.services.database.read() as session:
        noted = await session.scalars(select(Audit.action).where(Audit.worker_id == lead.id))
        assert noted.all() == ["intelligence_view"]


async def test_a_chart_taken_along_as_a_picture_is_noted(desk: Desk) -> None:
    worker = await desk.helpline.worker("Lee", "lead")
    lead = await desk.cookie_of(worker)
    quarter, path = over_by(now())[0].name, "/api/intelligence/picture"
    for wrong in ({"quarter": "2026", "chart": "places"}, {"quarter": "1999Q1", "chart": "places"}):
        assert (await desk.post(path, wrong, cookie=lead)).status == 400
    body = {"quarter": quarter, "chart": "places"}
    assert (await desk.post(path, body, cookie=lead)).status == 200
    async with desk.services.database.read() as session:
        rows = await session.execute(
            select(Audit.subject, Audit.detail).where(Audit.action == "intelligence_export")
        )
        assert [tuple(one) for one in rows] == [(quarter, "picture: places")]


async def test_platforms_and_places_are_told_by_the_same_rule(desk: Desk) -> None:
    await told(desk, ["unwanted_contact"], "england", 12, "platform:instagram", "place:home")
    await told(desk, ["unwanted_contact"], "england", 3, "platform:whatsapp")
    await told(desk, ["following"], "scotland", 13, "place:home", "place:travel")
    lead = await desk.helpline.worker("Lee", "lead")
    found = await desk.services.intelligence.over(None, lead)
    platforms = {one["name"]: (one["cells"], one["total"]) for one in found["platforms"]}
    assert list(platforms) == ["instagram", "whatsapp"]
    assert (platforms["instagram"][0]["england"], platforms["instagram"][1]) == (10, 10)
    assert (platforms["whatsapp"][0]["england"], platforms["whatsapp"][1]) == (None, None)
    places = {one["name"]: one["cells"] for one in found["places"]}
    assert (places["home"]["england"], places["home"]["scotland"]) == (10, 15)
    assert places["travel"]["england"] == 0
    _, text = await asked(desk, "lead", "/api/intelligence.csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    of = {(one["what"], one["name"], one["where"]): one["number"] for one in rows}
    assert (of["platform", "instagram", "all"], of["platform", "whatsapp", "all"]) == (
        "10", "withheld",
    )  # fmt: skip
    assert of["place", "home", "scotland"] == "15"


async def test_the_table_to_take_along_says_the_same_and_is_noted(desk: Desk) -> None:
    await told(desk, ["following"], "england", 32)
    await told(desk, ["following"], "wales", 3)
    status, text = await asked(desk, "lead", "/api/intelligence.csv")
    assert status == 200
    rows = list(csv.DictReader(io.StringIO(text)))
    of = {(one["what"], one["name"], one["where"]): one["number"] for one in rows}
    assert of["method", "following", "wales"] == of["method", "following", "england"] == "withheld"
    assert of["method", "following", "all"] == "35"
    assert of["chats", "chats", "all"] == "35"
    assert of["part", "night", "all"] == "35"
    assert not any(one["number"] in {"1", "2", "3", "4", "32"} for one in rows)
    async with desk.services.database.read() as session:
        assert "intelligence_export" in (await session.scalars(select(Audit.action))).all()


@pytest.mark.parametrize("query", ["2026", "2026Q5", "Q1", "1999Q1", "9999Q4", "2026Q1x"])
async def test_only_a_quarter_that_is_over_can_be_looked_at(desk: Desk, query: str) -> None:
    for path in ("/api/intelligence", "/api/intelligence.csv"):
        status, _ = await asked(desk, "lead", f"{path}?quarter={query}")
        assert status == 400


async def test_the_quarter_under_way_is_not_shown(desk: Desk) -> None:
    current: Any = Quarter.of(now().date()).name
    assert (await asked(desk, "lead", f"/api/intelligence?quarter={current}"))[0] == 400
    assert (await asked(desk, "worker", "/api/intelligence"))[0] == 403


def test_quarters_follow_one_another() -> None:
    one = Quarter.parse("2026Q1")
    assert (one.first, one.before.name, one.next.name) == (date(2026, 1, 1), "2025Q4", "2026Q2")
    found = over_by(datetime(2026, 2, 3))  # noqa: DTZ001
    assert [one.name for one in found][:3] == ["2025Q4", "2025Q3", "2025Q2"]
    assert len(found) == 8
    assert all(one.next == later for one, later in zip(found[1:], found, strict=False))
