"""The ways a chat goes: into the queue and out, to a worker and back, and if a worker vanishes."""

from datetime import timedelta
from unittest import mock

from helpline.models import now
from helpline.services.timers import NOBODY_FOR
from tests.support import Helpline


async def test_asking_for_a_person_gives_a_place_a_wait_and_a_brief_to_agree(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    await visitor.say("my ex keeps turning up outside my work and follows me home")
    await helpline.settled()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    owner = await visitor.next("owner", owner="waiting")
    assert owner["position"] == 1
    assert owner["wait_minutes"] == 15
    queued = await visitor.had("entry", author="service", says="Your place: 1.")
    assert "999" in visitor.texts
    brief = await visitor.had("entry", kind="brief")
    assert brief["seq"] > queued["seq"]
    parts = {part["id"]: part for part in brief["card"]["parts"]}
    assert "“my ex keeps turning up outside my work" in parts["happening"]["text"]
    assert parts["happening"]["label"] == "What is happening"


async def test_with_nobody_on_shift_the_answer_is_honest_and_nobody_waits(
    closed_helpline: Helpline,
) -> None:
    visitor = await closed_helpline.visitor()
    conversation_id = await closed_helpline.id_of(visitor)
    await closed_helpline.services.handoff.ask(conversation_id, "asked")
    told = await visitor.next("entry", author="service", says="No helpline worker is here now")
    assert "queue that nobody answers" in told["text"]
    row = await closed_helpline.row(conversation_id)
    assert row is not None
    assert row.owner == "assistant"
    await visitor.pong()
    assert {f["owner"] for f in visitor.seen if f["type"] == "owner"} == {"assistant"}


async def test_the_effect_of_an_action_puts_the_visitor_in_the_queue(helpline: Helpline) -> None:
    helpline.engine.answers({"effect": {"type": "handoff", "reason": "asked"}})
    visitor = await helpline.visitor()
    await visitor.say("can i talk to someone real")
    assert (await visitor.next("owner", owner="waiting"))["position"] == 1
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    assert "asked" in row.reasons


async def test_what_somebody_answered_on_how_urgent_it_is_raises_them(helpline: Helpline) -> None:
    helpline.engine.answers(
        {"effect": {"type": "urgency", "said": ["said_urgent", "said_nonsense", 7]}},
        {"text": "Thank you for telling me."},
    )
    visitor = await helpline.visitor()
    await visitor.say("i dont think it can wait")
    await visitor.next("entry", says="Thank you for telling me.")
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    assert "said_urgent" in row.reasons
    assert not {"said_nonsense", "7"} & set(row.reasons)
    assert row.urgency == 1


async def test_staying_with_the_assistant_leaves_the_queue_and_it_answers_again(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.next("entry", kind="brief")
    await visitor.choose("Stay with the assistant")
    await visitor.next("owner", owner="assistant")
    await visitor.say("what is a restraining order")
    await visitor.next("entry", author="assistant")


async def test_agreeing_is_told_and_what_was_removed_is_not_in_the_brief(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.next("entry", kind="brief")
    parts = {"happening": "He waits outside.", "worry": "", "unknown": "dropped"}
    await visitor.send("brief", id="b", parts=parts, agree=True, history=False)
    ack = await visitor.next("ack", id="b")
    await visitor.send("brief", id="b", parts={}, agree=False, history=False)
    assert await visitor.next("ack", id="b") == ack
    services = helpline.services
    async with services.database.read() as session:
        row = await helpline.row(conversation_id)
        assert row is not None
        agreed = await services.briefs.agreed(session, row)
    assert agreed is not None
    assert [(part["id"], part["text"]) for part in agreed["parts"]] == [
        ("happening", "He waits outside.")
    ]
    assert agreed["history"] is False


async def test_handing_back_lets_the_assistant_go_on_and_tells_the_engine(
    helpline: Helpline,
) -> None:
    worker = await helpline.worker("Kim")
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, worker)
    await visitor.next("owner", owner="worker", name="Kim")
    await helpline.services.desk.chats.say(conversation_id, worker, "1", "Hello, I am Kim.")
    said = await visitor.next("entry", author="worker")
    assert (said["text"], said["name"]) == ("Hello, I am Kim.", "Kim")
    await helpline.services.desk.chats.hand_back(conversation_id, worker)
    await visitor.had("entry", says="Kim has left the chat")
    turn = await helpline.engine.next_turn()
    assert turn["parse"]["intent"] == "event_handed_back"
    assert turn["text"] == ""
    await visitor.had("entry", author="assistant", says="Engine's answer")


async def test_a_worker_who_vanishes_gives_the_chat_back_to_the_front(helpline: Helpline) -> None:
    worker = await helpline.worker()
    vanished, waits = await helpline.visitor(), await helpline.visitor()
    first, second = await helpline.id_of(vanished), await helpline.id_of(waits)
    await helpline.services.handoff.ask(first, "asked")
    await helpline.services.desk.chats.take(first, worker)
    await helpline.services.handoff.ask(second, "asked")
    await helpline.set(second, waiting_since=now() - timedelta(hours=1))
    await helpline.services.timers.look()
    assert (await helpline.row(first)).owner == "worker"  # type: ignore[union-attr]

    await helpline.set(first, lease_until=now() - timedelta(seconds=1))
    await helpline.services.timers.look()
    owner = await vanished.next("owner", owner="waiting")
    assert owner["position"] == 1
    await vanished.had("entry", author="service", says="You are back at the front")
    assert (await waits.had("owner", owner="waiting", position=2))["position"] == 2


async def test_a_visitor_who_gets_no_answer_for_ten_minutes_is_queued_again(
    helpline: Helpline,
) -> None:
    worker = await helpline.worker()
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, worker)
    await helpline.services.desk.chats.say(conversation_id, worker, "1", "Hello.")
    await visitor.say("are you there")
    await helpline.set(
        conversation_id,
        unanswered_since=now() - timedelta(minutes=9),
        lease_until=now() + timedelta(hours=1),
    )
    await helpline.services.timers.look()
    assert (await helpline.row(conversation_id)).owner == "worker"  # type: ignore[union-attr]
    await helpline.set(conversation_id, unanswered_since=now() - timedelta(minutes=11))
    await helpline.services.timers.look()
    assert (await visitor.next("owner", owner="waiting"))["position"] == 1


async def test_when_everybody_goes_home_nobody_is_left_waiting(
    closed_helpline: Helpline,
) -> None:
    presence = closed_helpline.services.presence
    await presence.seen("desk", (await closed_helpline.worker()).id, True)
    visitor = await closed_helpline.visitor()
    conversation_id = await closed_helpline.id_of(visitor)
    await closed_helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.next("owner", owner="waiting")
    await presence.gone("desk")
    await closed_helpline.services.timers.look()
    with mock.patch("helpline.services.timers.now", return_value=now() + NOBODY_FOR):
        await closed_helpline.services.timers.look()
    await visitor.next("owner", owner="assistant")
    told = await visitor.had("entry", says="all workers have finished for now")
    assert "999" in told["text"]


async def test_a_workers_page_that_is_loaded_anew_sends_nobody_away(
    closed_helpline: Helpline,
) -> None:
    presence, timers = closed_helpline.services.presence, closed_helpline.services.timers
    sam = await closed_helpline.worker()
    await presence.seen("desk", sam.id, True)
    visitor = await closed_helpline.visitor()
    conversation_id = await closed_helpline.id_of(visitor)
    await closed_helpline.services.handoff.ask(conversation_id, "asked")
    await presence.gone("desk")
    await timers.look()
    await presence.seen("the same desk again", sam.id, True)
    await timers.look()
    # What went before counts for nothing: it is a new absence.
    await presence.gone("the same desk again")
    with mock.patch("helpline.services.timers.now", return_value=now() + NOBODY_FOR):
        await timers.look()
    row = await closed_helpline.row(conversation_id)
    assert row is not None
    assert row.owner == "waiting"
