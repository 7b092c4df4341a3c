"""The list of partners: nobody is referred to one whose agreement does not hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import PartnerRefused
from helpline.models import Partner, now
from helpline.services.partners.book import standing
from tests.partners.referring import DAY, TODAY, entry, partner, referring, trail
from tests.support import Helpline


@pytest.mark.parametrize(
    ("changed", "confirmed", "refused"),
    [
        ({"agreed_on": None, "review_by": None}, False, "missing"),
        ({"agreed_on": None}, False, "missing"),
        ({"review_by": TODAY - DAY}, False, "overdue"),
        ({"agreed_on": TODAY + DAY}, True, "future"),
        ({}, False, "unconfirmed"),
    ],
)
async def test_without_an_agreement_that_holds_nobody_is_referred(
    helpline: Helpline, changed: dict[str, Any], confirmed: bool, refused: str
) -> None:
    case = await referring(helpline)
    case.partner = await partner(helpline, confirmed=confirmed, name="Other", **changed)
    with pytest.raises(PartnerRefused, match=f"^{refused}$"):
        await case.agree()
    with pytest.raises(PartnerRefused, match=f"^{refused}$"):
        await case.made()


async def test_an_agreement_that_was_changed_has_to_be_confirmed_anew(helpline: Helpline) -> None:
    case = await referring(helpline)
    lead, book = await helpline.worker("Lee", "lead"), helpline.services.partners.book
    await book.save(lead, entry(contact_phone="0161 496 0001"), case.partner.id, 2)
    await case.made(client_id="still")
    await book.save(lead, entry(review_by=TODAY + 900 * DAY), case.partner.id, 3)
    with pytest.raises(PartnerRefused, match="unconfirmed"):
        await case.made(client_id="not")
    await book.confirm(lead, case.partner.id, 4)
    await case.made(client_id="again")
    assert (await trail(helpline, case.partner.id)).count("partner_confirmed") == 2


async def test_of_two_who_change_a_partner_the_second_is_told(helpline: Helpline) -> None:
    one = await partner(helpline)
    lead, book = await helpline.worker("Lee", "lead"), helpline.services.partners.book
    await book.save(lead, entry(region="Leeds"), one.id, one.version)
    with pytest.raises(PartnerRefused, match="changed"):
        await book.save(lead, entry(region="York"), one.id, one.version)
    with pytest.raises(PartnerRefused, match="gone"):
        await book.save(lead, entry(), "nobody", 1)
    for wrong in (
        {"name": " "},
        {"purposes": ()},
        {"purposes": ("anything",)},
        {"nations": ("france",)},
        {"agreed_on": TODAY, "review_by": TODAY - DAY},
    ):
        with pytest.raises(PartnerRefused, match="bad_partner"):
            await book.save(lead, entry(**wrong))


async def test_taken_off_the_list_it_is_offered_to_nobody_and_goes_a_year_later(
    helpline: Helpline,
) -> None:
    case = await referring(helpline)
    lead, services = await helpline.worker("Lee", "lead"), helpline.services
    ready = await case.made()
    await services.partners.book.end(lead, case.partner.id, case.partner.version)
    with pytest.raises(PartnerRefused, match="ended"):
        await case.made(client_id="r2")
    async with services.database.read() as session:
        assert await services.partners.book.offered(session) == []
    (row,) = await services.partners.book.listed(lead)
    assert (row["standing"], row["contact_name"]) == ("ended", "Pat Example")
    await services.retention.run(now() + 364 * DAY)
    assert len(await services.partners.book.listed(lead)) == 1
    await services.retention.run(now() + 366 * DAY)
    assert await services.partners.book.listed(lead) == []
    assert (await case.referral(ready)).partner_name == "Safe Homes", "what was done stays known"


@given(
    agreed=st.none() | st.integers(-900, 900),
    review=st.none() | st.integers(-900, 900),
    confirmed=st.booleans(),
    ended=st.booleans(),
)
def test_good_is_only_what_holds_today(
    agreed: int | None, review: int | None, confirmed: bool, ended: bool
) -> None:
    one = Partner(
        agreed_on=None if agreed is None else TODAY + agreed * DAY,
        review_by=None if review is None else TODAY + review * DAY,
        confirmed_by=1 if confirmed else None,
        ended_at=now() if ended else None,
    )
    holds = agreed is not None and review is not None and agreed <= 0 <= review
    assert (standing(one, TODAY) == "good") == (holds and confirmed and not ended)
