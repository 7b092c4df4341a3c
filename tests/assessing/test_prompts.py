"""What makes a new look due: never lost, never twice, and answered only by who has seen it."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from helpline.errors import AssessmentChanged, AssessmentRefused, NotTheirs
from helpline.services.assessing.prompts import morning, today
from helpline.services.assessing.sheets import DayAhead
from helpline.services.cases.listing import Wanted
from helpline.services.desk.shapes import iso
from tests.assessing.sheets import case_with, in_days, prompts, saving, sheet, trained
from tests.cases.agreeing import PARTS
from tests.support import Helpline

Start = Callable[..., Awaitable[Helpline]]


async def reasons(helpline: Helpline, case_id: str) -> list[tuple[str, str]]:
    return [(one.because, one.about) for one in await prompts(helpline, case_id)]


async def test_what_is_told_in_the_chat_is_on_the_board_with_its_why(helpline: Helpline) -> None:
    sam, kim = await trained(helpline), await trained(helpline, "Kim")
    lead, services = await helpline.worker("Lee", "lead"), helpline.services
    visitor = await helpline.visitor()
    case = await case_with(helpline, visitor, sam)
    await visitor.say("he keeps following me")
    await helpline.settled()
    assert await reasons(helpline, case.id) == [], "nobody has assessed it yet"
    await services.assessing.versions.save(case.id, sam, saving("s", 0))
    await visitor.say("he keeps following me home from work")
    await helpline.settled()
    assert ("told", "following") not in await reasons(helpline, case.id), "it was known"
    await visitor.say("he broke the restraining order and came to my house")
    await helpline.settled()
    assert ("breach", "breach_of_order") in await reasons(helpline, case.id)
    board = await services.desk.view.board(sam)
    shown = next(one for one in board["look_again"] if one["because"] == "breach")
    assert (shown["why"], shown["about"]) == (
        "A breach was told",
        "A court order, bail or warning broken",
    )
    assert (shown["reference"], shown["worker"], shown["overdue"]) == (
        case.reference,
        "Sam",
        False,
    )
    assert (await services.desk.view.board(lead))["look_again"] == board["look_again"]
    assert (await services.desk.view.board(kim))["look_again"] == []


async def test_a_danger_and_a_return_ask_for_a_new_look(start: Start) -> None:
    helpline = await start(words_hours=24)
    sam = await trained(helpline)
    visitor = await helpline.visitor()
    case = await case_with(helpline, visitor, sam)
    chat = await helpline.id_of(visitor)
    await helpline.services.assessing.versions.save(case.id, sam, saving("s", 0))
    for _ in range(2):
        await visitor.say("he is outside my door right now with a knife")
        await helpline.settled()
    found = await reasons(helpline, case.id)
    assert found.count(("alert", "immediate_danger")) == 1
    words = await helpline.services.leaving.give_words(chat)
    await helpline.services.leaving.leave(chat)
    await helpline.services.leaving.come_back(words.words)
    assert ("returned", "") in await reasons(helpline, case.id)


async def test_what_they_answer_when_asked_and_what_they_correct(helpline: Helpline) -> None:
    sam, services = await trained(helpline), helpline.services
    visitor = await helpline.visitor()
    case = await case_with(helpline, visitor, sam)
    chat = await helpline.id_of(visitor)
    await services.assessing.versions.save(case.id, sam, saving("s", 0))
    keeping = services.turns._answering._effects._keeping
    for _ in range(2):
        async with services.database.write() as session:
            row = await helpline.row(chat)
            assert row is not None
            row = await session.merge(row)
            await keeping.said(session, row, ["said_release", "said_can_wait", "made_up"])
    assert await reasons(helpline, case.id) == [("release", "said_release")]
    drafts = services.cases.cards._drafts
    async with services.database.write() as session:
        draft = await drafts.get(session, chat)
        draft.status, draft.parts = "review", dict(PARTS)
        await drafts.put(session, chat, draft)
    await services.cases.ends.answer(chat, "c1", {"happening": "he has moved next door"}, True)
    assert ("corrected", "") in await reasons(helpline, case.id)


async def test_a_day_ahead_asks_before_it_comes_and_the_next_look_on_its_day(
    helpline: Helpline,
) -> None:
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    told = sheet(days=[in_days(10), in_days(2, "move"), DayAhead("other", today())])
    await services.assessing.versions.save(case.id, sam, saving("s", 0, told))
    planned = {one.about: one for one in await prompts(helpline, case.id, due=False)}
    assert planned["court"].due_at == morning(today() + timedelta(days=7))
    assert planned["move"].due_at == morning(today() + timedelta(days=2)), "it is close: on its day"
    assert planned[""].due_at == morning(today() + timedelta(days=7))
    assert set(planned) == {"court", "move", ""}
    assert (await services.desk.view.board(sam))["look_again"] == []
    async with services.database.write() as session:
        for one in planned.values():
            row = await session.merge(one)
            row.due_at -= timedelta(days=9)
    shown = (await services.desk.view.board(sam))["look_again"]
    assert {(one["because"], one["about"], one["overdue"]) for one in shown} == {
        ("day_ahead", "Court", True),
        ("day_ahead", "A move", True),
        ("due", "", True),
    }
    (listed,) = (await services.cases.view.board(sam, Wanted()))["cases"]
    assert listed["look_again"] == min(one["since"] for one in shown)
    # The days of the next assessment stand instead of these, whether they had come or not.
    await services.assessing.versions.save(case.id, sam, saving("t", 1))
    left = [one for one in await prompts(helpline, case.id, due=False) if one.open_key]
    assert [one.because for one in left] == ["due"]
    (listed,) = (await services.cases.view.board(sam, Wanted()))["cases"]
    assert listed["look_again"] is None
    assert listed["next_look"] == iso(left[0].due_at)


async def test_not_needed_has_a_reason_and_is_theirs_to_say(helpline: Helpline) -> None:
    sam, kim = await trained(helpline), await trained(helpline, "Kim")
    services = helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    versions = services.assessing.versions
    await versions.save(case.id, sam, saving("s", 0))
    async with services.database.write() as session:
        await versions._prompts.of_case(session, case.id, "corrected")
    (prompt,) = await prompts(helpline, case.id)
    with pytest.raises(AssessmentRefused, match="no_reason"):
        await versions.not_needed(prompt.id, 1, sam, "  ")
    with pytest.raises(NotTheirs):
        await versions.not_needed(prompt.id, 1, kim, "why not")
    await versions.not_needed(prompt.id, 1, sam, "only the spelling of a name")
    with pytest.raises(AssessmentChanged):
        await versions.not_needed(prompt.id, 1, sam, "again")
    page = await services.assessing.view.of_case(case.id, sam)
    (shown,) = [one for one in page["prompts"] if not one["open"]]
    assert (shown["answer"], shown["reason"], shown["by"]) == (
        "not_needed",
        "only the spelling of a name",
        "Sam",
    )


async def test_what_happens_while_somebody_writes_is_not_answered_by_what_they_write(
    helpline: Helpline,
) -> None:
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    versions = services.assessing.versions
    await versions.save(case.id, sam, saving("s", 0))

    async def happens(because: str) -> None:
        async with services.database.write() as session:
            await versions._prompts.of_case(session, case.id, because)

    await happens("returned")
    await happens("changed")
    seen = {one.id: one.version for one in await prompts(helpline, case.id)}
    await happens("changed")
    await happens("corrected")
    await versions.save(case.id, sam, saving("t", 1, seen=seen))
    assert await reasons(helpline, case.id) == [("changed", ""), ("corrected", "")]


async def test_in_any_order_none_is_lost_and_none_is_there_twice(start: Start, scale) -> None:  # type: ignore[no-untyped-def]
    """Histories drawn at random against the simplest model: of each kind, whether something
    happened that no answer has seen."""
    # All these come from one address, and more than are let in from one without a puzzle.
    helpline = await start(new_chats=10_000, new_chats_each=10_000)
    sam, services = await trained(helpline), helpline.services
    versions = services.assessing.versions
    kinds = ("returned", "changed", "corrected")
    for seed in range(scale(500)):
        drawn = random.Random(seed)
        visitor = await helpline.visitor()
        case = await case_with(helpline, visitor, sam)
        # An open chat looks at itself every few seconds, and five hundred would do nothing else.
        await visitor.socket.close()
        await versions.save(case.id, sam, saving("s", 0))
        number = 1
        # Of each kind, when it last happened; and what a page has seen: the prompt, and when.
        happened = dict.fromkeys(kinds, 0)
        seen: dict[str, tuple[int, int, int]] = {}
        owed: set[str] = set()
        for clock in range(1, 13):
            what = drawn.choice(("happens", "happens", "looks", "saves", "not_needed"))
            if what == "happens":
                kind = drawn.choice(kinds)
                async with services.database.write() as session:
                    await versions._prompts.of_case(session, case.id, kind)
                happened[kind], owed = clock, owed | {kind}
            elif what == "looks":
                seen = {
                    one.because: (one.id, one.version, clock)
                    for one in await prompts(helpline, case.id)
                }
            elif what == "saves":
                shown = {prompt: version for prompt, version, _ in seen.values()}
                number = await versions.save(case.id, sam, saving(f"{number}", number, seen=shown))
                owed -= {kind for kind, (_, _, at) in seen.items() if at > happened[kind]}
            elif seen:
                kind, (prompt, version, at) = drawn.choice(sorted(seen.items()))
                try:
                    await versions.not_needed(prompt, version, sam, "no")
                    assert kind in owed
                    assert at > happened[kind], f"seed {seed}: it happened after they looked"
                    owed -= {kind}
                except AssessmentChanged:
                    assert kind not in owed or at < happened[kind], f"seed {seed}"
            open_now = [one.because for one in await prompts(helpline, case.id)]
            assert sorted(open_now) == sorted(owed), f"seed {seed}"
