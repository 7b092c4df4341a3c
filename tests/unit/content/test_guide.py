"""The guide for writers: what it forbids is nowhere, and what it says of a new topic works."""

import re
import shutil
from pathlib import Path

import pytest

import content
import content.responses
from content import differences, reach
from content.differences import Need
from content.responses import Responses
from tests.docs.new_topic import GUIDE, add_to
from tests.docs.trees import text
from understanding.corpus import read_corpus, read_topics

ROOT = content.DATA.parent
#: A word with its exception, as the guide has it.
EXCEPT = re.compile(r"\bnot overreact", re.I)


def _never() -> list[str]:
    listed = text(GUIDE).partition("## Words we never use")[2].partition("\n## ")[0]
    return [line[2:].partition(",")[0].strip() for line in listed.splitlines() if line[:2] == "* "]


def _said(words: Responses) -> list[tuple[str, str]]:
    found = []
    for name in words.names():
        for one in words.variations(name):
            card = (one.custom or {}).get("card") or {}
            plan = (one.custom or {}).get("plan") or {}
            titles = [button["title"] for button in one.buttons]
            all_of_it = [one.text, card.get("title", ""), *card.get("steps", ()), *titles]
            found += [(name, str(said)) for said in (*all_of_it, *plan.values())]
    return found


def _forbidden(said: str) -> list[str]:
    plain = EXCEPT.sub("", said.replace("\u2019", "'"))
    return [word for word in _never() if re.search(rf"\b{re.escape(word)}", plain, re.I)]


def test_words_we_never_use_are_nowhere(words: Responses) -> None:
    assert len(_never()) >= 12
    assert [(name, found) for name, said in _said(words) if (found := _forbidden(said))] == []


def test_nothing_is_shouted(words: Responses) -> None:
    assert [name for name, said in _said(words) if "!" in said] == []


@pytest.mark.parametrize(
    "said", ["Calm down, it will pass.", "You overreact.", "Why didn\u2019t you tell anyone?"]
)
def test_a_word_we_never_use_would_be_found(said: str) -> None:
    assert _forbidden(said)


#: FOUR as questions, and headings in the form of one ("In danger?"): read through, not answered.
FOUR_QUESTIONS = {
    "utter_recognising_ask",
    "utter_arrival_about_assistant",
    "utter_safety_child_in_danger",
    "utter_safety_nobody_here",
}


def test_at_most_one_question_at_a_time(words: Responses) -> None:
    """Of the last bubble: the one that is answered. FOUR is asked as four, to be read through."""
    several = [
        name
        for name in words.names()
        for one in words.variations(name)
        if one.text.strip().split("\n\n")[-1].count("?") > 1 and name not in FOUR_QUESTIONS
    ]
    assert sorted(set(several)) == []


def test_a_new_topic_is_one_folder_and_one_line(tmp_path: Path) -> None:
    """Done as the guide says: it is reached, and each person has words of their own. That it is
    heard and answered: tests/conversations/test_new_topic.py."""
    data = tmp_path / "data"
    shutil.copytree(content.DATA, data)
    domain = (ROOT / "domain.yml").read_text()
    (tmp_path / "domain.yml").write_text(domain)
    add_to(tmp_path)
    changed = (tmp_path / "domain.yml").read_text()

    assert {path.name for path in (data / "moving").iterdir()} == {
        "nlu.yml", "rules.yml", "responses.yml", "differs.yml",
    }  # fmt: skip
    assert len(changed.splitlines()) == len(domain.splitlines()) + 1
    assert read_topics(tmp_path / "domain.yml") == ("ask_moving_home",)
    assert len(read_corpus(data).intents["ask_moving_home"]) >= 30
    words = content.responses.load(data)
    needed = [one for one in differences.needs(data) if one.intent == "ask_moving_home"]
    assert needed == [Need("ask_moving_home", "utter_moving_plan", ("audience",))]
    assert differences.lacking(needed, words) == []
    assert reach.unreached(words, data, ROOT) == []
    assert "Childline" in words.pick("utter_moving_plan", {"audience": "young"}).text
    assert _forbidden("\n".join(said for name, said in _said(words) if "moving" in name)) == []
