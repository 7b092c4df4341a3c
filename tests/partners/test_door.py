"""The door where partners fetch packs: one right code, few tries, and nothing that tells a wrong
link from one that is over."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from helpline.models import Figure, ReferralPack, now
from helpline.services.partners.packs import MOST_TRIES
from helpline.services.partners.referrals import Ready
from tests.partners.referring import Referring, referring
from tests.protocol.test_no_oracle import watching
from tests.support import ROOT, Helpline

RECEIPT = re.compile(r'name="receipt" value="([\w-]+)"')


@pytest.fixture
async def case(start: Any) -> Referring:
    """On a helpline whose pages are built."""
    return await referring(await start(web_dir=ROOT / "web"))


class Door:
    """A partner's browser."""

    def __init__(self, helpline: Helpline, link: str) -> None:
        self._client = helpline.client
        self._at = f"/partner/{link}"

    async def _sent(self, path: str, **fields: str) -> tuple[int, bytes, Any]:
        answer = await self._client.post(self._at + path, data=fields)
        return answer.status, await answer.read(), answer.headers

    async def page(self) -> tuple[int, bytes]:
        answer = await self._client.get(self._at)
        return answer.status, await answer.read()

    async def enters(self, code: str) -> tuple[int, bytes, Any]:
        return await self._sent("", code=code)

    async def takes(self, receipt: str, kind: str = "pdf") -> tuple[int, bytes, Any]:
        return await self._sent("/file", receipt=receipt, kind=kind)

    async def has_it(self, receipt: str) -> tuple[int, bytes, Any]:
        return await self._sent("/acknowledge", receipt=receipt)


def wrong(code: str) -> str:
    return ("A" if code[0] != "A" else "C") + code[1:]


async def test_a_partner_fetches_both_files_and_says_that_they_have_them(case: Referring) -> None:
    ready = await case.made()
    door = Door(case.helpline, ready.way.link)
    status, page = await door.page()
    assert status == 200
    assert b"code" in page
    status, body, headers = await door.enters(f" {ready.way.code.lower().replace('-', ' ')} ")
    assert status == 200, body
    assert case.case.reference.encode() in body
    assert b"bus stop" not in body, "no word of anybody's stands on the page"
    receipt = RECEIPT.search(body.decode())
    assert receipt
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers
    for kind, begins in (("pdf", b"%PDF-"), ("data", b"{")):
        status, body, headers = await door.takes(receipt[1], kind)
        assert status == 200
        assert body.startswith(begins)
        assert headers["Content-Disposition"].startswith("attachment")
    status, body, _ = await door.has_it(receipt[1])
    assert (status, (await case.referral(ready)).status) == (200, "acknowledged")
    assert b"Thank you" in body


async def test_a_code_opens_once(case: Referring) -> None:
    ready = await case.made()
    door = Door(case.helpline, ready.way.link)
    assert (await door.enters(ready.way.code))[0] == 200
    assert (await door.enters(ready.way.code))[0] == 403
    again = await case.helpline.services.partners.referrals.new_code(ready.referral_id, case.worker)
    assert (await door.enters(ready.way.code))[0] == 403
    assert (await Door(case.helpline, again.way.link).enters(again.way.code))[0] == 200


async def test_of_many_at_once_with_the_right_code_one_comes_in(case: Referring) -> None:
    ready = await case.made()
    door = case.helpline.services.partners.door
    told = await asyncio.gather(
        *(door.enter(ready.way.link, ready.way.code) for _ in range(4)), return_exceptions=True
    )
    assert sum(not isinstance(one, Exception) for one in told) == 1


async def test_after_five_wrong_codes_the_right_one_does_not_open(case: Referring) -> None:
    ready = await case.made()
    services = case.helpline.services
    told = await asyncio.gather(
        *(services.partners.door.enter(ready.way.link, wrong(ready.way.code)) for _ in range(20)),
        return_exceptions=True,
    )
    assert all(isinstance(one, Exception) for one in told)
    async with services.database.read() as session:
        assert await session.scalar(select(ReferralPack.tries)) == MOST_TRIES
        refused = await session.scalar(
            select(Figure.number).where(Figure.name == "pack", Figure.label == "refused")
        )
        assert refused == 20
    assert (await Door(case.helpline, ready.way.link).enters(ready.way.code))[0] == 403
    assert (await case.referral(ready)).status == "made"
    shown = await services.partners.view.of_case(case.case.id, case.worker)
    assert shown["referrals"][0]["locked"]
    again = await services.partners.referrals.new_code(ready.referral_id, case.worker)
    assert (await Door(case.helpline, again.way.link).enters(again.way.code))[0] == 200


