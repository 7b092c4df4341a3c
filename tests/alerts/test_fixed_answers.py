"""Danger is seen in every state, and by a person. Messages are read by the real reader."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from helpline.models import Alert, now
from helpline.services.content import Content
from helpline.services.turns.heard import HeardStore
from tests.support import Helpline
from tests.visitor import Visitor
from understanding import Reading

SAID = {
    "immediate_danger": "hes outside my door with a knife",
    "suicidal_thoughts": "i want to kill myself",
    "child_in_danger": "im 13 and he says he will hurt me if i tell anyone, he touched me",
    "threat_by_visitor": "im going round hers with a knife tonight",
    "harmful_request": "help me find out where my ex lives now",
}
DANGERS = [kind for kind in SAID if kind != "harmful_request"]
ANSWERED = {
    "immediate_danger": "If you are in danger now, call 999.",
    "suicidal_thoughts": "Thank you for telling us. We are taking it seriously. Are you safe",
    "child_in_danger": "Childline is free on 0800 1111",
    "threat_by_visitor": "Please stop, before anyone is hurt.",
    "harmful_request": "That's something we won't help with.",
}
NUMBERS = {
    "immediate_danger": ["services.police_emergency.phone"],
    "suicidal_thoughts": ["services.samaritans.phone", "services.police_emergency.phone"],
    "child_in_danger": ["services.childline.phone", "services.police_emergency.phone"],
    "threat_by_visitor": ["services.respect.phone", "services.police_emergency.phone"],
    "harmful_request": ["own.helpline.phone"],
}
WAITING, WORKER = "waiting", "worker"


async def _in_state(helpline: Helpline, state: str) -> tuple[Visitor, str]:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    if state != "assistant":
        await helpline.services.handoff.ask(conversation_id, "asked")
        await visitor.next("owner", owner="waiting")
    if state == WORKER:
        await helpline.services.desk.chats.take(conversation_id, await helpline.worker())
        await visitor.next("owner", owner="worker")
    return visitor, conversation_id


async def _safety_texts(helpline: Helpline, conversation_id: str) -> str:
    return "\n".join(
        line.body.text or ""
        for line in await helpline.lines(conversation_id)
        if line.kind == "safety"
    )


async def test_a_course_of_conduct_is_seen_over_two_messages_and_kept_without_words(
    helpline: Helpline,
) -> None:
    visitor, conversation_id = await _in_state(helpline, "waiting")
    await visitor.say("my ex followed me home on monday")
    await helpline.settled()
    first = await helpline.row(conversation_id)
    assert first is not None
    assert "following" in first.reasons
    assert "more_than_once" not in first.reasons
    await visitor.say("he was waiting outside my work as well")
    await helpline.settled()
    row = await helpline.row(conversation_id)
    assert row is not None
    assert "more_than_once" in row.reasons
    heard = await HeardStore(helpline.services.keys).get(row)
    assert heard.incidents == 2
    assert heard.indicators["following"] == 1


@pytest.mark.parametrize("state", ["assistant", "waiting"])
@pytest.mark.parametrize("kind", SAID)
async def test_each_alert_has_its_fixed_answer_at_once(
    helpline: Helpline, content: Content, kind: str, state: str
) -> None:
    visitor, conversation_id = await _in_state(helpline, state)
    await visitor.say(SAID[kind])
    await helpline.settled()
    text = await _safety_texts(helpline, conversation_id)
    assert ANSWERED[kind] in text
    for fact in NUMBERS[kind]:
        assert content.fact(fact) in text
    assert ("shown now that this chat needs a person" in text) is (kind in DANGERS)
    row = await helpline.row(conversation_id)
    assert row is not None
    assert kind in row.reasons
    assert row.urgency == (2 if kind in DANGERS else 0)
    recorded = {alert.kind: alert.status for alert in await helpline.alerts()}
    assert recorded[kind] == ("open" if kind in DANGERS else "counted")
    if state == WAITING:
        assert helpline.engine.turns == []


@pytest.mark.parametrize(
    ("action", "urgency"), [("false_alarm", 0), ("spoke_with_visitor", 1), ("called_999", 1)]
)
async def test_after_its_review_an_alert_stands_first_no_more_and_a_false_alarm_counts_no_more(
    helpline: Helpline, action: str, urgency: int
) -> None:
    conversation_id = (
        await helpline.services.conversations.open("adult", "en", None)
    ).conversation.id
    await helpline.services.alerts.raise_for(conversation_id, ["immediate_danger"], "help")
    [alert] = await helpline.alerts()
    before = await helpline.row(conversation_id)
    assert before is not None
    assert (before.urgency, before.alerted) == (2, True)
    worker = await helpline.worker()
    assert await helpline.services.alerts.review(alert.id, worker.id, action, None)
    row = await helpline.row(conversation_id)
    assert row is not None
    assert (row.urgency, row.alerted) == (urgency, False)
    assert ("immediate_danger" in row.reasons) is (urgency == 1)


async def test_the_emergency_entry_waits_for_no_model_and_comes_with_a_card(
    helpline: Helpline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How fast it is, `make bench` measures. Here the encoder never answers, and it comes."""
    visitor = await helpline.visitor()
    await visitor.say("hello")
    await helpline.settled()
    stuck = asyncio.Event()
    read = helpline.services.reads.read

    async def read_late(text: str) -> Reading:
        await stuck.wait()
        return await read(text)

    monkeypatch.setattr(helpline.services.reads, "read", read_late)
    await visitor.say(SAID["immediate_danger"])
    first = await visitor.next("entry", kind="safety")
    assert "call 999" in first["text"]
    card = await visitor.next("entry", kind="safety", text=None, author="service")
    while "card" not in card:
        card = await visitor.next("entry", kind="safety")
    assert card["card"]["type"] == "emergency"
    assert card["card"]["phone"] == "999"
    stuck.set()
    await helpline.settled()


