"""Help never depends on the machine: whatever the engine does, the visitor gets the fixed safety
message with the numbers, and the way to a person if one is there."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from helpline.services.content import Content
from tests.fake_engine import FakeEngine
from tests.support import Helpline
from tests.visitor import Visitor

WRONG_BODIES = {
    "no json": (200, "<html>Bad gateway</html>"),
    "nothing": (200, ""),
    "no replies": (200, '{"turn": 1, "replies": []}'),
    "empty replies": (200, '{"turn": 1, "replies": [{}, {"text": ""}]}'),
    "another turn": (200, '{"turn": 99, "replies": [{"text": "For somebody else."}]}'),
    "wrong shape": (200, '{"turn": 1, "replies": "hello"}'),
    "a list": (200, "[]"),
    "wrong types": (200, '{"turn": 1, "replies": [{"text": 7}]}'),
    "binary": (200, "\x00\x01"),
    "not allowed": (401, '{"error": "token"}'),
    "internal error": (500, '{"error": "broken"}'),
    "an answer with 500": (500, '{"turn": 1, "replies": [{"text": "Not to be trusted."}]}'),
}


async def _fallback(visitor: Visitor) -> list[str]:
    """The fixed message's bubbles."""
    first = await visitor.next("entry", author="service", kind="safety")
    second = await visitor.next("entry", author="service", kind="safety")
    return [first["text"], second["text"]]


def _is_whole(bubbles: list[str], content: Content, *, on_shift: bool) -> None:
    text = "\n".join(bubbles)
    assert content.fact("services.police_emergency.phone") in text
    assert content.fact("own.helpline.phone") in text
    assert content.fact("own.helpline.name") in text
    assert "The assistant can't answer just now" in text
    assert ("ask for a helpline worker" in text) is on_shift
    assert ("no helpline worker is here either" in text) is not on_shift


@pytest.mark.parametrize("wrong", WRONG_BODIES)
async def test_a_wrong_answer_becomes_the_safety_message(
    helpline: Helpline, content: Content, wrong: str
) -> None:
    helpline.engine.says(*WRONG_BODIES[wrong])
    visitor = await helpline.visitor()
    await visitor.say("he keeps driving past my house")
    _is_whole(await _fallback(visitor), content, on_shift=True)
    labels = [choice["label"] for choice in visitor.entries[-1]["choices"]]
    assert labels == ["Talk to a person", "I need to leave"]
    assert "somebody else" not in visitor.texts
    assert "Not to be trusted" not in visitor.texts


async def test_a_dead_engine_is_answered_for_and_a_person_still_comes(
    helpline: Helpline, content: Content
) -> None:
    await helpline.engine.stop()
    visitor = await helpline.visitor()
    begun = time.monotonic()
    await visitor.say("hello is anyone there")
    _is_whole(await _fallback(visitor), content, on_shift=True)
    assert time.monotonic() - begun < 6
    await visitor.choose("Talk to a person")
    assert (await visitor.next("owner", owner="waiting"))["position"] == 1
    worker = await helpline.worker("Kim")
    await helpline.services.desk.chats.take(await helpline.id_of(visitor), worker)
    assert (await visitor.next("owner", owner="worker"))["name"] == "Kim"


async def test_a_hanging_engine_is_given_up_within_six_seconds(
    helpline: Helpline, content: Content
) -> None:
    # Two chats at once with the real five seconds: one that hangs does not hold up another.
    helpline.engine.waits({"text": "never"})
    first, second = await helpline.visitor(), await helpline.visitor()
    begun = time.monotonic()
    await first.say("he keeps ringing me")
    await second.say("someone keeps sending me flowers")
    _is_whole(await _fallback(first), content, on_shift=True)
    _is_whole(await _fallback(second), content, on_shift=True)
    assert 4.5 < time.monotonic() - begun < 6.0
    assert helpline.services.config.engine_timeout == 5


async def test_with_nobody_on_shift_no_person_is_offered(
    closed_helpline: Helpline, content: Content
) -> None:
    await closed_helpline.engine.stop()
    visitor = await closed_helpline.visitor()
    await visitor.say("hello is anyone there")
    bubbles = await _fallback(visitor)
    _is_whole(bubbles, content, on_shift=False)
    assert content.fact("services.samaritans.phone") in "\n".join(bubbles)
    labels = [choice["label"] for choice in visitor.entries[-1]["choices"]]
    assert labels == ["Stay and try again", "I need to leave"]


