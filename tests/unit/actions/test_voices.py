"""Who has said that they ask for somebody else, as a worker, or about what they do themselves, is
not answered as if it happened to them; and whoever it happens to always is."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
import content.responses
from actions.voices import _INSTEAD
from content.own_side import own_side

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
OWN, WORKER, SUPPORTER = "own_behaviour_concern", "professional_enquiry", "supporter_concern"


def after(*intents: str) -> dict[str, Any]:
    return {"heard": {"intents": list(intents)}, "said": ["utter_arrival_safe"]}


async def said(ask: Ask, action: str, intent: str, text: str, *heard: str) -> list[str]:
    given = await ask(action, intent=intent, text=text, metadata=after(*heard))
    return [one["response"] for one in given if "response" in one]


@pytest.mark.parametrize(
    ("heard", "action", "intent", "text", "answer"),
    [
        (OWN, "action_answer", "ask_risk", "i just want to see if shes ok",
         "utter_own_behaviour_them"),
        (OWN, "action_barrier", "barrier_to_help", "if i could just explain to her once",
         "utter_own_behaviour_respect"),
        (OWN, "action_police", "ask_report_to_police", "would the police arrest me",
         "utter_own_behaviour_already"),
        (OWN, "action_contact", "ask_contact_response", "one last letter",
         "utter_own_behaviour_sorry"),
        (WORKER, "action_barrier", "barrier_to_help", "she doesnt want her parents told",
         "utter_professionals_sharing"),
        ("greet", "action_self_refer", "self_refer", "who do i refer to",
         "utter_recognising_professional"),
        (WORKER, "action_self_refer", "self_refer", "whats the way in for us",
         "utter_recognising_professional"),
        (SUPPORTER, "action_contact", "ask_contact_response", "ok so what do i say to her",
         "utter_supporters_listen"),
        (SUPPORTER, "action_answer", "ask_risk", "what if he hurts her",
         "utter_supporters_urgent"),
        (SUPPORTER, "action_doubt", "doubt_or_self_blame", "she says its fine and hes just sad",
         "utter_supporters_choice"),
    ],
)  # fmt: skip
async def test_they_get_the_words_for_whoever_they_are(
    ask: Ask, heard: str, action: str, intent: str, text: str, answer: str
) -> None:
    assert await said(ask, action, intent, text, heard) == [answer]


@pytest.mark.parametrize("heard", [OWN, WORKER, SUPPORTER])
@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("how dangerous is he", "disclose_stalking"),
        ("how dangerous is he", "am_i_being_stalked"),
        ("will he come after me", ""),
        ("what if he hurts me", ""),
    ],
)
async def test_whoever_it_happens_to_is_answered_as_such(
    ask: Ask, heard: str, text: str, also: str
) -> None:
    """ "I think I'm the problem" is what many say to whom it is done."""
    heard_before = [heard, *([also] if also else [])]
    assert await said(ask, "action_answer", "ask_risk", text, *heard_before) == [
        "utter_risk_no_score"
    ]


SERVICES = [
    {"type": "service", "ref": "respect", "why": "own_behaviour"},
    {"type": "service", "ref": "samaritans", "why": "always"},
    {"type": "service", "ref": "shout", "why": "always"},
]


@pytest.mark.parametrize("action", ["action_signpost", "action_self_refer"])
async def test_who_worries_about_what_they_do_is_shown_no_line_for_the_other_side(
    ask: Ask, action: str
) -> None:
    """Written or picked ("Who can help me?")."""
    picked = {**after(OWN), "chosen": ""}
    given = await ask(action, intent="affirm", text="", metadata=picked)
    assert [one["custom"]["card"] for one in given if "custom" in one] == SERVICES
    assert given[-1] == {"response": "utter_own_behaviour_respect"}


@pytest.mark.parametrize(
    ("text", "intent", "own"),
    [
        ("she wont text me back", "disclose_stalking", True),
        ("i waited outside her house again", "disclose_stalking", True),
        ("am i stalking, i only check her page", "am_i_being_stalked", True),
        ("he wont stop calling me", "disclose_stalking", False),
        ("he follows me home", "disclose_stalking", False),
        ("my ex comes to my work every day", "disclose_stalking", False),
        ("he wont leave me alone", "ask_risk", False),
    ],
)
async def test_what_they_do_and_what_is_kept_from_them_is_no_telling_of_being_stalked(
    ask: Ask, text: str, intent: str, own: bool
) -> None:
    answers = await said(ask, "action_recognise", intent, text, OWN)
    assert any(one.startswith("utter_own_behaviour") for one in answers) is own, answers


@pytest.mark.parametrize(
    ("intents", "answered", "own"),
    [
        ([OWN], [], True),
        ([OWN], ["utter_own_behaviour_me"], False),
        ([OWN, "disclose_stalking"], [], False),
        ([OWN, "disclose_stalking"], ["utter_own_behaviour_already"], True),
        ([OWN, "disclose_stalking"], ["utter_own_behaviour_urge", "utter_risk_told"], False),
        (["greet"], ["utter_recognising_own_behaviour"], True),
        (["disclose_stalking"], ["utter_recognising_reflect"], False),
        ([], [], False),
    ],
)
def test_whose_side_a_chat_is_on(intents: list[str], answered: list[str], own: bool) -> None:
    assert own_side(intents, answered) is own


def test_every_answer_for_a_voice_is_written_and_is_theirs() -> None:
    words = content.responses.load(content.DATA)
    families = {
        OWN: ("utter_own_behaviour",),
        WORKER: ("utter_professionals", "utter_recognising_prof"),
        SUPPORTER: ("utter_supporters", "utter_recognising_supporter"),
    }
    for voice, instead in _INSTEAD.items():
        for answer in instead.values():
            assert answer in words.names()
            assert answer.startswith(families[voice])


@pytest.mark.parametrize("note", ["utter_safety_nobody_here", "utter_safety_worker_told"])
@pytest.mark.parametrize(
    ("action", "intent", "answer"),
    [
        ("action_deny", "deny", "utter_safety_suicidal_still"),
        ("action_affirm", "affirm", "utter_safety_suicidal_safe"),
    ],
)
async def test_are_you_safe_right_now_is_answered_below_the_note_that_follows_it(
    ask: Ask, note: str, action: str, intent: str, answer: str
) -> None:
    metadata = {"said": [note], "answered": ["suicidal_thoughts"]}
    given = await ask(action, intent=intent, text="no", metadata=metadata)
    assert given == [{"response": answer}]


@pytest.mark.parametrize(
    "text", ["hes gone now", "No he's away now", "they have left", "ok shes gone"]
)
async def test_who_says_that_they_are_gone_is_not_offered_to_leave(ask: Ask, text: str) -> None:
    given = await ask("action_safe_exit", intent="safe_exit", text=text, sure=0.6)
    assert given == [{"response": "utter_safety_danger_past"}]


async def test_who_adds_to_it_without_a_new_sign_is_listened_to(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="like 20 times a day",
        metadata={"heard": {"indicators": {"impersonation": 2}}},
        said_before=[{"utter_action": "utter_recognising_reflect"}],
    )
    assert given[0]["response"] == "utter_recognising_listen"


async def test_who_goes_on_telling_is_heard_and_not_told_the_four_signs_again(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he messages me all the time",
        indicators=["unwanted_contact"],
        metadata={"heard": {"indicators": {"impersonation": 2, "unwanted_contact": 1}}},
        said_before=[{"utter_action": "utter_recognising_reflect"}],
    )
    assert given[0]["response"] == "utter_recognising_reflect_more"
    assert "contact you" in given[0]["reflection"]


@pytest.mark.parametrize(
    ("text", "released"),
    [("he got bail today", True), ("hes being released friday", True),
     ("he got bail and hes broken it already", False)],
)  # fmt: skip
async def test_bail_that_was_given_is_no_bail_that_was_broken(
    ask: Ask, text: str, released: bool
) -> None:
    given = await ask(
        "action_recognise", intent="disclose_stalking", text=text, indicators=["breach_of_order"]
    )
    said = [one.get("response") for one in given]
    assert ("utter_risk_said_release" in said) == released
    assert any(name and name.startswith("utter_risk_today") for name in said)
