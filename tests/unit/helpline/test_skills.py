"""Who is asked first, and for whom it rings: never a reason that nobody takes a chat."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import content
from content import ContentError
from helpline.models import Conversation
from helpline.services.queue.ringing import Kept, ring_after
from helpline.services.workers.skills import Colleague, Skills, asked_first

SKILLS = Skills(content.DATA)
NAMES = list(SKILLS.labels)
PAUSE = 30


@some.composite
def teams(draw: some.DrawFn) -> list[Colleague]:
    return [
        Colleague(
            number,
            draw(some.booleans()),
            frozenset(draw(some.lists(some.sampled_from(NAMES), max_size=4))),
            draw(some.integers(0, 4)),
            draw(some.integers(1, 4)),
        )
        for number in range(1, draw(some.integers(1, 6)) + 1)
    ]


NEEDS = some.frozensets(some.sampled_from(NAMES), max_size=4)


def rings(
    team: Sequence[Colleague], needs: frozenset[str], *, leads: frozenset[int], danger: bool = False
) -> dict[int, int | None]:
    return {
        me.worker_id: ring_after(me, me.worker_id in leads, danger, needs, team, PAUSE)
        for me in team
    }


@given(teams(), NEEDS)
def test_whoever_has_room_somebody_is_asked_first(
    team: list[Colleague], needs: frozenset[str]
) -> None:
    first = asked_first(needs, team)
    assert bool(first) is any(one.has_room for one in team)
    there = {one.worker_id: one for one in team}
    for asked in (there[one] for one in first):
        assert asked.has_room
        for other in team:
            # Nobody with room fits better, or fits as well and has fewer chats.
            fits = len(needs & other.skills) - len(needs & asked.skills)
            assert not other.has_room or fits < 0 or (fits == 0 and other.live >= asked.live)


@given(teams(), NEEDS, some.frozensets(some.integers(1, 6)), some.booleans())
def test_it_rings_for_somebody_at_once_and_in_the_end_for_everybody(
    team: list[Colleague], needs: frozenset[str], leads: frozenset[int], danger: bool
) -> None:
    after = rings(team, needs, leads=leads, danger=danger)
    takers = [one.worker_id for one in team if one.takes_chats]
    heard = [seconds for seconds in after.values() if seconds is not None]
    present_leads = [one.worker_id for one in team if one.worker_id in leads]
    # Only if nobody takes chats and no lead is here does nobody hear it.
    assert bool(heard) is bool(takers or present_leads)
    assert not heard or min(heard) == 0
    assert all((after[one] or 0) <= PAUSE and after[one] is not None for one in takers)
    assert all((after[one] or 0) <= 2 * PAUSE for one in present_leads)
    assert all(after[one] is not None for one in present_leads)
    if danger:
        assert set(heard) <= {0}


@given(teams(), NEEDS, some.frozensets(some.integers(1, 6)), some.booleans(), some.data())
def test_one_that_is_kept_rings_for_that_colleague_alone_while_it_is_kept(
    team: list[Colleague],
    needs: frozenset[str],
    leads: frozenset[int],
    danger: bool,
    data: some.DataObject,
) -> None:
    kept = Kept(data.draw(some.sampled_from(team)).worker_id, 120)
    usual = rings(team, needs, leads=leads, danger=danger)
    for me in team:
        after = ring_after(me, me.worker_id in leads, danger, needs, team, PAUSE, kept)
        if (danger and after is not None) or (me.worker_id == kept.worker_id and me.takes_chats):
            assert after == 0
        elif usual[me.worker_id] is None:
            assert after is None
        else:
            assert after == usual[me.worker_id] + 120


def test_first_who_is_right_for_them_then_all_then_the_lead() -> None:
    team = [
        Colleague(1, True, frozenset({"welsh"}), 2, 3),
        Colleague(2, True, frozenset(), 0, 3),
        Colleague(3, False, frozenset(), 0, 3),
        Colleague(4, False, frozenset(), 0, 3),
    ]
    needs = frozenset({"welsh"})
    assert rings(team, needs, leads=frozenset({3})) == {1: 0, 2: 30, 3: 60, 4: None}


def test_where_the_right_one_has_no_room_the_next_is_asked() -> None:
    full = Colleague(1, True, frozenset({"welsh"}), 3, 3)
    other = Colleague(2, True, frozenset(), 1, 3)
    assert asked_first(frozenset({"welsh"}), [full, other]) == {2}
    assert asked_first(frozenset({"welsh"}), [full]) == frozenset()


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("im deaf and cant phone", ["deaf_bsl"]),
        ("Do you have BSL?", ["deaf_bsl"]),
        ("im gay and he says hell out me", ["lgbt"]),
        ("she is trans, im non-binary", ["lgbt"]),
        ("LGBT+ support", ["lgbt"]),
        ("he turned a deafening stereo on", []),
        ("my bike was translated to the garage", []),
        ("", []),
    ],
)
def test_what_somebody_writes_of_themselves_calls_for_a_skill(text: str, skills: list[str]) -> None:
    assert SKILLS.heard_in(text) == skills


def test_what_they_chose_calls_for_a_skill() -> None:
    young = Conversation(audience="young", language="cy", nation="wales")
    assert SKILLS.chosen_by(young) == ["young_people", "welsh", "wales"]
    assert SKILLS.chosen_by(Conversation(audience="adult", language="en", nation=None)) == []


def test_a_skill_that_nothing_calls_for_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "handoff"
    folder.mkdir()
    (folder / "skills.yml").write_text("skills: {lifting: {label: Heavy things}}")
    with pytest.raises(ContentError):
        Skills(tmp_path)
