"""What a colleague gave to a worker stands on their board until they have opened it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Case, Worker, now
from helpline.services.cases.diary import SafeTime
from helpline.services.cases.reminders import CaseReminders
from helpline.services.log.events import DESK
from tests.cases.agreeing import agreed, case_of, in_an_hour
from tests.support import Helpline

WORDS = "he has a key"


@pytest.fixture
async def case(helpline: Helpline) -> Case:
    return await agreed(helpline, await helpline.visitor(), {"happening": WORDS})


async def given(helpline: Helpline, worker: Worker) -> list[dict[str, Any]]:
    async def nobody(_session: AsyncSession) -> set[int]:
        return set()

    async with helpline.services.database.read() as session:
        rows: list[dict[str, Any]] = (await CaseReminders().of(session, worker, nobody))["given"]
        return rows


async def version(helpline: Helpline, case: Case) -> int:
    found = await case_of(helpline, case.id)
    assert found is not None
    return found.version


async def test_a_case_that_a_lead_gave_is_told_until_its_worker_has_opened_it(
    helpline: Helpline, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = helpline.services.cases
    sam, kit = await helpline.worker("Sam"), await helpline.worker("Kit")
    lee = await helpline.worker("Lee", "lead")
    await cases.work.assign(case.id, lee, sam.id, case.version)
    [one] = await given(helpline, sam)
    assert (one["what"], one["case"], one["reference"], one["by"]) == (
        "case", case.id, case.reference, "Lee",
    )  # fmt: skip
    assert WORDS not in str(one)
    assert await given(helpline, kit) == await given(helpline, lee) == []
    # A lead who looks at it is not who it was given to.
    await cases.view.open(case.id, lee)
    assert [again["id"] for again in await given(helpline, sam)] == [one["id"]]
    woken: list[str] = []
    monkeypatch.setattr(helpline.services.events, "news", lambda *topics: woken.extend(topics))
    await cases.view.open(case.id, sam)
    await cases.view.open(case.id, sam)
    assert woken == [DESK], "their board is drawn anew, once"
    monkeypatch.undo()
    assert await given(helpline, sam) == []
    # To somebody else, and back: told anew, as something new.
    await cases.work.assign(case.id, lee, kit.id, await version(helpline, case))
    assert [gift["what"] for gift in await given(helpline, sam)] == ["moved"]
    await cases.work.assign(case.id, lee, sam.id, await version(helpline, case))
    [anew] = await given(helpline, sam)
    assert (anew["what"], anew["id"] != one["id"]) == ("case", True)
    assert [gift["what"] for gift in await given(helpline, kit)] == ["moved"]


async def test_what_is_no_gift_is_not_told(helpline: Helpline, case: Case) -> None:
    cases = helpline.services.cases
    sam, lee = await helpline.worker("Sam"), await helpline.worker("Lee", "lead")
    await cases.work.claim(case.id, sam)
    assert await given(helpline, sam) == [], "they took it themselves"
    await cases.work.assign(case.id, lee, lee.id, await version(helpline, case))
    assert await given(helpline, lee) == []
    await cases.work.assign(case.id, lee, sam.id, await version(helpline, case))
    await cases.work.release(case.id, sam)
    assert await given(helpline, sam) == [], "given back unopened"
    await cases.work.assign(case.id, lee, sam.id, await version(helpline, case))
    await cases.work.close(case.id, lee, "supported")
    assert await given(helpline, sam) == [], "nothing is to be done about it any more"
    await cases.work.reopen(case.id, lee)
    assert await given(helpline, lee) == []


async def test_who_had_a_case_is_told_that_it_is_theirs_no_more_until_they_have_read_it(
    helpline: Helpline, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = helpline.services.cases
    sam, kit = await helpline.worker("Sam"), await helpline.worker("Kit")
    lee = await helpline.worker("Lee", "lead")
    await cases.work.claim(case.id, sam)
    await cases.work.assign(case.id, lee, kit.id, await version(helpline, case))
    [one] = await given(helpline, sam)
    assert one == {
        "what": "moved", "id": one["id"], "case": case.id, "reference": case.reference,
        "now_with": "Kit",
    }, "no more than the reference and who has it now"  # fmt: skip
    # Moved on before she had opened it: both are told, and of who has it by now.
    await cases.work.assign(case.id, lee, None, await version(helpline, case))
    assert [again["id"] for again in await given(helpline, sam)] == [one["id"]]
    for worker in (sam, kit):
        assert [again["now_with"] for again in await given(helpline, worker)] == [None]
    woken: list[str] = []
    monkeypatch.setattr(helpline.services.events, "news", lambda *topics: woken.extend(topics))
    for _ in range(2):
        await cases.work.moved_read(case.id, sam)
    assert woken == [DESK], "their board is drawn anew, once"
    monkeypatch.undo()
    assert await given(helpline, sam) == []
    # Theirs again, and given back by themselves: nothing of before is told.
    await cases.work.claim(case.id, kit)
    assert await given(helpline, kit) == []
    await cases.work.release(case.id, kit)
    assert await given(helpline, kit) == await given(helpline, lee) == []


async def test_what_is_no_loss_is_not_told(helpline: Helpline, case: Case) -> None:
    cases = helpline.services.cases
    sam, lee = await helpline.worker("Sam"), await helpline.worker("Lee", "lead")
    await cases.work.claim(case.id, sam)
    await cases.work.assign(case.id, lee, sam.id, await version(helpline, case))
    assert [one["what"] for one in await given(helpline, sam)] == ["case"], "they have it still"
    await cases.work.assign(case.id, lee, lee.id, await version(helpline, case))
    assert [one["what"] for one in await given(helpline, sam)] == ["moved"]
    await cases.work.assign(case.id, lee, sam.id, await version(helpline, case))
    assert [one["what"] for one in await given(helpline, sam)] == ["case"], "theirs again"
    assert await given(helpline, lee) == [], "a lead who moves it on knows"
    await cases.work.assign(case.id, lee, None, await version(helpline, case))
    await cases.work.close(case.id, lee, "supported")
    assert await given(helpline, sam) == [], "nothing is to be known about it any more"


async def test_a_call_back_for_a_colleague_is_told_to_them(helpline: Helpline, case: Case) -> None:
    cases = helpline.services.cases
    sam, kit = await helpline.worker("Sam"), await helpline.worker("Kit")
    await cases.work.claim(case.id, sam)
    begins = now() + timedelta(days=2)
    later = SafeTime(begins, begins + timedelta(hours=1))
    await cases.diary.plan(case.id, sam, "own", in_an_hour(), None, "")
    assert await given(helpline, sam) == [], "their own"
    await cases.diary.plan(case.id, sam, "kits", later, kit.id, "say the code word first")
    [one] = await given(helpline, kit)
    assert (one["what"], one["reference"], one["by"]) == ("call_back", case.reference, "Sam")
    assert one["from"] < one["until"]
    assert "code word" not in str(one)
    assert await given(helpline, sam) == []
    await cases.view.open(case.id, kit)
    assert await given(helpline, kit) == []
