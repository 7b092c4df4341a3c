"""Commands about the list on the screen: read as what they are, wherever the form stands, and
nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

import content
from content.files import read_mapping
from helpline.services.referral.edits import Edit
from helpline.services.referral.form import ReferralForm
from helpline.services.referral.standing import Standing

WRITTEN = read_mapping(content.DATA / "self_referral" / "form.yml")["form"]
FORM = ReferralForm(WRITTEN)
ASKING = Standing("asking", "at_risk", None)
SHOWN = Standing("asking", "happening", None, frozenset({"told", "again", "skip"}))
CARD = Standing("review", None, None)


def taken(text: str, at: Standing, intent: str = "self_refer") -> str | None:
    return FORM.taken(at, text, intent, 0.95, ())


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("take out number 1", Edit(number=1)),
        ("Take number 2 out please", Edit(number=2)),
        ("can you remove the third one", Edit(number=3)),
        ("delete no. 4", Edit(number=4)),
        ("drop the last one", Edit(number=-1)),
        ("dileu rhif 2", Edit(number=2)),
        ("delete my phone number", Edit(name="contact_how")),
        ("take my name out", Edit(name="name")),
        ("please remove what i said about the children", Edit(name="children")),
        ("don’t use the code word", Edit(name="code_word")),
    ],
)
def test_what_is_to_be_taken_out_is_read(text: str, edit: Edit) -> None:
    assert FORM.edit(text) == edit


@pytest.mark.parametrize(
    "text",
    [
        "he took out my number plates",
        "delete my data",
        "delete everything",
        "number 1 is that he waits at the bus stop",
        "he wants me to delete number 1 and number 2 from my phone, thats my mum and sister",
        "take me out of here",
        "not one of them helps",
        "remove him from my account",
    ],
)
def test_what_only_sounds_like_it_is_no_command(text: str) -> None:
    assert FORM.edit(text) is None


@pytest.mark.parametrize("intent", ["self_refer", "delete_my_data", "ask_evidence", "deny"])
@pytest.mark.parametrize(
    ("text", "at", "meant"),
    [
        ("take out number 2", SHOWN, "untell=2"),
        ("drop the last one", SHOWN, "untell=-1"),
        ("take out number 5", CARD, "clear=children"),
        ("remove my phone number", CARD, "clear=contact_how"),
        ("delete the code word", ASKING, "clear=code_word"),
        ("take out number 1", ASKING, "clear=name"),
        ("take out my name", Standing("aside", "at_risk", None), "clear=name"),
        ("take out my name", Standing("agreed", None, "new"), "change"),
    ],
)
def test_a_command_comes_before_whatever_it_was_read_as(
    text: str, at: Standing, meant: str, intent: str
) -> None:
    assert taken(text, at, intent) == meant


@pytest.mark.parametrize("status", [None, "offered", "aside", "paused"])
def test_a_bare_number_is_not_about_a_form_that_is_not_on_the_screen(status: str | None) -> None:
    assert taken("take out number 2", Standing(status, None, None)) is None


def test_danger_is_never_taken_for_a_command() -> None:
    said = FORM.taken(CARD, "take out number 1", "immediate_danger", 0.9, ("immediate_danger",))
    assert said is None


def test_no_two_questions_are_called_the_same() -> None:
    called = [word for one in WRITTEN["questions"] for word in one["called"]]
    assert len(called) == len(set(called))
    assert all(word == word.casefold() for word in called)


@given(some.text("take out number 123 my the phone name delete remove.", max_size=60))
def test_whatever_is_read_names_something_that_is_there(text: str) -> None:
    edit = FORM.edit(text)
    if edit is not None:
        assert (edit.number is None) != (edit.name is None)
        assert edit.name is None or edit.name in {one.id for one in FORM.questions}
