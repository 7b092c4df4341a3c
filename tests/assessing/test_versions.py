"""Assessments as trained people write them: kept, sealed, never written over."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from helpline.errors import (
    AssessmentChanged,
    AssessmentRefused,
    CaseRefused,
    CaseWithdrawn,
    KeyGone,
    NotTheirs,
    SealBroken,
)
from helpline.models import Assessment, AssessmentDraft, Audit, LookAgain, now
from helpline.services.assessing.drafts import Keeping
from helpline.services.assessing.prompts import today
from helpline.services.assessing.sheets import Answer
from helpline.services.turns.reading import Reads
from tests.assessing.sheets import case_with, in_days, prompts, saving, sheet, trained
from tests.atrest.thief import found
from tests.cases.agreeing import agreed
from tests.support import Helpline, running

CANARY = "canarywordrisk"


def files_of(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.is_file()]


async def rows(helpline: Helpline, table: Any) -> list[Any]:
    async with helpline.services.database.read() as session:
        return list((await session.scalars(select(table).order_by(table.id))).all())


async def test_each_saved_assessment_is_kept_and_the_next_says_what_changed(
    helpline: Helpline,
) -> None:
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    versions, view = services.assessing.versions, services.assessing.view
    assert await versions.save(case.id, sam, saving("s1", 0)) == 1
    assert await versions.save(case.id, sam, saving("s1", 0)) == 1, "sent twice, it is one"
    worse = sheet("immediate", topics={"fear": Answer("yes"), "threats": Answer("yes", "a knife")})
    assert await versions.save(case.id, sam, saving("s2", 1, worse)) == 2
    page = await view.of_case(case.id, sam)
    assert (page["number"], page["sheet"]["level"]) == (2, "immediate")
    assert [one["by"] for one in page["versions"]] == ["Sam", "Sam"]
    second = await view.version(case.id, 2, sam)
    assert [(one["part"], one["name"]) for one in second["changes"]] == [
        ("topic", "fear"),
        ("topic", "threats"),
        ("level", ""),
    ]
    assert second["changes"][2]["before"] == "serious"
    first = await view.version(case.id, 1, sam)
    assert (first["sheet"]["level"], first["changes"]) == ("serious", [])
    assert len(await rows(helpline, Assessment)) == 2


async def test_of_many_who_save_at_once_exactly_one_wins(helpline: Helpline, scale) -> None:  # type: ignore[no-untyped-def]
    lead = await trained(helpline, "Lee", "lead")
    people = [lead, *[await trained(helpline, f"Lead {one}", "lead") for one in range(4)]]
    versions = helpline.services.assessing.versions
    case = await case_with(helpline, await helpline.visitor(), lead)
    for number in range(scale(250)):
        told = await asyncio.gather(
            *(versions.save(case.id, one, saving(f"{number}", number)) for one in people),
            return_exceptions=True,
        )
        assert [one for one in told if isinstance(one, int)] == [number + 1]
        lost = [one for one in told if isinstance(one, AssessmentChanged)]
        assert len(lost) == len(people) - 1
        winner = people[told.index(number + 1)]
        assert {one.name for one in lost} == {winner.name}


async def test_who_comes_second_loses_no_word(helpline: Helpline) -> None:
    sam, lee = await trained(helpline), await trained(helpline, "Lee", "lead")
    case = await case_with(helpline, await helpline.visitor(), sam)
    drafts, versions = helpline.services.assessing.drafts, helpline.services.assessing.versions
    mine = sheet(rationale="what Sam thinks")
    assert await drafts.keep_for_case(case.id, sam, Keeping(0, 0, mine)) == 1
    await drafts.keep_for_case(case.id, lee, Keeping(0, 0, sheet(rationale="what Lee thinks")))
    await versions.save(case.id, lee, saving("l1", 0, sheet(rationale="what Lee thinks")))
    with pytest.raises(AssessmentChanged):
        await versions.save(case.id, sam, saving("s1", 0, mine))
    page = await helpline.services.assessing.view.of_case(case.id, sam)
    assert page["draft"]["sheet"]["rationale"] == "what Sam thinks"
    assert page["draft"]["begun_from"] == 0
    assert page["sheet"]["rationale"] == "what Lee thinks"
    # Having seen what Lee saved, Sam saves theirs after it.
    assert await versions.save(case.id, sam, saving("s2", 1, mine)) == 2
    assert await rows(helpline, AssessmentDraft) == []


async def test_two_pages_of_one_worker_do_not_write_over_each_other(helpline: Helpline) -> None:
    sam, drafts = await trained(helpline), helpline.services.assessing.drafts
    case = await case_with(helpline, await helpline.visitor(), sam)
    first = await drafts.keep_for_case(case.id, sam, Keeping(0, 0, sheet(plan="one")))
    assert await drafts.keep_for_case(case.id, sam, Keeping(first, 0, sheet(plan="two"))) == 2
    for stale in (0, 1):
        with pytest.raises(AssessmentChanged):
            await drafts.keep_for_case(case.id, sam, Keeping(stale, 0, sheet(plan="old")))
    with pytest.raises(AssessmentChanged):
        await drafts.drop("case", case.id, sam, 1)
    page = await helpline.services.assessing.view.of_case(case.id, sam)
    assert page["draft"]["sheet"]["plan"] == "two"
    await drafts.drop("case", case.id, sam, 2)
    with pytest.raises(AssessmentRefused, match="no_draft"):
        await drafts.drop("case", case.id, sam, 2)


async def test_a_judgement_needs_its_reasons_and_a_day_for_the_next_look(
    helpline: Helpline,
) -> None:
    sam, versions = await trained(helpline), helpline.services.assessing.versions
    case = await case_with(helpline, await helpline.visitor(), sam)
    for wrong, why in (
        (sheet(""), "no_level"),
        (sheet("very bad"), "no_level"),
        (sheet(rationale="  "), "no_rationale"),
        (sheet(again=None), "no_such_day"),
        (sheet(again=today()), "no_such_day"),
        (sheet(again=today() + timedelta(days=400)), "no_such_day"),
    ):
        with pytest.raises(AssessmentRefused, match=why):
            await versions.save(case.id, sam, saving("w", 0, wrong))
    assert await rows(helpline, Assessment) == []


async def test_only_who_has_the_case_and_is_trained_writes(helpline: Helpline) -> None:
    sam, kim = await trained(helpline), await trained(helpline, "Kim")
    lead, services = await helpline.worker("Lee", "lead"), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    versions, view = services.assessing.versions, services.assessing.view
    with pytest.raises(NotTheirs):
        await versions.save(case.id, kim, saving("k", 0))
    with pytest.raises(NotTheirs):
        await view.of_case(case.id, kim)
    with pytest.raises(AssessmentRefused, match="not_trained"):
        await versions.save(case.id, lead, saving("l", 0))
    with pytest.raises(AssessmentRefused, match="not_trained"):
        await services.assessing.drafts.keep_for_case(case.id, lead, Keeping(0, 0, sheet()))
    page = await view.of_case(case.id, lead)
    assert (page["may_write"], page["trained"]) == (False, False), "a lead may read it"
    await services.profiles.set_by_lead(lead, lead.id, None, ["risk_assessment"])
    assert await versions.save(case.id, lead, saving("l", 0)) == 1
    await services.cases.work.close(case.id, sam, "supported")
    with pytest.raises(CaseRefused, match="closed"):
        await versions.save(case.id, sam, saving("s", 1))
    assert (await view.of_case(case.id, sam))["sheet"]["level"] == "serious"


async def test_taken_back_nobody_reads_it_but_the_two_who_opened_it(helpline: Helpline) -> None:
    sam, lee = await trained(helpline), await trained(helpline, "Lee", "lead")
    kim, services = await trained(helpline, "Kim", "lead"), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    await services.assessing.versions.save(case.id, sam, saving("s", 0))
    await services.cases.work.withdrawn(case.id, sam, "")
    for one in (sam, lee, kim):
        with pytest.raises(CaseWithdrawn):
            await services.assessing.view.of_case(case.id, one)
    await services.cases.openings.ask(case.id, sam, "immediate_danger", "why")
    await services.cases.openings.answer(case.id, lee, True, "yes")
    assert (await services.assessing.view.of_case(case.id, sam))["sheet"]["level"] == "serious"
    with pytest.raises(CaseWithdrawn):
        await services.assessing.view.of_case(case.id, kim)
    with pytest.raises(CaseWithdrawn):
        await services.assessing.versions.save(case.id, lee, saving("l", 1))


async def test_the_trail_says_who_looked_and_saved_and_no_word_of_it(helpline: Helpline) -> None:
    sam, services = await trained(helpline), helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    await services.assessing.drafts.keep_for_case(case.id, sam, Keeping(0, 0, sheet("immediate")))
    await services.assessing.versions.save(case.id, sam, saving("s", 0, sheet("immediate")))
    await services.assessing.view.of_case(case.id, sam)
    await services.assessing.view.version(case.id, 1, sam)
    trail = [one for one in await rows(helpline, Audit) if one.action.startswith("assessment")]
    assert [(one.action, one.subject, one.detail) for one in trail] == [
        ("assessment_begun", case.id, ""),
        ("assessment_save", case.id, ""),
        ("assessment_view", case.id, ""),
        ("assessment_view", case.id, "earlier"),
    ]
    assert all(one.worker_id == sam.id for one in trail)


async def test_sealed_to_its_place_and_gone_with_the_case(tmp_path: Path, reads: Reads) -> None:
    async with running(tmp_path, reads) as helpline:
        sam, services = await trained(helpline), helpline.services
        case = await case_with(helpline, await helpline.visitor(), sam)
        other = await case_with(helpline, await helpline.visitor(), sam)
        told = sheet(
            rationale=CANARY, plan=CANARY, topics={"fear": Answer("yes", CANARY)}, days=[in_days(9)]
        )
        await services.assessing.versions.save(case.id, sam, saving("s", 0, told))
        await services.assessing.drafts.keep_for_case(case.id, sam, Keeping(0, 1, told))
        async with services.database.write() as session:
            await services.assessing.versions._prompts.of_case(session, case.id, "corrected")
        (prompt,) = await prompts(helpline, case.id)
        await services.assessing.versions.not_needed(prompt.id, 1, sam, CANARY)
        assert found(CANARY, *files_of(tmp_path)) == []
        assert "immediate" not in "".join(
            str(vars(one)) for one in await rows(helpline, Assessment)
        )
        async with services.database.write() as session:
            row = await session.scalar(select(Assessment))
            assert row is not None
            row.case_id = other.id
        with pytest.raises((SealBroken, KeyGone)):
            await services.assessing.view.of_case(other.id, sam)
        async with services.database.write() as session:
            row = await session.scalar(select(Assessment))
            assert row is not None
            row.case_id = case.id
        await services.cases.work.close(case.id, sam, "supported")
        await services.retention.run(now() + timedelta(days=400))
        for table in (Assessment, AssessmentDraft, LookAgain):
            assert await rows(helpline, table) == []


async def test_begun_in_a_chat_it_stays_with_the_chat_until_it_is_saved_in_a_case(
    helpline: Helpline,
) -> None:
    sam, kim = await trained(helpline), await trained(helpline, "Kim")
    services = helpline.services
    visitor = await helpline.visitor()
    chat = await helpline.id_of(visitor)
    await services.handoff.ask(chat, "asked")
    await services.desk.chats.take(chat, sam)
    drafts, view = services.assessing.drafts, services.assessing.view
    with pytest.raises(AssessmentRefused, match="not_agreed"):
        await drafts.keep_for_chat(chat, sam, Keeping(0, 0, sheet()))
    await services.briefs.answer(chat, "b1", {"happening": "he follows me home"}, True, False)
    with pytest.raises(NotTheirs):
        await drafts.keep_for_chat(chat, kim, Keeping(0, 0, sheet()))
    assert await drafts.keep_for_chat(chat, sam, Keeping(0, 0, sheet(plan="begun"))) == 1
    page = await view.of_chat(chat, sam)
    assert (page["of"], page["may_save"], page["draft"]["sheet"]["plan"]) == (
        "chat",
        False,
        "begun",
    )
    case = await case_with(helpline, visitor, sam)
    page = await view.of_chat(chat, sam)
    assert (page["of"], page["id"], page["may_save"]) == ("case", case.id, True)
    assert page["draft"]["of_chat"]
    assert page["draft"]["sheet"]["plan"] == "begun"
    await services.assessing.versions.save(case.id, sam, saving("s", 0, sheet(plan="begun")))
    assert await rows(helpline, AssessmentDraft) == []


async def test_what_was_begun_in_a_chat_dies_with_it(helpline: Helpline) -> None:
    sam, services = await trained(helpline), helpline.services
    visitor = await helpline.visitor()
    chat = await helpline.id_of(visitor)
    await services.handoff.ask(chat, "asked")
    await services.desk.chats.take(chat, sam)
    await services.briefs.answer(chat, "b1", {"happening": "he follows me"}, True, False)
    await services.assessing.drafts.keep_for_chat(chat, sam, Keeping(0, 0, sheet()))
    await services.erasing.erase(chat)
    assert await rows(helpline, AssessmentDraft) == []


async def test_two_chats_of_two_cases_have_nothing_to_do_with_each_other(
    helpline: Helpline,
) -> None:
    sam = await trained(helpline)
    one = await case_with(helpline, await helpline.visitor(), sam)
    two = await agreed(helpline, await helpline.visitor())
    await helpline.services.assessing.versions.save(one.id, sam, saving("s", 0))
    async with helpline.services.database.write() as session:
        for case in (one, two):
            assert case.conversation_id is not None
            await helpline.services.assessing.versions._prompts.happened(
                session, case.conversation_id, [("returned", "")]
            )
    assert len(await prompts(helpline, one.id)) == 1
    assert await prompts(helpline, two.id) == [], "what was never assessed is not looked at again"
