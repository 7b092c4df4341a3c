"""Partner agencies that fetch a pack, or cannot."""

from __future__ import annotations

from helpline.services.partners.packs import Files
from tests.partners.referring import Referring


async def fetched(case: Referring, link: str, code: str) -> Files:
    door = case.helpline.services.partners.door
    got = await door.enter(link, code)
    assert got.reference == case.case.reference
    return (await door.files(link, got.receipt))[1]
