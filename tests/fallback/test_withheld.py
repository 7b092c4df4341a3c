"""In production nobody reads advice that no specialist has approved, and nobody is left without a
number for it."""

import json
from typing import Any

from sqlalchemy import update

from content import DATA, standing
from content.languages import LANGUAGES
from content.wording import placeholders
from helpline.models import ContentStamp, Conversation
from helpline.services.content import Content
from tests.fallback.approving import ALL, DRAFT, RISK, approve
from tests.support import Helpline


async def test_a_draft_is_replaced_by_who_can_help(production: Helpline) -> None:
    visitor = await production.visitor()
    await visitor.say("how dangerous is he")
    entry = await visitor.next("entry", author="assistant")
    assert "has not been checked by our specialists yet" in entry["text"]
    assert production.services.content.fact("own.helpline.phone") in entry["text"]
    assert "999" in entry["text"]
    assert DRAFT not in visitor.texts


async def test_what_a_specialist_approved_is_said(production: Helpline) -> None:
    await approve(production, RISK)
    visitor = await production.visitor()
    await visitor.say("how dangerous is he")
    entry = await visitor.next("entry", author="assistant")
    assert entry["text"] == DRAFT


async def test_one_wording_that_is_not_approved_keeps_all_back(production: Helpline) -> None:
    """An answer can change the age or the style it is written for in the same turn."""
    await approve(production, RISK)
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


async def test_who_reads_welsh_gets_approved_english_while_nobody_approved_the_welsh(
    production: Helpline,
) -> None:
    """With a word about it, in Welsh, before; and both bubbles at once, with Welsh choices."""
    await approve(production, RISK)
    async with production.services.database.write() as session:
        await session.execute(
            update(ContentStamp)
            .where(ContentStamp.key.like(f"{RISK}[%language=cy%"))
            .values(digest="of other words")
        )
    await production.services.approvals.listed()
    content = production.services.content
    slots = {"audience": "adult", "language": "en"}
    english = content.responses.bubbles(RISK, slots, {}, content.directory.facts)
    visitor = await production.visitor(language="cy")
    await visitor.say("how dangerous is he")
    sorry = await visitor.next("entry", author="assistant")
    assert "dim ond yn Saesneg" in sorry["text"]
    answer = [await visitor.next("entry", author="assistant") for _ in english]
    assert [one["text"] for one in answer] == [one.text for one in english]
    assert "Siarad â pherson" in [one["label"] for one in answer[-1]["choices"]]
    assert DRAFT not in visitor.texts


async def test_danger_and_leaving_are_never_withheld(production: Helpline) -> None:
    visitor = await production.visitor()
    await visitor.say("hes outside my door with a knife")
    entry = await visitor.next("entry", author="service", kind="safety")
    assert "999" in entry["text"]


async def test_with_nothing_approved_each_answer_of_the_assistants_is_the_same_fixed_one(
    production: Helpline,
) -> None:
    """Every response there is, and words that no response stands behind."""
    names = production.services.content.responses.names()
    advice = [name for name in names if not standing.FRAME.match(name)]
    assert len(advice) > 300
    steps = {"type": "steps", "title": DRAFT, "steps": [DRAFT]}
    choice = {"label": DRAFT, "payload": "/ask_law"}
    production.engine.answers(
        *({"text": DRAFT, "response": name, "card": steps, "choices": [choice]} for name in advice),
        {"text": DRAFT},
        {"choices": [choice]},
        {"card": steps},
        {"card": {"type": "service", "ref": "ncdv", "why": "legal"}},
    )
    visitor = await production.visitor()
    await visitor.say("how dangerous is he")
    await visitor.next("entry", author="assistant", says="has not been checked")
    await production.settled()
    await visitor.pong()
    seen = json.dumps(visitor.entries)
    assert DRAFT not in seen
    assert "ncdv" not in seen


def test_with_nothing_approved_the_helpline_itself_posts_only_the_frame() -> None:
    """Whatever part of the code posts it, and to whom."""
    here = Content(DATA, "production")
    for name in here.responses.names():
        written = [[one.text, one.buttons, one.custom] for one in here.responses.variations(name)]
        filled = {key: "5" for key in placeholders(written) if "." not in key}
        for slots in ALL:
            said = here.bodies(name, Conversation(**slots), filled)
            allowed = name if standing.FRAME.match(name) else "utter_safety_withheld"
            assert {body.response for body in said} == {allowed}, (name, slots)


def test_with_nothing_approved_a_card_has_only_what_is_certain() -> None:
    here = Content(DATA, "production")
    facts = here.directory.stated
    shown = 0
    for ref in here.directory.services:
        for language in LANGUAGES:
            card = here.card({"type": "service", "ref": ref, "why": "stalking"}, language)
            if card is None:
                continue
            shown += 1
            assert {"phone", "text", "web"} & set(card), ref
            for name in ("phone", "text", "web", "note", "who"):
                fact = facts.get(f"services.{ref}.{name}")
                if fact is not None and fact.value in str(card):
                    assert fact.confidence == "A", (ref, name)
            assert "They know stalking" not in card.get("note", "")
    assert shown >= 10
    emergency = here.card({"type": "emergency"}) or {}
    assert emergency["phone"] == "999"


async def test_a_plan_that_nobody_approved_is_not_shown(production: Helpline) -> None:
    """Neither its title nor its steps, though the visitor chose them when they were approved."""
    visitor = await production.visitor()
    chosen = {"type": "keep", "plan_add": "utter_safety_planning_step_home_door"}
    production.engine.answers({"effect": chosen}, {"effect": {"type": "plan"}})
    await visitor.say("show me my plan")
    entry = await visitor.next("entry", author="assistant")
    assert "has not been checked" in entry["text"]
    assert "card" not in entry


async def test_what_was_told_is_not_said_back_in_words_that_nobody_approved(
    production: Helpline,
) -> None:
    told = "utter_recognising_reflect"
    await approve(production, told)
    content = production.services.content
    assert content.withheld(told, ALL[0])
    await approve(production, *(n for n in content.phrases.names() if "recognising" in n))
    assert not content.withheld(told, ALL[0])


def test_a_number_that_is_not_certain_is_on_no_card_in_production(content: Content) -> None:
    local = content
    production = Content(DATA, "production")
    uncertain: dict[str, Any] = {"type": "service", "ref": "ncdv"}
    here, there = local.card(uncertain), production.card(uncertain)
    assert here is not None
    assert "phone" in here
    # Nothing is left by which anybody could reach them.
    assert there is None
    certain = {"type": "service", "ref": "national_stalking_helpline"}
    assert (production.card(certain) or {})["phone"] == "0808 802 0300"
    assert local.demonstration
    assert not production.demonstration
