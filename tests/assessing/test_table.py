"""The table of data/risk/assessment.yml: the tool's topics, sources, and no number for anybody."""

import re
from pathlib import Path

import pytest

import content
from content import assessment, directory
from content.errors import ContentError, MissingFact
from content.files import read_mapping

FACTS = directory.load(content.DATA).facts
TABLE = assessment.load(content.DATA, FACTS)
URGENCY = read_mapping(content.DATA / "handoff" / "urgency.yml")["urgency"]


def test_the_eleven_topics_of_the_tool_are_there_in_its_order() -> None:
    of_the_tool = [topic.name for topic in TABLE.topics.values() if topic.tool]
    assert len(of_the_tool) == 11
    sources = [TABLE.said("topics", name).metadata["source"] for name in of_the_tool]
    assert [source.split(";")[0] for source in sources] == [
        f"4.1 topic {number}" for number in range(1, 12)
    ]


def test_a_topic_stands_beside_the_same_signs_as_in_the_table_of_urgency() -> None:
    of_the_tool = [topic for topic in TABLE.topics.values() if topic.tool]
    for group in ("indicators", "said"):
        for name, row in URGENCY[group].items():
            if row.get("topic"):
                assert name in of_the_tool[row["topic"] - 1].names, name


def test_every_sign_and_answer_it_names_is_one_of_ours() -> None:
    known = {*URGENCY["indicators"], *URGENCY["said"], *URGENCY["alerts"]}
    again = TABLE.look_again
    for topic in TABLE.topics.values():
        assert topic.names <= known, topic.name
    assert {*again.of, *again.each_time, *again.never} <= known
    # What raises the urgency of a waiting chat is never overlooked here.
    raising = {
        name
        for group in ("indicators", "said")
        for name, row in URGENCY[group].items()
        if row["raises"]
    }
    assert raising.isdisjoint(again.never)
    beside = frozenset().union(*(topic.names for topic in TABLE.topics.values()))
    assert raising <= beside, "each stands beside a topic"


def test_every_sentence_has_a_source_and_dates_and_waits_for_a_specialist() -> None:
    for name in TABLE.words.names():
        said = TABLE.words.pick(name, {}).metadata
        assert re.search(r"\d\.\d", said["source"]), name
        assert said["checked"] < said["review_by"]
        assert said["status"] == "draft"


def test_no_sentence_gives_a_number_for_how_dangerous_it_is() -> None:
    for name in TABLE.words.names():
        text = TABLE.words.pick(name, {}).text
        assert not re.search(r"\b(score|points?|total|out of \d|per cent|%)", text, re.I), name
    for name in TABLE.levels:
        assert not re.search(r"\d|\bsafe\b|\blow\b", TABLE.text("levels", name, FACTS), re.I)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ('text: "How frightened', ContentError),
        ("{services.police_emergency.phone}", MissingFact),
    ],
)
def test_a_table_that_is_wrong_is_refused(
    tmp_path: Path, written: str, error: type[Exception]
) -> None:
    text = (content.DATA / "risk" / "assessment.yml").read_text()
    assert written in text
    wrong = text.replace(written, 'text: ""  # ' if "text" in written else "{services.no.phone}")
    (tmp_path / "risk").mkdir()
    (tmp_path / "risk" / "assessment.yml").write_text(wrong)
    with pytest.raises(error, match=r"fear|assess_refer_now"):
        assessment.load(tmp_path, FACTS)
