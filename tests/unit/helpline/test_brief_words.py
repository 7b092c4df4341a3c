"""The brief in the visitor's language, and what a worker reads of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from ruamel.yaml import YAML

import content
from content.languages import LANGUAGES
from helpline.services.brief import timeline
from helpline.services.brief.brief_text import signs
from helpline.services.brief.brief_words import BriefWords
from helpline.services.content import Content
from helpline.services.keys.kept import Change, Kept
from helpline.services.turns.heard import Heard
from helpline.services.turns.plans import lines_in_english
from understanding.names import INDICATORS

FOLDER = content.DATA / "handoff"
BRIEF = YAML(typ="safe").load(FOLDER / "brief.yml")["brief"]
HOURS = YAML(typ="safe").load(FOLDER / "hours_words.yml")["hours_words"]
WORDS = BriefWords(BRIEF, {name: said["months"] for name, said in HOURS.items()})
AT = datetime(2026, 7, 3, 21, 5, tzinfo=UTC).replace(tzinfo=None)


def test_who_reads_welsh_corrects_welsh() -> None:
    heard = Heard(indicators={"following": 1}, evidence={"following": ["he follows me"]})
    assert signs(heard, [], WORDS.labels("cy")) == ["Cael eich dilyn: “he follows me”"]
    kept = Kept(changes=[Change(AT, "following"), Change(AT, "said_weapon")])
    assert timeline.lines(kept, WORDS.labels("cy"), WORDS.months("cy")) == [
        "3 Gorffennaf, 22:05: Cael eich dilyn",
        "3 Gorffennaf, 22:05: Yn dweud bod arf",
    ]


def test_every_category_that_a_brief_may_name_is_said_in_welsh() -> None:
    named = {*INDICATORS, *(name for name in BRIEF["reasons"] if name.startswith("said_"))}
    named |= {"more_than_once", "came_back", "situation_changed"}
    assert named <= set(BRIEF["reasons_cy"]) <= set(BRIEF["reasons"])
    assert len(set(BRIEF["reasons_cy"].values())) == len(BRIEF["reasons_cy"])


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("Cael eich dilyn: “he follows me”", "Being followed: “he follows me”"),
        ("Arf", "A weapon"),
        ("3 Gorffennaf, 22:05: Arf", "3 July, 22:05: A weapon"),
        ("Soniwyd am: y gyfraith", "Spoke about: the law"),
        ("Dangoswyd: Childline", "Showed: Childline"),
        ("Nid oedd am rannu crynodeb", "Did not want to share a summary"),
        ("Mae o'n fy nilyn i adref bob nos", "Mae o'n fy nilyn i adref bob nos"),
        ("A weapon: “a knife”", "A weapon: “a knife”"),
        ("", ""),
    ],
)
def test_a_worker_reads_our_lines_in_english_and_theirs_as_they_wrote_them(
    seen: str, read: str
) -> None:
    assert WORDS.for_worker(seen) == read


@given(some.text("abc: “”\n,0123456789 ", max_size=60))
def test_what_the_visitor_wrote_is_never_changed(text: str) -> None:
    assert WORDS.for_worker(text) == text


def test_a_whole_welsh_brief_is_an_english_one_for_the_worker() -> None:
    heard = Heard(
        indicators=dict.fromkeys(INDICATORS[:12], 1),
        evidence={name: ["words"] for name in INDICATORS[:12]},
    )
    welsh = "\n".join(signs(heard, ["fear"], WORDS.labels("cy")))
    english = "\n".join(signs(heard, ["fear"], WORDS.labels("en")))
    assert welsh != english
    assert WORDS.for_worker(welsh) == english


def test_a_step_of_a_plan_in_welsh_is_read_in_english_at_the_desk() -> None:
    steps = lines_in_english(Content(content.DATA))
    assert len(steps) >= 10
    words = BriefWords(BRIEF, {one: [] for one in LANGUAGES}, steps)
    welsh = "Mae fy ffôn wedi'i wefru, ac yn fy mhoced."
    assert words.for_worker(f"{welsh}\nrhywbeth arall") == (
        "My phone is charged, and in my pocket.\nrhywbeth arall"
    )
    # Each is another line: none is read as a different step.
    assert len(set(steps.values())) == len(steps)
