"""A bare answer to a question of ours (what shall we call you, where do you live, when may we ring)
is no alarm and never empties the page: a form that meets a name with "call 999" is left."""

import pytest

from actions.safe_exit import SURE
from understanding import Reader
from understanding.intents import find_whole
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain

NAMES = (
    "Robbin", "Killian", "Harry", "Jacob", "Cormac", "Maggie", "Zak", "Eve", "Rose", "Grace",
    "Hunter", "Faith", "Joy", "Mark", "Bob", "Piotr", "Agnieszka", "Aleksandra", "Ngozi", "Mihai",
    "Fatima", "Arjun", "Mei", "Siobhan", "Padraig", "Angharad", "Dafydd", "Eilidh", "Hamish",
    "Muhammad", "Chantelle", "Tyrone", "Doris", "Wanda", "Sam", "Jo", "Kit", "Robin", "Karen",
)  # fmt: skip
PLACES = (
    "Burnley", "Ealing", "Reading", "Bury", "Harrogate", "Slough", "Hull", "Deal",
    "Battle", "Kilmarnock", "Swansea", "Newry", "Tregaron", "Moss Side", "near Leeds",
)  # fmt: skip
TIMES_AND_WAYS = (
    "after 4", "thursday", "weekday mornings", "not before 9", "evenings", "by text", "email",
    "no voicemail", "ring twice then hang up", "never ring my work", "withheld number please",
)  # fmt: skip
CODE_WORDS = ("tiger lily", "marmalade", "purple rain", "sunflower", "banana bread")
FILLED_IN = (
    "two kids", "just me", "me and my mum", "the dog too", "a neighbour", "my boss", "he", "she",
    "change it", "not that one", "the second one", "call me joan", "call me judith", "karen please",
    "my name is Robbin", "large print", "bsl interpreter", "wheelchair", "since march", "3 times",
)  # fmt: skip


@pytest.mark.parametrize("text", [*NAMES, *PLACES, *TIMES_AND_WAYS, *CODE_WORDS, *FILLED_IN])
def test_a_bare_answer_raises_nothing_and_does_not_leave(text: str, reader: Reader) -> None:
    reading = reader.read(text)
    assert reading.alerts == ()
    assert reading.intent != "safe_exit" or reading.confidence < SURE


@pytest.mark.parametrize(
    ("text", "alert"),
    [
        ("hes here", "immediate_danger"), ("HELP", "immediate_danger"),
        ("hes got a knife", "immediate_danger"), ("kill myself", "suicidal_thoughts"),
        ("want to die", "suicidal_thoughts"), ("took pills", "suicidal_thoughts"),
    ],
)  # fmt: skip
def test_an_alarm_may_be_as_short(text: str, alert: str, reader: Reader) -> None:
    assert alert in reader.read(text).alerts


@pytest.mark.parametrize(
    "text",
    ["send it", "send it off", "send this now", "take it out", "take it down", "put it down",
     "take that down please", "send everything"],
)  # fmt: skip
def test_a_yes_to_a_form_or_an_edit_of_it_is_no_wish_to_leave(text: str) -> None:
    assert find_whole(load_book(), make_plain(text, load_spelling()).text) != "safe_exit"


@pytest.mark.parametrize(
    "text", ["take this away", "get it off my screen", "make it disappear", "put this out of sight"]
)
def test_make_it_go_away_is_one(text: str) -> None:
    assert find_whole(load_book(), make_plain(text, load_spelling()).text) == "safe_exit"
