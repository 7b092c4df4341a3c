"""`make content`: what it measures, what it fails on, and that there is nothing to mend now."""

import shutil
from datetime import date
from pathlib import Path
from statistics import median

import pytest

import content
from content.responses import Responses
from scripts import content as command

ROOT = content.DATA.parent
HARD = (
    "Notwithstanding considerable institutional reluctance, comprehensive multidisciplinary"
    " safeguarding arrangements necessitate proportionate documentation."
)

LONELY = '[{text: "Said by nobody."}]'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's content, to be spoiled."""
    shutil.copytree(content.DATA, tmp_path / "data")
    return tmp_path / "data"


def test_there_is_nothing_to_mend() -> None:
    assert command.errors(ROOT, content.DATA) == []


def test_nearly_everybody_can_read_it(words: Responses) -> None:
    ages = command.reading_ages(words)
    assert max(ages.values()) <= 12
    assert median(ages.values()) <= 10
    assert median(age for key, age in ages.items() if command.easy(key)) <= 9


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("You don't have to sort this out alone.", HARD, "reading age"),
        ("responses:", f"responses:\n  utter_signposting_nobody: {LONELY}", "nothing leads to"),
        ("{services.childline.phone}", "0800 1111", "0800 1111 is typed"),
        ("value: wales", "value: england", "no words of its own for nation=wales"),
    ],
)
def test_what_the_writer_can_mend_is_named(copy: Path, old: str, new: str, wrong: str) -> None:
    place = copy / "signposting" / "responses.yml"
    written = place.read_text()
    assert old in written
    place.write_text(written.replace(old, new))
    assert any(wrong in line for line in command.errors(ROOT, copy))


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("- utter_law_hate:", "- utter_law_hated:", "leads to utter_law_hated, which nobody wrote"),
        ("- hate crime", "- hate (crime", "law.yml: "),
        (
            "\n  law:\n",
            "\n  law:\n    - utter_law_hate: {saying: law.hate}\n",
            "law.hate, which is in",
        ),
    ],
)
def test_a_slip_in_what_is_listened_for_is_named(
    copy: Path, old: str, new: str, wrong: str
) -> None:
    place = copy / "wordings" / "law.yml"
    written = place.read_text()
    assert old in written
    place.write_text(written.replace(old, new))
    (named,) = command.errors(ROOT, copy)
    assert wrong in named


def test_a_fact_that_nobody_reads_is_named(copy: Path) -> None:
    place = copy / "directory" / "law.yml"
    said = 'old_act: {value: "1912", source: "L1", checked: "2026-11-29", review_by: "2027-02-28",'
    place.write_text(f"{place.read_text()}\n  {said} confidence: A, status: draft}}\n")
    assert command.errors(ROOT, copy) == ["nothing says law.old_act"]


def test_what_people_have_to_do_is_listed() -> None:
    listed = "\n".join(command.report(content.DATA, date(2027, 2, 23)))
    assert "Drafts: " in listed
    assert "law.scotland_max  due 2026-12-22" in listed
    assert "utter_risk_no_score  due 2027-02-22" in listed
    assert "Overdue: 0" not in listed
    assert "Reading age: median" in listed


def test_each_draft_is_named_if_asked_for() -> None:
    today, draft = date(2026, 11, 30), "  utter_arrival_welcome  due"
    assert not any(one.startswith(draft) for one in command.report(content.DATA, today))
    each = command.report(content.DATA, today, each_draft=True)
    assert any(one.startswith(draft) for one in each)
