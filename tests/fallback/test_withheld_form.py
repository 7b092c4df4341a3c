"""In production a form of which a word is a draft is not offered, and what was agreed can be taken
back all the same."""

from typing import Any

import pytest

from helpline.errors import CaseRefused
from helpline.models import ReferralDraft
from tests.cases.agreeing import agreed, case_of
from tests.fallback.approving import ALL, RISK, approve
from tests.support import Helpline

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


async def test_what_a_form_calls_its_boxes_is_approved_too(production: Helpline) -> None:
    words = [name for name in _form_words(production) if name.startswith("utter_")]
    await approve(production, *words)
    assert production.services.content.form_missing(ALL[0])
    await approve(production, *_form_words(production))
    assert production.services.content.form_missing(ALL[0]) == []


async def test_a_form_of_which_a_word_is_a_draft_is_not_offered_at_all(
    production: Helpline,
) -> None:
    """One question short is a form that ends in the middle: nothing of it is asked or kept."""
    await approve(production, *(set(_form_words(production)) - {"utter_self_referral_why_access"}))
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
    await approve(production, *_form_words(production))
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
    await approve(production, RISK)
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
