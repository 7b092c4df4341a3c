"""Welsh: what has to be there, that the young are named Childline in it too, and that its warnings
come first. Each is a draft, and says so."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import content
import content.directory
import content.responses
from content import choices, in_welsh, phrases
from content.differences import USUAL
from content.errors import ContentError
from content.responses import Variation
from content.wording import placeholders
from tests.unit.content.test_said_with_care import WITH_STEPS

YOUNG, WELSH = {"audience": "young"}, {"language": "cy"}
ENGLISH = 'responses: {utter_moving_plan: [{text: "A plan helps."}]}'
NAMED = "english_only: [utter_moving_plan]"
BOTH = """responses:
  utter_moving_plan:
    - text: "A plan helps."
    - condition: [{type: slot, name: language, value: cy}]
      text: "Mae cynllun yn helpu."
"""
_WARNING = re.compile(r"sylwi|ymateb|ystiolaeth|dangos iddyn|[pb]rawf", re.I)


def said_in_welsh(words: content.Responses, name: str, **more: str) -> Variation:
    return words.pick(name, {**USUAL, **WELSH, **more})


def all_welsh(words: content.Responses) -> Iterator[Variation]:
    for name in words.names():
        for one in words.variations(name):
            if one.conditions.get("language") == "cy":
                yield one


def test_every_answer_is_there_in_welsh(words: content.Responses) -> None:
    """Ours: none is left out. A charity's own may be, where its differs.yml says so."""
    assert in_welsh.without(words) == {}
    assert in_welsh.english_only(content.DATA) == set()


@pytest.mark.parametrize(
    ("written", "said", "wrong"),
    [
        (ENGLISH, "", "utter_moving_plan: no words in Cymraeg (or name it english_only)"),
        (ENGLISH, NAMED, None),
        (BOTH, NAMED, "utter_moving_plan: english_only, and it is not"),
        (BOTH, "", None),
    ],
)
def test_an_answer_without_welsh_is_wrong_unless_somebody_said_so(
    tmp_path: Path, written: str, said: str, wrong: str | None
) -> None:
    (tmp_path / "moving").mkdir()
    (tmp_path / "differs.yml").write_text("differs: {}\n")
    (tmp_path / "moving" / "differs.yml").write_text(f"differs: {{}}\n{said}\n")
    (tmp_path / "moving" / "responses.yml").write_text(written)
    words = content.responses.load(tmp_path, {})
    assert in_welsh.wrong(tmp_path, words) == ([] if wrong is None else [wrong])


def test_a_fact_in_welsh_says_the_same_as_in_english() -> None:
    """The same figures, from the same source, as sure as there."""
    stated = content.directory.load(content.DATA).stated
    welsh = {key: fact for key, fact in stated.items() if key.endswith("_cy")}
    assert len(welsh) > 25
    wrong = []
    for key, fact in welsh.items():
        english = stated[key.removesuffix("_cy")]
        same = re.findall(r"\d+", fact.value) == re.findall(r"\d+", english.value)
        told = (fact.source, fact.confidence) == (english.source, english.confidence)
        wrong += [] if same and told else [key]
    assert wrong == []


def test_every_welsh_wording_says_that_it_is_to_be_checked(words: content.Responses) -> None:
    assert [one.name for one in all_welsh(words) if "Welsh" not in one.metadata["note"]] == []
    assert [one.name for one in all_welsh(words) if one.metadata["status"] != "draft"] == []


def test_the_young_are_named_childline_in_welsh_where_they_are_in_english(
    words: content.Responses,
) -> None:
    """But for the one answer that turns back to English, and says it in English too."""

    def named(one: Variation) -> bool:
        return any("childline" in key for key in placeholders([one.text, one.custom]))

    lacking = []
    for name in words.names():
        welsh = said_in_welsh(words, name, **YOUNG)
        if "language" in welsh.conditions and named(words.pick(name, {**USUAL, **YOUNG})):
            lacking += [] if named(welsh) else [name]
    assert lacking == ["utter_language_english"]


def test_a_welsh_step_that_can_be_noticed_says_so_before_the_steps(
    words: content.Responses,
) -> None:
    first = [
        one
        for one in all_welsh(words)
        if any(one.name.startswith(f"utter_{skill}_") for skill in WITH_STEPS)
        and not one.name.endswith(("_unsafe", "_cant", "_later"))
    ]
    assert len(first) >= 10
    assert [one.name for one in first if not _WARNING.search(one.text)] == []


def test_every_choice_that_who_reads_welsh_is_offered_is_in_welsh(
    words: content.Responses,
) -> None:
    """With the answer, or from the list (data/language/choices.yml)."""
    called = choices.written(content.DATA)
    english = {
        button["title"]
        for name in words.names()
        for one in words.variations(name)
        if one.conditions.get("language") != "cy"
        for button in one.buttons
    }
    lacking = set()
    for name in words.names():
        for audience, style in product(("adult", "young"), ("standard", "simple")):
            chosen = said_in_welsh(words, name, audience=audience, style=style)
            lacking |= {one["title"] for one in chosen.buttons if one["title"] in english}
    assert sorted(title for title in lacking if "cy" not in called.get(title, {})) == []
    assert sorted(set(called) - english) == []


def test_choices_are_short_in_welsh_too_and_keep_their_numbers(facts: dict[str, str]) -> None:
    called = choices.load(content.DATA, facts)["cy"]
    assert called["Talk to a person"] == "Siarad â pherson"
    assert called["18 or over"] == "18 neu'n hŷn"
    assert [title for title in called.values() if len(title.split()) > 5] == []


def test_two_choices_of_one_answer_are_not_called_the_same(words: content.Responses) -> None:
    called = choices.written(content.DATA)
    same = []
    for name in words.names():
        for one in words.variations(name):
            titles = [b["title"] for b in one.buttons]
            welsh = [called.get(title, {}).get("cy", title) for title in titles]
            same += [name] if len(set(welsh)) < len(set(titles)) else []
    assert same == []


def test_every_phrase_says_where_it_comes_from(words: content.Responses) -> None:
    said = phrases.load(content.DATA)
    for name in said.names():
        for one in said.variations(name):
            for field in ("source", "checked", "review_by", "confidence", "status"):
                assert one.metadata.get(field), (name, field)
    # One by one, as people wrote them: not one source for a whole file.
    for kind, fewest in ((phrases.WHY, 10), (phrases.SAID_BACK, 10), (phrases.FORM, 4)):
        mine = [name for name in said.names() if name.startswith(kind)]
        assert len({said.metadata(name)["source"] for name in mine}) >= fewest, kind


@pytest.mark.parametrize("lost", ["source", "confidence"])
def test_a_phrase_without_a_source_is_named(lost: str) -> None:
    written = {"why": {"young": {"en": "They are there.", "source": "S39", "confidence": "A"}}}
    del written["why"]["young"][lost]
    (name, lines, said), *_ = phrases._why(written)
    with pytest.raises(ContentError, match=f"young lacks {lost}"):
        phrases.provenance("why.yml", name, {"status": "draft"}, said)
    assert lines["cy"] == lines["en"]
