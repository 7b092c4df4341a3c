"""In production nobody reads advice that no specialist has approved, and nobody is left without a
number for it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from content import DATA, standing
from helpline.models import ContentStamp, now
from helpline.services.content import Content
from tests.support import Helpline

RISK = "utter_risk_no_score"
DRAFT = "Words that nobody has approved."


@pytest.fixture
async def production(start: Callable[..., Awaitable[Helpline]]) -> Helpline:
    """A helpline in production, whose engine answers with a draft."""
    helpline = await start(mode="production", always_on_shift=False)
    helpline.engine.answers(
        {"text": DRAFT, "response": RISK},
        {"text": "And more of it.", "response": RISK},
    )
    return helpline


async def _approve(helpline: Helpline, *names: str) -> None:
    """Stamps each wording of these, and each fact that they quote."""
    content = helpline.services.content
    wordings = [one for name in names for one in content.responses.variations(name)]
    keys = {standing.wording_key(one) for one in wordings}
    keys |= {key for one in wordings for key in standing.quoted(one)}
    items = {one.key: one for one in standing.items(content.directory, content.responses)}
    async with helpline.services.database.write() as session:
        for key in keys:
            digest = items[key].digest
            session.add(ContentStamp(key=key, digest=digest, worker_id=None, at=now()))
    await helpline.services.approvals.listed()


async def test_a_draft_is_replaced_by_who_can_help(production: Helpline) -> None:
    visitor = await production.visitor()
    await visitor.say("how dangerous is he")
    entry = await visitor.next("entry", author="assistant")
    assert "has not been checked by our specialists yet" in entry["text"]
    assert production.services.content.fact("own.helpline.phone") in entry["text"]
    assert "999" in entry["text"]
    assert DRAFT not in visitor.texts


async def test_what_a_specialist_approved_is_said(production: Helpline) -> None:
    await _approve(production, RISK)
    visitor = await production.visitor()
    await visitor.say("how dangerous is he")
    entry = await visitor.next("entry", author="assistant")
    assert entry["text"] == DRAFT


async def test_one_wording_that_is_not_approved_keeps_all_back(production: Helpline) -> None:
    """An answer can change the age or the style it is written for in the same turn."""
    await _approve(production, RISK)
    (young,) = [
        one
        for one in production.services.content.responses.variations(RISK)
        if one.conditions == {"audience": "young"}
    ]
    async with production.services.database.write() as session:
        row = await session.get(ContentStamp, standing.wording_key(young))
        assert row is not None
        row.digest = "of other words"
    await production.services.approvals.listed()
    assert production.services.content.withheld(RISK, {"audience": "adult", "language": "en"})


async def test_danger_and_leaving_are_never_withheld(production: Helpline) -> None:
    visitor = await production.visitor()
    await visitor.say("hes outside my door with a knife")
    entry = await visitor.next("entry", author="service", kind="safety")
    assert "999" in entry["text"]


def test_a_number_that_is_not_certain_is_on_no_card_in_production(content: Content) -> None:
    local = content
    production = Content(DATA, "production")
    uncertain: dict[str, Any] = {"type": "service", "ref": "ncdv"}
    here, there = local.card(uncertain), production.card(uncertain)
    assert here is not None
    assert there is not None
    assert "phone" in here
    assert "phone" not in there
    certain = {"type": "service", "ref": "national_stalking_helpline"}
    assert (production.card(certain) or {})["phone"] == "0808 802 0300"
    assert local.demonstration
    assert not production.demonstration
