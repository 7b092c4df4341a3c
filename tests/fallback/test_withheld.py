"""In production nobody reads advice that no specialist has approved, and nobody is left without a
number for it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import update

from content import DATA, standing
from content.directory import NATIONS
from content.wording import placeholders
from helpline.errors import CaseRefused
from helpline.models import ContentStamp, Conversation, ReferralDraft, now
from helpline.services.content import Content
from tests.cases.agreeing import agreed, case_of
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
    wordings = [
        one
        for name in names
        for written in (content.responses, content.phrases)
        if name in written.names()
        for one in written.variations(name)
    ]
    keys = {standing.wording_key(one) for one in wordings}
    keys |= {key for one in wordings for key in standing.quoted(one)}
    written = standing.items(content.directory, content.responses, content.phrases)
    items = {one.key: one for one in written}
    async with helpline.services.database.write() as session:
        for key in keys:
            digest = items[key].digest
            await session.merge(ContentStamp(key=key, digest=digest, worker_id=None, at=now()))
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


async def test_who_reads_welsh_gets_approved_english_while_nobody_approved_the_welsh(
    production: Helpline,
) -> None:
    """With a word about it, in Welsh, before; and both bubbles at once, with Welsh choices."""
    await _approve(production, RISK)
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


#: Every kind of visitor.
ALL = [
    {"audience": audience, "nation": nation, "language": language, "style": style}
    for audience in ("adult", "young")
    for nation in (None, *NATIONS)
    for language in ("en", "cy")
    for style in ("standard", "simple")
]


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
        for language in ("en", "cy"):
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
    await _approve(production, told)
    content = production.services.content
    assert content.withheld(told, ALL[0])
    await _approve(production, *(n for n in content.phrases.names() if "recognising" in n))
    assert not content.withheld(told, ALL[0])


async def test_what_a_form_calls_its_boxes_is_approved_too(production: Helpline) -> None:
    words = [name for name in _form_words(production) if name.startswith("utter_")]
    await _approve(production, *words)
    assert production.services.content.form_missing(ALL[0])
    await _approve(production, *_form_words(production))
    assert production.services.content.form_missing(ALL[0]) == []


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


ASK = "utter_self_referral_ask_name"
HOW = "utter_self_referral_how"


def _form_words(helpline: Helpline) -> list[str]:
    content = helpline.services.content
    names = [*content.responses.names(), *content.phrases.names()]
    return [name for name in names if name.split("_", 1)[1].startswith("self_referral_")]


def _step(do: str, **fields: str) -> dict[str, Any]:
    return {"effect": {"type": "self_referral", "do": do, **fields}}


def _asks(name: str, payload: str = "/event_self_referral=begin") -> dict[str, Any]:
    choice = {"label": "Begin", "payload": payload}
    return {"text": "What should they call you?", "response": name, "choices": [choice]}


async def test_a_form_of_which_a_word_is_a_draft_is_not_offered_at_all(
    production: Helpline,
) -> None:
    """One question short is a form that ends in the middle: nothing of it is asked or kept."""
    await _approve(production, *(set(_form_words(production)) - {"utter_self_referral_why_access"}))
    visitor = await production.visitor()
    production.engine.answers(_asks(HOW), _step("offer"))
    await visitor.say("can someone ring me")
    entry = await visitor.next("entry", author="assistant")
    assert "I can't take your details here" in entry["text"]
    assert "Nothing you wrote was sent to anyone" in entry["text"]
    assert production.services.content.fact("own.helpline.phone") in entry["text"]
    assert entry["choices"][0]["label"] == "Talk to a person"
    # A question that comes late is not asked either, and its answer is not kept.
    production.engine.answers(_asks(ASK), _step("ask", part="name"))
    await visitor.say("yes please")
    entry = await visitor.next("entry", author="assistant")
    assert "I can't take your details here" in entry["text"]
    assert "What should they call you?" not in visitor.texts
    async with production.services.database.read() as session:
        assert await session.get(ReferralDraft, await production.id_of(visitor)) is None


async def test_an_approved_form_works_in_production(production: Helpline) -> None:
    await _approve(production, *_form_words(production))
    visitor = await production.visitor()
    production.engine.answers(_asks(ASK), _step("ask", part="name"))
    await visitor.say("can someone ring me")
    entry = await visitor.next("entry", author="assistant")
    assert entry["text"] == "What should they call you?"
    assert [choice["label"] for choice in entry["choices"]] == ["Begin"]
    await production.settled()
    async with production.services.database.read() as session:
        row = await session.get(ReferralDraft, await production.id_of(visitor))
    assert row is not None
    assert row.step == "name"


async def test_no_choice_leads_into_a_form_that_is_not_offered(production: Helpline) -> None:
    await _approve(production, RISK)
    visitor = await production.visitor()
    choices = [
        {"label": "Can they contact me?", "payload": "/self_refer"},
        {"label": "Begin", "payload": "/event_self_referral=begin"},
        {"label": "Take it back", "payload": "/event_self_referral=withdraw"},
        {"label": "I need to leave", "payload": "service:exit"},
    ]
    production.engine.answers({"text": "Words.", "response": RISK, "choices": choices})
    await visitor.say("how dangerous is he")
    entry = await visitor.next("entry", author="assistant")
    labels = [choice["label"] for choice in entry["choices"]]
    assert labels == ["Take it back", "I need to leave"]


async def test_what_was_agreed_can_be_taken_back_whatever_is_approved_by_then(
    production: Helpline,
) -> None:
    visitor = await production.visitor()
    case = await agreed(production, visitor)
    production.engine.answers(
        {"text": "Shall I take it back?", "response": "utter_self_referral_withdraw"}
    )
    await visitor.say("please dont contact me")
    entry = await visitor.next("entry", author="assistant")
    assert entry["text"] == "Shall I take it back?"
    production.engine.answers(_step("withdraw"))
    await visitor.say("yes")
    await visitor.next("entry", says="taken back")
    found = await case_of(production, case.id)
    assert found is not None
    assert found.status == "withdrawn"


async def test_a_worker_cannot_ask_for_an_agreement_that_nobody_approved(
    production: Helpline,
) -> None:
    worker = await production.worker()
    visitor = await production.visitor()
    conversation_id = await production.id_of(visitor)
    await production.set(conversation_id, owner="worker", worker_id=worker.id)
    with pytest.raises(CaseRefused, match="words_not_approved"):
        await production.services.cases.asking.ask(conversation_id, worker)
