"""What the brief says by itself: in the visitor's own words, the same each time, and nothing that
they took out.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from ruamel.yaml import YAML

import content
from content.languages import LANGUAGES
from helpline.services.brief.brief_text import Told, signs, without_removed
from helpline.services.log.entry_log import Body, Line
from helpline.services.turns.heard import Heard
from understanding import Reading

BRIEF = YAML(typ="safe").load(content.DATA / "handoff" / "brief.yml")["brief"]
LABELS: dict[str, str] = BRIEF["reasons"]
TOLD = Told(BRIEF["telling"], "en")
AT = datetime(2026, 11, 22, 12, tzinfo=UTC).replace(tzinfo=None)
WORDS = some.text("abc defg.,:“”\n", max_size=30)


def line(seq: int, author: str, kind: str | None = None, **body: Any) -> Line:
    return Line(seq, AT, author, kind, Body(**body))


def test_a_sign_stands_with_the_words_it_rests_on_and_what_is_urgent_first() -> None:
    heard = Heard()
    text = "he keeps texting me and said he would kill me"
    spans = {"unwanted_contact": ((3, 19),), "threat_to_harm": ((24, 45),)}
    found = ("unwanted_contact", "threat_to_harm")
    heard.add(text, Reading("disclose_stalking", 1.0, (), found, spans))
    assert signs(heard, ["threat_to_harm"], LABELS) == [
        "Threats to hurt or kill: “said he would kill me”",
        "Unwanted contact, again and again: “keeps texting me”",
    ]


def test_of_many_words_the_first_and_the_latest_stay() -> None:
    heard = Heard()
    for text in ("one", "two", "three", "three"):
        heard.add(text, Reading("disclose_stalking", 1.0, (), ("fear",), {"fear": ((0, 9),)}))
    assert heard.evidence == {"fear": ["one", "three"]}


def test_what_was_said_and_shown_is_a_line_each_once() -> None:
    lines = [
        line(1, "assistant", response="utter_arrival_welcome"),
        line(2, "assistant", response="utter_law_answer"),
        line(3, "assistant", response="utter_law_more"),
        line(4, "assistant", card={"type": "service", "name": "Respect Phoneline"}),
        line(5, "assistant", response="utter_safety_planning_home"),
        line(6, "service", response="utter_police_report"),
    ]
    assert TOLD.told(lines) == [
        "Spoke about: the law",
        "Showed: Respect Phoneline",
        "Spoke about: a safety plan",
    ]
    assert Told(BRIEF["telling"], "cy").told(lines[1:2]) == ["Soniwyd am: y gyfraith"]


def test_what_they_said_no_to_is_what_was_offered_before_it() -> None:
    lines = [
        line(1, "assistant", response="utter_evidence_answer"),
        line(2, "visitor", text="no thanks"),
        line(3, "assistant", response="utter_police_report"),
        line(4, "visitor", text="No", payload='/deny{"a": 1}'),
        line(5, "assistant", response="utter_law_answer"),
        line(6, "visitor", text="Yes", payload="/affirm"),
        line(7, "visitor", kind="consent", card={"type": "brief", "agreed": False}),
    ]
    assert TOLD.declined(lines, [2]) == [
        "Said no: keeping evidence",
        "Said no: going to the police",
        "Did not want to share a summary",
    ]
    assert TOLD.declined(lines[:2], []) == []


def test_every_topic_is_a_skill_and_has_words_in_each_language() -> None:
    skills = {one.name for one in content.DATA.iterdir() if one.is_dir()}
    for name, row in BRIEF["telling"]["topics"].items():
        assert name in skills
        assert set(row) == set(LANGUAGES)
    for row in BRIEF["telling"]["said"].values():
        assert set(row) == set(LANGUAGES)


HAPPENING = "“he waits at Alder Street”\n“he said he would kill me”"
SIGNS = "Threats: “would kill me”\nWatched: “waits at Alder Street” · “in his car”\nAfraid"


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (HAPPENING, SIGNS),
        (
            "“he said he would kill me”",
            "Threats: “would kill me”\nWatched: “in his car”\nAfraid",
        ),
        ("", "Watched: “in his car”\nAfraid"),
    ],
)
def test_words_taken_out_of_what_happens_are_in_no_other_part(after: str, left: str) -> None:
    before = {"happening": HAPPENING, "signs": SIGNS}
    assert without_removed(before, {"happening": after, "signs": SIGNS})["signs"] == left


@example(told=":", kept="", listed="““:”")
@given(WORDS, WORDS, WORDS)
def test_whatever_is_taken_out_no_quote_of_it_stays(told: str, kept: str, listed: str) -> None:
    after = without_removed({"happening": told}, {"happening": kept, "signs": listed})
    for one in after["signs"].splitlines():
        for quote in [part.partition("”")[0] for part in one.split("“")[1:] if "”" in part]:
            assert quote not in told or quote in kept
    assert without_removed({"happening": told}, after) == after


@given(some.dictionaries(some.sampled_from(sorted(LABELS)), some.lists(WORDS, max_size=2)))
def test_the_same_chat_gives_the_same_text(evidence: dict[str, list[str]]) -> None:
    heard = Heard(indicators=dict.fromkeys(evidence, 1), evidence=evidence)
    assert signs(heard, ["fear"], LABELS) == signs(heard, ["fear"], LABELS)
    assert len(signs(heard, ["fear"], LABELS)) <= 12
