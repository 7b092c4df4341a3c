"""Who speaks is put right where the words themselves say it."""

import pytest

from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.roles import put_right

BOOK, SPELLING = load_book(), load_spelling()
VICTIM, SUPPORTER, WORKER = "disclose_stalking", "supporter_concern", "professional_enquiry"


def read_as(text: str, first: str) -> str:
    return put_right(BOOK, make_plain(text, SPELLING).text, [(first, 0.7), ("greet", 0.1)])[0][0]


@pytest.mark.parametrize(
    "text",
    [
        "he'll no leave us alone, it's been months",
        "she willnae leave us alone",
        "ma ex wont leave us in peace",
        "im a nurse and a patient keeps messaging me at home",
        "one of my pupils is obsessed with me and waits at my car",
        "my neighbour keeps following me to the shop",
        "a client turns up at my house",
    ],
)
@pytest.mark.parametrize("first", [SUPPORTER, WORKER])
def test_whoever_it_happens_to_is_answered_as_such(text: str, first: str) -> None:
    assert read_as(text, first) == VICTIM


@pytest.mark.parametrize(
    "text",
    [
        "my daughter's ex wont leave her alone",
        "my sister's ex keeps messaging me asking where she is",
        "im worried about my mate, he's being followed",
        "her ex keeps threatening her, and he is watching us all",
    ],
)
def test_whoever_worries_about_somebody_else_stays_a_supporter(text: str) -> None:
    assert read_as(text, SUPPORTER) == SUPPORTER


@pytest.mark.parametrize("first", [SUPPORTER, VICTIM, "out_of_scope"])
@pytest.mark.parametrize(
    "text",
    [
        "head of year here, a Y10 girl says an older lad waits for her at the gate",
        "Hi, I'm a teacher. One of my pupils is being followed home by her ex",
        "form tutor at a comp. a yr 9 boy keeps getting messages from a man",
        "Head of year. Y10 girl in my form, an older lad waits at the gates every day",
        "GP here. a patient told me her husband tracks her phone",
    ],
)
def test_whoever_asks_in_their_job_is_answered_as_such(text: str, first: str) -> None:
    assert read_as(text, first) == WORKER


@pytest.mark.parametrize("first", [VICTIM, "ask_contact_response", "situation_changed"])
@pytest.mark.parametrize(
    "text",
    [
        "she blocked me so i made another account",
        "how do i get her to talk to me",
        "i keep driving past my exs house",
        "I followed her home once, I just wanted to see she was ok",
    ],
)
def test_whoever_does_it_is_not_answered_as_if_it_were_done_to_them(text: str, first: str) -> None:
    assert read_as(text, first) == "own_behaviour_concern"


@pytest.mark.parametrize(
    "text",
    [
        "i blocked him so he made another account",
        "how do i get him to leave me alone",
        "she keeps driving past my house",
        "i followed your advice",
    ],
)
def test_whoever_it_is_done_to_is_never_taken_for_who_does_it(text: str) -> None:
    assert read_as(text, VICTIM) == VICTIM


@pytest.mark.parametrize(
    "text",
    [
        "im a teacher and my ex follows me to work",
        "a patient keeps following me, im a nurse",
        "im a student and a boy in my class watches me",
        "im a doctor, my husband tracks my phone",
    ],
)
def test_a_job_alone_makes_nobody_a_worker_who_asks(text: str) -> None:
    assert read_as(text, VICTIM) == VICTIM


@pytest.mark.parametrize(
    "text",
    [
        "i found an airtag in his car",
        "we just found a tracker under my mums car",
        "my daughter found a tag in her bag",
        "i have noticed a gps thing under the van",
    ],
)
def test_whoever_finds_a_tracker_follows_nobody(text: str) -> None:
    assert read_as(text, "own_behaviour_concern") == "ask_tracking_device"


@pytest.mark.parametrize(
    "text",
    [
        "i put an airtag in his car",
        "i want to find her with a tracker",
        "i hid a tracker in her bag so i know where she is",
    ],
)
def test_whoever_puts_one_there_has_found_none(text: str) -> None:
    assert read_as(text, "own_behaviour_concern") == "own_behaviour_concern"


def test_a_tracker_that_was_found_changes_no_other_reading() -> None:
    assert read_as("i found an airtag in my car", "ask_evidence") == "ask_evidence"
