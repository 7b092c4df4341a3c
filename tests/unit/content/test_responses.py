"""Choosing and filling the words of data/, with small folders of words made for each test."""

from pathlib import Path

import pytest

import content.responses
from content.errors import (
    ContentError,
    DuplicateResponse,
    MissingFact,
    MissingVariable,
    UnknownResponse,
)

FACTS = {"services.line.phone": "0800 1"}
ADULT = {"audience": "adult", "nation": "england", "language": "en", "style": "standard"}

GREET = """
responses:
  utter_x_greet:
    - text: "Hello."
    - condition: [{type: slot, name: audience, value: young}]
      text: "Hi."
    - condition: [{type: slot, name: nation, value: wales}]
      text: "Hello in Wales."
    - condition:
        - {type: slot, name: audience, value: young}
        - {type: slot, name: nation, value: wales}
      text: "Hi in Wales."
"""


@pytest.mark.parametrize(
    ("audience", "nation", "expected"),
    [
        ("adult", "england", "Hello."),
        ("young", "england", "Hi."),
        ("adult", "wales", "Hello in Wales."),
        ("young", "wales", "Hi in Wales."),
        ("adult", None, "Hello."),
    ],
)
def test_the_wording_written_for_most_of_the_person_wins(
    tmp_path: Path, audience: str, nation: str | None, expected: str
) -> None:
    words = load(tmp_path, GREET)
    assert words.pick("utter_x_greet", {"audience": audience, "nation": nation}).text == expected


@pytest.mark.parametrize("backwards", [False, True])
def test_at_a_tie_a_language_and_an_age_matter_more_than_a_place(
    tmp_path: Path, backwards: bool
) -> None:
    slots = [("language", "cy"), ("audience", "young"), ("style", "simple"), ("nation", "wales")]
    wordings = [
        f"    - {{text: {value}, condition: [{{type: slot, name: {slot}, value: {value}}}]}}"
        for slot, value in slots
    ]
    lines = ["responses:", "  utter_x_a:", *(wordings[::-1] if backwards else wordings)]
    words = load(tmp_path, "\n".join(lines))
    known = dict(slots)
    for slot, value in slots:
        assert words.pick("utter_x_a", known).text == value
        known.pop(slot)


def test_a_wording_without_choices_offers_those_for_everybody(tmp_path: Path) -> None:
    words = load(
        tmp_path,
        """
responses:
  utter_x_a:
    - condition: [{type: slot, name: style, value: simple}]
      text: "simple"
    - condition: [{type: slot, name: audience, value: young}]
      text: "none"
      buttons: []
    - text: "usual"
      buttons: [{title: "Go", payload: "/greet"}]
""",
    )
    offered = {one.text: [b["title"] for b in one.buttons] for one in words.variations("utter_x_a")}
    assert offered == {"simple": ["Go"], "none": [], "usual": ["Go"]}


def test_a_blank_line_begins_a_bubble_and_the_buttons_go_with_the_last(tmp_path: Path) -> None:
    words = load(
        tmp_path,
        """
responses:
  utter_x_a:
    - text: "One {services.line.phone}.\\n\\nTwo {name}."
      buttons: [{title: "Call {name}", payload: "/greet"}]
      custom: {card: {type: steps, title: "T", steps: ["{services.line.phone}"]}}
""",
    )
    first, last = words.bubbles("utter_x_a", ADULT, {"name": "Sam\n\nand more"}, FACTS)
    assert (first.text, first.buttons, first.custom) == ("One 0800 1.", [], None)
    assert last.text == "Two Sam\n\nand more."
    assert last.buttons == [{"title": "Call Sam\n\nand more", "payload": "/greet"}]
    assert last.custom == {"card": {"type": "steps", "title": "T", "steps": ["0800 1"]}}


def test_what_a_variable_holds_is_not_filled_again(tmp_path: Path) -> None:
    words = load(tmp_path, 'responses: {utter_x_a: [{text: "{name}"}]}')
    (bubble,) = words.bubbles("utter_x_a", ADULT, {"name": "{services.line.phone}"}, FACTS)
    assert bubble.text == "{services.line.phone}"


def test_a_missing_fact_is_found_at_load_and_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFact, match=r"utter_x_a .*\{law\.nowhere\}"):
        load(tmp_path, 'responses: {utter_x_a: [{text: "{law.nowhere}"}]}')


def test_a_missing_fact_in_a_button_or_a_card_is_found_too(tmp_path: Path) -> None:
    for part in (
        'buttons: [{title: "{law.x}", payload: "/a"}]',
        'custom: {card: {steps: ["{law.x}"]}}',
    ):
        with pytest.raises(MissingFact):
            load(tmp_path, f'responses: {{utter_x_a: [{{text: "a", {part}}}]}}')


def test_a_missing_variable_is_named_when_it_is_needed(tmp_path: Path) -> None:
    words = load(tmp_path, 'responses: {utter_x_a: [{text: "{name}"}]}')
    with pytest.raises(MissingVariable, match=r"utter_x_a .*\{name\}"):
        words.bubbles("utter_x_a", ADULT, {}, FACTS)


def test_a_response_written_twice_names_both_places(tmp_path: Path) -> None:
    write(tmp_path, "one", 'responses: {utter_x_a: [{text: "a"}]}')
    write(tmp_path, "two", 'responses: {utter_x_a: [{text: "b"}]}')
    with pytest.raises(DuplicateResponse, match=r"one/responses\.yml and in two/responses\.yml"):
        content.responses.load(tmp_path, FACTS)


@pytest.mark.parametrize("body", ["utter_x_a: []", "utter_x_a: x", "utter_x_a: [{buttons: []}]"])
def test_a_response_without_words_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(ContentError, match="utter_x_a"):
        load(tmp_path, f"responses: {{{body}}}")


def test_broken_yaml_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"responses\.yml"):
        load(tmp_path, "responses: [")


def test_a_name_nobody_wrote_is_unknown(tmp_path: Path) -> None:
    words = load(tmp_path, GREET)
    with pytest.raises(UnknownResponse, match="utter_x_other"):
        words.pick("utter_x_other", ADULT)


def test_a_wording_without_follow_ups_takes_those_of_the_default(tmp_path: Path) -> None:
    words = load(
        tmp_path,
        """
responses:
  utter_x_a:
    - text: "a"
      metadata: {source: S1, on_yes: utter_x_b}
    - condition: [{type: slot, name: audience, value: young}]
      text: "b"
      metadata: {source: S2}
""",
    )
    assert words.metadata("utter_x_a", {"audience": "young"}) == {
        "source": "S2",
        "on_yes": "utter_x_b",
    }


def load(folder: Path, written: str) -> content.responses.Responses:
    write(folder, "x", written)
    return content.responses.load(folder, FACTS)


def write(folder: Path, skill: str, written: str) -> None:
    (folder / skill).mkdir(exist_ok=True)
    (folder / skill / "responses.yml").write_text(written)
