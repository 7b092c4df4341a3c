"""Which platforms and kinds of places a message names, for the patterns of a quarter."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import content
from content.languages import LANGUAGES
from helpline.services.figures.named import Named

NAMED = Named(content.DATA)
TOLD = ["unwanted_contact"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "he keeps messaging me on insta and WhatsApp",
            ["platform:whatsapp", "platform:instagram"],
        ),
        ("she emails my boss every week", ["platform:email", "place:work"]),
        ("there was an AirTag under my car", ["platform:trackers", "place:travel"]),
        ("he waits outside my house", ["place:home"]),
        ("hes always at the bus stop after school", ["place:travel"]),
        (
            "he sits in my gym and at my mum\u2019s house",
            ["place:out_and_about", "place:family_and_friends"],
        ),
        ("he sends 1p payments with messages", ["platform:bank_payments"]),
        ("he talks through the ring doorbell", ["platform:smart_home"]),
        ("he added me on snapchat with a fake name", ["platform:snapchat"]),
        ("mae e'n ffonio o hyd", ["platform:calls_and_texts"]),
    ],
)
def test_what_is_named_where_something_is_told_is_counted(text: str, named: list[str]) -> None:
    assert NAMED.more([], text, TOLD) == named


@pytest.mark.parametrize(
    "text",
    [
        "he rings in my ears like a bad signal",
        "i saw a tile fall off the roof",
        "kiss x",
        "i follow the snap of a twig",
        "",
    ],
)
def test_what_is_not_clearly_one_of_them_is_not(text: str) -> None:
    assert NAMED.more([], text, TOLD) == []


def test_where_nothing_is_told_nothing_is_counted() -> None:
    assert NAMED.more([], "i found you on facebook", []) == []
    assert NAMED.more(["platform:email"], "i found you on facebook", []) == ["platform:email"]


@given(some.lists(some.sampled_from(["he texts me", "on insta", "at work", "at home"]), max_size=6))
def test_each_is_counted_once_however_often_it_is_named(texts: list[str]) -> None:
    known: list[str] = []
    for text in texts:
        before, known = known, NAMED.more(known, text, TOLD)
        assert known[: len(before)] == before
    assert len(known) == len(set(known))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_has_words_for_each(language: str) -> None:
    words = json.loads((ROOT / "web" / "desk" / "locale" / f"{language}.json").read_text("utf-8"))
    for name in NAMED.platforms:
        assert len(name) <= 24
        assert words[f"platform.{name}"]
    for name in NAMED.places:
        assert len(name) <= 24
        assert words[f"placekind.{name}"]
