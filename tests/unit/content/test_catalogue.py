"""The words of data/ as a whole: nothing unreachable, nothing missing, nothing too long.

These tests stand where a reviewer would otherwise have to: each says what would reach a visitor.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

import content
import content.canned
import content.directory
import content.responses
from actions.needs import SAID
from actions.recognising import GRAVEST_FIRST, reflect
from content import reach
from content.files import read_mapping
from content.responses import Variation
from content.wording import placeholders
from understanding.corpus import read_topics
from understanding.names import INTENTS as SPECIFIED

ROOT = content.DATA.parent
#: A charity's own topics; none is ours.
TOPICS = read_topics(ROOT / "domain.yml")
INTENTS = (*SPECIFIED, *TOPICS)
EVENTS = ("event_handed_back", "event_returned", "event_chosen", "event_self_referral")
SLOTS = {
    "audience": {"young"},
    "nation": {"england", "wales", "scotland", "northern_ireland"},
    "language": {"cy"},
    "style": {"simple"},
}
LONGEST_BUBBLE, MOST_BUBBLES = 60, 3
LONGEST_TITLE, MOST_BUTTONS = 5, 4
#: How urgent it is: two answers, and three ways out of the question.
FIVE_BUTTONS = re.compile(r"utter_risk_ask_")
SERVICE_PAYLOADS = {
    "service:handoff",
    "service:exit",
    "service:stay",
    "service:continue",
    "service:delete",
    "service:words",
}
#: The steps of a self-referral (actions/self_referral.py) that a choice may lead to.
STEPS = {
    "begin", "go_on", "again", "skip", "why", "stop", "done", "told", "review", "change", "keep",
    "withdraw", "withdraw_sure", "contact_how", "england", "wales", "scotland", "northern_ireland",
}  # fmt: skip


def longest_reflection(language: str) -> str:
    """What was told, said back: the three longest phrases."""
    phrases = sorted(GRAVEST_FIRST, key=lambda one: len(reflect([one], language).split()))
    return reflect(phrases[-3:], language)


#: Any value for a named variable: its length is that of the longest one we give.
VARIABLES = {
    "reflection": longest_reflection("en"),
    "name": "Alexandra",
    "partner": "Leeds Women's Aid and Outreach",
    "colleague": "Alexandra",
    "minutes": "5",
    "position": "12",
    "wait": "25",
    "next_open": "Monday at 09:30",
    "reference": "K7M-4PX",
    "topic": "what you need so that you can talk",
    "next": "utter_online_safety_walked",
    "walk": "whether your phone is watched",
    "step": "3",
    "steps": "6",
    "number": "12",
    "count": "24",
    # Theirs, as much of it as they wrote; ours around it is held to the length.
    "told": "1. “he follows me home”",
    "line": "I tell one person at work, and ask who else will know.",
}

#: Posted by the helpline itself, in the states that Rasa knows nothing of.
HELPLINE_POSTS = {
    "utter_arrival_welcome", "utter_arrival_choices", "utter_arrival_returned",
    "utter_safety_fallback", "utter_safety_fallback_closed", "utter_safety_nobody_here",
    "utter_safety_worker_told", "utter_safety_immediate_danger",
    "utter_safety_suicidal_thoughts", "utter_safety_child_in_danger",
    "utter_safety_threat_by_visitor", "utter_safety_someone_else_typing",
    "utter_safety_harmful_request", "utter_safe_exit_offer",
    "utter_privacy_delete_confirm", "utter_privacy_words_note", "utter_privacy_opened",
    "utter_handoff_queued", "utter_handoff_waiting_still", "utter_handoff_closed",
    "utter_handoff_brief_intro", "utter_handoff_brief_agreed", "utter_handoff_brief_declined",
    "utter_handoff_brief_kept", "utter_handoff_joined_opened",
    "utter_handoff_joined", "utter_handoff_joined_unbriefed", "utter_handoff_handed_back",
    "utter_handoff_requeued", "utter_handoff_shift_ended", "utter_handoff_left_queue",
    "utter_handoff_chat_closed", "utter_handoff_pause", "utter_handoff_offered",
    "utter_handoff_taken_over", "utter_handoff_stays", "utter_handoff_passed",
    "utter_handoff_passed_front", "utter_handoff_still_you", "utter_handoff_still_you_plain",
    "utter_handoff_still_you_thanks", "utter_handoff_still_you_not_now",
    "utter_partner_asked", "utter_partner_agreed", "utter_partner_not_now", "utter_partner_back",
    "utter_partner_back_fetched", "utter_partner_over",
    "utter_safety_planning_plan", "utter_safety_planning_empty",
}  # fmt: skip

#: What ends without a choice on purpose: a neutral screen, and states in which a person acts next.
NO_CHOICES = {
    "utter_safety_someone_else_typing",
    "utter_safety_worker_told",
    "utter_privacy_deleted",
    "utter_privacy_words_note",
    "utter_signposting_intro",
    "utter_signposting_quiet",
    "utter_signposting_now",
    "utter_signposting_today",
    "utter_signposting_where",
    "utter_supporters_today_services",
}
#: Said before another response of the same answer, which has the choices.
SAID_BEFORE = re.compile(r"utter_(?:risk_(?:said_|heard|known|told)|supporters_(?:heard|neck))")
PERSON_NEXT = re.compile(r"utter_(?:handoff|partner)_")


def rules() -> Iterator[tuple[str, str, str]]:
    """(name, intent, action) of every rule."""
    for path in sorted(content.DATA.glob("*/rules.yml")):
        for rule in read_mapping(path)["rules"]:
            intent, action = rule["steps"]
            yield rule["rule"], intent["intent"], action["action"]


def examples() -> Iterator[tuple[str, str]]:
    """(intent, example) of all training data."""
    for path in sorted(content.DATA.glob("*/nlu.yml")):
        for entry in read_mapping(path)["nlu"]:
            for line in entry["examples"].splitlines():
                yield entry["intent"], line.removeprefix("- ").strip()


def mentioned_in(*folders: str) -> set[str]:
    """Names of responses that Python source names."""
    sources = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {
        name
        for path in sources
        if ".venv" not in path.parts
        for name in re.findall(r'"(utter_[a-z]+_[a-z_]*[a-z])"', path.read_text())
    } - {"utter_action", "utter_message"}


def test_every_intent_has_one_rule() -> None:
    ruled = Counter(intent for _, intent, _ in rules())
    assert set(ruled) == {*INTENTS, *EVENTS}
    assert {intent for intent, times in ruled.items() if times > 1} == set()


def test_rules_have_names_of_their_own() -> None:
    repeated = [
        name for name, times in Counter(name for name, _, _ in rules()).items() if times > 1
    ]
    assert repeated == []


def test_what_a_rule_does_exists(words: content.Responses, actions: set[str]) -> None:
    missing = {action for _, _, action in rules()} - set(words.names()) - actions
    assert missing == set()


def test_the_domain_is_the_index(actions: set[str]) -> None:
    domain = read_mapping(ROOT / "domain.yml")
    assert [one for one in domain["intents"] if one not in TOPICS] == [*SPECIFIED, *EVENTS]
    assert set(domain["actions"]) == actions
    assert "responses" not in domain


def test_every_response_is_reached(words: content.Responses) -> None:
    assert reach.unreached(words, content.DATA, ROOT) == []


def test_what_python_says_is_written(words: content.Responses) -> None:
    named = mentioned_in("actions", "bot") | HELPLINE_POSTS
    assert sorted(named - set(words.names())) == []


def test_yes_and_no_lead_somewhere(words: content.Responses) -> None:
    wrong = [
        (one.name, one.metadata[key])
        for one in variations(words)
        for key in (*reach.LEADS, "on_skip")
        if key in one.metadata
        and one.metadata[key] not in words.names()
        and one.metadata[key] not in SERVICE_PAYLOADS
    ]
    assert wrong == []


def test_every_response_has_words_for_everybody(words: content.Responses) -> None:
    without_default = [
        name for name in words.names() if all(one.conditions for one in words.variations(name))
    ]
    assert without_default == []


def test_every_answer_has_words_for_the_young(words: content.Responses) -> None:
    adult_only = [
        name
        for name in words.names()
        if not any("audience" in one.conditions for one in words.variations(name))
        and not words.metadata(name).get("everyone")
    ]
    assert adult_only == []


def test_no_two_wordings_are_for_the_same_people(words: content.Responses) -> None:
    for name in words.names():
        conditions = [tuple(sorted(one.conditions.items())) for one in words.variations(name)]
        assert len(set(conditions)) == len(conditions), name


def test_conditions_name_slots_and_values_that_exist(words: content.Responses) -> None:
    wrong = [
        (one.name, slot, value)
        for one in variations(words)
        for slot, value in one.conditions.items()
        if value not in SLOTS.get(slot, ())
    ]
    assert wrong == []


def test_no_bubble_is_too_long(words: content.Responses, facts: dict[str, str]) -> None:
    long = []
    for one in variations(words):
        language = one.conditions.get("language", "en")
        filled = {**VARIABLES, "reflection": longest_reflection(language)}
        bubbles = content.responses.render(one, filled, facts)
        counts = [len(bubble.text.split()) for bubble in bubbles]
        if max(counts) > LONGEST_BUBBLE or len(counts) > MOST_BUBBLES:
            long.append((one.name, dict(one.conditions), counts))
    assert long == []


def test_what_was_told_and_what_to_do_today_are_three_bubbles_together(
    words: content.Responses,
) -> None:
    """They are one answer (`actions/recognising.py`)."""
    for language, audience, style in product(
        ("en", "cy"), ("adult", "young"), ("standard", "simple")
    ):
        slots = {"language": language, "audience": audience, "style": style}
        for told, today in product(("told", "told_first"), ("here", "closed", "more")):
            said = [f"utter_risk_{told}", f"utter_risk_today_{today}"]
            parts = [part for n in said for part in words.pick(n, slots).text.split("\n\n")]
            assert len(parts) <= MOST_BUBBLES, (said, slots)


def test_no_reply_of_a_workers_and_no_line_of_a_card_is_too_long(
    words: content.Responses, directory: content.Directory
) -> None:
    replies = content.canned.load(content.DATA, words, directory.facts).replies
    said = [part for one in variations(replies) for part in one.text.split("\n\n")]
    for card in (one.custom["card"] for one in variations(words) if "card" in (one.custom or {})):
        said += [str(step) for step in card.get("steps", ())]
    for key in directory.services:
        said.append(directory.service(key).get("note", ""))
    assert [text for text in said if len(text.split()) > LONGEST_BUBBLE] == []


def test_variables_are_ones_that_somebody_fills(words: content.Responses) -> None:
    asked = {
        key
        for one in variations(words)
        for key in placeholders([one.text, one.buttons, one.custom])
        if "." not in key
    }
    assert asked <= set(VARIABLES)


def test_no_brace_is_left_when_all_is_filled(
    words: content.Responses, facts: dict[str, str]
) -> None:
    left = [
        one.name
        for one in variations(words)
        for bubble in content.responses.render(one, VARIABLES, facts)
        if any("{" in text for text in texts([bubble.text, bubble.buttons, bubble.custom]))
    ]
    assert left == []


def test_choices_are_short_and_lead_to_something(words: content.Responses) -> None:
    wrong = []
    for one in variations(words):
        for button in one.buttons:
            payload = button["payload"]
            intent, _, need = payload.removeprefix("/").partition("=")
            known = payload in SERVICE_PAYLOADS or (intent in INTENTS and need in {"", *SAID})
            leads = payload.removeprefix(reach.CHOSEN)
            known |= payload.removeprefix("/event_self_referral=") in STEPS
            known |= leads != payload and leads in {"{next}", *words.names()}
            if not known or len(button["title"].split()) > LONGEST_TITLE:
                wrong.append((one.name, dict(button)))
        if len(one.buttons) > MOST_BUTTONS + bool(FIVE_BUTTONS.match(one.name)):
            wrong.append((one.name, {"buttons": str(len(one.buttons))}))
    assert wrong == []


def test_every_answer_offers_a_next_step(words: content.Responses) -> None:
    ends = [
        (one.name, dict(one.conditions))
        for one in variations(words)
        if not one.buttons
        and one.name not in NO_CHOICES
        and not PERSON_NEXT.match(one.name)
        and not SAID_BEFORE.match(one.name)
    ]
    assert ends == []


@pytest.mark.parametrize("field", ["source", "checked", "review_by", "confidence", "status"])
def test_every_wording_says_where_it_comes_from(words: content.Responses, field: str) -> None:
    missing = [one.name for one in variations(words) if not one.metadata.get(field)]
    assert missing == []


def test_dates_and_grades_can_be_read(words: content.Responses) -> None:
    for one in variations(words):
        checked, due = (date.fromisoformat(one.metadata[key]) for key in ("checked", "review_by"))
        assert checked < due, one.name
        assert one.metadata["confidence"] in {"A", "B", "C", "M"}, one.name
        assert one.metadata["status"] in {"draft", "approved"}, one.name


def test_every_fact_says_where_it_comes_from(directory: content.Directory) -> None:
    bare = [
        key
        for key, fact in directory.stated.items()
        if not key.startswith("own.") and not (fact.source and fact.checked and fact.confidence)
    ]
    assert bare == []


def test_nothing_shouts(words: content.Responses) -> None:
    loud = [one.name for one in variations(words) if "!" in one.text or EMOJI.search(one.text)]
    assert loud == []


EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def test_numbers_are_facts_not_typed(words: content.Responses) -> None:
    """A number typed into a sentence is the one that nobody updates."""
    typed = [
        (one.name, found)
        for one in variations(words)
        for found in re.findall(r"\b(?:0[38]00[ \d]{6,}|116 ?\d{3}|85258|999|101)\b", one.text)
    ]
    assert typed == []


def test_every_intent_has_examples_enough() -> None:
    counts = Counter(intent for intent, _ in examples())
    assert set(counts) == set(INTENTS)
    assert {intent: n for intent, n in counts.items() if n < 30} == {}


def test_no_example_stands_twice_or_is_read_as_an_entity() -> None:
    plain = Counter(
        re.sub(r"[^\w ]", "", text.casefold()).strip() or text for _, text in examples()
    )
    assert [text for text, times in plain.items() if times > 1] == []
    assert [text for _, text in examples() if re.search(r"[\[\]{}]", text)] == []


def test_services_that_actions_name_exist(directory: content.Directory) -> None:
    from actions.services import FIRST

    for keys in FIRST.values():
        for key in keys:
            assert directory.service(key)["name"]


def texts(value: Any) -> Iterator[str]:
    """Every string inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts(list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def variations(words: content.Responses) -> Iterator[Variation]:
    for name in words.names():
        yield from words.variations(name)


@pytest.fixture(scope="module")
def actions() -> set[str]:
    executor: Any = ActionExecutor()
    executor.register_package("actions")
    return {name for name in executor.actions if name.startswith("action_")}


def test_there_is_a_folder_for_each_skill() -> None:
    for path in content.DATA.glob("*/rules.yml"):
        for kind in ("nlu.yml", "responses.yml"):
            assert (Path(path.parent) / kind).exists()
