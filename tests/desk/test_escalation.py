"""An alert that nobody reviews is taken further until somebody does, and its life can be read."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from helpline.models import Alert, Audit, Timer, now
from tests.desk.desks import Desk, Page, desk_on
from tests.desk.on_call import Hook, Start, by_mail
from tests.desk.smtp import MailServer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SECRET = "he is outside my door with a knife"


async def raised(desk: Desk, kind: str = "immediate_danger") -> Alert:
    await desk.services.alerts.raise_for(await desk.visitor(), [kind], SECRET)
    await desk.services.notices.settle()
    return (await desk.helpline.alerts())[-1]


async def passes(desk: Desk, by: timedelta) -> None:
    """Lets time pass for every alert and its timer, then looks."""
    alerts = await desk.helpline.alerts()
    async with desk.services.database.write() as session:
        for alert in alerts:
            await session.execute(
                update(Alert).where(Alert.id == alert.id).values(created_at=alert.created_at - by)
            )
    await desk.helpline.past("overdue", by)
    await desk.services.notices.settle()


async def life(desk: Desk, alert_id: str) -> list[str]:
    async with desk.services.database.read() as session:
        alert = await session.get(Alert, alert_id)
        assert alert is not None
        lives = await desk.services.escalation.lives(session, [alert])
    return [step["what"] for step in lives[alert_id]]


async def alert_with(page: Page, **wanted: Any) -> dict[str, Any]:
    """The first alert of the newest board, or of one still to come, with these fields."""
    while True:
        boards = [frame for frame in page.seen if frame["type"] == "desk"]
        for one in boards[-1]["alerts"] if boards else ():
            if wanted.items() <= one.items():
                return dict(one)
        await page.board()


async def test_it_goes_to_the_leads_then_to_on_call_and_again_each_hour(
    start: Start, hook: Hook
) -> None:
    """With somebody on shift all the while: that they are there does not mean that they look."""
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    await desk.page()
    alert = await raised(desk)
    await passes(desk, 4 * MINUTE)
    assert await life(desk, alert.id) == ["raised"]
    await passes(desk, 1.1 * MINUTE)
    assert await life(desk, alert.id) == ["raised", "to_leads"]
    assert hook.posts == []
    await passes(desk, 10 * MINUTE)
    assert await life(desk, alert.id) == ["raised", "to_leads", "to_on_call"]
    for again in (2, 3):
        await passes(desk, 59 * MINUTE)
        assert len(hook.posts) == again - 1
        await passes(desk, 2 * MINUTE)
        assert len(hook.posts) == again
    assert {post["alert"] for post in hook.posts} == {alert.id}


async def test_at_night_on_call_is_told_at_once_and_again_until_somebody_looks(
    start: Start, hook: Hook
) -> None:
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    alert = await raised(desk, "suicidal_thoughts")
    assert len(hook.posts) == 1
    await passes(desk, 16 * MINUTE)
    await passes(desk, MINUTE)
    assert len(hook.posts) == 2
    worker = await desk.helpline.worker()
    assert await desk.services.alerts.review(alert.id, worker.id, "called_999", None)
    assert await desk.helpline.timers("overdue") == []
    await passes(desk, 24 * HOUR)
    assert len(hook.posts) == 2
    assert (await life(desk, alert.id))[-1] == "reviewed"


async def test_what_on_call_reads_is_true_also_with_people_on_shift(
    start: Start, mail: MailServer
) -> None:
    desk = await start(**by_mail(mail))
    await desk.page()
    await raised(desk)
    await passes(desk, 16 * MINUTE)
    await passes(desk, MINUTE)
    [sent] = mail.mails
    assert "has not been reviewed in time" in sent
    assert "nobody was on shift" not in sent
    assert "knife" not in sent


async def test_with_nobody_to_call_that_is_said_and_it_is_not_forgotten(desk: Desk) -> None:
    alert = await raised(desk)
    await passes(desk, 16 * MINUTE)
    await passes(desk, MINUTE)
    assert await life(desk, alert.id) == ["raised", "to_leads", "no_on_call"]
    assert len(await desk.helpline.timers("overdue")) == 1


async def test_no_restart_and_no_week_forgets_an_alert(tmp_path: Path) -> None:
    async with desk_on(tmp_path) as desk:
        alert = await raised(desk)
    async with desk_on(tmp_path) as desk:
        await passes(desk, 6 * MINUTE)
        assert await life(desk, alert.id) == ["raised", "to_leads"]
        # Switched off for longer than any other timer is kept.
        async with desk.services.database.write() as session:
            await session.execute(update(Timer).values(made_at=now() - timedelta(days=9)))
        await desk.services.retention.run()
        assert len(await desk.helpline.timers("overdue")) == 1
        [open_still] = await desk.helpline.alerts()
        assert (open_still.status, open_still.excerpt is None) == ("open", False)


async def test_a_request_that_is_only_counted_goes_nowhere(desk: Desk) -> None:
    await raised(desk, "harmful_request")
    assert await desk.helpline.timers("overdue") == []


async def test_its_life_is_on_the_board_and_who_saw_it_is_noted_once(desk: Desk) -> None:
    page, other = await desk.page("Sam"), await desk.page("Kit")
    alert = await raised(desk)
    shown = await alert_with(other, id=alert.id)
    assert [step["what"] for step in shown["life"]] == ["raised"]
    for _ in range(2):
        await page.send("seen", alert=alert.id)
    await page.pong()
    await passes(desk, 16 * MINUTE)
    shown = await alert_with(other, id=alert.id, overdue=True)
    while len(shown["life"]) < 3:
        await other.board()
        shown = await alert_with(other, id=alert.id)
    assert [(step["what"], step.get("by")) for step in shown["life"]] == [
        ("raised", None),
        ("seen", "Sam"),
        ("to_leads", None),
    ]
    await page.send("seen", alert="nothing here")
    await page.pong()


async def review(page: Page, alert: Alert, **more: Any) -> None:
    await page.send("review", alert=alert.id, action="spoke_with_visitor", **more)


@pytest.mark.parametrize("capacity", [{}, {"capacity": ""}, {"capacity": "   "}])
async def test_a_child_in_danger_is_not_reviewed_without_a_word_on_capacity(
    desk: Desk, capacity: dict[str, str]
) -> None:
    page = await desk.page()
    alert = await raised(desk, "child_in_danger")
    await review(page, alert, **capacity)
    assert (await page.next("error"))["code"] == "capacity_not_said"
    [still] = await desk.helpline.alerts()
    assert still.status == "open"
    # A false alarm needs none.
    await page.send("review", alert=alert.id, action="false_alarm")
    await page.pong()
    assert [one.status for one in await desk.helpline.alerts()] == ["reviewed"]


async def reviewed(desk: Desk, cookie: str) -> tuple[int, list[dict[str, Any]]]:
    answer = await desk.client.get("/api/alerts", headers={"Cookie": f"waymark_desk={cookie}"})
    return answer.status, (await answer.json()).get("alerts", [])


async def test_leads_read_what_was_done_and_that_they_did_is_noted(desk: Desk) -> None:
    page = await desk.page("Sam")
    lead = await desk.cookie_of(await desk.helpline.worker("Kit", "lead"))
    worker = await desk.cookie_of(await desk.helpline.worker("Lou"))
    alert = await raised(desk, "child_in_danger")
    await review(page, alert, note="Rang her aunt.", capacity="14; says back what I said.")
    await page.pong()
    status, [one] = await reviewed(desk, lead)
    assert (status, one["kind"], one["action"]) == (200, "child_in_danger", "spoke_with_visitor")
    assert (one["note"], one["capacity"]) == ("Rang her aunt.", "14; says back what I said.")
    assert [(step["what"], step.get("by")) for step in one["life"]] == [
        ("raised", None),
        ("reviewed", "Sam"),
    ]
    # What the alert rested on is gone.
    assert SECRET not in json.dumps(one)
    async with desk.services.database.read() as session:
        row = await session.get(Alert, alert.id)
        noted = (await session.scalars(select(Audit.action))).all()
    assert row is not None
    assert b"aunt" not in (row.note or b"")
    assert b"14" not in (row.capacity or b"")
    assert noted.count("alerts_read") == 1
    assert (await reviewed(desk, worker))[0] == 403
