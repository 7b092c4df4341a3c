"""What the other actions decide from what they may see."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from actions import services as listed
from actions.base import Seen, directory
from tests.unit.actions.given import effect

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.mark.parametrize(("sure", "leaves"), [(0.95, True), (0.9, True), (0.89, False)])
async def test_leaving_for_sure_needs_to_be_sure(ask: Ask, sure: float, leaves: bool) -> None:
    given = await ask("action_safe_exit", intent="safe_exit", sure=sure)
    assert given == [effect("safe_exit", sure=leaves)]


async def test_an_alert_that_was_answered_is_stayed_with(ask: Ask) -> None:
    answered = {"answered": ["suicidal_thoughts"]}
    stay = await ask("action_alert", intent="suicidal_thoughts", metadata=answered)
    assert stay == [{"response": "utter_safety_suicidal_still"}]
    other = await ask("action_alert", intent="immediate_danger", metadata=answered)
    assert other == [effect("alert", alert="immediate_danger")]


@pytest.mark.parametrize(
    ("action", "asked", "leads_to"),
    [
        ("action_affirm", "utter_arrival_welcome", "utter_arrival_age"),
        ("action_deny", "utter_arrival_welcome", "utter_arrival_not_safe"),
        ("action_affirm", "utter_recognising_reflect_first", "utter_recognising_repeated"),
        ("action_deny", "utter_recognising_reflect_first", "utter_recognising_once"),
        ("action_deny", "utter_never_written", "utter_smalltalk_deny"),
        ("action_affirm", "utter_never_written", "utter_smalltalk_affirm"),
    ],
)
async def test_yes_and_no_mean_what_was_asked(
    ask: Ask, action: str, asked: str, leads_to: str
) -> None:
    assert await ask(action, said_before=[{"utter_action": asked}]) == [{"response": leads_to}]
    posted = {"said": [asked]}
    assert await ask(action, metadata=posted) == [{"response": leads_to}]


async def test_the_last_question_counts_when_several_things_were_said(ask: Ask) -> None:
    said = [
        {"utter_action": "utter_arrival_welcome"},
        {"utter_action": "utter_recognising_reflect_first"},
    ]
    assert await ask("action_affirm", said_before=said) == [
        {"response": "utter_recognising_repeated"}
    ]


async def test_yes_to_the_question_whether_to_delete_deletes(ask: Ask) -> None:
    given = await ask("action_affirm", metadata={"said": ["utter_privacy_delete_confirm"]})
    assert given == [effect("delete", sure=True)]


STEP = [{"utter_action": "utter_devices_step_users"}]


@pytest.mark.parametrize(
    ("action", "text", "response"),
    [
        ("action_affirm", "done", "utter_devices_step_remove"),
        ("action_deny", "cant", "utter_online_safety_cant"),
        ("action_deny", "no its not safe", "utter_online_safety_unsafe"),
        ("action_barrier", "he\u2019d notice", "utter_online_safety_unsafe"),
        ("action_recognise", "they will kick off", "utter_online_safety_unsafe"),
        ("action_unsure", "i dont feel safe doing that", "utter_online_safety_unsafe"),
        ("action_unsure", "dunno", "utter_smalltalk_unsure"),
        ("action_deny", "stop", "utter_smalltalk_stop"),
    ],
)
async def test_a_step_is_done_left_or_not_safe(
    ask: Ask, action: str, text: str, response: str
) -> None:
    (given,) = await ask(action, text=text, said_before=STEP)
    assert given["response"] == response
    if response == "utter_online_safety_cant":
        assert given["next"] == "utter_devices_step_remove"


NEEDS_OF_EACH = [[], ["stalking"], ["stalking", "images", "cyber"], ["stalking", "men", "work"]]


@pytest.mark.parametrize("needs", NEEDS_OF_EACH)
@pytest.mark.parametrize("audience", ["adult", "young"])
@pytest.mark.parametrize("nation", [None, "england", "wales", "scotland", "northern_ireland"])
def test_three_at_a_time_one_of_them_open_now_and_each_once(
    nation: str | None, audience: str, needs: list[str]
) -> None:
    seen = Seen("", "", 1.0, (), {"nation": nation, "audience": audience}, {}, ())
    shown = listed.pages(seen, needs or ["stalking"])
    services = directory().services
    assert shown[0][0] == "national_stalking_helpline"
    assert any(services[key]["always_open"] for key in shown[0])
    keys = [key for page in shown for key in page]
    assert len(keys) == len(set(keys))
    assert all(len(page) <= 3 for page in shown)
    assert all(directory().fits(key, nation, audience) for key in keys)
    assert not listed.LOCAL & set(keys)


async def test_asking_again_shows_the_next_ones_until_there_are_no_more(ask: Ask) -> None:
    said: list[dict[str, Any]] = []
    seen: list[str] = []
    for _ in range(30):
        given = await ask("action_signpost", said_before=said)
        if given == [{"response": "utter_signposting_all"}]:
            break
        seen += [one["custom"]["card"]["ref"] for one in given if "custom" in one]
        last = given[-1]
        said = [{"utter_action": last["response"], "page": last["page"], "needs": last["needs"]}]
    else:
        pytest.fail("it never ends")
    assert len(seen) == len(set(seen)) > 3


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("who helps men", "national_stalking_helpline"),
        ("i'm a man who can help", "mens_advice_line"),
        ("is there someone for lgbt people", "galop"),
        ("someone who does bsl", "signhealth"),
        ("i cant talk out loud can i text someone", "shout"),
        ("i need a solicitor", "ncdv"),
        ("my family talk about honour", "karma_nirvana"),
    ],
)
async def test_what_is_said_brings_the_service_for_it(ask: Ask, text: str, card: str) -> None:
    given = await ask("action_signpost", text=text)
    assert card in [one["custom"]["card"]["ref"] for one in given if "custom" in one]


@pytest.mark.parametrize(
    ("action", "intent", "text", "response"),
    [
        ("action_doubt", "doubt_or_self_blame", "maybe i should have it out with him",
         "contact_confront"),
        ("action_contact", "ask_contact_response", "shall i confront him", "contact_confront"),
        ("action_supporter", "supporter_concern", "should i ring his parents",
         "supporters_confront"),
        ("action_out_of_scope", "out_of_scope", "what can i do tmrw at school",
         "safety_planning_school"),
        ("action_answer", "ask_risk", "i have visa by husband", "recognising_barrier_migrant"),
        ("action_police", "ask_report_to_police", "if i go police they send me back?",
         "recognising_barrier_migrant"),
        ("action_barrier", "barrier_to_help", "my manager said it comes with the job",
         "challenging_work"),
        ("action_doubt", "doubt_or_self_blame", "hr said hes harmless", "challenging_work"),
        ("action_contact", "ask_contact_response", "should i quit", "safety_planning_work"),
        ("action_barrier", "barrier_to_help", "police wont take a man seriously",
         "recognising_barrier_men"),
    ],
)  # fmt: skip
async def test_what_people_wrote_reaches_its_own_answer(
    ask: Ask, action: str, intent: str, text: str, response: str
) -> None:
    given = await ask(action, intent=intent, text=text)
    assert given[0] == {"response": f"utter_{response}"}


async def test_a_place_alone_brings_the_last_answer_for_that_place(ask: Ask) -> None:
    turn = {
        "intent": "barrier_to_help",
        "text": "im in scotland",
        "metadata": {"place": "scotland"},
    }
    scottish = {"nation": "scotland"}
    law = [{"utter_action": "utter_law_offence"}]
    assert await ask("action_barrier", slots=scottish, said_before=law, **turn) == [
        {"response": "utter_law_offence"}
    ]
    assert await ask("action_barrier", slots=scottish, **turn) == [
        {"response": "utter_arrival_place"}
    ]


@pytest.mark.parametrize(
    ("after", "text", "response"),
    [
        ("utter_recognising_barrier_police", "so who do i even report it to",
         "utter_obstacles_police_report"),
        ("utter_recognising_barrier_police", "his mates will know",
         "utter_obstacles_police_report"),
        ("utter_trackers_found", "can i chuck it", "utter_trackers_leave"),
    ],
)  # fmt: skip
async def test_a_short_question_means_what_it_follows(
    ask: Ask, after: str, text: str, response: str
) -> None:
    given = await ask(
        "action_police", intent="ask_report_to_police", text=text,
        said_before=[{"utter_action": after}],
    )  # fmt: skip
    assert given == [{"response": response}]
