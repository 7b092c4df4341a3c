"""Each wording of data/: not too long, nothing left open, a next step, and where it comes from."""

import re
from datetime import date
from itertools import product

import pytest

import content
import content.canned
import content.responses
from actions.needs import by_name
from content import reach
from content.languages import LANGUAGES
from content.wording import placeholders
from tests.unit.content.wordings import (
    INTENTS,
    SERVICE_PAYLOADS,
    VARIABLES,
    longest_reflection,
    texts,
    variations,
)

LONGEST_BUBBLE, MOST_BUBBLES = 60, 3


LONGEST_TITLE, MOST_BUTTONS = 5, 4


#: How urgent it is: two answers, and three ways out of the question.
FIVE_BUTTONS = re.compile(r"utter_risk_ask_")


#: The steps of a self-referral (actions/self_referral.py) that a choice may lead to.
STEPS = {
    "begin", "go_on", "again", "skip", "why", "stop", "done", "told", "review", "change", "keep",
    "withdraw", "withdraw_sure", "contact_how", "england", "wales", "scotland", "northern_ireland",
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
    for language, audience, style in product(LANGUAGES, ("adult", "young"), ("standard", "simple")):
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
    needs = {"", *by_name()}
    for one in variations(words):
        for button in one.buttons:
            payload = button["payload"]
            intent, _, need = payload.removeprefix("/").partition("=")
            known = payload in SERVICE_PAYLOADS or (intent in INTENTS and need in needs)
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


EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def test_nothing_shouts(words: content.Responses) -> None:
    loud = [one.name for one in variations(words) if "!" in one.text or EMOJI.search(one.text)]
    assert loud == []


def test_numbers_are_facts_not_typed(words: content.Responses) -> None:
    """A number typed into a sentence is the one that nobody updates."""
    typed = [
        (one.name, found)
        for one in variations(words)
        for found in re.findall(r"\b(?:0[38]00[ \d]{6,}|116 ?\d{3}|85258|999|101)\b", one.text)
    ]
    assert typed == []
