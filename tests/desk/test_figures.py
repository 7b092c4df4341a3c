"""The lead's figures: counted once where it happens, shown in numbers only."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy import select

from helpline.models import Audit, Figure, now
from helpline.services.figures.days import Counted, note_figure, span_of
from helpline.services.figures.report import FEWEST, Period, half_within, held_back
from tests.desk.desks import Desk

TOLD = "he waits by the red door of the bakery"


async def get(desk: Desk, cookie: str, path: str = "/api/figures?days=7") -> ClientResponse:
    return await desk.client.get(path, headers={"Cookie": f"waymark_desk={cookie}"})


async def figures(desk: Desk, days: int = 7) -> dict[str, Any]:
    report: dict[str, Any] = await desk.services.figures.over(Period.of_days(days))
    return report


async def count(desk: Desk, what: Counted, label: str, times: int = 1, days_ago: int = 0) -> None:
    async with desk.services.database.write() as session:
        for _ in range(times):
            await note_figure(session, what, label, now() - timedelta(days=days_ago))


async def test_a_chat_is_counted_from_its_opening_to_its_outcome(desk: Desk) -> None:
    page = await desk.page()
    chat = await desk.waiting()
    await desk.helpline.set(chat, waiting_since=now() - timedelta(minutes=9))
    await page.take(chat)
    await page.send("close", conversation=chat, outcome="referred")
    await page.next("chat", conversation=chat, owner="closed")
    seen = await figures(desk)
    assert seen["sums"]["opened"] == {"adult": 1}
    assert seen["sums"]["asked"] == {"queued": 1}
    assert seen["sums"]["taken"] == {"within_15": 1}
    assert seen["sums"]["outcome"] == {"referred": 1}
    assert seen["half"]["taken"] == "within_15"
    assert seen["days"]["taken"] == [0] * 6 + [1]


async def test_who_gave_up_their_place_and_why(desk: Desk) -> None:
    await desk.page()
    stays, leaves = await desk.waiting(), await desk.waiting()
    await desk.services.handoff.stay(stays)
    await desk.services.handoff.stay(stays)
    await desk.services.leaving.leave(leaves)
    assert (await figures(desk))["sums"]["gave_up"] == {"left": 1, "stayed": 1}


async def test_with_nobody_there_it_is_counted_as_just_that(desk: Desk) -> None:
    chat = await desk.visitor()
    await desk.services.handoff.ask(chat, "asked")
    assert (await figures(desk))["sums"]["asked"] == {"nobody_here": 1}


async def test_the_same_alert_again_is_no_second_danger(desk: Desk) -> None:
    chat = await desk.visitor()
    for _ in range(3):
        await desk.services.alerts.raise_for(chat, ["immediate_danger"], TOLD)
    assert (await figures(desk))["sums"]["alert"] == {"immediate_danger": 1}


async def test_the_board_says_how_many_and_how_long(desk: Desk) -> None:
    await desk.page()
    chat = await desk.waiting()
    await desk.helpline.set(chat, waiting_since=now() - timedelta(minutes=21, seconds=5))
    await desk.services.alerts.raise_for(chat, ["suicidal_thoughts"], TOLD)
    board = (await figures(desk))["now"]
    assert board == {
        "waiting": 1,
        "with_worker": 0,
        "with_assistant": 0,
        "on_shift": 1,
        "open_alerts": 1,
        "longest_wait_minutes": 21,
        "oldest_alert_minutes": 0,
    }
    lines = await desk.services.figures.lines()
    assert lines == [
        "waymark_waiting 1",
        "waymark_with_worker 0",
        "waymark_on_shift 1",
        "waymark_open_alerts 1",
    ]


async def test_what_few_came_with_is_held_back_and_the_rest_is_not(desk: Desk) -> None:
    await count(desk, Counted.TOPIC, "ask_law", FEWEST)
    await count(desk, Counted.TOPIC, "ask_image_abuse", FEWEST - 1)
    await count(desk, Counted.TOPIC, "ask_image_abuse", FEWEST, days_ago=8)
    assert (await figures(desk))["sums"]["topic"] == {"ask_law": FEWEST, "ask_image_abuse": None}
    assert (await figures(desk, 9))["sums"]["topic"]["ask_image_abuse"] == 2 * FEWEST - 1
    await count(desk, Counted.ALERT, "child_in_danger")
    assert (await figures(desk))["sums"]["alert"] == {"child_in_danger": 1}


async def test_a_lead_takes_them_along_and_it_is_noted(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    await count(desk, Counted.TOPIC, "ask_law", 2)
    await count(desk, Counted.OPENED, "young", 3)
    answer = await get(desk, lead, "/api/figures.csv?days=7")
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(await answer.text())))
    held = [row["number"] for row in rows if row["label"] == "ask_law"]
    assert held == [f"under {FEWEST}"]
    today = now().date().isoformat()
    assert [row["number"] for row in rows if row["from"] == today and row["what"] == "opened"] == [
        "3"
    ]
    assert "figures.exported" in {action for action, _ in await desk.audit()}


async def test_a_chart_taken_along_as_a_picture_is_noted_like_the_table(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    path = "/api/figures/picture"
    for wrong in (
        {"days": 7},
        {"days": 0, "chart": "topic"},
        {"days": 7, "chart": "he waits outside"},
        {"days": 7, "chart": "x" * 25},
    ):
        assert (await desk.post(path, wrong, cookie=lead)).status == 400
    answer = await desk.post(path, {"days": 7, "chart": "topic"}, cookie=lead)
    assert answer.status == 200
    async with desk.services.database.read() as session:
        rows = await session.scalars(select(Audit.detail).where(Audit.action == "figures.exported"))
        (detail,) = rows.all()
    assert detail is not None
    assert detail.endswith(f"{now().date()}, picture: topic")
    worker = await desk.enrolled("sam@example.org")
    assert (await desk.post(path, {"days": 7, "chart": "topic"}, cookie=worker)).status == 403


async def test_they_are_for_leads(desk: Desk) -> None:
    worker = await desk.enrolled("sam@example.org")
    for path in ("/api/figures", "/api/figures.csv"):
        assert (await get(desk, worker, path)).status == 403
        assert (await desk.client.get(path)).status == 401


@pytest.mark.parametrize("days", ["0", "367", "-1", "x", "1e9"])
async def test_a_period_that_is_none_is_refused(desk: Desk, days: str) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    assert (await get(desk, lead, f"/api/figures?days={days}")).status == 400


async def test_no_word_and_no_number_of_a_chat_is_in_the_table(desk: Desk) -> None:
    await desk.page()
    chat = await desk.waiting()
    await desk.services.alerts.raise_for(chat, ["immediate_danger"], TOLD)
    await desk.services.leaving.leave(chat)
    async with desk.services.database.read() as session:
        rows = (await session.scalars(select(Figure))).all()
    kept = " ".join(f"{row.name} {row.label}" for row in rows)
    assert rows
    assert chat not in kept
    assert not {"bakery", "waits", "red"} & set(kept.split())


def test_a_span_holds_its_own_end() -> None:
    assert [span_of(timedelta(minutes=m)) for m in (0, 1, 1.01, 5, 15, 30, 60, 61)] == [
        "within_1",
        "within_1",
        "within_5",
        "within_5",
        "within_15",
        "within_30",
        "within_60",
        "longer",
    ]


def test_half_is_reached_where_it_is_reached() -> None:
    assert half_within({}) is None
    assert half_within({"unqueued": 4}) is None
    assert half_within({"within_1": 1, "longer": 1}) == "within_1"
    assert half_within({"within_1": 1, "longer": 2}) == "longer"


def test_below_five_only_that_it_was_there() -> None:
    assert held_back({"a": 4, "b": 5, "c": 1}) == {"a": None, "b": 5, "c": None}
