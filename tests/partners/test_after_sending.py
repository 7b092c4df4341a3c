"""A pack that was made: fetched, answered, taken back, gone; and at rest."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from helpline.errors import CaseWithdrawn, KeyGone, NotTheirs, PackRefused, PartnerRefused
from helpline.models import Case, CaseNote, Conversation, ReferralPack, now
from helpline.services.cases.files import Agreement
from helpline.services.partners.packs import key_of
from tests.atrest.thief import found
from tests.partners.fetching import fetched
from tests.partners.referring import PARTS, Referring, referring, trail
from tests.support import Helpline


async def gone(case: Referring, link: str, code: str) -> None:
    with pytest.raises(PackRefused):
        await case.helpline.services.partners.door.enter(link, code)


@pytest.mark.parametrize("way", ["case", "partner"])
@pytest.mark.parametrize("was_fetched", [True, False])
async def test_taken_back_it_is_gone_at_once_and_the_desk_says_whether_it_was_fetched(
    helpline: Helpline, way: str, was_fetched: bool
) -> None:
    case = await referring(helpline)
    services, door = helpline.services, helpline.services.partners.door
    ready = await case.made()
    other = await case.made(client_id="r2")
    got = await door.enter(ready.way.link, ready.way.code) if was_fetched else None
    if way == "case":
        await services.cases.work.withdrawn(case.case.id, case.worker, "they rang")
    else:
        await services.partners.sharing.take_back(
            case.case.id, case.worker, case.partner.id, "they rang"
        )
    await gone(case, ready.way.link, ready.way.code)
    await gone(case, other.way.link, other.way.code)
    if got is not None:
        with pytest.raises(PackRefused):
            await door.files(ready.way.link, got.receipt)
        with pytest.raises(PackRefused):
            await door.acknowledge(ready.way.link, got.receipt)
    await services.timers.look()
    for one in (ready, other):
        with pytest.raises(KeyGone):
            await services.keys.find(key_of(one.referral_id))
    referral = await case.referral(ready)
    assert referral.status == "withdrawn"
    assert (referral.fetched_at is not None) == was_fetched
    async with services.database.read() as session:
        reminders = await services.partners.reminders.of(session, case.worker)
    wanted = [("delete", ready.referral_id)] if was_fetched else []
    assert [(one["what"], one["referral"]) for one in reminders] == wanted
    with pytest.raises(CaseWithdrawn if way == "case" else PartnerRefused):
        await case.made(client_id="r3")


async def test_what_was_corrected_is_not_fetched_with_the_old_rules(helpline: Helpline) -> None:
    case = await referring(helpline)
    services = helpline.services
    first, second = await case.made(), await case.made(client_id="r2")
    await services.partners.door.enter(first.way.link, first.way.code)
    async with services.database.write() as session:
        row = await session.get(Case, case.case.id)
        chat = await session.get(Conversation, row.conversation_id if row else "")
        assert row is not None
        assert chat is not None
        changed = {**PARTS, "contact_never": "never text: he reads my phone"}
        await services.cases.files.correct(session, row, chat, changed, Agreement("w 1", "words"))
    await gone(case, second.way.link, second.way.code)
    with pytest.raises(PartnerRefused, match="consent_old"):
        await case.made(client_id="r3")
    async with services.database.read() as session:
        reminders = await services.partners.reminders.of(session, case.worker)
    assert [(one["what"], one["referral"]) for one in reminders] == [
        ("corrected", first.referral_id),
        ("outdated", second.referral_id),
    ]
    await case.agree()
    await case.made(client_id="r4")


async def test_made_fetched_acknowledged_and_what_the_board_reminds_of(helpline: Helpline) -> None:
    case = await referring(helpline)
    services, door = helpline.services, helpline.services.partners.door
    kim, lead = await helpline.worker("Kim"), await helpline.worker("Lee", "lead")
    ready = await case.made()

    async def reminded(who: object, hours: float) -> list[str]:
        async with services.database.read() as session:
            at = now() + timedelta(hours=hours)
            return [one["what"] for one in await services.partners.reminders.of(session, who, at)]  # type: ignore[arg-type]

    assert await reminded(case.worker, 23) == []
    assert await reminded(case.worker, 25) == await reminded(lead, 25) == ["not_fetched"]
    assert await reminded(kim, 25) == []
    assert await reminded(case.worker, 73) == ["expired"]
    got = await door.enter(ready.way.link, ready.way.code)
    assert (await case.referral(ready)).status == "fetched"
    assert await reminded(case.worker, 25) == ["not_acknowledged"]
    for _ in range(2):
        await door.acknowledge(ready.way.link, got.receipt)
    left = await case.referral(ready)
    assert (left.status, left.acknowledged_how) == ("acknowledged", "partner")
    assert await reminded(case.worker, 25) == []
    said = await trail(helpline, ready.referral_id)
    assert said == ["partner_code", "partner_fetched", "partner_acknowledged"]
    told = await trail(helpline, case.case.id)
    assert [one for one in told if one.startswith("partner")] == [
        "partner_consent",
        "partner_preview",
        "partner_referral",
    ]
    async with services.database.read() as session:
        notes = await session.execute(
            select(CaseNote.kind, CaseNote.result).where(CaseNote.case_id == case.case.id)
        )
        assert [tuple(one) for one in notes.all()] == [("partner", "made")]


async def test_they_told_us_and_nothing_more_to_wait_for(helpline: Helpline) -> None:
    case = await referring(helpline)
    referrals = helpline.services.partners.referrals
    first, second = await case.made(), await case.made(client_id="r2")
    await referrals.told_us(first.referral_id, case.worker)
    assert (await case.referral(first)).acknowledged_how == "told"
    with pytest.raises(PartnerRefused, match="not_now"):
        await referrals.told_us(first.referral_id, case.worker)
    await referrals.settle(second.referral_id, case.worker)
    await gone(case, second.way.link, second.way.code)
    with pytest.raises(PartnerRefused, match="pack_gone"):
        await referrals.new_code(second.referral_id, case.worker)
    with pytest.raises(NotTheirs):
        await referrals.settle(first.referral_id, await helpline.worker("Kim"))


async def test_after_its_time_the_pack_is_gone_and_what_was_given_stays_with_the_case(
    helpline: Helpline,
) -> None:
    case = await referring(helpline)
    services = helpline.services
    ready = await case.made()
    await services.retention.run(now() + timedelta(hours=71))
    async with services.database.read() as session:
        assert await session.get(ReferralPack, ready.referral_id) is not None
    await services.retention.run(now() + timedelta(hours=73))
    async with services.database.read() as session:
        assert await session.get(ReferralPack, ready.referral_id) is None
    with pytest.raises(KeyGone):
        await services.keys.find(key_of(ready.referral_id))
    assert await services.stores.ledger.erased([key_of(ready.referral_id)])
    assert not (await case.referral(ready)).sealed
    await services.erasing.purge_cases([case.case.id])
    async with services.database.read() as session:
        assert await session.scalar(select(ReferralPack.referral_id)) is None


async def test_at_rest_it_is_sealed_and_so_is_what_was_given(
    helpline: Helpline, tmp_path: Path
) -> None:
    case = await referring(helpline)
    ready = await case.made()
    files = await asyncio.to_thread(lambda: [one for one in tmp_path.iterdir() if one.is_file()])
    for words in ("canarywordline", "never ring my work", ready.way.link, ready.way.code):
        assert found(words, *files) == [], words
    assert found("Safe Homes", *files), "the thief can look"


async def test_a_pack_moved_to_another_referral_does_not_open(helpline: Helpline) -> None:
    case = await referring(helpline)
    one, other = await case.made(), await case.made(client_id="r2")
    async with helpline.services.database.write() as session:
        body = await session.scalar(
            select(ReferralPack.body).where(ReferralPack.referral_id == one.referral_id)
        )
        await session.execute(
            update(ReferralPack)
            .where(ReferralPack.referral_id == other.referral_id)
            .values(body=body)
        )
    with pytest.raises(PackRefused):
        await fetched(case, other.way.link, other.way.code)
