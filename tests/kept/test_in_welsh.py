"""Who reads Welsh and meets an answer that has none yet: told kindly, once, and given the lines on
which Welsh is spoken. The choices below it are Welsh all the same."""

from typing import Any

import pytest

from content.responses import Responses, Variation
from helpline.services.content import Content
from tests.support import Helpline
from tests.visitor import Visitor

ONLY_ENGLISH = "utter_moving_law"
ENGLISH = {
    "text": "A court decides.",
    "response": ONLY_ENGLISH,
    "choices": [
        {"label": "Talk to a person", "payload": "service:handoff"},
        {"label": "Back to the law", "payload": "/ask_law"},
    ],
}
WELSH = {"text": "Diolch.", "response": "utter_risk_heard"}
SORRY = "dim ond yn Saesneg"


@pytest.fixture(autouse=True)
def own_topic(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """A charity's own answer that nobody could translate yet: all of ours are there in Welsh."""
    every = {name: content.responses.variations(name) for name in content.responses.names()}
    own = Variation(ONLY_ENGLISH, "A court decides.", {}, (), None, {})
    monkeypatch.setattr(content, "responses", Responses({**every, ONLY_ENGLISH: [own]}))


async def answer(helpline: Helpline, visitor: Visitor, *replies: dict[str, Any]) -> list[Any]:
    """What is sent in answer to the next message, entry by entry."""
    visitor.seen.clear()
    helpline.engine.answers(*replies)
    ack = await visitor.say("faint o flynyddoedd fyddai fo yn gael")
    await visitor.upto(ack["seq"] + 1)
    await helpline.settled()
    await visitor.pong()
    return [entry for entry in visitor.entries if entry["author"] == "assistant"]


async def test_an_answer_without_welsh_says_so_first_and_names_who_speaks_it(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor(language="cy")
    sorry, law = await answer(helpline, visitor, ENGLISH)
    assert SORRY in sorry["text"]
    for number in ("0808 80 10 800", "0808 164 0123", "999"):
        assert number in sorry["text"]
    assert law["text"] == "A court decides."
    assert [choice["label"] for choice in law["choices"]] == [
        "Siarad â pherson",
        "Yn ôl at y gyfraith",
    ]


async def test_it_is_said_once(helpline: Helpline) -> None:
    visitor = await helpline.visitor(language="cy")
    await answer(helpline, visitor, ENGLISH)
    (law,) = await answer(helpline, visitor, ENGLISH)
    assert law["text"] == "A court decides."


async def test_the_young_are_named_childline_with_it(helpline: Helpline) -> None:
    visitor = await helpline.visitor(language="cy", audience="young")
    sorry, _ = await answer(helpline, visitor, ENGLISH)
    assert "0800 1111" in sorry["text"]


async def test_it_is_not_said_before_welsh_nor_to_who_reads_english(helpline: Helpline) -> None:
    visitor = await helpline.visitor(language="cy")
    (welsh,) = await answer(helpline, visitor, WELSH)
    assert welsh["text"] == "Diolch."
    other = await helpline.visitor()
    helpline.engine.answers(ENGLISH)
    await other.say("how long would he get")
    entry = await other.next("entry", author="assistant")
    assert entry["text"] == "A court decides."
    assert entry["choices"][0]["label"] == "Talk to a person"


async def test_a_welsh_choice_that_is_typed_is_that_choice(helpline: Helpline) -> None:
    visitor = await helpline.visitor(language="cy")
    await answer(helpline, visitor, ENGLISH)
    await visitor.say("yn ôl at y gyfraith")
    await helpline.settled()
    assert helpline.engine.turns[-1]["parse"]["intent"] == "ask_law"
