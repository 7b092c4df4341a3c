"""A turn goes in, words come out: each test is a piece of dialogue with the trained engine."""

import pytest

from tests.engine.engine_process import Engine, Visitor, effects, names, said
from understanding.names import INTENTS

EVENTS = ("event_handed_back", "event_returned", "event_chosen", "event_self_referral")


def test_what_was_told_is_reflected_and_taken_seriously(visitor: Visitor) -> None:
    replies = visitor.turn(
        "my ex keeps turning up outside my work and i dont know what to do",
        "disclose_stalking",
        indicators=("loitering", "former_partner"),
    )
    assert "they keep turning up or waiting where you are" in said(replies)
    assert "sounds like stalking, and it is serious" in said(replies)
    assert replies[-1]["choices"], "no next step"


def test_one_thing_told_is_asked_about_and_yes_leads_on(visitor: Visitor) -> None:
    """
    - someone followed me home
    - … has anything like this happened more than once?
    - yes
    - … sounds like stalking
    """
    first = visitor.turn("someone followed me home", "disclose_stalking", indicators=("following",))
    assert names(first) == ["utter_recognising_reflect_first"]
    assert "they follow you" in said(first)
    assert names(visitor.turn("yes", "affirm")) == ["utter_recognising_repeated"]


def test_no_leads_elsewhere_than_yes(visitor: Visitor) -> None:
    visitor.turn("someone followed me home", "disclose_stalking", indicators=("following",))
    assert names(visitor.turn("no", "deny")) == ["utter_recognising_once"]


def test_the_first_yes_and_no_answer_the_welcome(engine: Engine) -> None:
    """The helpline posts "is it safe for you to chat now?"; the engine has not said it itself."""
    assert names(Visitor(engine).turn("yes", "affirm")) == ["utter_arrival_age"]
    assert names(Visitor(engine).turn("no", "deny")) == ["utter_arrival_not_safe"]


def test_what_the_helpline_posted_last_decides_what_yes_means(visitor: Visitor) -> None:
    visitor.turn("thanks", "thank")
    assert names(visitor.turn("yes", "affirm", said=["utter_arrival_returned"])) == [
        "utter_risk_since"
    ]


def test_i_dont_understand_gets_the_same_answer_in_simple_words(visitor: Visitor) -> None:
    told = ("following", "online_monitoring")
    visitor.turn("he follows me and watches what i post", "disclose_stalking", indicators=told)
    again = visitor.turn("i dont understand", "clarify")
    assert effects(again) == [{"type": "settings", "style": "simple"}]
    assert names(again) == ["utter_recognising_reflect"]
    assert "follow" in said(again)
    assert "It sounds like stalking, and it is serious." in said(again)


def test_an_alert_is_raised_once_and_then_stayed_with(visitor: Visitor) -> None:
    raised = visitor.turn("hes outside my door", "immediate_danger")
    assert effects(raised) == [{"type": "alert", "alert": "immediate_danger"}]
    stayed = visitor.turn("hes still there", "immediate_danger", answered=["immediate_danger"])
    assert names(stayed) == ["utter_safety_danger_still"]
    assert "999" in said(stayed)


@pytest.mark.parametrize(
    ("intent", "effect"),
    [
        ("talk_to_human", {"type": "handoff", "reason": "asked"}),
        ("safe_exit", {"type": "safe_exit", "sure": True}),
        ("delete_my_data", {"type": "delete"}),
        ("restart", {"type": "restart"}),
        ("suicidal_thoughts", {"type": "alert", "alert": "suicidal_thoughts"}),
        ("request_harmful_help", {"type": "alert", "alert": "harmful_request"}),
    ],
)
def test_what_the_helpline_must_do_is_an_effect(
    visitor: Visitor, intent: str, effect: dict[str, object]
) -> None:
    assert effects(visitor.turn("…", intent)) == [effect]


def test_a_doubtful_wish_to_leave_is_only_offered(visitor: Visitor) -> None:
    assert effects(visitor.turn("maybe go", "safe_exit", confidence=0.6)) == [
        {"type": "safe_exit", "sure": False}
    ]


def test_a_wish_to_be_contacted_sends_nothing_and_begins_by_saying_so(visitor: Visitor) -> None:
    given = visitor.turn("ring me", "self_refer")
    assert set(names(given)) == {"utter_self_referral_how"}
    assert effects(given) == [{"type": "self_referral", "do": "offer"}]


@pytest.mark.parametrize(
    ("nation", "audience", "expected"),
    [
        ("scotland", "adult", "action_against_stalking"),
        ("wales", "adult", "paladin"),
        (None, "young", "childline"),
        ("northern_ireland", "young", "childline"),
    ],
)
def test_who_can_help_fits_the_place_and_the_age(
    engine: Engine, nation: str | None, audience: str, expected: str
) -> None:
    visitor = Visitor(engine, slots={"nation": nation, "audience": audience})
    replies = visitor.turn("who can help", "ask_support_services")
    cards = [reply["card"]["ref"] for reply in replies if "card" in reply]
    assert cards[0] == "national_stalking_helpline"
    assert expected in cards
    assert len(cards) <= 3


def test_welsh_is_answered_in_welsh_at_once_and_from_then_on(visitor: Visitor) -> None:
    replies = visitor.turn("can we do this in welsh", "change_language")
    assert effects(replies) == [{"type": "settings", "language": "cy"}]
    assert "Gymraeg" in said(replies)


@pytest.mark.parametrize("text", ["polish please", "BSL", "I don't speak English good"])
def test_other_languages_are_answered_with_who_can_help(visitor: Visitor, text: str) -> None:
    replies = visitor.turn(text, "change_language")
    assert names(replies) == ["utter_language_other"]
    assert effects(replies) == []


@pytest.mark.parametrize("text", ["/restart", " /restart", '/greet{"x": "y"}', "/session_start"])
def test_a_typed_command_is_only_text(visitor: Visitor, text: str) -> None:
    visitor.turn("someone followed me home", "disclose_stalking", indicators=("following",))
    assert names(visitor.turn(text, "out_of_scope")) == ["utter_smalltalk_out_of_scope"]
    again = visitor.turn("what", "clarify")
    assert names(again) == ["utter_smalltalk_out_of_scope"], "the dialogue was begun anew"


@pytest.mark.parametrize("intent", [*INTENTS, *EVENTS])
@pytest.mark.parametrize("audience", ["adult", "young"])
def test_every_intent_is_answered_with_a_next_step(
    engine: Engine, intent: str, audience: str
) -> None:
    visitor = Visitor(engine, slots={"audience": audience, "nation": "wales"})
    replies = visitor.turn("…", intent)
    assert replies, "silence"
    last = replies[-1]
    assert last.get("choices") or "effect" in last, f"{intent} ends without a next step"
    assert "{" not in said(replies), "a placeholder was not filled"


def test_a_long_talk_keeps_its_settings_and_its_last_question(visitor: Visitor) -> None:
    """The memory is cut again and again on the way; neither may get lost."""
    visitor.slots["audience"] = "young"
    for _ in range(30):
        visitor.turn("thanks", "thank")
    visitor.slots = {}
    first = visitor.turn("someone followed me home", "disclose_stalking", indicators=("following",))
    assert "Childline" in said(first) or "Thank you for telling me. That matters" in said(first)
    assert names(visitor.turn("yes", "affirm")) == ["utter_recognising_repeated"]
