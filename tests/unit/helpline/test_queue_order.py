"""The rule of the queue, as properties: one order, the same again, explained by what each row
says, and nobody waits for ever.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

import content
from helpline.models import Conversation
from helpline.services.queue.order import BANDS, Waiting, in_order, standing
from helpline.services.turns.urgency import UrgencyRules

RULES = UrgencyRules(content.DATA)
HEAD_START = RULES.head_start
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).replace(tzinfo=None)
MINUTE = timedelta(minutes=1)


def chat(name: str, minutes: float = 0.0, *reasons: str, **values: Any) -> Conversation:
    """Somebody who came that many minutes after noon."""
    made = Conversation(
        id=name,
        reasons=[],
        urgency=0,
        audience="adult",
        alerted=False,
        front=False,
        owner="waiting",
        waiting_since=NOON + minutes * MINUTE,
    )
    for field, value in values.items():
        setattr(made, field, value)
    RULES.note(made, reasons)
    return made


def order(*chats: Conversation) -> list[str]:
    return [one.conversation.id for one in in_order(chats, RULES)]


@some.composite
def crowds(draw: some.DrawFn, least: int = 0) -> list[Conversation]:
    """People who wait, of all kinds; often at the very same moment."""
    size = draw(some.integers(least, 12))
    return [
        chat(
            f"c{number:02}",
            draw(some.sampled_from([0, 0, 1, 5, 19, 20, 21, 40, 300])),
            *draw(some.lists(some.sampled_from(sorted(RULES.raising)), max_size=2)),
            *draw(some.lists(some.just("unwanted_contact"), max_size=1)),
            alerted=draw(some.booleans()),
            front=draw(some.booleans()),
            moved=draw(some.sampled_from([None, None, "first", "later"])),
        )
        for number in range(size)
    ]


@given(crowds(), some.randoms(use_true_random=False))
def test_there_is_one_order_whoever_is_asked_about_first(
    crowd: list[Conversation], chance: Random
) -> None:
    shuffled = list(crowd)
    chance.shuffle(shuffled)
    assert order(*crowd) == order(*shuffled)
    assert sorted(order(*crowd)) == sorted(one.id for one in crowd)


@given(crowds(least=1), some.integers(0, 11))
def test_when_somebody_is_taken_nobody_else_changes_places(
    crowd: list[Conversation], index: int
) -> None:
    taken = crowd[index % len(crowd)]
    rest = [one for one in crowd if one is not taken]
    assert order(*rest) == [name for name in order(*crowd) if name != taken.id]


@given(crowds())
def test_what_each_row_says_explains_the_order(crowd: list[Conversation]) -> None:
    """With nothing but what the row gives as its reason: band, time, head start."""
    for one, other in pairwise(in_order(crowd, RULES)):
        before, after = one.standing, other.standing
        if before.band != after.band:
            assert BANDS.index(before.band) < BANDS.index(after.band)
        else:
            assert before.since - before.head_start <= after.since - after.head_start
    for waiting in in_order(crowd, RULES):
        assert _true_of(waiting)


def _true_of(waiting: Waiting) -> bool:
    """Whether the reason that a row gives is so."""
    one, its = waiting.conversation, waiting.standing
    is_so = {
        "alert": one.alerted,
        "lead": one.moved == "first" and not one.alerted,
        "returned": one.front and not one.alerted and one.moved != "first",
        "turn": not one.alerted and not one.front and one.moved != "first",
    }
    lets_wait = its.band == "turn" and one.moved == "later"
    head_start = -HEAD_START if lets_wait else HEAD_START if its.because else timedelta(0)
    return (
        is_so[its.band]
        and set(its.because) == set(one.reasons) & RULES.raising
        and its.head_start == head_start
    )


@given(crowds(least=2))
def test_an_open_danger_stands_before_all_that_is_none(crowd: list[Conversation]) -> None:
    found = [one.conversation.alerted for one in in_order(crowd, RULES)]
    assert found == sorted(found, reverse=True)


@given(some.booleans(), some.lists(some.integers(0, 10_000), max_size=60))
def test_nobody_waits_for_ever(is_urgent: bool, arrivals: list[int]) -> None:
    """However many urgent people come: only those who come within a head start go before somebody
    who was there."""
    there = chat("there", 0, *(["fear"] if is_urgent else []))
    crowd = [chat(f"c{n:02}", minutes, "weapon") for n, minutes in enumerate(arrivals)]
    ahead = order(there, *crowd).index("there")
    within = timedelta(0) if is_urgent else HEAD_START
    assert ahead <= sum(timedelta(minutes=minutes) <= within for minutes in arrivals)


@given(some.lists(some.integers(0, 10_000), max_size=60))
def test_whom_a_lead_lets_wait_waits_no_longer_than_that_either(arrivals: list[int]) -> None:
    there = chat("there", 0, moved="later")
    crowd = [chat(f"c{n:02}", minutes, "weapon") for n, minutes in enumerate(arrivals)]
    ahead = order(there, *crowd).index("there")
    assert ahead <= sum(timedelta(minutes=minutes) <= 2 * HEAD_START for minutes in arrivals)


@given(crowds(least=1), some.integers(0, 11))
def test_a_lead_puts_somebody_before_all_but_danger(crowd: list[Conversation], index: int) -> None:
    one = crowd[index % len(crowd)]
    one.moved = "first"
    before = order(*crowd)[: order(*crowd).index(one.id)]
    there = {each.id: each for each in crowd}
    assert all(there[name].alerted or there[name].moved == "first" for name in before)


@given(crowds(least=1), some.integers(0, 11))
def test_one_more_reason_never_moves_anybody_down(crowd: list[Conversation], index: int) -> None:
    one = crowd[index % len(crowd)]
    before = order(*crowd).index(one.id)
    RULES.note(one, ["threat_to_harm"])
    assert order(*crowd).index(one.id) <= before


def test_urgency_is_a_head_start_of_twenty_minutes_and_no_more() -> None:
    assert timedelta(minutes=20) == HEAD_START
    assert order(chat("calm", 0), chat("urgent", 19, "weapon")) == ["urgent", "calm"]
    assert order(chat("calm", 0), chat("urgent", 21, "weapon")) == ["calm", "urgent"]


def test_danger_then_the_lead_then_who_was_dropped_then_the_rest() -> None:
    assert order(
        chat("calm", 0),
        chat("later", 0, "fear", moved="later"),
        chat("urgent", 3, "fear"),
        chat("dropped", 30, front=True),
        chat("put first", 30, moved="first"),
        chat("danger", 30, "immediate_danger", alerted=True),
    ) == ["danger", "put first", "dropped", "urgent", "calm", "later"]


def test_reviewed_it_is_urgent_and_no_longer_first() -> None:
    one = chat("one", 30, "immediate_danger", alerted=False)
    assert standing(one, RULES).band == "turn"
    assert standing(one, RULES).because == ("immediate_danger",)