@pytest.mark.parametrize("kind", DANGERS)
async def test_with_nobody_on_shift_the_visitor_is_told_plainly(
    closed_helpline: Helpline, kind: str
) -> None:
    visitor = await closed_helpline.visitor()
    await visitor.say(SAID[kind])
    await visitor.next("entry", says=ANSWERED[kind])
    told = await visitor.next("entry", says="No one is reading this now, and we can")
    assert "999" in told["text"]
    # Who said that they are 13 is told so in the words for the young.
    assert ("Childline" in told["text"]) == (kind == "child_in_danger")
    assert "shown now that this chat needs a person" not in visitor.texts
    row = await closed_helpline.row(await closed_helpline.id_of(visitor))
    assert row is not None
    assert row.owner == "assistant"


@pytest.mark.parametrize("kind", DANGERS)
async def test_a_dead_engine_makes_no_difference(helpline: Helpline, kind: str) -> None:
    await helpline.engine.stop()
    visitor = await helpline.visitor()
    await visitor.say(SAID[kind])
    await visitor.next("entry", says=ANSWERED[kind])
    await visitor.next("entry", says="shown now that this chat needs a person")


async def test_a_hanging_engine_does_not_hold_up_the_danger_of_the_next_message(
    helpline: Helpline,
) -> None:
    helpline.engine.waits()
    visitor = await helpline.visitor()
    await visitor.say("hello")
    await helpline.engine.next_turn()
    await visitor.say(SAID["immediate_danger"])
    await visitor.next("entry", kind="safety", says="call 999")


async def test_the_same_alert_is_answered_once_in_ten_minutes(helpline: Helpline) -> None:
    visitor, conversation_id = await _in_state(helpline, "waiting")
    for text in (SAID["immediate_danger"], "he is banging on my door right now"):
        await visitor.say(text)
        await helpline.settled()
    text = await _safety_texts(helpline, conversation_id)
    assert text.count(ANSWERED["immediate_danger"]) == 1
    kinds = [alert.kind for alert in await helpline.alerts()]
    assert kinds.count("immediate_danger") == 1
    # Another kind has its own answer meanwhile.
    assert ANSWERED["suicidal_thoughts"] not in text
    await visitor.say(SAID["suicidal_thoughts"])
    await helpline.settled()
    assert ANSWERED["suicidal_thoughts"] in await _safety_texts(helpline, conversation_id)
    async with helpline.services.database.write() as session:
        await session.execute(update(Alert).values(answered_at=now() - timedelta(minutes=11)))
    await visitor.say("he is outside my door again now with a knife")
    await helpline.settled()
    text = await _safety_texts(helpline, conversation_id)
    assert text.count(ANSWERED["immediate_danger"]) == 2


@pytest.mark.parametrize("kind", DANGERS)
async def test_a_worker_has_twenty_seconds_then_it_is_posted(helpline: Helpline, kind: str) -> None:
    visitor, conversation_id = await _in_state(helpline, "worker")
    await visitor.say(SAID[kind])
    await helpline.settled()
    assert await _safety_texts(helpline, conversation_id) == ""
    timers = await helpline.timers("safety")
    alerts = {alert.id: alert for alert in await helpline.alerts()}
    assert kind in {alert.kind for alert in alerts.values()}
    for timer in timers:
        assert timedelta(0) < timer.due_at - now() <= timedelta(seconds=20)
    await helpline.services.timers.look()
    assert await _safety_texts(helpline, conversation_id) == ""
    await helpline.past("safety", timedelta(seconds=20))
    assert ANSWERED[kind] in await _safety_texts(helpline, conversation_id)
    await visitor.had("entry", kind="safety", says=ANSWERED[kind])
    assert await helpline.timers("safety") == []
    row = await helpline.row(conversation_id)
    assert row is not None
    assert row.owner == "worker"


async def test_a_worker_who_answers_in_time_speaks_instead(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    worker = await helpline.worker()
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, worker)
    await visitor.say(SAID["immediate_danger"])
    await helpline.settled()
    await helpline.services.desk.chats.say(conversation_id, worker, "1", "Call 999 now.")
    await helpline.past("safety", timedelta(seconds=20))
    assert await _safety_texts(helpline, conversation_id) == ""
    # It is still open: speaking is not reviewing.
    assert {alert.status for alert in await helpline.alerts()} == {"open"}
