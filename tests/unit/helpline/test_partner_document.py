"""What goes to a partner, whatever was written and whatever was left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import PartnerRefused
from helpline.services.partners.document import REACH, RULES, lines_of, made_parts
from helpline.services.partners.words import PartnerWords
from tests.support import ROOT

LABELS = {
    name: name.upper()
    for name in ("name", "happening", "children", REACH, *RULES)
}  # fmt: skip
# Each line is one of a kind, so that finding it anywhere means that it came through.
_TEXTS = st.fixed_dictionaries(
    {},
    optional={
        name: st.integers(1, 4).map(
            lambda count, name=name: "\n".join(f"{name}<{number}>" for number in range(count))
        )
        for name in LABELS
    },
)
_COVERED = st.sets(st.sampled_from(sorted(LABELS)))
_OUT = st.dictionaries(
    st.sampled_from(sorted(LABELS)), st.lists(st.integers(0, 4), unique=True, max_size=3)
)


@given(texts=_TEXTS, covered=_COVERED, leave_out=_OUT)
def test_only_what_is_covered_and_not_left_out_goes(
    texts: dict[str, str], covered: set[str], leave_out: dict[str, list[int]]
) -> None:
    try:
        parts = made_parts(texts, LABELS, covered, leave_out)
    except PartnerRefused:
        return
    sent = {line.text for one in parts.values() for line in one.lines if line.text is not None}
    for name, text in texts.items():
        for number, line in enumerate(lines_of(text)):
            out = (
                name not in covered
                or leave_out.get(name) == []
                or number in (leave_out.get(name) or ())
            )
            assert (line in sent) == (not out), line
    if REACH in parts:
        for name in RULES:
            assert set(lines_of(texts.get(name, ""))) <= sent, "a rule of contact is missing"


@given(st.text(max_size=400))
def test_no_word_is_lost_in_lines(text: str) -> None:
    assert "".join("".join(lines_of(text)).split()) == "".join(text.split())


def test_a_story_is_left_out_sentence_by_sentence() -> None:
    told = "He waits. She told him where! Why?\nnew line, no stop"
    assert lines_of(told) == ["He waits.", "She told him where!", "Why?", "new line, no stop"]


def test_the_version_of_the_wording_changes_with_its_words_and_not_with_the_partner(
    tmp_path: Path,
) -> None:
    words = PartnerWords(ROOT / "data")
    one, other = words.consent("H", "A", "housing"), words.consent("H", "B", "mental_health")
    assert one[1] == other[1]
    assert one[0] != other[0]
    folder = tmp_path / "partners"
    folder.mkdir()
    for name in ("purposes.yml", "pack.yml"):
        text = (ROOT / "data" / "partners" / name).read_text("utf-8")
        (folder / name).write_text(text.replace("I can take this back", "I may take this back"))
    assert PartnerWords(tmp_path).consent("H", "A", "housing")[1] != one[1]


@pytest.mark.parametrize("name", sorted(PartnerWords(ROOT / "data").without_consent))
def test_what_needs_no_consent_is_a_purpose_of_its_own(name: str) -> None:
    assert name in PartnerWords(ROOT / "data").purposes
