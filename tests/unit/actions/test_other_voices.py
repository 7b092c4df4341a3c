"""What people of many kinds write, and what they are answered: read by the trained reader, decided
by the real actions. The messages are by a hand that had not looked at what is looked for; most of
them must arrive."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
import content.responses
from actions.plainly import NEVER, PLAINLY, ROLES
from content import differences
from content.files import read_mapping
from content.responses import Responses
from helpline.services.turns.reading import Reads
from tests.support import ROOT, reads  # noqa: F401 - a fixture

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
WRITTEN = read_mapping(ROOT / "tests" / "unit" / "actions" / "other_voices.yml")["messages"]
RULES = dict(differences.rules(content.DATA))
#: As reached when the messages were first tried: 105 of 120 arrived.
MOST = 0.8


@pytest.fixture(scope="module")
def words() -> Responses:
    return content.responses.load(content.DATA)


async def answered(ask: Ask, reads: Reads, said: str) -> set[str]:  # noqa: F811
    reading = await reads.read(said)
    action = RULES[reading.intent]
    if action.startswith("utter_"):
        return {action}
    given = await ask(
        action,
        intent=reading.intent,
        text=said,
        sure=reading.confidence,
        indicators=reading.indicators,
        metadata={"said": ["utter_arrival_safe"]},
    )
    return {one["response"] for one in given if "response" in one}


async def test_most_of_what_other_people_write_reaches_its_answer(
    ask: Ask,
    reads: Reads,  # noqa: F811
) -> None:
    lost = []
    for one in WRITTEN:
        found = await answered(ask, reads, one["said"])
        if not found & set(one["fits"]):
            lost.append((one["said"], sorted(found)))
    assert len(WRITTEN) >= 120
    assert len(lost) <= (1 - MOST) * len(WRITTEN), lost


def test_every_answer_that_is_hoped_for_is_written(words: Responses) -> None:
    wanted = {name for one in WRITTEN for name in one["fits"]}
    assert wanted <= set(words.names())


@pytest.mark.parametrize(
    ("action", "intent", "text", "answer"),
    [
        ("action_answer", "ask_social_media_privacy", "officer told me to just come off facebook",
         "utter_police_no_action"),
        ("action_out_of_scope", "out_of_scope", "pirc number?", "utter_police_review"),
        ("action_signpost", "ask_support_services", "is there an ombudsman for the psni",
         "utter_police_review"),
        ("action_supporter", "supporter_concern", "I'm a midwife and my lady says he waits",
         "utter_professionals_health"),
        ("action_what_is_stalking", "ask_what_is_stalking",
         "difference between harrasment n stalking", "utter_law_apart"),
    ],
)  # fmt: skip
async def test_plain_words_outweigh_what_was_read(
    ask: Ask, action: str, intent: str, text: str, answer: str
) -> None:
    given = await ask(action, intent=intent, text=text)
    assert given == [{"response": answer}]


@pytest.mark.parametrize(
    ("action", "intent", "text", "indicators"),
    [
        # A nurse who is stalked herself asks for herself.
        ("action_law", "ask_law", "im a nurse and my ex follows me is that illegal", ()),
        # What is told is heard first.
        ("action_recognise", "disclose_stalking", "theres a restraining order and he still came",
         ("breach_of_order",)),
        # Calling 101 times is not calling 101.
        ("action_recognise", "disclose_stalking", "he rang 101 times last night", ()),
    ],
)  # fmt: skip
async def test_words_that_only_look_plain_change_nothing(
    ask: Ask, action: str, intent: str, text: str, indicators: tuple[str, ...]
) -> None:
    given = await ask(action, intent=intent, text=text, indicators=indicators)
    said = {one.get("response") for one in given}
    assert said.isdisjoint({name for _, name in (*PLAINLY, *ROLES)} - {"utter_law_offence"})


def test_danger_and_leaving_are_never_taken_for_something_else() -> None:
    assert {"immediate_danger", "suicidal_thoughts", "safe_exit", "talk_to_human"} <= NEVER


def test_plain_words_lead_to_answers_that_are_written(words: Responses) -> None:
    assert {name for _, name in (*PLAINLY, *ROLES)} <= set(words.names())
