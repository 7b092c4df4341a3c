"""A yes to a partner agency on the person's own screen: what the card shows, their answer, and that
they can take it back; over a visitor's real socket."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from content.standing import Stamp, wording_digest, wording_key
from helpline.errors import NotTheirs, PartnerRefused
from helpline.models import Case, Consent, now
from helpline.services.cases.files import Agreement
from helpline.services.content import Content, slots_of
from helpline.services.partners.sharing import GOOD_FOR
from tests.cases.agreeing import agreed
from tests.partners.referring import PARTS, TO_HOUSING, Referring, entry, partner, trail
from tests.support import ROOT, Helpline
from tests.visitor import Visitor


async def in_a_chat(helpline: Helpline, **hello: Any) -> tuple[Visitor, Referring]:
    """A visitor with a case, in a chat with the worker who has it."""
    visitor = await helpline.visitor(**hello)
    case = await agreed(helpline, visitor, PARTS)
    worker = await helpline.worker("Sam")
    await helpline.services.cases.work.claim(case.id, worker)
    chat = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(chat, "asked")
    await helpline.services.desk.chats.take(chat, worker)
    return visitor, Referring(helpline, case, worker, await partner(helpline))


async def asked(case: Referring, parts: tuple[str, ...] = TO_HOUSING) -> int:
    asking = case.helpline.services.partners.asking
    return await asking.ask(case.case.id, case.worker, case.partner.id, "housing", parts)


async def answers(visitor: Visitor, number: int, agree: bool, name: str) -> dict[str, Any]:
    await visitor.send(
        "brief", id=name, kind=f"partner:{number}", agree=agree, history=False, parts={}
    )
    return await visitor.next("ack", id=name)


async def history(case: Referring) -> list[Consent]:
    async with case.helpline.services.database.read() as session:
        rows = await session.scalars(
            select(Consent)
            .where(Consent.case_id == case.case.id, Consent.partner_id == case.partner.id)
            .order_by(Consent.id)
        )
        return list(rows.all())


async def test_the_card_says_who_gets_what_word_for_word_what_for_and_until_when(
    helpline: Helpline,
) -> None:
    visitor, case = await in_a_chat(helpline)
    number = await asked(case, ("name", "happening"))
    said = await visitor.had(
        "entry", says="Sam asks whether we may pass something on to Safe Homes"
    )
    card = (await visitor.had("entry", kind="partner_ask"))["card"]
    assert (said["author"], card["type"], card["kind"]) == ("service", "brief", f"partner:{number}")
    until = helpline.services.partners.asking._words.day(now() + GOOD_FOR)
    assert card["rows"] == [
        {"label": "Who would get it", "text": "Safe Homes"},
        {"label": "What for", "text": "Safe housing, or making a home safer"},
        {"label": "What to call you", "text": PARTS["name"]},
        {"label": "What is happening", "text": PARTS["happening"]},
        {"label": "How long your yes is good for", "text": f"until {until}"},
    ]
    assert (card["parts"], card["send"], card["refuse"]) == ([], "I agree", "Not now")
    assert card["agree"].startswith("I agree that")
    assert "I can take this back at any time" in card["agree"]
    # Neither the card nor its words are in what the worker's page gets of the chat.
    frames, *_ = await helpline.services.desk.view.entries(
        await helpline.id_of(visitor), case.worker, 0
    )
    assert PARTS["happening"] not in json.dumps(frames)
    assert "Sam asks whether we may pass" in json.dumps(frames)


@pytest.mark.parametrize(
    ("hello", "words", "agree"),
    [
        ({"audience": "young"}, "You choose.", "I can change my mind at any time"),
        ({"language": "cy"}, "Chi sy'n dewis.", "Gallaf dynnu hyn yn ôl unrhyw bryd"),
    ],
)
async def test_it_is_asked_in_their_own_wording(
    helpline: Helpline, hello: dict[str, str], words: str, agree: str
) -> None:
    visitor, case = await in_a_chat(helpline, **hello)
    await asked(case)
    await visitor.had("entry", says=words)
    card = (await visitor.had("entry", kind="partner_ask"))["card"]
    assert agree in card["agree"]
    if hello.get("language") == "cy":
        assert card["rows"][1]["text"] == "Tai diogel, neu wneud cartref yn fwy diogel"
        assert card["send"] == "Rwy'n cytuno"


async def test_with_their_yes_a_pack_can_be_made_and_it_says_how_they_agreed(
    helpline: Helpline,
) -> None:
    visitor, case = await in_a_chat(helpline)
    with pytest.raises(PartnerRefused, match="no_consent"):
        await case.made()
    number = await asked(case)
    await answers(visitor, number, True, "b1")
    await visitor.had("entry", says="Safe Homes may be given what the card shows")
    assert await answers(visitor, number, True, "b1"), "sent again, it is answered again"
    question, given = await history(case)
    assert (question.kind, question.worker_id, given.kind) == ("asked", case.worker.id, "shared")
    assert (given.how, given.worker_id, set(given.parts or ())) == ("chat", None, set(TO_HOUSING))
    assert given.until is not None
    assert given.until - question.at == GOOD_FOR
    assert given.wording.startswith("partner_consent_card ")
    said = await helpline.services.partners.sharing.read(given)
    for words in ("Safe Homes", PARTS["happening"], "I agree that", "Safe housing"):
        assert words in said.shown
    seen = await helpline.services.partners.referrals.preview(
        case.case.id, case.worker, case.wanted()
    )
    texts = [one["text"] for one in seen["blocks"]]
    assert any("in our chat, on their own screen" in text for text in texts)
    assert not any("a worker of ours, after these words" in text for text in texts)
    assert (await case.made()).way.code
    assert "partner_consent_asked" in await trail(helpline, case.case.id)
    assert "partner_consent" in await trail(helpline, case.case.id)


async def test_not_now_is_kept_and_nothing_can_be_passed_on(helpline: Helpline) -> None:
    visitor, case = await in_a_chat(helpline)
    await answers(visitor, await asked(case), False, "b1")
    await visitor.had("entry", says="nothing is given to Safe Homes")
    assert [one.kind for one in await history(case)] == ["asked", "declined"]
    with pytest.raises(PartnerRefused, match="no_consent"):
        await case.made()


async def test_not_now_to_a_new_question_leaves_an_earlier_yes_as_it_was(
    helpline: Helpline,
) -> None:
    visitor, case = await in_a_chat(helpline)
    await case.agree()
    await answers(visitor, await asked(case), False, "b1")
    assert [one.kind for one in await history(case)] == ["shared", "asked", "declined"]
    assert (await case.made()).way.code


@pytest.mark.parametrize("fetched", [False, True])
async def test_taken_back_on_the_card_the_pack_is_gone_and_they_are_told_what_was_fetched(
    helpline: Helpline, fetched: bool
) -> None:
    visitor, case = await in_a_chat(helpline)
    number = await asked(case)
    await answers(visitor, number, True, "b1")
    ready = await case.made()
    if fetched:
        await helpline.services.partners.door.enter(ready.way.link, ready.way.code)
    await answers(visitor, number, False, "b2")
    words = "tells them now to delete it" if fetched else "had not fetched anything"
    await visitor.had("entry", says=words)
    assert [one.kind for one in await history(case)] == ["asked", "shared", "unshared"]
    assert (await case.referral(ready)).status == "withdrawn"
    with pytest.raises(PartnerRefused, match="no_consent"):
        await case.made(client_id="r2")
    # Whoever sees the log anew sees the last answer.
    again = await helpline.connect()
    await again.hello(token=visitor.token, after=0)
    await again.had("entry", says=words)
    given = [one["card"]["agreed"] for one in again.entries if one.get("kind") == "partner_answer"]
    assert given == [True, False]
    # The same card agrees to it again, as long as nothing has changed.
    await answers(visitor, number, True, "b3")
    assert [one.kind for one in await history(case)][-1] == "shared"


@pytest.mark.parametrize("what", ["corrected", "asked anew", "off the list", "withdrawn", "over"])
async def test_a_card_that_is_not_what_it_was_agrees_to_nothing(
    helpline: Helpline, what: str
) -> None:
    visitor, case = await in_a_chat(helpline)
    number = await asked(case)
    services, database = helpline.services, helpline.services.database
    if what == "corrected":
        async with database.write() as session:
            found = await session.get(Case, case.case.id)
            row = await helpline.row(await helpline.id_of(visitor))
            assert found is not None
            assert row is not None
            words = Agreement("utter_self_referral_consent 0a1b2c3d", "I agree.")
            await services.cases.files.correct(session, found, row, {"name": "R"}, words)
    elif what == "asked anew":
        await asked(case, ("name",))
    elif what == "off the list":
        await services.partners.book.end(case.worker, case.partner.id, case.partner.version)
    elif what == "withdrawn":
        await services.cases.work.withdrawn(case.case.id, case.worker, "she said so")
    else:
        async with database.write() as session:
            await session.execute(update(Consent).values(until=now() - timedelta(seconds=1)))
    await answers(visitor, number, True, "b1")
    await visitor.had("entry", says="not up to date any more")
    assert "shared" not in [one.kind for one in await history(case)]
    [line] = [
        one.body.card
        for one in await helpline.lines(await helpline.id_of(visitor))
        if one.kind == "partner_answer"
    ]
    assert line is not None
    assert line["agreed"] is False


async def test_a_yes_is_over_on_its_day(helpline: Helpline) -> None:
    visitor, case = await in_a_chat(helpline)
    await answers(visitor, await asked(case), True, "b1")
    async with helpline.services.database.write() as session:
        await session.execute(
            update(Consent)
            .where(Consent.kind == "shared")
            .values(until=now() - timedelta(seconds=1))
        )
    with pytest.raises(PartnerRefused, match="no_consent"):
        await case.made()


async def test_it_is_put_only_to_who_is_in_a_chat_with_that_worker(helpline: Helpline) -> None:
    visitor, case = await in_a_chat(helpline)
    other = await helpline.worker("Kit")
    asking = helpline.services.partners.asking
    with pytest.raises(NotTheirs):
        await asking.ask(case.case.id, other, case.partner.id, "housing", ("name",))
    with pytest.raises(PartnerRefused, match="bad_parts"):
        await asked(case, ("name", "nation"))
    chat = await helpline.id_of(visitor)
    await helpline.services.desk.chats.hand_back(chat, case.worker)
    with pytest.raises(PartnerRefused, match="not_in_chat"):
        await asked(case)
    await helpline.services.leaving.leave(chat)
    with pytest.raises(PartnerRefused, match="not_in_chat"):
        await asked(case)


async def test_a_question_of_another_chat_is_answered_by_nobody_here(helpline: Helpline) -> None:
    _visitor, case = await in_a_chat(helpline)
    number = await asked(case)
    stranger = await helpline.visitor()
    for kind in (f"partner:{number}", "partner:999999"):
        await stranger.send("brief", id="b1", kind=kind, agree=True, history=False, parts={})
        assert (await stranger.next("error"))["code"] == "not_open"
    for kind in ("partner:", "partner:x", "partner:1 or 2", "other"):
        await stranger.send("brief", id="b1", kind=kind, agree=True, history=False, parts={})
        assert (await stranger.next("error"))["code"] == "bad_frame"
    assert [one.kind for one in await history(case)] == ["asked"]


async def test_two_answers_at_once_are_one_yes(helpline: Helpline) -> None:
    visitor, case = await in_a_chat(helpline)
    number = await asked(case)
    other = await helpline.connect()
    await other.hello(token=visitor.token, after=0)
    for name, one in (("b1", visitor), ("b2", other)):
        await one.send(
            "brief", id=name, kind=f"partner:{number}", agree=True, history=False, parts={}
        )
    await visitor.next("ack", id="b1")
    await other.had("ack", id="b2")
    assert [one.kind for one in await history(case)] == ["asked", "shared"]


async def test_production_asks_nobody_while_what_they_would_read_is_a_draft(
    helpline: Helpline,
) -> None:
    content = Content(ROOT / "data", "production")
    visitor = await helpline.visitor()
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    slots = slots_of(row)
    missing = content.partner_missing(slots)
    assert "partner_consent_card" in missing
    assert "utter_partner_asked" in missing
    assert "partner_purpose_housing" in missing
    stamps = {
        wording_key(one): Stamp(wording_key(one), wording_digest(one), "Lee", now().date())
        for written in (content.responses, content.partners.words)
        for name in written.names()
        for one in written.variations(name)
    }
    content.use(stamps)
    assert content.partner_missing(slots) == []
    assert entry().language == "en"
