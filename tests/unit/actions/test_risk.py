"""How urgent it is: what each answer leads to, whatever the reading made of it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
import content.responses
from actions import risk
from content import topics
from content.files import read_mapping
from content.responses import Responses
from tests.unit.actions.given import said
from understanding.names import INDICATORS

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
TABLE = topics.load(content.DATA)
HERE = {"presence": {"on_shift": True}}
TODAY = ("utter_risk_today_here", "utter_risk_today_closed", "utter_risk_today_more")

#: Each same-day trigger of the fact base (4.3, and the topics of 4.1): the question that names it,
#: and the words by which it does.
TRIGGERS = {
    "1 how frightened": ("fear", "frightened"),
    "2 earlier harassment of this or other victims": ("person", "done something like this before"),
    "3 damage to property": ("tracked", "damaged"),
    "4 turning up several times a week": ("near", "several times a week"),
    "5 hanging around": ("near", "hang around"),
    "6 threats": ("threats", "might do"),
    "7 harassing others": ("others", "family, friends, neighbours"),
    "8 violence": ("violence", "hurt you or somebody else"),
    "9 others help": ("power", "other people who help"),
    "10 drink or drugs": ("person", "drink or drugs"),
    "11 past violence": ("violence", "to a partner before"),
    "escalation": ("change", "getting worse"),
    "court": ("change", "court date"),
    "break-up": ("change", "break-up"),
    "a new partner": ("change", "new partner"),
    "contact about children": ("change", "contact about children"),
    "anniversaries": ("change", "a date that means something"),
    "release from prison": ("order", "out of prison"),
    "bail or an order broken": ("order", "bail"),
    "strangulation": ("neck", "strangled"),
    "weapon": ("neck", "weapon"),
    "threats to kill": ("threats", "said or hinted"),
    "threats to themselves": ("threats", "themselves"),
    "arson": ("tracked", "set fire"),
    "tracker": ("tracked", "tracker"),
    "intruder": ("tracked", "got in"),
    "uniform or authority": ("power", "uniform"),
    "keys": ("power", "keys"),
    "access to children": ("power", "children"),
    "pets": ("threats", "pets"),
    "work visits": ("near", "work"),
    "school visits": ("near", "school"),
    "isolated": ("you", "on your own"),
    "disabled": ("you", "disability"),
    "older": ("you", "older"),
    "pregnant": ("you", "pregnant"),
    "honour": ("you", "honour"),
}  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Responses:
    return content.responses.load(content.DATA)


def effects(given: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    found = [one["custom"].get("effect", {}) for one in given if "custom" in one]
    return [one for one in found if one.get("type") == kind]


def asked(topic: str) -> list[dict[str, str]]:
    return [{"utter_action": f"utter_risk_ask_{topic}"}]


@pytest.mark.parametrize("trigger", TRIGGERS)
async def test_every_trigger_is_asked_about_and_a_yes_leads_to_today(
    ask: Ask, words: Responses, trigger: str
) -> None:
    topic, named = TRIGGERS[trigger]
    assert named in words.pick(f"utter_risk_ask_{topic}", {}).text
    given = await ask("action_affirm", said_before=asked(topic), metadata=HERE)
    assert said(given)[-1] in TODAY
    assert effects(given, "urgency") == [
        {"type": "urgency", "said": [TABLE[topic].answers[0]]},
    ]


@pytest.mark.parametrize("answer", [one for topic in TABLE.values() for one in topic.answers])
async def test_every_answer_that_can_be_picked_leads_to_today(ask: Ask, answer: str) -> None:
    name = f"utter_risk_{answer}"
    there = await ask("action_chosen", metadata={"chosen": name, **HERE})
    assert said(there) == [name, "utter_risk_today_here"]
    assert effects(there, "urgency") == [{"type": "urgency", "said": [answer]}]
    gone = await ask("action_chosen", metadata={"chosen": name})
    assert said(gone) == [name, "utter_risk_today_closed"]
    cards = [one["custom"]["card"]["ref"] for one in gone if "card" in one.get("custom", {})]
    assert len(cards) == 2


@pytest.mark.parametrize("indicator", [one for topic in TABLE.values() for one in topic.indicators])
async def test_told_in_their_own_words_it_leads_to_today(ask: Ask, indicator: str) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        indicators=[indicator],
        said_before=asked("you"),
        metadata=HERE,
    )
    assert said(given) == ["utter_risk_heard", "utter_risk_today_here"]


@pytest.mark.parametrize("indicator", [one for topic in TABLE.values() for one in topic.at_once])
@pytest.mark.parametrize(
    "action", ["action_recognise", "action_doubt", "action_barrier", "action_feelings"]
)
async def test_told_in_passing_the_grave_leads_to_today_once(
    ask: Ask, action: str, indicator: str
) -> None:
    metadata = {"heard": {"indicators": {indicator: 1}}, **HERE}
    turn: dict[str, Any] = {"intent": "disclose_stalking", "indicators": [indicator]}
    given = await ask(action, metadata=metadata, **turn)
    assert said(given)[-1] == "utter_risk_today_here"
    (kept,) = effects(given, "keep")
    again = await ask(action, metadata={**metadata, "kept": {"risk": kept["risk"]}}, **turn)
    assert not set(said(again)) & set(TODAY)


async def test_a_new_sign_after_the_questions_began_leads_to_today(ask: Ask) -> None:
    turn: dict[str, Any] = {"intent": "disclose_stalking", "indicators": ["loitering"]}
    before = await ask("action_recognise", metadata=HERE, **turn)
    assert said(before) == ["utter_recognising_reflect_first"]
    begun = {"kept": {"risk": {"fear": "skipped"}}, **HERE}
    after = await ask("action_recognise", metadata=begun, **turn)
    assert said(after) == ["utter_risk_told_first", "utter_risk_today_here"]


@pytest.mark.parametrize("text", ["skip", "can we skip that", "id rather not", "next", "nah", "no"])
async def test_a_no_and_a_skip_are_the_same_and_the_next_is_asked(ask: Ask, text: str) -> None:
    given = await ask(
        "action_out_of_scope", intent="out_of_scope", text=text, said_before=asked("fear")
    )
    assert said(given) == ["utter_risk_ask_threats"]
    assert effects(given, "keep") == [{"type": "keep", "risk": {"fear": "skipped"}}]
    assert effects(given, "urgency") == []


async def test_a_no_about_one_thing_does_not_hide_what_else_it_tells(ask: Ask) -> None:
    given = await ask(
        "action_deny",
        intent="deny",
        text="no but he follows me home",
        indicators=["following"],
        said_before=asked("violence"),
    )
    keeps = effects(given, "keep")
    assert [one["risk"] for one in keeps] == [{"violence": "skipped"}, {"near": "told"}]


async def test_a_question_of_their_own_comes_first(ask: Ask) -> None:
    given = await ask(
        "action_law",
        intent="ask_law",
        text="is it even illegal what hes doing",
        indicators=["loitering"],
        said_before=asked("threats"),
    )
    assert said(given) == ["utter_law_offence"]


async def test_what_was_told_is_not_asked(ask: Ask) -> None:
    heard = {"indicators": {"threat_to_harm": 1, "physical_violence": 2}}
    given = await ask(
        "action_deny", intent="deny", said_before=asked("fear"), metadata={"heard": heard}
    )
    assert said(given) == ["utter_risk_ask_neck"]


async def test_not_being_safe_where_they_are_is_an_alert(ask: Ask) -> None:
    given = await ask(
        "action_deny", intent="deny", text="no", said_before=[{"utter_action": "utter_risk_begin"}]
    )
    assert effects(given, "alert") == [{"type": "alert", "alert": "immediate_danger"}]


@pytest.mark.parametrize(
    ("audience", "told", "last"),
    [
        ("adult", {}, "utter_risk_end"),
        ("adult", {"fear": "told"}, "utter_risk_today_closed"),
        ("young", {}, "utter_risk_today_closed"),
    ],
)
async def test_the_end_never_says_that_it_is_nothing(
    ask: Ask, audience: str, told: dict[str, str], last: str
) -> None:
    answers = {**dict.fromkeys(TABLE, "skipped"), **told}
    given = await ask(
        "action_deny",
        intent="deny",
        text="no",
        slots={"audience": audience},
        said_before=asked("you"),
        metadata={"kept": {"risk": answers}},
    )
    assert said(given)[-1] == last


async def test_beginning_anew_asks_again_what_was_skipped(ask: Ask) -> None:
    given = await ask("action_chosen", metadata={"chosen": "utter_risk_begin"})
    assert effects(given, "keep") == [{"type": "keep", "again": True}]
    changed = await ask("action_recognise", intent="situation_changed", text="its worse now")
    assert effects(changed, "keep") == [{"type": "keep", "again": True}]
    assert said(changed) == ["utter_recognising_changed"]


def test_the_table_the_questions_and_the_desk_know_the_same_names(words: Responses) -> None:
    urgency = read_mapping(content.DATA / "handoff" / "urgency.yml")["urgency"]
    raising = {name for name, row in urgency["said"].items() if row["raises"]}
    answers = [one for topic in TABLE.values() for one in topic.answers]
    assert len(answers) == len(set(answers))
    assert set(answers) == raising - {"said_urgent"}
    for topic in TABLE.values():
        assert set(topic.indicators) <= set(INDICATORS)
        question = words.pick(f"utter_risk_ask_{topic.name}", {})
        picks = [button["payload"] for button in question.buttons]
        assert picks[: len(topic.answers)] == [
            f"/event_chosen=utter_risk_{one}" for one in topic.answers
        ]
        assert picks[len(topic.answers) :] == [
            "/deny",
            "/event_chosen=utter_smalltalk_stop",
            "service:handoff",
        ]


def test_every_raising_sign_belongs_to_a_topic() -> None:
    urgency = read_mapping(content.DATA / "handoff" / "urgency.yml")["urgency"]
    raising = {name for name, row in urgency["indicators"].items() if row["raises"]}
    asked_about = {one for topic in TABLE.values() for one in topic.indicators}
    assert raising <= asked_about


def test_what_is_grave_is_answered_at_once_wherever_it_is_told() -> None:
    """Same-day signs of the fact base, 4.3, that the reading knows by themselves."""
    at_once = {one for topic in TABLE.values() for one in topic.at_once}
    assert at_once == {
        "threat_to_harm", "threat_of_suicide", "physical_violence", "sexual_violence", "weapon",
        "tracking_device", "home_intrusion", "property_damage", "children_involved", "escalation",
        "breach_of_order",
    }  # fmt: skip


def test_gravest_first() -> None:
    assert list(risk.table())[:4] == ["fear", "threats", "violence", "neck"]
