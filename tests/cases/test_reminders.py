"""What cases ask of somebody on the board: nobody has to go and look for it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Case, Worker, now
from helpline.services.cases.diary import SafeTime
from helpline.services.cases.opening import ASKED_FOR
from helpline.services.cases.reminders import SOON, CaseReminders
from tests.cases.agreeing import AGREEMENT, agreed
from tests.support import Helpline

RISK = "immediate_danger"
WHY = "her neighbour rang: he has a key"
Due = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def case(helpline: Helpline) -> Case:
    return await agreed(helpline, await helpline.visitor(), {"happening": "he has a key"})


@pytest.fixture
def due(helpline: Helpline) -> Due:
    async def ask(worker: Worker, *here: Worker, at: datetime | None = None) -> dict[str, Any]:
        async def who(_session: AsyncSession) -> set[int]:
            return {one.id for one in here}

        async with helpline.services.database.read() as session:
            return await CaseReminders().of(session, worker, who, at)

    return ask


async def test_who_can_be_the_second_person_is_asked_and_nobody_else(
    helpline: Helpline, case: Case, due: Due
) -> None:
    cases = helpline.services.cases
    sam, kit = await helpline.worker("Sam"), await helpline.worker("Kit")
    lee, ola = await helpline.worker("Lee", "lead"), await helpline.worker("Ola", "lead")
    await cases.work.claim(case.id, sam)
    await cases.work.withdrawn(case.id, sam, "she rang and gave the code word")
    await cases.openings.ask(case.id, sam, RISK, WHY)
    for lead in (lee, ola):
        [one] = (await due(lead))["openings"]
        assert (one["case"], one["reference"], one["risk"], one["by"]) == (
            case.id, case.reference, RISK, "Sam",
        )  # fmt: skip
        assert WHY not in str(one)
    for nobody in (sam, kit):
        assert (await due(nobody))["openings"] == []
    assert (await due(lee, at=now() + ASKED_FOR))["openings"] == []
    await cases.openings.answer(case.id, lee, False, "it can wait for her")
    assert (await due(ola))["openings"] == []
    # What a lead asks, a worker can stand for too.
    await cases.openings.ask(case.id, lee, RISK, WHY)
    assert [one["by"] for one in (await due(kit))["openings"]] == ["Lee"]
    assert (await due(lee))["openings"] == []


async def test_a_call_back_is_told_before_its_safe_time_while_it_lasts_and_until_it_is_settled(
    helpline: Helpline, case: Case, due: Due
) -> None:
    cases = helpline.services.cases
    sam, kit = await helpline.worker("Sam"), await helpline.worker("Kit")
    lee = await helpline.worker("Lee", "lead")
    await cases.work.claim(case.id, sam)
    begins = now() + timedelta(hours=2)
    span = SafeTime(begins, begins + timedelta(hours=1))
    await cases.diary.plan(case.id, sam, "c1", span, None, "say the code word first")

    async def standing(worker: Worker, at: datetime, *here: Worker) -> list[str]:
        rows = (await due(worker, *here, at=at))["call_backs"]
        assert "code word" not in str(rows)
        return [one["standing"] for one in rows]

    early, soon = begins - SOON - timedelta(seconds=1), begins - timedelta(minutes=1)
    late = span.until + timedelta(days=40)
    assert await standing(sam, early, sam) == []
    assert await standing(sam, soon, sam) == ["soon"]
    assert await standing(sam, begins, sam) == ["now"]
    assert await standing(sam, late, sam) == ["over"]
    for moment in (early, soon, begins, late):
        assert await standing(kit, moment, sam) == []
    # A lead hears of it where it would else be missed.
    assert await standing(lee, begins, sam) == []
    assert await standing(lee, begins, kit) == ["now"]
    assert await standing(lee, late, sam) == ["over"]
    [row] = (await due(lee, at=late))["call_backs"]
    assert (row["worker"], row["mine"], row["reference"]) == ("Sam", False, case.reference)
    await cases.diary.settle(row["call_back"], sam, "missed")
    assert await standing(lee, late) == await standing(sam, late) == []


async def test_cases_that_nobody_has_are_counted_for_everybody(
    helpline: Helpline, case: Case, due: Due
) -> None:
    sam, lee = await helpline.worker("Sam"), await helpline.worker("Lee", "lead")
    second = await agreed(helpline, await helpline.visitor(), {"happening": "he is outside"})
    async with helpline.services.database.write() as session:
        await session.execute(update(Case).where(Case.id == second.id).values(urgency=1))
    for worker in (sam, lee):
        found = (await due(worker))["unclaimed"]
        assert (found["number"], found["urgent"]) == (2, 1)
    await helpline.services.cases.work.claim(second.id, sam)
    assert (await due(lee))["unclaimed"]["number"] == 1
    await helpline.services.cases.work.claim(case.id, sam)
    assert (await due(lee))["unclaimed"] is None
    await helpline.services.workers.revoke(sam.email)
    assert (await due(lee))["unclaimed"]["number"] == 2, "of somebody who works here no more"


async def test_what_its_person_says_to_a_case_is_news_to_who_has_it(
    helpline: Helpline, due: Due
) -> None:
    visitor, services = await helpline.visitor(), helpline.services
    case = await agreed(helpline, visitor, {"happening": "he has a key"})
    sam, kit = await helpline.worker("Sam"), await helpline.worker("Kit")
    lee = await helpline.worker("Lee", "lead")
    await services.cases.work.claim(case.id, sam)

    async def answered(worker: Worker) -> int | None:
        number: int | None = (await due(worker))["answered"].get(case.id)
        return number

    first = await answered(sam)
    assert first is not None
    await services.cases.diary.write(case.id, sam, "n1", "tried at ten")
    assert await answered(sam) == first, "what workers write is none"
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    async with services.database.write() as session:
        known = await session.get(Case, case.id)
        assert known is not None
        parts = {"happening": "he has a key", "contact_never": "never ring my work"}
        await services.cases.files.correct(session, known, row, parts, AGREEMENT)
    changed = await answered(sam)
    assert changed is not None
    assert changed > first
    async with services.database.write() as session:
        await services.cases.ends.withdraw(session, row)
    taken_back = await answered(sam)
    assert taken_back is not None
    shown = await services.cases.view.open(case.id, sam)
    assert shown["answered"] == taken_back, "what is shown is the newest: it is no news any more"
    assert taken_back > changed
    assert (await answered(lee), await answered(kit)) == (taken_back, None)
    # What they only told a worker, who wrote it down, is no news to that page.
    async with services.database.write() as session:
        known = await session.get(Case, case.id)
        assert known is not None
        await services.cases.files.correct(session, known, row, parts, AGREEMENT)
    anew = await answered(sam)
    await services.cases.work.withdrawn(case.id, sam, "she rang and said so")
    assert await answered(sam) == anew
    assert (await due(sam, at=now() + timedelta(hours=2)))["answered"] == {}
