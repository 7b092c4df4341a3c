"""Written replies and cards: found for a kind of visitor, sent as the worker's own."""

from typing import Any

import pytest

from helpline.errors import NotInDirectory
from helpline.services.content import Content
from helpline.services.desk.replies import DeskReplies
from tests.desk.desks import Desk
from tests.support import ROOT

ADULT = {"audience": "adult", "nation": "england", "language": "en"}


async def found(desk: Desk, name: str, cookie: str, **asked: str) -> list[dict[str, Any]]:
    answer = await desk.client.get(
        f"/api/{name}", params={**ADULT, **asked}, headers={"Cookie": f"waymark_desk={cookie}"}
    )
    assert answer.status == 200, await answer.text()
    body: dict[str, list[dict[str, Any]]] = await answer.json()
    return body[name]


async def test_replies_are_by_topic_filled_in_and_say_whence_and_how_old(desk: Desk) -> None:
    cookie = await desk.enrolled()
    replies = {one["id"]: one for one in await found(desk, "replies", cookie)}
    opening = replies["reply_opening_read"]
    assert opening["text"].startswith("Hello, I'm Sam, a helpline worker.")
    assert (opening["topic"], opening["draft"]) == ("Beginning", True)
    assert opening["source"]
    assert opening["checked"] < opening["due"]
    call = replies["reply_safety_call"]["text"]
    assert "call 999 now" in call
    assert not [one["id"] for one in replies.values() if "{" in one["text"]]
    law = replies["utter_law_offence"]["text"]
    assert "England" in law
    record = replies["utter_evidence_log"]["text"]
    assert "\n\n1. " in record


async def test_replies_are_those_for_this_place_age_and_language(desk: Desk) -> None:
    cookie = await desk.enrolled()
    young = {one["id"]: one for one in await found(desk, "replies", cookie, audience="young")}
    assert "Childline" in young["reply_ending_again"]["text"]
    there = {one["id"]: one for one in await found(desk, "replies", cookie, nation="scotland")}
    assert "Scotland" in there["utter_law_offence"]["text"]
    welsh = {one["id"]: one for one in await found(desk, "replies", cookie, language="cy")}
    assert welsh["reply_opening_read"]["text"].startswith("Helo, Sam ydw i")
    # Where there are no Welsh words the worker is told that these are English.
    assert welsh["reply_listening_right"]["language"] == "en"


@pytest.mark.parametrize("wrong", [{"audience": "dog"}, {"nation": "france"}, {"more": "1"}])
async def test_a_query_of_anything_but_categories_is_refused(
    desk: Desk, wrong: dict[str, str]
) -> None:
    cookie = await desk.enrolled()
    for name in ("replies", "services"):
        answer = await desk.client.get(
            f"/api/{name}",
            params={**ADULT, **wrong},
            headers={"Cookie": f"waymark_desk={cookie}"},
        )
        assert answer.status == 400


async def test_a_card_goes_into_the_chat_as_the_workers_with_numbers_of_the_directory(
    desk: Desk,
) -> None:
    sam, kit = await desk.page("Sam"), await desk.page("Kit")
    conversation = await desk.waiting()
    await sam.take(conversation)
    for _ in range(2):
        await sam.send("send_card", conversation=conversation, id="c1", ref="childline")
        await sam.next("ack", id="c1")
    (line,) = [one for one in await desk.helpline.lines(conversation) if one.author == "worker"]
    stated = desk.services.content.directory.facts["services.childline.phone"]
    assert line.body.card is not None
    assert (line.body.card["type"], line.body.card["phone"]) == ("service", stated)
    assert line.body.name == "Sam"
    row = await desk.helpline.row(conversation)
    assert row is not None
    assert row.unanswered_since is None
    await sam.send("send_card", conversation=conversation, id="c2", ref="no_such_service")
    assert (await sam.next("error", id="c2"))["code"] == "not_found"
    await kit.send("send_card", conversation=conversation, id="c3", ref="childline")
    assert (await kit.next("error", id="c3"))["code"] == "not_yours"
    await desk.services.leaving.leave(conversation)
    await sam.send("send_card", conversation=conversation, id="c4", ref="childline")
    assert (await sam.next("error", id="c4"))["code"] == "visitor_left"


async def test_the_services_of_the_place_come_first_each_as_it_would_be_sent(desk: Desk) -> None:
    cookie = await desk.enrolled()
    all_of_them = await found(desk, "services", cookie, nation="scotland")
    fits = [one["fits"] for one in all_of_them]
    assert fits == sorted(fits, reverse=True)
    assert len(all_of_them) == len(desk.services.content.directory.services)
    shown = {one["card"]["ref"]: one["fits"] for one in all_of_them}
    assert shown["action_against_stalking"]
    assert all(one["card"]["name"] for one in all_of_them)


async def test_production_keeps_drafts_and_unconfirmed_numbers_from_workers_too(
    desk: Desk,
) -> None:
    content = Content(ROOT / "data", "production")
    replies = DeskReplies(content, desk.services.desk.chats)
    worker = await desk.helpline.worker()
    slots = {"audience": "adult", "nation": "england", "language": "en", "style": "standard"}
    assert replies.replies(slots, worker) == []
    local, kept = (
        {one["card"]["ref"]: one["card"] for one in each.services(None, "adult")}
        for each in (desk.services.desk.replies, replies)
    )
    # Nobody is on the list by whom nothing is certain.
    assert set(kept) < set(local)
    held = [ref for ref in local if "phone" in local[ref] and "phone" not in kept.get(ref, {})]
    assert held
    assert all(content.directory.stated[f"services.{ref}.phone"].confidence != "A" for ref in held)
    conversation = await desk.visitor()
    await desk.helpline.set(conversation, owner="worker", worker_id=worker.id)
    for ref in set(local) - set(kept):
        with pytest.raises(NotInDirectory):
            await replies.send_card(conversation, worker, "c1", ref)
