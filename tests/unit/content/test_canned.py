"""Replies for workers: held to what every wording is held to, and never to a guess."""

import re
from pathlib import Path

import pytest

import content
from content import canned, numbers
from content.canned import Canned
from content.errors import ContentError, MissingFact, UnknownResponse
from content.languages import LANGUAGES
from content.responses import Responses, Variation, render
from scripts.content import reading_age
from tests.unit.content.test_guide import _forbidden

SLOTS = [
    {"audience": audience, "nation": nation, "language": language, "style": "standard"}
    for audience in ("adult", "young")
    for nation in (None, "england", "wales", "scotland", "northern_ireland")
    for language in LANGUAGES
]
LONGEST = 4000


@pytest.fixture(scope="module")
def replies(words: Responses, facts: dict[str, str]) -> Canned:
    return canned.load(content.DATA, words, facts)


def written(replies: Canned) -> list[Variation]:
    return [one for name in replies.replies.names() for one in replies.replies.variations(name)]


def test_every_topic_has_replies_and_every_reply_a_topic(replies: Canned) -> None:
    assert all(replies.by_topic[topic] for topic in replies.topics)
    listed = [name for names in replies.by_topic.values() for name in names]
    assert len(listed) == len(set(listed)) >= 40
    assert set(replies.replies.names()) <= set(listed)


def test_whoever_it_is_for_every_reply_can_be_filled_in_and_sent(
    replies: Canned, words: Responses, facts: dict[str, str]
) -> None:
    for slots in SLOTS:
        for names in replies.by_topic.values():
            for name in names:
                bubbles = render(replies.pick(name, slots, words), {"name": "Sam"}, facts)
                said = "\n\n".join(bubble.text for bubble in bubbles)
                assert said
                assert len(said) <= LONGEST, name
                assert "{" not in said, name


def test_replies_are_held_to_the_guide(replies: Canned) -> None:
    for one in written(replies):
        assert _forbidden(one.text) == [], one.name
        assert "!" not in one.text, one.name
        assert one.text.count("?") <= 1, one.name
        assert not re.search(r"\d{3}", one.text), one.name
        assert "young" in one.conditions.values() or not re.search("Childline", one.text), one.name
        if one.conditions.get("language") != "cy":
            assert reading_age(one) <= 12, one.name
    assert list(numbers.typed(replies.replies)) == []


def test_every_reply_has_words_for_the_young_and_says_whence(replies: Canned) -> None:
    for name in replies.replies.names():
        conditions = [dict(one.conditions) for one in replies.replies.variations(name)]
        assert {"audience": "young"} in conditions, name
        assert {} in conditions, name
    for one in written(replies):
        assert all(
            one.metadata.get(field)
            for field in ("source", "checked", "review_by", "confidence", "status")
        ), one.name
        assert one.metadata["status"] == "draft"


def test_a_reply_that_is_wrong_is_named(
    tmp_path: Path, words: Responses, facts: dict[str, str]
) -> None:
    good = """topics: {a: "A"}
replies:
  reply_a_one:
    topic: a
    wordings:
      - {text: "Hello.", source: "H1"}
answers:
  a: [utter_awareness_where]
"""
    (tmp_path / "canned").mkdir()

    def load(text: str) -> Canned:
        (tmp_path / canned.FILE).write_text(text)
        return canned.load(tmp_path, words, facts)

    assert load(good).by_topic == {"a": ["reply_a_one", "utter_awareness_where"]}
    for old, new, error in (
        ("topic: a", "topic: b", ContentError),
        ('source: "H1"', 'note: "x"', ContentError),
        ("Hello.", "Call {services.nobody.phone}.", MissingFact),
        ("[utter_awareness_where]", "[utter_nobody_wrote]", UnknownResponse),
        ("[utter_awareness_where]", "[reply_a_one]", UnknownResponse),
        ("- {text", "- {when: {audience: young}, text", ContentError),
    ):
        with pytest.raises(error):
            load(good.replace(old, new))
