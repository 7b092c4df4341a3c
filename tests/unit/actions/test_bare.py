"""A few words in answer to what was just said: read as all manner of things, they mean what they
answer."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import effect, said

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


def after(*names: str) -> list[dict[str, str]]:
    return [{"utter_action": name} for name in names]


@pytest.mark.parametrize(
    ("action", "intent", "text", "answer"),
    [
        # "home" sounds like a wish to begin again.
        ("action_begin_again", "restart", "home", "utter_safety_planning_home"),
        ("action_affirm", "affirm", "at work", "utter_safety_planning_work"),
        ("action_unsure", "unsure", "my kids", "utter_safety_planning_children"),
        ("action_out_of_scope", "out_of_scope", "uni halls", "utter_safety_planning_university"),
    ],
)
async def test_a_place_is_looked_at_where_ideas_for_places_were_shown(
    ask: Ask, action: str, intent: str, text: str, answer: str
) -> None:
    before = after("utter_safety_planning_start")
    given = await ask(action, intent=intent, text=text, said_before=before)
    assert said(given) == [answer]


async def test_elsewhere_and_in_more_words_it_is_what_it_was_read_as(ask: Ask) -> None:
    given = await ask("action_begin_again", intent="restart", text="home")
    assert given == [effect("restart")]
    told = {"intent": "disclose_stalking", "text": "he waits at home"}
    before = after("utter_safety_planning_start")
    given = await ask("action_recognise", **told, said_before=before)
    assert "utter_safety_planning_home" not in said(given)


@pytest.mark.parametrize(
    ("before", "text", "answer"),
    [
        ("utter_recognising_reflect_first", "for months", "utter_recognising_repeated"),
        ("utter_recognising_reflect", "for months", "utter_recognising_listen"),
        ("utter_spyware_check", "yes", "utter_spyware_step_plan"),
        ("utter_trackers_found", "android", "utter_trackers_step_plan"),
        ("utter_safety_planning_children", "ok", "utter_safety_planning_step_children_school"),
        ("utter_risk_no_score", "yes", "utter_risk_begin"),
    ],
)
async def test_a_yes_goes_on_with_what_was_offered(
    ask: Ask, before: str, text: str, answer: str
) -> None:
    given = await ask("action_affirm", intent="affirm", text=text, said_before=after(before))
    assert said(given) == [answer]


UNHEARD = after("utter_smalltalk_out_of_scope")


@pytest.mark.parametrize(
    ("offered", "intent", "given"),
    [
        ("utter_risk_today_here", "affirm", [effect("handoff", reason="asked")]),
        ("utter_risk_today_here", "deny", [{"response": "utter_risk_end"}]),
        ("utter_trackers_found", "affirm", [{"response": "utter_trackers_step_plan"}]),
        # It asks something itself, and nothing was offered before.
        ("utter_awareness_four", "affirm", [{"response": "utter_recognising_listen"}]),
    ],
)
async def test_an_offer_is_open_still_after_what_was_not_understood(
    ask: Ask, offered: str, intent: str, given: list[dict[str, Any]]
) -> None:
    earlier = after(offered)
    turn = {"intent": intent, "said_before": UNHEARD, "said_earlier": earlier}
    assert await ask(f"action_{intent}", text="yes", **turn) == given


async def test_a_person_is_offered_still_after_a_fixed_message(ask: Ask) -> None:
    fixed = {"said": ["utter_safety_nobody_here"], "answered": ["immediate_danger"]}
    before = after("utter_risk_today_here")
    turn = {"intent": "affirm", "text": "yes", "said_before": before}
    assert await ask("action_affirm", metadata=fixed, **turn) == [effect("handoff", reason="asked")]
    # Whether they are safe was asked with this one.
    asked = {"said": ["utter_safety_nobody_here"], "answered": ["suicidal_thoughts"]}
    given = await ask("action_affirm", metadata=asked, **turn)
    assert said(given) == ["utter_safety_suicidal_safe"]


async def test_more_than_once_is_answered_in_ones_own_words(ask: Ask) -> None:
    """ "Has it happened more than once?" "He's been doing it for months." """
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="hes been doing it for months",
        said_before=after("utter_recognising_reflect_first"),
        metadata={"heard": {"indicators": {"following": 1}}},
    )
    assert said(given) == ["utter_recognising_repeated"]


@pytest.mark.parametrize(
    ("heard", "answer"),
    [
        ([], "utter_safety_planning_start"),
        (["supporter_concern"], "utter_supporters_do"),
        (["professional_enquiry"], "utter_professionals_disclosure"),
        (["own_behaviour_concern"], "utter_own_behaviour_urge"),
    ],
)
async def test_what_to_do_is_no_wish_for_simpler_words(
    ask: Ask, heard: list[str], answer: str
) -> None:
    metadata = {"heard": {"intents": heard}}
    text = "what should i do first"
    given = await ask("action_clarify", intent="clarify", text=text, metadata=metadata)
    assert given == [{"response": answer}]


async def test_what_somebody_else_does_not_know_is_no_not_knowing(ask: Ask) -> None:
    given = await ask("action_unsure", intent="unsure", text="my boss doesnt know")
    assert said(given) == ["utter_recognising_listen"]


async def test_he_left_is_no_telling_of_it_just_after_danger(ask: Ask) -> None:
    told = {"intent": "disclose_stalking", "text": "he left", "indicators": ["loitering"]}
    given = await ask("action_recognise", **told, metadata={"answered": ["immediate_danger"]})
    assert said(given) == ["utter_safety_danger_past"]


async def test_a_tracker_that_was_told_of_can_be_meant_by_it(ask: Ask) -> None:
    text = "should i take it off her car"
    told = {"heard": {"indicators": {"tracking_device": 1}}}
    given = await ask("action_answer", intent="ask_image_abuse", text=text, metadata=told)
    assert said(given)[0] == "utter_trackers_leave"
    given = await ask("action_answer", intent="ask_image_abuse", text=text)
    assert said(given)[0] == "utter_images_help"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("shld i block him", "utter_contact_choices"),
        ("how urgent is it", "utter_risk_begin"),
        ("make a plan", "utter_safety_planning_start"),
        ("police said its a neighbour dispute", "utter_police_no_action"),
        ("what if the police dont do anything", "utter_police_no_action"),
        ("can i see if hes done it before", "utter_police_past"),
        ("whats an nho", "utter_orders_yourself"),
        ("how do i complain", "utter_smalltalk_feedback"),
        ("how do i get him to stop legally", "utter_law_orders"),
    ],
)
async def test_what_was_misread_in_walks_says_by_itself_what_is_asked(
    ask: Ask, text: str, answer: str
) -> None:
    given = await ask("action_out_of_scope", intent="out_of_scope", text=text)
    assert said(given)[0] == answer


WELSH = {"language": "cy", "nation": None}


async def test_a_yes_with_more_than_that_is_heard_in_welsh(ask: Ask) -> None:
    metadata = {"said": ["utter_arrival_welcome"]}
    turn = {"intent": "change_language", "slots": WELSH, "metadata": metadata}
    given = await ask("action_language", text="ydw, mae'n ddiogel", **turn)
    assert said(given) == ["utter_arrival_age"]
    given = await ask("action_language", text="rwy'n byw yma", **turn)
    assert said(given) == ["utter_language_typed"]


async def test_to_be_forgotten_is_heard_in_welsh(ask: Ask) -> None:
    given = await ask("action_affirm", intent="affirm", text="dileu fy nata", slots=WELSH)
    assert given == [effect("delete")]


async def test_who_reads_welsh_is_shown_a_line_that_speaks_it(ask: Ask) -> None:
    given = await ask("action_signpost", intent="ask_support_services", text="help", slots=WELSH)
    shown = [one["custom"]["card"] for one in given if "custom" in one]
    assert {"type": "service", "ref": "live_fear_free", "why": "welsh"} in shown
