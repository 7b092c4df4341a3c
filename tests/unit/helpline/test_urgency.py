"""How urgent a chat is: levels with reasons, never a number, by the table in data/handoff/."""

import json
import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

import content
from content import ContentError
from content.files import read_mapping
from helpline.models import Conversation
from helpline.services.alerts.kinds import URGENCY
from helpline.services.turns.urgency import LEVELS, UrgencyRules
from understanding.names import ALERTS, INDICATORS

RULES = UrgencyRules(content.DATA)
TABLE = read_mapping(content.DATA / "handoff" / "urgency.yml")["urgency"]
GROUPS = ("indicators", "chat", "alerts", "said")
ROWS: dict[str, dict[str, Any]] = {
    name: row for group in GROUPS for name, row in TABLE[group].items()
}
NAMED = sorted({*ROWS, "asked", "ask_law"} - {"under_18"})
NAMES = some.lists(some.sampled_from(NAMED), max_size=60)


def chat(*names: str, audience: str = "adult", alerted: bool = False) -> Conversation:
    made = Conversation(reasons=[], urgency=0, audience=audience, alerted=alerted)
    RULES.note(made, names)
    return made


def level(*names: str, **values: Any) -> str:
    return LEVELS[chat(*names, **values).urgency]


def test_every_indicator_and_alert_says_whether_it_raises_and_why() -> None:
    assert set(TABLE["indicators"]) == set(INDICATORS)
    assert set(TABLE["alerts"]) == set(ALERTS) == set(URGENCY)
    for name, row in ROWS.items():
        assert set(row) - {"topic"} == {"raises", "source", "why"}, name
        assert re.match(r"4\.[13]\b", row["source"]), name


def test_every_topic_of_the_tool_that_can_be_told_raises() -> None:
    topics = {row["topic"] for row in ROWS.values() if "topic" in row}
    assert topics == set(range(1, 12))
    assert all(row["raises"] for row in ROWS.values() if "topic" in row)


def test_nothing_in_the_table_is_a_number_for_a_person() -> None:
    for name, row in ROWS.items():
        assert isinstance(row["raises"], bool), name
    assert set(TABLE) == {"head_start_minutes", "indicators", "chat", "alerts", "said"}


def test_one_reason_raises_as_far_as_all_of_them() -> None:
    assert level() == level("unwanted_contact", "asked") == "normal"
    assert level("threat_to_harm") == level(*RULES.raising) == level("said_children") == "high"
    assert level("immediate_danger", alerted=True) == "danger"


def test_who_is_young_is_urgent_for_as_long_as_they_say_they_are() -> None:
    one = chat("asked", audience="young")
    assert (one.reasons, LEVELS[one.urgency]) == (["asked", "under_18"], "high")
    one.audience = "adult"
    RULES.note(one, [])
    assert (one.reasons, LEVELS[one.urgency]) == (["asked"], "normal")


def test_that_it_can_wait_lowers_nothing() -> None:
    assert level("fear", "said_can_wait") == "high"


def test_what_nobody_was_asked_is_left_out() -> None:
    one = chat()
    RULES.answered(one, ["said_urgent", "weapon", "he has a knife", "said_nonsense"])
    assert one.reasons == ["said_urgent"]


def test_a_false_alarm_counts_no_more_and_other_reasons_still_do() -> None:
    one = chat("immediate_danger", "fear")
    RULES.drop(one, "immediate_danger")
    assert (one.reasons, LEVELS[one.urgency]) == (["fear"], "high")
    RULES.drop(one, "fear")
    assert LEVELS[one.urgency] == "normal"


@given(NAMES, NAMES)
def test_whatever_comes_the_level_is_what_the_kept_reasons_say(
    first: Iterable[str], then: Iterable[str]
) -> None:
    one = chat(*first)
    RULES.note(one, then)
    raising = RULES.because(one.reasons)
    # What raises is never crowded out by what does not.
    assert set(raising) == (set(first) | set(then)) & RULES.raising
    assert LEVELS[one.urgency] == ("high" if raising else "normal")
    assert len(one.reasons) == len(set(one.reasons)) <= len(RULES.raising) + 12


def test_the_desk_has_a_word_for_each_of_them() -> None:
    words = json.loads((content.DATA.parent / "web/desk/locale/en.json").read_text("utf-8"))
    assert [name for name in ROWS if not words.get(f"reason.{name}")] == []


def test_a_table_that_says_nothing_of_a_row_is_refused(tmp_path: Any) -> None:
    folder = tmp_path / "handoff"
    folder.mkdir()
    (folder / "urgency.yml").write_text(
        "urgency: {head_start_minutes: 20, indicators: {fear: {raises: maybe}}, chat: {},"
        " alerts: {}, said: {}}"
    )
    with pytest.raises(ContentError):
        UrgencyRules(tmp_path)
