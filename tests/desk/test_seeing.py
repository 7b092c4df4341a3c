"""Who sees what: nothing before the visitor agrees, nothing of somebody else's chat, and what a
lead sees is written down.
"""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from helpline.models import Alert, Conversation, now
from helpline.services.log.events import DESK
from helpline.services.turns.heard import Heard, HeardStore
from tests.desk.desks import Desk, Page

SECRET = "he waits by the bakery on Alder Street"


def came(page: Page) -> str:
    """Everything this page was ever sent."""
    return json.dumps(page.seen)


async def test_before_consent_only_categories_leave_the_server(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    row = await page.board_with("waiting", conversation)
    assert row == {
        "conversation": conversation,
        "since": row["since"],
        "urgency": "normal",
        "reasons": ["asked"],
        "audience": "adult",
        "nation": "england",
        "language": "en",
        "agreed": False,
        "left": False,
        "stands": {"by": "turn", "because": [], "ahead": 0},
        "moved": None,
        "phrases": [],
        "phrases_graphic": [],
        "suits_you": False,
        "ring_after": 0,
    }
    state = await page.take(conversation)
    assert state["brief"] is None
    await desk.say(conversation, "now i know you read this")
    await page.entry(says="now i know you read this")
    assert SECRET not in came(page)


async def test_after_consent_the_brief_as_the_visitor_corrected_it(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    await desk.agree(conversation, happening="somebody follows me", call_me="Ash")
    await page.board_with("waiting", conversation, agreed=True)
    await desk.say(conversation, "written after i agreed")
    state = await page.take(conversation)
    shown = {part["id"]: part["text"] for part in state["brief"]["parts"]}
    assert shown == {"happening": "somebody follows me", "call_me": "Ash"}
    assert state["brief"]["history"] is False
    await page.entry(says="written after i agreed")
    assert SECRET not in came(page)


async def test_earlier_messages_only_when_that_was_ticked(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    await desk.agree(conversation, history=True, happening="somebody follows me")
    state = await page.take(conversation)
    assert state["brief"]["history"] is True
    await page.entry(says=SECRET)
    await page.entry(kind="joined")
    assert not [frame for frame in page.entries if frame.get("kind") == "brief"]


async def test_what_a_worker_read_before_the_yes_stays_readable_after_it(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    joined = (await page.take(conversation))["from"]
    await desk.say(conversation, "now i know you read this")
    await desk.agree(conversation, happening="somebody follows me")
    page.seen.clear()
    assert (await page.open(conversation))["from"] == joined
    await page.entry(says="now i know you read this")
    assert SECRET not in came(page)


async def test_a_tick_given_while_they_talk_opens_what_came_before(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    await page.take(conversation)
    await desk.agree(conversation, history=True, happening="somebody follows me")
    state = await page.next("chat")
    while state["from"] != 1:
        state = await page.next("chat")
    await page.open(conversation)
    await page.entry(says=SECRET)


async def test_what_was_taken_out_of_the_brief_stays_out(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting()
    await page.take(conversation)
    await desk.services.briefs.answer(
        conversation, "b1", {"happening": SECRET}, agree=False, history=False
    )
    consent = await page.entry(kind="consent")
    assert consent["card"] == {"type": "brief", "agreed": False}
    assert SECRET not in came(page)
    await desk.agree(conversation, happening="somebody follows me")
    state = await page.next("chat")
    while state["brief"] is None:
        state = await page.next("chat")
    assert state["brief"]["parts"][0]["text"] == "somebody follows me"


async def test_a_yes_taken_back_hides_the_brief_and_all_that_came_before(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    await desk.agree(conversation, history=True, happening="somebody follows me")
    await page.take(conversation)
    await page.entry(says=SECRET)
    await desk.services.briefs.answer(conversation, "b2", {}, agree=False, history=False)
    state = await page.next("chat")
    while state["brief"] is not None:
        state = await page.next("chat")
    # A page opened anew gets what comes from here on, and nothing of before.
    page.seen.clear()
    state = await page.open(conversation)
    assert state["brief"] is None
    await desk.say(conversation, "what i still want you to read")
    await page.entry(says="what i still want you to read")
    assert SECRET not in came(page)
    assert "somebody follows me" not in came(page)


async def test_a_brief_offered_anew_is_not_shown_on_the_strength_of_an_earlier_yes(
    desk: Desk,
) -> None:
    page, next_page = await desk.page("Sam"), await desk.page("Kit")
    conversation = await desk.waiting()
    await desk.agree(conversation, happening="what i agreed to")
    await page.take(conversation)
    await page.send("hand_back", conversation=conversation)
    await page.pong()
    await desk.helpline.settled()
    heard = HeardStore(desk.services.keys)
    async with desk.services.database.write() as session:
        row = await session.get(Conversation, conversation)
        assert row is not None
        await heard.put(row, Heard(quotes=[SECRET]))
    await desk.services.handoff.ask(conversation, "asked")
    assert (await next_page.take(conversation))["brief"] is None
    assert SECRET not in came(next_page)
    await desk.agree(conversation, happening="what i agree to now")
    state = await next_page.next("chat")
    assert state["brief"]["parts"][0]["text"] == "what i agree to now"


async def test_a_colleague_sees_nothing_of_a_chat_that_is_not_theirs(desk: Desk) -> None:
    mine, other = await desk.page("Sam"), await desk.page("Kit")
    conversation = await desk.waiting(SECRET)
    await desk.agree(conversation, history=True, happening="somebody follows me")
    await mine.take(conversation)
    await other.send("open", conversation=conversation, after=0)
    assert (await other.next("error"))["code"] == "not_yours"
    for frame in (
        {"type": "say", "conversation": conversation, "id": "x", "text": "hi"},
        {"type": "hand_back", "conversation": conversation},
        {"type": "close", "conversation": conversation, "outcome": "other"},
    ):
        kind = str(frame.pop("type"))
        await other.send(kind, **frame)
        assert (await other.next("error"))["code"] == "not_yours", kind
    await desk.say(conversation, SECRET)
    await mine.entry(says=SECRET)
    await other.pong()
    assert SECRET not in came(other)
    assert all(not board["mine"] for board in other.seen if board["type"] == "desk")


async def test_a_waiting_chat_cannot_be_read_before_it_is_taken(desk: Desk) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    await desk.agree(conversation, history=True, happening="somebody follows me")
    await page.send("open", conversation=conversation, after=0)
    assert (await page.next("error"))["code"] == "not_yours"
    assert SECRET not in came(page)


async def test_a_worker_stops_seeing_a_chat_the_moment_they_lose_it(desk: Desk) -> None:
    mine, other = await desk.page("Sam"), await desk.page("Kit")
    conversation = await desk.waiting()
    await mine.take(conversation)
    await desk.helpline.set(conversation, lease_until=now() - timedelta(seconds=1))
    await desk.services.timers.look()
    await other.take(conversation)
    await desk.say(conversation, SECRET)
    await other.entry(says=SECRET)
    await desk.services.messages.typing(conversation)
    await other.next("typing")
    await mine.pong()
    assert SECRET not in came(mine)
    assert not [frame for frame in mine.seen if frame["type"] == "typing"]


async def test_a_lead_may_look_into_a_colleagues_chat_and_that_is_audited(desk: Desk) -> None:
    page, lead = await desk.page("Sam"), await desk.page("Lou", role="lead")
    conversation = await desk.waiting("before")
    await page.take(conversation)
    await desk.say(conversation, "what the worker reads")
    state = await lead.open(conversation)
    assert state["can_send"] is False
    await lead.entry(says="what the worker reads")
    assert ("open", conversation) in await desk.audit()
    await lead.send("say", conversation=conversation, id="x", text="hello")
    assert (await lead.next("error", id="x"))["code"] == "not_yours"
    await page.open(conversation)
    opened = [subject for action, subject in await desk.audit() if action == "open"]
    assert opened == [conversation], "a worker's own chat is no matter for the audit"


async def test_an_alerts_words_are_for_the_chats_worker_and_for_leads(desk: Desk) -> None:
    mine = await desk.page("Sam")
    other, lead = await desk.page("Kit"), await desk.page("Lou", role="lead")
    conversation = await desk.waiting()
    await mine.take(conversation)
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], SECRET)
    for page in (mine, other, lead):
        board = await page.board()
        while not board["alerts"]:
            board = await page.board()
        alert = board["alerts"][0]
        assert (alert["kind"], alert["conversation"]) == ("immediate_danger", conversation)
        assert (alert["owner"], alert["overdue"]) == ("worker", False)
        assert alert.get("excerpt") == (None if page is other else SECRET)
    assert SECRET not in came(other)
    # Beside the chat too, on this side of the board or on that.
    while not (kinds := [one["kind"] for one in _states(mine)[-1]["alerts"]]):
        await mine.receive()
    assert kinds == ["immediate_danger"]


def _states(page: Page) -> list[dict[str, Any]]:
    """What a page was sent beside its chats, in order."""
    return [frame for frame in page.seen if frame["type"] == "chat"]


async def test_an_alert_stays_until_it_is_reviewed_and_outlives_the_chat(desk: Desk) -> None:
    lead = await desk.page("Lou", role="lead")
    conversation = await desk.visitor()
    await desk.services.alerts.raise_for(conversation, ["suicidal_thoughts"], SECRET)
    await desk.services.leaving.leave(conversation)
    assert await desk.helpline.row(conversation) is None
    alert = (await desk.helpline.alerts())[0]
    async with desk.services.database.write() as session:
        await session.execute(update(Alert).values(created_at=now() - timedelta(minutes=16)))
    desk.services.events.news(DESK)
    board = await lead.board()
    while not (board["alerts"] and board["alerts"][0]["overdue"]):
        board = await lead.board()
    assert board["alerts"][0]["conversation"] is None
    assert board["alerts"][0]["excerpt"] == SECRET
    await lead.send("review", alert=alert.id, action="no_way_to_reach", note="left at once")
    await lead.board(alerts=[])
    await lead.pong()
    reviewed = (await desk.helpline.alerts())[0]
    assert (reviewed.status, reviewed.action) == ("reviewed", "no_way_to_reach")
    assert reviewed.excerpt is None
    other = await desk.page("Kit")
    await other.send("review", alert=alert.id, action="false_alarm")
    assert (await other.next("error"))["code"] == "not_found"
    assert (await desk.audit()).count(("review", alert.id)) == 1


async def test_alerts_are_listed_the_gravest_first(desk: Desk) -> None:
    lead = await desk.page("Lou", role="lead")
    for kind in ("someone_else_typing", "child_in_danger", "harmful_request"):
        await desk.services.alerts.raise_for(await desk.visitor(), [kind], "words")
    board = await lead.board()
    while len(board["alerts"]) < 2:
        board = await lead.board()
    assert [a["kind"] for a in board["alerts"]] == ["child_in_danger", "someone_else_typing"]


async def test_no_word_of_a_visitor_is_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    page = await desk.page()
    conversation = await desk.waiting(SECRET)
    await desk.agree(conversation, history=True, happening=SECRET)
    await page.take(conversation)
    await page.socket.send_str('{"type": "say", "text": "' + SECRET + '"}')
    refused = await page.next("error")
    assert SECRET not in json.dumps(refused)
    out = capsys.readouterr()
    assert SECRET not in out.out + out.err + caplog.text
