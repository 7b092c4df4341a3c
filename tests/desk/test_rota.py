"""The rota: who is planned, which days are closed, and what visitors are told of it."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.directory import NATIONS
from helpline.models import Worker
from helpline.services.log.events import Events
from helpline.services.shifts.rota import Rota
from helpline.services.shifts.rota_plan import Plan, Planned, joined
from helpline.services.workers.skills import Skills
from tests.desk.desks import Desk
from tests.desk.test_hours import LONDON, at, hours
from tests.support import ROOT

# A Monday that is no bank holiday anywhere, and no day near a change of the clocks.
MONDAY = date(2026, 11, 23)
NINE, HALF_NINE, NOON, FOUR = 9 * 60, 9 * 60 + 30, 12 * 60, 16 * 60


def planned(*shifts: tuple[int, int, int, str | None]) -> Plan:
    """Shifts as (days after MONDAY, from, to, nation)."""
    return Plan(
        shifts=tuple(Planned(MONDAY + timedelta(days=d), n, (a, b)) for d, a, b, n in shifts)
    )


def test_without_a_rota_the_opening_hours_say_when_it_opens_next() -> None:
    one = hours()
    assert one.next_open("england", at(2026, 11, 23, 8)) == at(2026, 11, 23, 9, 30)


def test_with_one_the_next_time_is_when_somebody_is_planned_within_them() -> None:
    one = hours()
    one.use(planned((0, NOON, 20 * 60, None), (2, NINE, NOON, None)))
    assert one.next_open("england", at(2026, 11, 23, 8)) == at(2026, 11, 23, 12)
    # Tuesday has opening hours and nobody in them.
    assert one.next_open("england", at(2026, 11, 23, 18)) == at(2026, 11, 25, 9, 30)
    assert one.next_open_words("england", "en", at(2026, 11, 23, 18)) == "Wednesday at 9:30 am"
    # Beyond the last shift there is no rota: the hours alone count.
    assert one.next_open("england", at(2026, 11, 25, 13)) == at(2026, 11, 26, 9, 30)


def test_a_shift_for_one_nation_is_no_promise_to_another() -> None:
    one = hours()
    one.use(planned((0, NINE, FOUR, "wales"), (1, NINE, FOUR, None)))
    assert one.next_open("wales", at(2026, 11, 23, 8)) == at(2026, 11, 23, 9, 30)
    for nation in ("england", "scotland", None):
        assert one.next_open(nation, at(2026, 11, 23, 8)) == at(2026, 11, 24, 9, 30), nation


def test_the_rota_says_next_and_presence_says_now() -> None:
    """Nobody planned does not close the desk: who has one open is here."""
    one = hours()
    one.use(planned((1, NINE, FOUR, None)))
    assert one.open_now("england", at(2026, 11, 23, 12))


def test_a_closed_day_is_closed_for_everything() -> None:
    one = hours()
    one.use(Plan(closed=frozenset({(MONDAY, None), (MONDAY + timedelta(days=1), "wales")})))
    assert not one.open_now("england", at(2026, 11, 23, 12))
    assert not one.open_somewhere(at(2026, 11, 23, 12))
    assert one.next_open("england", at(2026, 11, 23, 8)) == at(2026, 11, 24, 9, 30)
    assert one.next_open("wales", at(2026, 11, 23, 8)) == at(2026, 11, 25, 9, 30)
    assert one.next_open(None, at(2026, 11, 23, 8)) == at(2026, 11, 25, 9, 30)
    assert not one.open_now("wales", at(2026, 11, 24, 12))
    assert one.open_now("england", at(2026, 11, 24, 12))


_SHIFT = st.tuples(
    st.integers(0, 13), st.integers(0, 1439), st.integers(1, 600), st.sampled_from([None, *NATIONS])
)


@given(st.lists(_SHIFT, max_size=12), st.integers(0, 13 * 1440), st.sampled_from([None, *NATIONS]))
def test_what_is_promised_next_is_staffed_in_opening_hours_and_the_first_such_time(
    shifts: list[tuple[int, int, int, str | None]], minutes: int, nation: str | None
) -> None:
    one = hours()
    plan = planned(*((d, a, min(a + long, 1440), n) for d, a, long, n in shifts))
    one.use(plan)
    moment = datetime(2026, 11, 23, tzinfo=LONDON) + timedelta(minutes=minutes)
    found = one.next_open(nation, moment)
    assert found is not None
    assert found > moment
    assert one.open_now(nation, found)
    for wanted in NATIONS if nation is None else (nation,):
        spans = plan.planned(wanted, found.date())
        minute = found.hour * 60 + found.minute
        assert spans is None or any(a <= minute < b for a, b in spans)


@given(st.lists(st.tuples(st.integers(0, 1440), st.integers(0, 1440)), max_size=8))
def test_joined_spans_hold_the_same_minutes(pairs: list[tuple[int, int]]) -> None:
    spans = [(min(pair), max(pair)) for pair in pairs]
    made = joined(spans)
    assert made == sorted(made)
    assert all(one[1] < other[0] for one, other in pairwise(made))
    minutes = {m for a, b in spans for m in range(a, b)}
    assert {m for a, b in made for m in range(a, b)} == minutes


# At the desk


async def shown(desk: Desk, cookie: str, first: str = "") -> dict[str, Any]:
    answer = await desk.client.get(
        f"/api/rota?from={first}", headers={"Cookie": f"waymark_desk={cookie}"}
    )
    assert answer.status == 200
    found: dict[str, Any] = await answer.json()
    return found


@pytest.fixture
async def sam(desk: Desk) -> Worker:
    return await desk.helpline.worker("Sam")


@pytest.fixture
async def lead(desk: Desk) -> str:
    return await desk.cookie_of(await desk.helpline.worker("Lee", "lead"))


def shift(desk: Desk, one: Worker, ahead: int = 1, **other: Any) -> dict[str, Any]:
    day = desk.services.rota.today() + timedelta(days=ahead)
    usual = {"worker": str(one.id), "day": str(day), "start": "09:30", "end": "13:00"}
    return {**usual, **other}


async def test_a_lead_plans_and_the_worker_sees_it_as_theirs(
    desk: Desk, sam: Worker, lead: str
) -> None:
    made = shift(desk, sam, nation="wales", skill="young_people")
    assert (await desk.post("/api/rota/shift", made, lead)).status == 204
    theirs = await shown(desk, await desk.cookie_of(sam))
    assert theirs["people"] == []
    day = next(one for one in theirs["days"] if one["day"] == made["day"])
    (row,) = day["shifts"]
    assert (row["name"], row["mine"], row["start"], row["end"]) == ("Sam", True, "09:30", "13:00")
    assert (row["nation"], row["skill"]) == ("wales", "Young people")
    assert ("shift_add", str(sam.id)) in await desk.audit()
    assert (await desk.post("/api/rota/shift/remove", {"id": row["id"]}, lead)).status == 204
    assert (await desk.post("/api/rota/shift/remove", {"id": row["id"]}, lead)).status == 404
    assert [one["shifts"] for one in (await shown(desk, lead))["days"]] == [[]] * 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "13:00", "end": "09:30"},
        {"start": "09:30", "end": "09:30"},
        {"start": "24:30", "end": "25:00"},
        {"end": "9:5"},
        {"nation": "france"},
        {"skill": "juggling"},
        {"worker": "999"},
        {"day": "2020-01-01"},
        {"day": "2099-01-01"},
        {"day": "soon"},
    ],
)
async def test_what_cannot_be_planned_is_refused(
    desk: Desk, sam: Worker, lead: str, wrong: dict[str, str]
) -> None:
    assert (await desk.post("/api/rota/shift", shift(desk, sam, **wrong), lead)).status == 400


async def test_nobody_is_planned_twice_at_once_nor_without_a_desk(
    desk: Desk, sam: Worker, lead: str
) -> None:
    assert (await desk.post("/api/rota/shift", shift(desk, sam), lead)).status == 204
    twice = shift(desk, sam, start="12:00", end="15:00")
    assert (await desk.post("/api/rota/shift", twice, lead)).status == 400
    after = shift(desk, sam, start="13:00", end="15:00")
    assert (await desk.post("/api/rota/shift", after, lead)).status == 204
    ola = await desk.helpline.worker("Ola", "auditor")
    assert (await desk.post("/api/rota/shift", shift(desk, ola), lead)).status == 400


async def test_a_day_that_a_lead_closes_is_closed_at_once_and_open_again_as_usual(
    desk: Desk, lead: str
) -> None:
    today = desk.services.rota.today()
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=LONDON)
    body = {"day": str(today), "kind": "closed"}
    assert (await desk.post("/api/rota/exception", body, lead)).status == 204
    assert not desk.services.hours.open_somewhere(noon)
    day = (await shown(desk, lead))["days"][0]
    (one,) = day["exceptions"]
    assert (one["kind"], one["nation"]) == ("closed", None)
    assert set(map(len, day["hours"].values())) == {0}
    # Said again, the last one counts; short-staffed closes nothing.
    assert (await desk.post("/api/rota/exception", {**body, "kind": "short"}, lead)).status == 204
    (one,) = (await shown(desk, lead))["days"][0]["exceptions"]
    assert one["kind"] == "short"
    gone = await desk.post("/api/rota/exception/remove", {"id": one["id"]}, lead)
    assert gone.status == 204
    assert (await shown(desk, lead))["days"][0]["exceptions"] == []
    assert ("hours_exception", "") in await desk.audit()


async def test_a_visitor_with_nobody_here_is_told_when_somebody_is_planned(
    desk: Desk, sam: Worker, lead: str
) -> None:
    """The words of the chat come from the rota."""
    rota, plans = desk.services.rota, desk.services.hours
    first = rota.today() + timedelta(days=1)
    while not plans.spans(None, first):
        first += timedelta(days=1)
    body = shift(desk, sam, day=str(first), start="11:15", end="13:00")
    assert (await desk.post("/api/rota/shift", body, lead)).status == 204
    conversation = await desk.visitor()
    await desk.services.handoff.ask(conversation, "asked")
    told = " ".join(line.body.text or "" for line in await desk.helpline.lines(conversation))
    assert "11:15 am" in told


async def test_a_change_by_another_process_holds_here_at_the_next_look(
    desk: Desk, sam: Worker
) -> None:
    other = Rota(desk.services.database, hours(), Events(), Skills(ROOT / "data"))
    today = desk.services.rota.today()
    await other.except_day(sam, today, "closed", None)
    await desk.services.rota.load()
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=LONDON)
    assert not desk.services.hours.open_somewhere(noon)
