"""What a message is to the form: an answer is never another topic, and a danger or a question is
never an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content
from content.files import read_mapping
from helpline.services.referral.form import ReferralForm
from helpline.services.referral.standing import Standing

FORM = ReferralForm(read_mapping(content.DATA / "self_referral" / "form.yml")["form"])
STORY = Standing("asking", "happening", None)


def taken(
    text: str, at: Standing = STORY, intent: str = "out_of_scope", sure: float = 0.9
) -> str | None:
    return FORM.taken(at, text, intent, sure, ())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("skip", "skip"),
        ("Skip this please", "skip"),
        ("id rather not say", "skip"),
        ("I don’t want to answer that.", "skip"),
        ("next", "skip"),
        ("stop", "stop"),
        ("can we stop for now", "stop"),
        ("i need a break", "stop"),
        ("later", "stop"),
        ("can i finish this later", "stop"),
        ("why?", "why"),
        ("why do you need that", "why"),
        ("do i have to?", "why"),
        ("what do you need that for", "why"),
        ("go back", "back"),
        ("that's all", "done"),
        ("show me the form", "done"),
        ("no", "skip"),
        ("dunno", "skip"),
        ("thanks", "again"),
        ("nesaf", "skip"),
    ],
)
def test_people_get_around_a_question_in_their_own_ways(text: str, meant: str) -> None:
    assert taken(text) == meant


@pytest.mark.parametrize(
    "intent",
    ["disclose_stalking", "ask_law", "talk_to_human", "request_harmful_help", "deny", "goodbye"],
)
@pytest.mark.parametrize(
    "story",
    [
        "he won't stop, he rings me at work and i told him to stop",
        "i rang the police and they did nothing",
        "When I got home she was on my step again. Why won't she leave me alone",
        "he says he wants to talk to me every single day",
        "what he does is wait outside the gym and skip work to do it",
    ],
)
def test_a_story_is_a_story_however_it_was_read(story: str, intent: str) -> None:
    assert taken(story, intent=intent) == "answer"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("is this even illegal?", "ask_law"),
        ("can you see where i am", "ask_confidentiality"),
        ("how do i block him", "ask_contact_response"),
        ("wait what happens to my number?", "ask_confidentiality"),
        (
            "he follows me every day to the shops and back home. is that stalking?",
            "am_i_being_stalked",
        ),
        ("can i talk to a real person", "talk_to_human"),
        ("i need to get off this page", "safe_exit"),
        ("delete all of this", "delete_my_data"),
        ("hes here now", "immediate_danger"),
    ],
)
def test_a_question_or_a_wish_is_not_an_answer(text: str, intent: str) -> None:
    assert taken(text, intent=intent) is None


@given(st.text(max_size=200), st.sampled_from([one.id for one in FORM.questions]))
def test_danger_is_never_an_answer(text: str, step: str) -> None:
    at = Standing("asking", step, None)
    assert FORM.taken(at, text, "disclose_stalking", 0.9, ("immediate_danger",)) is None


@given(
    st.text(max_size=300),
    st.sampled_from([None, "offered", "asking", "aside", "danger", "paused", "review", "agreed"]),
    st.sampled_from([None, "name", "happening", "voicemail", "gone"]),
    st.sampled_from([None, "new", "open", "withdrawn"]),
    st.floats(0, 1),
)
def test_any_text_in_any_state_is_something_or_nothing(
    text: str, status: str | None, step: str | None, case: str | None, sure: float
) -> None:
    found = FORM.taken(Standing(status, step, case), text, "ask_law", sure, ())
    assert found is None or isinstance(found, str)


@pytest.mark.parametrize(
    ("text", "step", "meant"),
    [
        ("no", "voicemail", "answer"),
        ("yes", "voicemail", "answer"),
        ("no", "children", "answer"),
        ("yes", "contact_how", "again"),
        ("can they text me first?", "contact_how", "answer"),
        ("07700 900123", "contact_how", "answer"),
        ("Ali", "name", "answer"),
        ("hi", "name", "again"),
        ("my ex keeps following me home from work every single day", "name", "story"),
    ],
)
def test_each_question_has_answers_of_its_own(text: str, step: str, meant: str) -> None:
    assert taken(text, Standing("asking", step, None), "talk_to_human") == meant


def test_yes_means_what_was_offered_last() -> None:
    for step in ("begin", "told", "withdraw_sure"):
        at = Standing("offered", None, None, frozenset({step}))
        assert taken("yes please", at, "affirm") == step
    assert taken("no", Standing("agreed", None, "new", frozenset({"withdraw_sure"}))) == "keep"
    assert taken("yes", Standing("offered", None, None), "affirm") is None


@pytest.mark.parametrize("text", ["yes", "send it", "that's everything"])
def test_typing_a_yes_sends_nothing(text: str) -> None:
    assert taken(text, Standing("review", None, None)) == "at_card"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("i want to take it back", "withdraw"),
        ("actually dont contact me", "withdraw"),
        ("please cancel the call", "withdraw"),
        ("ive changed my mind", "withdraw"),
        ("can i change my number", "change"),
        ("when will they ring", "status"),
        ("don't ring me on Sundays after 5", None),
        ("he follows me", None),
    ],
)
def test_who_has_a_case_can_take_it_back_in_their_own_words(text: str, meant: str | None) -> None:
    assert taken(text, Standing("agreed", None, "new")) == meant


def test_after_danger_an_answer_given_on_leads_back_to_the_question() -> None:
    at = Standing("danger", "contact_how", None)
    assert taken("07700 900123", at) == "go_on"
    assert taken("he is gone now", at, "situation_changed") is None
    paused = Standing("paused", "contact_how", None)
    assert taken("07700 900123", paused) is None, "they left it: nothing is asked by itself"


OFFER = Standing("offered", None, None, frozenset({"begin"}), "utter_self_referral_how")


@pytest.mark.parametrize(
    ("text", "intent", "meant"),
    [
        ("yh", "affirm", "begin"),
        ("yes please thanks", "affirm", "begin"),
        ("id like that", "affirm", "begin"),
        ("begin", "restart", "begin"),
        ("anna", "affirm", "begin=name"),
        ("Mrs Patel", "affirm", "begin=name"),
        ("my name is Siôn", "affirm", "begin=name"),
        ("im jo", "greet", "begin=name"),
        ("text is best", "out_of_scope", "begin=contact_how"),
        ("07700 900123", "affirm", "begin=contact_how"),
        ("thursdays after 4", "affirm", "begin=contact_when"),
        ("Scotland", "affirm", "begin=nation"),
        ("ok thanks", "affirm", None),
        ("14", "out_of_scope", None),
        ("im scared", "affirm", None),
        ("im fine", "affirm", None),
        ("no", "deny", None),
        ("not now", "deny", None),
        ("dunno", "unsure", None),
        ("hello", "greet", None),
        ("lol", "out_of_scope", None),
        ("who reads it?", "ask_confidentiality", None),
        ("he follows me", "disclose_stalking", None),
        ("call the police", "talk_to_human", None),
    ],
)
def test_what_begins_the_form_where_it_was_offered(
    text: str, intent: str, meant: str | None
) -> None:
    assert taken(text, OFFER, intent) == meant


@pytest.mark.parametrize(
    ("last", "asks", "text", "meant"),
    [
        ("utter_smalltalk_out_of_scope", False, "yes", "begin"),
        ("utter_privacy_who_can_see", False, "ok", "begin"),
        ("utter_privacy_delete_confirm", False, "yes", None),
        ("utter_safety_nobody_here", False, "yes", "begin"),
        ("utter_safety_nobody_here", True, "yes", None),
        ("utter_safety_nobody_here", True, "anna", "begin=name"),
        ("utter_recognising_reflect", False, "anna", None),
    ],
)
def test_the_offer_stays_open_after_what_is_no_other_topic(
    last: str, asks: bool, text: str, meant: str | None
) -> None:
    at = Standing("offered", None, None, frozenset(), last, asks)
    assert taken(text, at, "affirm") == meant


def test_how_to_reach_them_is_no_name() -> None:
    assert taken("text is best", Standing("asking", "nation", None)) == "begin=contact_how"
    assert taken("07700900123", Standing("asking", "name", None)) == "begin=contact_how"
    assert taken("Anna", Standing("asking", "name", None)) == "answer"


def test_to_be_forgotten_is_heard_in_welsh_in_the_middle_of_it() -> None:
    assert taken("dileu fy nata", Standing("asking", "contact_when", None)) is None
    assert taken("dileu rhif 1", Standing("asking", "contact_when", None)) == "clear=name"
