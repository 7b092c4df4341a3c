"""What goes to a partner, whatever was written and whatever was left out."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from content import partners
from helpline.errors import PartnerRefused
from helpline.services.partners.blocks import blocks_of
from helpline.services.partners.document import (
    FORMAT,
    REACH,
    RULES,
    Consent,
    Document,
    Named,
    lines_of,
    made_parts,
)
from helpline.services.partners.printing import printed
from helpline.services.partners.words import PartnerWords
from tests.support import ROOT

LABELS = {
    name: name.upper()
    for name in ("name", "happening", "children", REACH, *RULES)
}  # fmt: skip


@st.composite
def drawn(draw: st.DrawFn) -> tuple[dict[str, str], set[str], dict[str, list[int]]]:
    """What was written, what is covered, and what is left out of it. Each line is one of a kind, so
    that finding it anywhere means that it came through."""
    counts = draw(st.dictionaries(st.sampled_from(sorted(LABELS)), st.integers(1, 4)))
    texts = {
        name: "\n".join(f"{name}<{number}>" for number in range(count))
        for name, count in counts.items()
    }
    covered = draw(st.sets(st.sampled_from(sorted(LABELS))))
    leave_out = {
        name: draw(st.lists(st.integers(0, counts[name] - 1), unique=True))
        for name in sorted(covered & counts.keys())
        if draw(st.booleans())
    }
    return texts, covered, leave_out


@given(drawn())
def test_only_what_is_covered_and_not_left_out_goes(
    given_: tuple[dict[str, str], set[str], dict[str, list[int]]],
) -> None:
    texts, covered, leave_out = given_

    def goes(name: str, number: int) -> bool:
        out = leave_out.get(name)
        return name in covered and out != [] and number not in (out or ())

    wanted = {
        line
        for name, text in texts.items()
        for number, line in enumerate(lines_of(text))
        if goes(name, number)
    }
    whole = all(set(lines_of(texts.get(name, ""))) <= wanted for name in RULES)
    if any(line.startswith(REACH) for line in wanted) and not whole:
        with pytest.raises(PartnerRefused, match="rules_needed"):
            made_parts(texts, LABELS, covered, leave_out)
        return
    parts = made_parts(texts, LABELS, covered, leave_out)
    sent = {line.text for one in parts.values() for line in one.lines if line.text is not None}
    assert sent == wanted


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
    one, other = (
        words.consent("H", partner, purpose, date(2026, 12, 24))
        for partner, purpose in (("A", "housing"), ("B", "mental_health"))
    )
    assert one[1] == other[1]
    assert one[0] != other[0]
    assert "until 24 December 2026" in one[0]
    folder = tmp_path / "partners"
    folder.mkdir()
    shutil.copytree(ROOT / "data" / "handoff", tmp_path / "handoff")
    for name in ("purposes.yml", "pack.yml", "door.yml"):
        text = (ROOT / "data" / "partners" / name).read_text("utf-8")
        (folder / name).write_text(text.replace("I can take this back", "I may take this back"))
    changed = PartnerWords(tmp_path).consent("H", "A", "housing", date(2026, 12, 24))
    assert changed[1] != one[1]


def test_every_word_of_a_pack_and_of_a_yes_is_there_in_welsh_with_the_same_gaps() -> None:
    table = partners.load(ROOT / "data")
    for name in table.words.names():
        said = {
            json.dumps(dict(one.conditions), sort_keys=True): one.text
            for one in table.words.variations(name)
        }
        english, welsh = said["{}"], said[json.dumps({"language": "cy"})]
        assert welsh != english, name
        gaps = re.compile(r"\{(\w+)\}")
        wanted = set(gaps.findall(english))
        assert all(set(gaps.findall(text)) == wanted for text in said.values()), name


def test_a_pack_in_welsh_says_nothing_of_ours_in_english() -> None:
    words = PartnerWords(ROOT / "data")
    document = Document(
        format=FORMAT, version=1, reference="K7M-4PX", made="2026-11-28T12:00:00Z", made_by="Sam",
        helpline="H", helpline_phone="0800", partner="Cartrefi", purpose=Named("housing", "Tai"),
        basis="consent", never=[], rules=[], rules_withheld=False, reach=None, parts=[],
        consent=Consent("2026-11-28T12:00:00Z", "", "w", "Rwy'n cytuno"), language="cy",
    )  # fmt: skip
    shown = "\n".join(one.text for one in blocks_of(document, words))
    english = replace(document, language="en")
    ours = {one.text for one in blocks_of(english, words) if one.kind != "quote"}
    assert not ours & set(shown.splitlines())
    assert "28 Tachwedd 2026" in shown
    assert printed(document, words).startswith(b"%PDF")


@pytest.mark.parametrize("name", sorted(PartnerWords(ROOT / "data").without_consent))
def test_what_needs_no_consent_is_a_purpose_of_its_own(name: str) -> None:
    assert name in PartnerWords(ROOT / "data").purposes
