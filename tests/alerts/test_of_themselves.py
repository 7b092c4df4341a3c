"""What a message says of whoever writes it counts also where a fixed message answers it and the
assistant is not asked. Messages are read by the real reader."""

from typing import Any

import pytest

from tests.support import Helpline
from tests.visitor import Visitor

YOUNG = "im 15 and my ex keeps following me home from school, hes outside now"
#: Told so that a fixed message answers.
THEIRS = "my sisters ex is outside her house with a knife right now"
TRACKED = "he put a tracker on my car and hes outside my door with a knife"


async def _waiting(helpline: Helpline, **hello: Any) -> tuple[Visitor, str]:
    visitor = await helpline.visitor(**hello)
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.next("owner", owner="waiting")
    return visitor, conversation_id


async def _audience(helpline: Helpline, conversation_id: str) -> str:
    row = await helpline.row(conversation_id)
    assert row is not None
    return row.audience


async def _fixed(helpline: Helpline, conversation_id: str) -> str:
    lines = await helpline.lines(conversation_id)
    return "\n".join(line.body.text or "" for line in lines if line.kind == "safety")


async def test_an_age_told_with_danger_is_answered_in_words_for_the_young(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor(audience="adult")
    conversation_id = await helpline.id_of(visitor)
    await visitor.say(YOUNG)
    await helpline.settled()
    assert helpline.engine.turns == []
    assert await helpline.alerts()
    assert "Childline" in await _fixed(helpline, conversation_id)
    row = await helpline.row(conversation_id)
    assert row is not None
    assert "under_18" in row.reasons
    # And so are their later answers.
    await visitor.say("what can i do about it")
    await helpline.settled()
    assert helpline.engine.turns[-1]["slots"]["audience"] == "young"


@pytest.mark.parametrize(("text", "audience"), [("im 14", "young"), ("im 41", "adult")])
async def test_nothing_but_an_age_counts_at_once_where_a_person_has_the_chat(
    helpline: Helpline, text: str, audience: str
) -> None:
    visitor, conversation_id = await _waiting(helpline, audience="adult")
    await visitor.say(text)
    await helpline.settled()
    assert await _audience(helpline, conversation_id) == audience


async def test_where_the_assistant_has_it_the_answer_to_an_age_is_its_own(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor(audience="adult")
    await visitor.say("im 14")
    await helpline.settled()
    assert helpline.engine.turns[-1]["slots"]["audience"] == "adult"


async def test_whom_it_is_about_is_known_after_a_fixed_message(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.say(THEIRS)
    await helpline.settled()
    assert helpline.engine.turns == []
    await visitor.say("what will the police do")
    await helpline.settled()
    intents = helpline.engine.turns[-1]["metadata"]["heard"]["intents"]
    assert "supporter_concern" in intents


async def test_what_was_plainly_told_is_known_after_a_fixed_message(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.say(TRACKED)
    await helpline.settled()
    assert helpline.engine.turns == []
    await visitor.say("hes gone. am i being stalked")
    await helpline.settled()
    heard = helpline.engine.turns[-1]["metadata"]["heard"]
    assert "tracking_device" in heard["indicators"]
    assert "tracking_device" in heard["plainly"]
    assert "sexual_violence" not in heard["plainly"]


async def test_the_assistant_is_told_all_that_it_has_said(helpline: Helpline) -> None:
    """The engine remembers the last turns; the helpline all of the chat."""
    visitor = await helpline.visitor()
    helpline.engine.answers({"response": "utter_recognising_reflect", "text": "Said once."})
    await visitor.say("he follows me every day")
    await helpline.settled()
    helpline.engine.answers({"response": "utter_evidence_log", "text": "Said twice."})
    for _ in range(2):
        await visitor.say("what shall i write down")
        await helpline.settled()
    said = helpline.engine.turns[-1]["metadata"]["kept"]["said"]
    assert said == ["utter_recognising_reflect", "utter_evidence_log"]
