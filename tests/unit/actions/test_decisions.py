"""What each action decides from what it may see."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from actions import services as listed
from actions.base import Seen, directory
from actions.recognising import GRAVEST_FIRST, reflect
from understanding.names import INDICATORS

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]


def effect(kind: str, **fields: Any) -> dict[str, Any]:
    return {"custom": {"effect": {"type": kind, **fields}}}


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


async def test_clarify_says_it_again_simply_with_what_it_quoted(ask: Ask) -> None:
    said = [{"utter_action": "utter_recognising_reflect", "reflection": "they follow you"}]
    assert await ask("action_clarify", intent="clarify", said_before=said) == [
        effect("settings", style="simple"),
        {
            "response": "utter_recognising_reflect",
            "reflection": "they follow you",
            "style": "simple",
        },
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("relay what is that", "utter_police_deaf"),
        ("whats 18001 mean", "utter_police_deaf"),
        ("i dont get it", None),
        ("say that again in plain words", None),
    ],
)
async def test_clarify_explains_a_word_that_has_an_answer_of_its_own(
    ask: Ask, text: str, answer: str | None
) -> None:
    """Only where a word is asked after; else all that was said is said again simply."""
    said = [{"utter_action": "utter_recognising_four"}]
    given = await ask("action_clarify", intent="clarify", text=text, said_before=said)
    assert given == [
        effect("settings", style="simple"),
        {"response": answer}
        if answer
        else {"response": said[0]["utter_action"], "style": "simple"},
    ]


async def test_clarify_with_nothing_to_repeat_says_so(ask: Ask) -> None:
    said = [{"utter_action": "utter_recognising_reflect"}]
    assert await ask("action_clarify", intent="clarify", said_before=said) == [
        effect("settings", style="simple"),
        {"response": "utter_smalltalk_clarify"},
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("can we do this in welsh", "cy"), ("Ga i siarad Cymraeg?", "cy"), ("english please", "en")],
)
async def test_our_languages_are_changed_to(ask: Ask, text: str, language: str) -> None:
    given = await ask("action_language", intent="change_language", text=text)
    assert given[0] == effect("settings", language=language)
    assert given[1]["language"] == language


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("urdu please", "utter_language_other"),
        ("I don\u2019t speak English good. Do you have Romanian?", "utter_language_other"),
        ("change language", "utter_language_ask"),
        ("", "utter_language_ask"),
        ("English or Welsh?", "utter_language_ask"),
    ],
)
async def test_other_languages_change_nothing(ask: Ask, text: str, response: str) -> None:
    given = await ask("action_language", intent="change_language", text=text)
    assert given == [{"response": response}]


@pytest.mark.parametrize(
    ("intent", "text", "indicators", "heard", "response"),
    [
        ("disclose_stalking", "hi", [], {}, "listen"),
        ("am_i_being_stalked", "is it", [], {}, "ask"),
        ("disclose_stalking", "my ex", ["former_partner"], {}, "listen"),
        ("disclose_stalking", "he came", ["loitering"], {}, "reflect_first"),
        ("disclose_stalking", "he came", ["loitering", "former_partner"], {}, "reflect_first"),
        ("disclose_stalking", "he keeps coming", ["loitering"], {}, "reflect"),
        ("disclose_stalking", "wont leave me alone", ["unwanted_contact"], {}, "reflect"),
        ("disclose_stalking", "won\u2019t stop", ["unwanted_contact"], {}, "reflect"),
        ("disclose_stalking", "both", ["loitering", "following"], {}, "reflect"),
        ("disclose_stalking", "again", ["loitering"], {"loitering": 2}, "reflect"),
        ("am_i_being_stalked", "is it", [], {"loitering": 1, "following": 1}, "reflect"),
        ("am_i_being_stalked", "is it", [], {"following": 1}, "reflect_first"),
    ],
)
async def test_what_was_told_decides_how_it_is_answered(
    ask: Ask, intent: str, text: str, indicators: list[str], heard: dict[str, int], response: str
) -> None:
    given = await ask(
        "action_recognise",
        intent=intent,
        text=text,
        indicators=indicators,
        metadata={"heard": {"indicators": heard, "messages": 3}},
    )
    assert [one["response"] for one in given] == [f"utter_recognising_{response}"]


@pytest.mark.parametrize(("incidents", "response"), [(1, "reflect_first"), (2, "reflect")])
async def test_a_second_incident_makes_it_what_keeps_happening(
    ask: Ask, incidents: int, response: str
) -> None:
    (given,) = await ask(
        "action_recognise",
        intent="disclose_stalking",
        indicators=["loitering"],
        metadata={"heard": {"indicators": {"loitering": 1}, "incidents": incidents}},
    )
    assert given["response"] == f"utter_recognising_{response}"


async def test_this_message_is_reflected_before_what_came_earlier(ask: Ask) -> None:
    (given,) = await ask(
        "action_recognise",
        intent="disclose_stalking",
        indicators=["following"],
        metadata={"heard": {"indicators": {"spyware": 1, "following": 1}}},
    )
    assert given["reflection"] == "they follow you"


def test_the_gravest_three_are_said_and_joined() -> None:
    told = ["online_monitoring", "following", "threat_to_harm", "weapon"]
    assert reflect(told, "en") == (
        "they have threatened you, or someone or something you love, "
        "they have, or talk about, a weapon, and they follow you"
    )


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_can_be_said_back(indicator: str, language: str) -> None:
    assert reflect([indicator], language)


def test_the_order_of_gravity_knows_every_indicator_once() -> None:
    assert sorted(GRAVEST_FIRST) == sorted(INDICATORS)


@pytest.mark.parametrize(
    ("heard", "card"),
    [("image_abuse", "revenge_porn_helpline"), ("former_partner", "national_domestic_abuse")],
)
async def test_what_was_told_brings_the_service_for_it(ask: Ask, heard: str, card: str) -> None:
    given = await ask("action_signpost", metadata={"heard": {"indicators": {heard: 1}}})
    refs = [one["custom"]["card"]["ref"] for one in given if "custom" in one]
    assert refs[0] == "national_stalking_helpline"
    assert card in refs
    assert len(refs) == 3
    assert given[0] == {"response": "utter_signposting_intro"}
    assert given[-1]["response"] == "utter_signposting_more"
    assert given[-1]["page"] == "1"


async def test_yes_to_the_question_whether_to_delete_deletes(ask: Ask) -> None:
    given = await ask("action_affirm", metadata={"said": ["utter_privacy_delete_confirm"]})
    assert given == [effect("delete", sure=True)]


AGE = [{"utter_action": "utter_arrival_age"}]


@pytest.mark.parametrize("action", ["action_about", "action_recognise", "action_out_of_scope"])
@pytest.mark.parametrize(
    ("text", "response", "audience"),
    [
        ("12", "utter_arrival_child", "young"),
        ("im 13", "utter_arrival_young", "young"),
        ("17 nearly 18", None, None),
        ("I'm 17.", "utter_arrival_young", "young"),
        ("18", "utter_arrival_adult", "adult"),
        ("im 72 years old", "utter_arrival_adult", "adult"),
        ("im an adult", "utter_arrival_adult", "adult"),
        ("over 18", "utter_arrival_adult", "adult"),
        ("in my fifties love", "utter_arrival_adult", "adult"),
        ("under 18", "utter_arrival_young", "young"),
        ("year 9", "utter_arrival_young", "young"),
        ("I’m under 13", "utter_arrival_child", "young"),
        ("he rang 40 times last night and again", None, None),
    ],
)
async def test_an_age_that_was_asked_for_may_be_typed(
    ask: Ask, action: str, text: str, response: str | None, audience: str | None
) -> None:
    given = await ask(action, text=text, intent="out_of_scope", said_before=AGE)
    if response is None:
        assert not any(one.get("response", "").startswith("utter_arrival_c") for one in given)
        assert effect("settings", audience="young") not in given
    else:
        assert given == [
            effect("settings", audience=audience),
            {"response": response, "audience": audience},
        ]


@pytest.mark.parametrize(
    ("text", "audience", "response"),
    [
        ("im 14", "adult", "utter_arrival_young"),
        ("hi i am 11 years old", "adult", "utter_arrival_child"),
        ("im 14", "young", None),
        ("im 41", "young", "utter_arrival_adult"),
        ("im 41", "adult", None),
        ("im 14 and he is 19", "adult", None),
        ("im on 14 pills", "adult", None),
    ],
)
async def test_an_age_said_unasked_counts_where_it_changes_who_is_spoken_to(
    ask: Ask, text: str, audience: str, response: str | None
) -> None:
    given = await ask(
        "action_out_of_scope",
        text=text,
        intent="out_of_scope",
        slots={"audience": audience, "nation": None, "language": "en", "style": "standard"},
    )
    said = [one["response"] for one in given if "response" in one]
    assert said == [response] if response else not any("utter_arrival" in one for one in said)


async def test_a_number_that_nobody_asked_for_is_no_age(ask: Ask) -> None:
    given = await ask("action_out_of_scope", text="15", intent="out_of_scope")
    assert given == [{"response": "utter_smalltalk_out_of_scope"}]


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


async def test_a_picked_choice_says_what_it_names_and_nothing_else_can(ask: Ask) -> None:
    picked = {"chosen": "utter_awareness_why"}
    assert await ask("action_chosen", metadata=picked) == [{"response": "utter_awareness_why"}]
    stranger = {"chosen": "utter_never_written"}
    assert await ask("action_chosen", metadata=stranger) == [{"response": "utter_smalltalk_affirm"}]


@pytest.mark.parametrize("before", ["utter_smalltalk_out_of_scope", "utter_smalltalk_clarify"])
async def test_not_understood_twice_offers_a_person(ask: Ask, before: str) -> None:
    said = [{"utter_action": before}]
    assert await ask("action_out_of_scope", said_before=said) == [
        {"response": "utter_smalltalk_repair"}
    ]


async def test_simple_words_that_are_not_understood_lead_to_a_person(ask: Ask) -> None:
    said = [{"utter_action": "utter_law_offence"}]
    given = await ask("action_clarify", said_before=said, slots={"style": "simple"})
    assert given[-1] == {"response": "utter_smalltalk_repair"}


@pytest.mark.parametrize(
    ("action", "text", "response"),
    [
        ("action_barrier", "hes a police officer", "utter_recognising_barrier_police"),
        ("action_barrier", "my husband works for the police", "utter_recognising_barrier_police"),
        ("action_barrier", "I\u2019m a man", "utter_recognising_barrier_men"),
        ("action_barrier", "he'd out me", "utter_recognising_barrier_lgbt"),
        ("action_barrier", "im on a spouse visa", "utter_recognising_barrier_migrant"),
        ("action_barrier", "nobody would believe me", "utter_recognising_barrier_believed"),
        ("action_barrier", "my parents would kill me", "utter_recognising_barrier_honour"),
        ("action_barrier", "im deaf", "utter_obstacles_deaf"),
        ("action_barrier", "im blind", "utter_recognising_barrier_disabled"),
        ("action_barrier", "i just cant", "utter_recognising_barrier"),
        ("action_doubt", "its just banter", "utter_recognising_doubt_romance"),
        ("action_doubt", "if i ignore him", "utter_recognising_doubt_ignore"),
        ("action_doubt", "hes never hit me", "utter_recognising_doubt_violence"),
        ("action_doubt", "maybe its me", "utter_recognising_doubt"),
    ],
)
async def test_a_known_thought_has_an_answer_of_its_own(
    ask: Ask, action: str, text: str, response: str
) -> None:
    assert await ask(action, text=text) == [{"response": response}]


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


async def test_who_writes_welsh_is_met_with_who_speaks_it_then_with_a_person(ask: Ask) -> None:
    welsh = {"language": "cy", "nation": None}
    given = await ask("action_language", intent="change_language", text="be wna i", slots=welsh)
    shown = [one["custom"]["card"]["ref"] for one in given if "custom" in one]
    assert shown == ["live_fear_free", "samaritans_welsh"]
    assert given[-1] == {"response": "utter_language_typed"}
    again = await ask(
        "action_language",
        intent="change_language",
        text="be wna i",
        slots=welsh,
        said_before=[{"utter_action": "utter_language_typed"}],
    )
    assert again == [{"response": "utter_language_typed_again"}]


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


async def test_asked_again_whether_it_is_stalking_it_is_said_again(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="am_i_being_stalked",
        text="is that stalking or am i being dramatic",
        metadata={"heard": {"indicators": {"following": 2, "unwanted_contact": 2}}},
        said_before=[{"utter_action": "utter_recognising_reflect"}],
    )
    assert [one["response"] for one in given] == ["utter_recognising_repeated"]


async def test_fine_now_is_no_goodbye_after_violence(ask: Ask) -> None:
    told = {"heard": {"indicators": {"physical_violence": 1}}}
    given = await ask("action_goodbye", intent="goodbye", text="im fine now", metadata=told)
    assert given == [{"response": "utter_safety_danger_past"}]
    assert await ask("action_goodbye", intent="goodbye", text="im fine now, bye") == [
        {"response": "utter_smalltalk_goodbye"}
    ]


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
