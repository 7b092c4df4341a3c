"""Facts and services, read from small directories made for each test."""

from pathlib import Path

import pytest

import content.directory
from content.errors import ContentError, UnknownService

OWN = """
own:
  check_hours: "check opening times"
  check_hours_cy: "gwiriwch yr oriau agor"
  hours: {england: {mon: ["09:30-16:00"]}}
"""
SERVICES = """
services:
  line:
    name: "The Line"
    phone: "0800 1"
    hours: {value: "Mon 9 to 5", source: "H9", checked: "2026-01-01", confidence: B}
    nations: [england, wales, scotland, northern_ireland]
    audience: [adult, young]
    needs: [stalking, work]
    always_open: false
    source: "H1"
    checked: "2026-09-04"
    review_by: "2027-02-22"
    confidence: A
    status: draft
  sure:
    name: "Always"
    hours: "24 hours"
    nations: [wales]
    audience: [adult]
    needs: [stalking]
    confidence: A
  own_behaviour:
    name: "Respect"
    nations: [england]
    audience: [adult]
    needs: [own_behaviour]
    confidence: B
"""


def test_facts_are_flat_and_know_where_they_come_from(tmp_path: Path) -> None:
    directory = load(tmp_path)
    assert directory.facts["services.line.phone"] == "0800 1"
    phone = directory.stated["services.line.phone"]
    assert (phone.source, phone.checked, phone.confidence) == ("H1", "2026-09-04", "A")
    hours = directory.stated["services.line.hours"]
    assert (hours.value, hours.source, hours.confidence) == ("Mon 9 to 5", "H9", "B")


def test_hours_that_are_not_certain_are_not_told(tmp_path: Path) -> None:
    directory = load(tmp_path)
    assert directory.facts["services.line.hours"] == "check opening times"
    assert directory.facts["services.sure.hours"] == "24 hours"
    assert directory.service("line")["hours"] == "check opening times"
    assert directory.service("line", "cy")["hours"] == "gwiriwch yr oriau agor"
    assert directory.service("sure", "cy")["hours"] == "24 hours"


def test_uncertain_hours_need_words_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"own\.check_hours"):
        load(tmp_path, own="own: {name: x}")


def test_a_card_holds_what_is_known_and_nothing_empty(tmp_path: Path) -> None:
    assert load(tmp_path).service("line") == {
        "type": "service",
        "ref": "line",
        "name": "The Line",
        "phone": "0800 1",
        "hours": "check opening times",
        "checked": "2026-09-04",
    }
    with pytest.raises(UnknownService, match="nowhere"):
        load(tmp_path).service("nowhere")


@pytest.mark.parametrize(
    ("nation", "audience", "needs", "expected"),
    [
        ("wales", "adult", ["stalking"], ["line", "sure"]),
        ("wales", "adult", ["stalking", "work"], ["line", "sure"]),
        ("england", "adult", ["own_behaviour"], ["own_behaviour"]),
        ("england", "young", ["stalking"], ["line"]),
        (None, "adult", ["stalking"], ["line"]),
        (None, "adult", [], ["line"]),
        ("scotland", "adult", ["own_behaviour"], []),
    ],
)
def test_services_fit_the_place_the_age_and_the_need(
    tmp_path: Path, nation: str | None, audience: str, needs: list[str], expected: list[str]
) -> None:
    assert load(tmp_path).services_for(nation, audience, needs) == expected


def test_a_value_with_a_source_of_its_own_is_one_fact(tmp_path: Path) -> None:
    law = 'law: {s4a: {value: "10 years", source: L1, confidence: A}}'
    (tmp_path / "directory").mkdir(exist_ok=True)
    (tmp_path / "directory" / "law.yml").write_text(law)
    directory = load(tmp_path)
    assert directory.facts["law.s4a"] == "10 years"
    assert directory.stated["law.s4a"].source == "L1"


def test_a_namespace_must_hold_entries(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="own must be a mapping"):
        load(tmp_path, own="own: 5")


def load(folder: Path, own: str = OWN) -> content.directory.Directory:
    (folder / "directory").mkdir(exist_ok=True)
    (folder / "directory" / "services.yml").write_text(SERVICES)
    (folder / "directory" / "own.yml").write_text(own)
    return content.directory.load(folder)
