"""The words of data/ as a whole: nothing unreachable, nothing missing.

These tests stand where a reviewer would otherwise have to: each says what would reach a visitor.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

import content
from content import reach
from content.files import read_mapping
from content.sayings import answers
from tests.unit.content.wordings import INTENTS, ROOT, SERVICE_PAYLOADS, TOPICS, variations
from understanding.names import INTENTS as SPECIFIED

EVENTS = ("event_handed_back", "event_returned", "event_chosen", "event_self_referral")


SLOTS = {
    "audience": {"young"},
    "nation": {"england", "wales", "scotland", "northern_ireland"},
    "language": {"cy"},
    "style": {"simple"},
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
    named = mentioned_in("actions", "bot") | HELPLINE_POSTS | set(answers(content.DATA))
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


@pytest.fixture(scope="module")
def actions() -> set[str]:
    executor: Any = ActionExecutor()
    executor.register_package("actions")
    return {name for name in executor.actions if name.startswith("action_")}


def test_there_is_a_folder_for_each_skill() -> None:
    for path in content.DATA.glob("*/rules.yml"):
        for kind in ("nlu.yml", "responses.yml"):
            assert (Path(path.parent) / kind).exists()
