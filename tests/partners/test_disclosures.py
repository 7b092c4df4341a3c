"""Telling without agreement: two people, the very same words, and nothing of it without a trace."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from helpline.errors import CaseGone, CaseRefused, CaseWithdrawn, PartnerRefused
from helpline.models import PartnerReferral, Worker, now
from helpline.services.partners.disclosures import Asked
from helpline.services.partners.drafting import Wanted
from helpline.services.partners.packs import Files
from tests.partners.referring import Referring, partner, referring, trail
from tests.partners.test_packs import text_of
from tests.support import Helpline

WHY = Asked("immediate_danger", "he said he will come with a knife at six")
UNSAFE = Asked("immediate_danger", "he reads her phone, and comes at six", "he reads her phone")


async def police(case: Referring) -> Wanted:
    """Police without any agreement on paper: in danger that is no reason to say nothing."""
    one = await partner(
        case.helpline,
        confirmed=False,
        name="Police",
        purposes=("protect_life", "police_report"),
        agreed_on=None,
        review_by=None,
    )
    return Wanted(one.id, "protect_life", {"happening": [1]}, ("happening",))


async def asked(case: Referring, wanted: Wanted, why: Asked = WHY) -> str:
    disclosures = case.helpline.services.partners.disclosures
    seen = await disclosures.preview(case.case.id, case.worker, wanted, why)
    return await disclosures.ask(case.case.id, case.worker, "d1", wanted, why, seen["digest"])


async def test_exactly_what_two_people_saw_goes(helpline: Helpline) -> None:
    case = await referring(helpline, agrees=False)
    services = helpline.services
    lead = await helpline.worker("Lee", "lead")
    referral_id = await asked(case, await police(case), UNSAFE)
    seen = await services.partners.disclosures.look(referral_id, lead)
    assert seen["why"] == UNSAFE.why
    assert "canarywordline" not in str(seen)
    ready = await services.partners.disclosures.answer(referral_id, lead, True, "I agree: now")
    assert ready is not None
    got = await services.partners.door.enter(ready.way.link, ready.way.code)
    files: Files = (await services.partners.door.files(ready.way.link, got.receipt))[1]
    text = " ".join(text_of(files.pdf).split())
    assert "He waits at the bus stop." in text
    assert "Decided on" in text
    assert "by Sam and Lee" in text
    assert "do not mention it, or us" in text
    for kept_back in ("canarywordline", "Robin", "07700", "banana", UNSAFE.why, "reads her phone"):
        assert kept_back not in text
        assert kept_back.encode() not in files.data
    data = json.loads(files.data)
    assert (data["basis"], "consent" in data) == ("danger", False)
    assert data["decision"]["person_knows"] is False
    told = [one for one in await trail(helpline, case.case.id) if one.startswith("partner")]
    assert told == ["partner_preview", "partner_asked", "partner_preview", "partner_agreed"]


async def test_the_preview_says_whether_the_person_knows_and_what_is_asked_is_what_was_seen(
    helpline: Helpline,
) -> None:
    case = await referring(helpline, agrees=False)
    wanted = await police(case)
    disclosures = helpline.services.partners.disclosures
    told = await disclosures.preview(case.case.id, case.worker, wanted, WHY)
    untold = await disclosures.preview(case.case.id, case.worker, wanted, UNSAFE)
    assert "The person has been told" in str(told["blocks"])
    assert "do not mention it, or us" in str(untold["blocks"])
    assert "by Sam and a second person" in str(untold["blocks"])
    # They did name rules: a pack without these must not say that there are none.
    assert "They gave rules for contact that are not in this pack" in str(told["blocks"])
    assert "named nothing" not in str(told["blocks"])
    with pytest.raises(PartnerRefused, match="seen_other"):
        await disclosures.ask(case.case.id, case.worker, "d1", wanted, UNSAFE, told["digest"])


async def test_nobody_decides_it_alone_and_one_of_two_is_a_lead(helpline: Helpline) -> None:
    case = await referring(helpline, agrees=False)
    services = helpline.services
    kim, lead = await helpline.worker("Kim"), await helpline.worker("Lee", "lead")
    auditor = await helpline.worker("Ari", "auditor")
    wanted = await police(case)
    referral_id = await asked(case, wanted)
    disclosures = services.partners.disclosures
    with pytest.raises(CaseRefused, match="asked_already"):
        await asked(case, wanted)
    with pytest.raises(CaseRefused, match="same_person"):
        await disclosures.answer(referral_id, case.worker, True, "me too")
    with pytest.raises(CaseRefused, match="needs_lead"):
        await disclosures.answer(referral_id, kim, True, "yes")
    with pytest.raises(CaseGone):
        await disclosures.look(referral_id, auditor)
    names = await services.keys.names()
    assert not any(one.startswith("pack:") for one in names), "no pack before two have decided"
    assert await disclosures.answer(referral_id, lead, False, "not needed") is None
    with pytest.raises(CaseRefused, match="nothing_asked"):
        await disclosures.answer(referral_id, lead, True, "after all")
    assert (await trail(helpline, case.case.id))[-1] == "partner_refused"

    async def reminded(who: Worker) -> list[str]:
        async with services.database.read() as session:
            return [one["what"] for one in await services.partners.reminders.of(session, who)]

    again = await asked(case, wanted, WHY) if await waits_for_nobody(helpline) else ""
    assert again
    assert await reminded(lead) == ["second"]
    assert await reminded(kim) == await reminded(case.worker) == []
    async with services.database.write() as session:
        await session.execute(
            update(PartnerReferral)
            .where(PartnerReferral.id == again)
            .values(made_at=now() - timedelta(hours=13))
        )
    with pytest.raises(CaseRefused, match="nothing_asked"):
        await disclosures.answer(again, lead, True, "late")


async def waits_for_nobody(helpline: Helpline) -> bool:
    async with helpline.services.database.write() as session:
        await session.execute(
            update(PartnerReferral)
            .where(PartnerReferral.client_id == "d1")
            .values(client_id="before")
        )
        found = await session.scalar(
            select(PartnerReferral.id).where(PartnerReferral.status == "asked")
        )
    return found is None


async def test_it_is_for_danger_only_and_for_who_acts_on_it(helpline: Helpline) -> None:
    case = await referring(helpline, agrees=False)
    wanted = await police(case)
    disclosures = helpline.services.partners.disclosures
    for other in (
        Wanted(wanted.partner_id, "police_report", {}, ("happening",)),
        Wanted(case.partner.id, "housing", {}, ("happening",)),
        Wanted(case.partner.id, "protect_life", {}, ("happening",)),
    ):
        with pytest.raises(PartnerRefused, match="other_purpose"):
            await disclosures.preview(case.case.id, case.worker, other, WHY)
    with pytest.raises(PartnerRefused, match="rules_needed"):
        await disclosures.preview(
            case.case.id,
            case.worker,
            Wanted(wanted.partner_id, "protect_life", {}, ("happening", "contact_how")),
            WHY,
        )


async def test_a_case_that_was_taken_back_has_to_be_opened_by_two_first(
    helpline: Helpline,
) -> None:
    case = await referring(helpline)
    services = helpline.services
    lead = await helpline.worker("Lee", "lead")
    wanted = await police(case)
    by_consent = await case.made()
    await services.cases.work.withdrawn(case.case.id, case.worker, "they rang")
    with pytest.raises(CaseWithdrawn):
        await services.partners.disclosures.preview(case.case.id, case.worker, wanted, WHY)
    await services.cases.openings.ask(case.case.id, case.worker, "immediate_danger", "a knife")
    await services.cases.openings.answer(case.case.id, lead, True, "yes")
    referral_id = await asked(case, wanted)
    ready = await services.partners.disclosures.answer(referral_id, lead, True, "yes")
    assert ready is not None
    assert (await case.referral(by_consent)).status == "withdrawn"
    await services.partners.door.enter(ready.way.link, ready.way.code)