async def never(case: Referring) -> tuple[str, str]:
    return "A" * 32, "ACDE-FGHJ"


async def wrong_code(case: Referring) -> tuple[str, str]:
    ready = await case.made(client_id="wrong")
    return ready.way.link, wrong(ready.way.code)


async def used(case: Referring) -> tuple[str, str]:
    ready = await case.made(client_id="used")
    await case.helpline.services.partners.door.enter(ready.way.link, ready.way.code)
    return ready.way.link, ready.way.code


async def over(case: Referring) -> tuple[str, str]:
    ready = await case.made(client_id="over")
    async with case.helpline.services.database.write() as session:
        await session.execute(
            update(ReferralPack)
            .where(ReferralPack.referral_id == ready.referral_id)
            .values(expires_at=now() - timedelta(seconds=1))
        )
    return ready.way.link, ready.way.code


async def tried_out(case: Referring) -> tuple[str, str]:
    ready = await case.made(client_id="tried")
    async with case.helpline.services.database.write() as session:
        await session.execute(
            update(ReferralPack)
            .where(ReferralPack.referral_id == ready.referral_id)
            .values(tries=MOST_TRIES)
        )
    return ready.way.link, ready.way.code


async def taken_back(case: Referring) -> tuple[str, str]:
    ready: Ready = await case.made(client_id="back")
    await case.helpline.services.partners.referrals.settle(ready.referral_id, case.worker)
    return ready.way.link, ready.way.code


WAYS: tuple[Callable[[Referring], Awaitable[tuple[str, str]]], ...] = (
    never, wrong_code, used, over, tried_out, taken_back,
)  # fmt: skip


async def test_whatever_does_not_open_gets_the_same_bytes_for_the_same_work(
    case: Referring,
) -> None:
    answers, works = {}, {}
    # A caller's first try makes their bucket for the limits; here it is the second and later ones.
    await Door(case.helpline, "A" * 32).enters("ACDE-FGHJ")
    for way in WAYS:
        link, code = await way(case)
        assert (await Door(case.helpline, link).page()) == (
            await Door(case.helpline, "B" * 32).page()
        )
        with watching(case.helpline) as work:
            status, body, headers = await Door(case.helpline, link).enters(code)
        told = {name: value for name, value in headers.items() if name != "Date"}
        answers[way.__name__] = (status, body, told)
        works[way.__name__] = work.done
    first = answers["never"]
    assert first[0] == 403
    assert [name for name, one in answers.items() if one != first] == []
    assert [name for name, one in works.items() if one != works["never"]] == []
    assert works["never"][0], "the work is seen at all"


@pytest.mark.parametrize("path", ["takes", "has_it"])
async def test_a_receipt_is_good_for_its_own_page_and_an_hour(case: Referring, path: str) -> None:
    one, other = await case.made(), await case.made(client_id="r2")
    services = case.helpline.services
    got = await services.partners.door.enter(one.way.link, one.way.code)
    await services.partners.door.enter(other.way.link, other.way.code)
    for link, receipt in ((other.way.link, got.receipt), (one.way.link, ""), ("x", got.receipt)):
        status, body, _ = await getattr(Door(case.helpline, link), path)(receipt)
        assert (status, b"does not open" in body) == (403, True)
    async with services.database.write() as session:
        await session.execute(update(ReferralPack).values(receipt_until=now()))
    assert (await getattr(Door(case.helpline, one.way.link), path)(got.receipt))[0] == 403


async def test_who_tries_too_fast_is_told_to_wait_whatever_the_link(case: Referring) -> None:
    ready = await case.made()
    doors = [Door(case.helpline, link) for link in (ready.way.link, "C" * 32)]
    told = [await doors[number % 2].enters("ACDE-FGHJ") for number in range(14)]
    slow = [one for one in told if one[0] == 429]
    assert len({one[1] for one in slow}) == 1
    assert len(slow) == 4
    status, *_ = await doors[0].enters(ready.way.code)
    assert status == 429, "the pack's own tries are not used up by it"
    assert (await case.referral(ready)).status == "made"


async def test_what_is_no_such_form_is_only_a_wrong_code(case: Referring) -> None:
    ready = await case.made()
    client = case.helpline.client
    for sent in ({"json": {"code": ready.way.code}}, {"data": b"\xff\x00"}, {}):
        answer = await client.post(f"/partner/{ready.way.link}", **sent)
        assert answer.status == 403
    for path, fields in (("/file", {"kind": "exe", "receipt": "x"}), ("/acknowledge", {})):
        answer = await client.post(f"/partner/{ready.way.link}{path}", data=fields)
        assert answer.status == 403
