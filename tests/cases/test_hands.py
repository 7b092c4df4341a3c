"""Who has a case, and what two people who act at once are told."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import CaseChanged, CaseGone, CaseRefused, CaseWithdrawn, NotTheirs
from helpline.models import now
from helpline.services.cases import references as case_references
from helpline.services.cases.diary import SafeTime
from helpline.services.cases.opening import newest, opens_for
from tests.cases.agreeing import agreed, case_of, in_an_hour
from tests.support import Helpline


async def test_of_many_who_take_a_case_exactly_one_wins(helpline: Helpline, scale) -> None:  # type: ignore[no-untyped-def]
    workers = [await helpline.worker(f"Worker {number}") for number in range(8)]
    for _ in range(scale(100)):
        case = await agreed(helpline, await helpline.visitor())
        told = await asyncio.gather(
            *(helpline.services.cases.work.claim(case.id, one) for one in workers),
            return_exceptions=True,
        )
        winners = [
            one for one, said in zip(workers, told, strict=True) if not isinstance(said, Exception)
        ]
        assert len(winners) == 1
        lost = [said for said in told if isinstance(said, CaseChanged)]
        assert [one.name for one in lost] == [winners[0].name] * (len(workers) - 1)
        left = await case_of(helpline, case.id)
        assert left is not None
        assert (left.worker_id, left.status) == (winners[0].id, "open")


async def test_a_lead_gives_it_on_only_as_they_saw_it(helpline: Helpline) -> None:
    case = await agreed(helpline, await helpline.visitor())
    lead, sam = await helpline.worker("Lee", "lead"), await helpline.worker("Sam")
    work = helpline.services.cases.work
    with pytest.raises(NotTheirs):
        await work.assign(case.id, sam, sam.id, case.version)
    await work.claim(case.id, sam)
    with pytest.raises(CaseChanged):
        await work.assign(case.id, lead, lead.id, case.version)
    with pytest.raises(CaseRefused, match="no_such_worker"):
        await work.assign(case.id, lead, 999, case.version + 1)
    await work.assign(case.id, lead, lead.id, case.version + 1)
    with pytest.raises(CaseChanged):
        await work.close(case.id, sam, "supported")
    await work.close(case.id, lead, "supported")
    with pytest.raises(CaseChanged):
        await work.release(case.id, lead)
    await work.reopen(case.id, lead)
    left = await case_of(helpline, case.id)
    assert left is not None
    assert (left.status, left.erase_at, left.outcome) == ("open", None, None)
    with pytest.raises(CaseGone):
        await work.claim("nothing", sam)


async def test_the_diary_takes_safe_times_only(helpline: Helpline) -> None:
    case = await agreed(helpline, await helpline.visitor())
    sam, kim, diary = (
        await helpline.worker("Sam"),
        await helpline.worker("Kim"),
        helpline.services.cases.diary,
    )
    await helpline.services.cases.work.claim(case.id, sam)
    moment, hour = now(), timedelta(hours=1)
    for wrong in (
        SafeTime(moment - 3 * hour, moment - hour),
        SafeTime(moment + hour, moment + hour),
        SafeTime(moment + 2 * hour, moment + hour),
        SafeTime(moment + hour, moment + 14 * hour),
        SafeTime(moment + timedelta(days=200), moment + timedelta(days=200, hours=1)),
    ):
        with pytest.raises(CaseRefused, match="no_such_time"):
            await diary.plan(case.id, sam, "c0", wrong, None, "")
    with pytest.raises(NotTheirs):
        await diary.plan(case.id, kim, "c1", in_an_hour(), None, "")
    for _ in range(2):
        await diary.plan(case.id, sam, "c1", in_an_hour(), kim.id, "ask for the code word")
    async with helpline.services.database.read() as session:
        assert await diary.due(session, sam, moment + 5 * hour) == []
        ((call_back, _),) = await diary.due(session, kim, moment + 5 * hour)
    # Who is to call may read the case: they need its rules.
    await diary.write(case.id, kim, "n1", "I ring at six")
    await diary.settle(call_back.id, kim, "done")
    with pytest.raises(NotTheirs):
        await diary.write(case.id, kim, "n2", "and after it no more")
    with pytest.raises(CaseRefused, match="settled"):
        await diary.settle(call_back.id, sam, "missed")


async def test_a_withdrawn_case_opens_to_two_people_one_of_them_a_lead(helpline: Helpline) -> None:
    case = await agreed(helpline, await helpline.visitor())
    sam, kim = await helpline.worker("Sam"), await helpline.worker("Kim")
    lead, services = await helpline.worker("Lee", "lead"), helpline.services
    openings = services.cases.openings
    await services.cases.work.claim(case.id, sam)
    with pytest.raises(CaseRefused, match="not_withdrawn"):
        await openings.ask(case.id, sam, "immediate_danger", "why")
    await services.cases.work.withdrawn(case.id, sam, "")
    with pytest.raises(CaseWithdrawn):
        await services.cases.diary.write(case.id, lead, "n", "text")
    with pytest.raises(NotTheirs):
        await openings.ask(case.id, kim, "immediate_danger", "why")
    with pytest.raises(CaseRefused, match="nothing_asked"):
        await openings.answer(case.id, lead, True, "")
    await openings.ask(case.id, sam, "immediate_danger", "why")
    with pytest.raises(CaseRefused, match="asked_already"):
        await openings.ask(case.id, sam, "immediate_danger", "why")
    with pytest.raises(CaseRefused, match="same_person"):
        await openings.answer(case.id, sam, True, "")
    with pytest.raises(CaseRefused, match="needs_lead"):
        await openings.answer(case.id, kim, True, "")
    await openings.answer(case.id, lead, True, "agreed")
    async with services.database.read() as session:
        opening = await newest(session, case.id)
    assert [opens_for(opening, one.id) for one in (sam, lead, kim)] == [True, True, False]
    later = now() + timedelta(minutes=61)
    assert not opens_for(opening, sam.id, later)
    await services.retention.run(now() + timedelta(days=8))
    assert await case_of(helpline, case.id) is not None, "kept to account for what was done"
    await services.retention.run(now() + timedelta(days=31))
    assert await case_of(helpline, case.id) is None


@given(st.text(case_references.LETTERS, min_size=6, max_size=6))
def test_a_reference_is_known_however_it_is_typed(letters: str) -> None:
    reference = f"{letters[:3]}-{letters[3:]}"
    for typed in (reference, letters, f" {letters[:3].lower()} {letters[3:].lower()} "):
        assert case_references.tidied(typed) == reference
    assert case_references.tidied(letters[:-1]) is None


def test_no_letter_is_taken_for_another() -> None:
    assert set("OIL01SBZ258").isdisjoint(case_references.LETTERS)
    assert case_references.tidied(case_references.fresh()) is not None