@pytest.mark.parametrize("fields", [{"audience": "young"}, {"language": "cy"}])
async def test_every_visitor_gets_the_numbers(
    helpline: Helpline, content: Content, fields: dict[str, str]
) -> None:
    await helpline.engine.stop()
    visitor = await helpline.visitor(**fields)
    await visitor.say("hello")
    text = "\n".join(await _fallback(visitor))
    assert content.fact("services.police_emergency.phone") in text
    assert content.fact("own.helpline.phone") in text or "0800 1111" in text


async def test_a_late_answer_is_not_shown_and_the_next_message_is_answered(
    start: Callable[..., Awaitable[Helpline]],
) -> None:
    helpline = await start(engine_timeout=0.3)
    gate = helpline.engine.waits({"text": "Too late."})
    visitor = await helpline.visitor()
    await visitor.say("hello")
    await _fallback(visitor)
    gate.set()
    helpline.engine.answers({"text": "Here again."})
    await visitor.say("and now")
    await visitor.next("entry", author="assistant", says="Here again.")
    assert "Too late." not in visitor.texts


async def test_an_answer_that_comes_after_a_claim_is_thrown_away(helpline: Helpline) -> None:
    gate = helpline.engine.waits({"text": "Too late."}, {"effect": {"type": "delete"}})
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say("hello there")
    await helpline.engine.next_turn()
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, await helpline.worker())
    gate.set()
    await helpline.settled()
    lines = await helpline.lines(conversation_id)
    assert lines[-1].kind == "joined"
    assert not {"Too late.", "utter_privacy_delete_confirm"} & {
        value for line in lines for value in (line.body.text, line.body.response)
    }


async def test_a_failure_after_a_claim_posts_no_safety_message(
    start: Callable[..., Awaitable[Helpline]],
) -> None:
    helpline = await start(engine_timeout=0.5)
    helpline.engine.waits()
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say("hello there")
    await helpline.engine.next_turn()
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, await helpline.worker())
    await helpline.settled()
    assert (await helpline.lines(conversation_id))[-1].kind == "joined"


async def test_an_unknown_effect_does_not_take_the_reply_with_it(helpline: Helpline) -> None:
    helpline.engine.answers({"effect": {"type": "launch"}}, {"text": "But this holds."})
    visitor = await helpline.visitor()
    await visitor.say("hello")
    await visitor.next("entry", author="assistant", says="But this holds.")


@pytest.mark.parametrize(
    "reply",
    [
        {"effect": {"type": "launch"}},
        {"effect": {}},
        {"effect": {"type": "alert", "alert": "no_such_alert"}},
        {"card": {"type": "service", "ref": "no_such_service"}},
    ],
)
async def test_an_answer_with_nothing_in_it_to_show_or_do_becomes_the_safety_message(
    helpline: Helpline, content: Content, reply: dict[str, Any]
) -> None:
    helpline.engine.answers(reply)
    visitor = await helpline.visitor()
    await visitor.say("hello")
    _is_whole(await _fallback(visitor), content, on_shift=True)


async def test_wrong_settings_from_an_action_change_nothing(helpline: Helpline) -> None:
    wrong = {"type": "settings", "language": ["cy"], "style": {}, "audience": "child"}
    helpline.engine.answers({"effect": wrong}, {"text": "Done."})
    visitor = await helpline.visitor()
    await visitor.say("hello")
    await visitor.next("entry", says="Done.")
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    assert (row.language, row.style, row.audience) == ("en", "standard", "adult")


async def test_a_restarted_engine_is_used_again(helpline: Helpline) -> None:
    await helpline.engine.stop()
    visitor = await helpline.visitor()
    await visitor.say("hello")
    await _fallback(visitor)
    engine: FakeEngine = await helpline.engine.start()
    engine.answers({"text": "Back again."})
    await visitor.say("hello again")
    await visitor.next("entry", author="assistant", says="Back again.")
