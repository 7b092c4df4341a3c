"""What is covered at the desk until a worker wants it, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

import content
from helpline.services.desk.graphic import Graphic

GRAPHIC = Graphic(content.DATA)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he strangled me, and there was blood on the wall", ["injury", "blood_and_death"]),
        ("He Broke My Nose last year", ["injury"]),
        ("she put her hands round my throat", ["injury"]),
        ("he left a dead cat on my step", ["blood_and_death"]),
        ("he raped me", ["sexual_violence"]),
        ("he had sex with me while i was asleep", ["sexual_violence"]),
        ("i want to kill myself", ["self_harm"]),
        ("ive been cutting  my\nwrists", ["self_harm"]),
        ("he hits our kids", ["harm_to_a_child"]),
        ("mae e wedi fy nhagu i", ["injury"]),
        ("dw i isio lladd fy hun", ["self_harm"]),
        ("gwaed ar y drws", ["blood_and_death"]),
        ("cafodd ei threisio", ["sexual_violence"]),
    ],
)
def test_what_is_described_is_named(text: str, found: list[str]) -> None:
    assert GRAPHIC.found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "my ex keeps turning up outside my work",
        "he is outside my door with a knife",
        "its bloody awful and i'm dying of embarrassment",
        "he broke my heart, and she broke my trust",
        "I could murder a curry",
        "grapes, drapes, and a therapist",
        "",
        "   ",
    ],
)
def test_what_is_only_frightening_is_not_covered(text: str) -> None:
    assert GRAPHIC.found(text) == []


@given(some.text(max_size=400), some.text(max_size=400))
def test_more_words_around_it_never_uncover_it(before: str, after: str) -> None:
    assert "injury" in GRAPHIC.found(f"{before} he strangled me {after}")


def test_a_message_as_long_as_may_be_is_read_at_once() -> None:
    for text in ("he cut " * 600, "kick" * 1000, "beat my " * 500, "\u00e9 " * 2000):
        assert isinstance(GRAPHIC.found(text[:4000]), list)


def test_what_is_remembered_is_a_digest_and_not_the_text() -> None:
    graphic = Graphic(content.DATA)
    assert graphic.found("he strangled me") == graphic.found("he strangled me") == ["injury"]
    assert all(len(key) == 16 and b"strangled" not in key for key in graphic._known)


def test_only_what_describes_something_is_marked() -> None:
    assert GRAPHIC.marked({"seq": 1}, "hello") == {"seq": 1}
    assert GRAPHIC.marked({"seq": 1}, None) == {"seq": 1}
    assert GRAPHIC.marked({"seq": 1}, "he raped me")["graphic"] == ["sexual_violence"]
