"""Cases at the desk: who sees what, the rules before the number, and every step over HTTP."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from content.languages import LANGUAGES
from helpline.models import Audit, Case, Figure
from helpline.services.cases.regions import REGIONS
from helpline.services.figures.days import Counted
from tests.cases.agreeing import agreed
from tests.desk.calling import PARTS, Caller, trail
from tests.desk.desks import Desk
from tests.stack import ROOT


async def test_the_list_holds_no_word_and_finds_by_what_is_not_sealed(
    desk: Desk, case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam = await caller()
    _, board = await sam.get("/api/cases")
    (row,) = board["cases"]
    assert (row["reference"], row["nation"], row["worker"]) == (case.reference, "wales", None)
    assert not any(text in str(board) for text in (*PARTS.values(),))
    assert "workers" not in board
    typed = case.reference.replace("-", "").lower()
    today = datetime.now(desk.services.hours.zone).date()
    for query, found in (
        (f"reference={typed}", 1),
        ("reference=AAA-AAA", 0),
        ("status=new", 1),
        ("status=open", 0),
        ("mine=1", 0),
        (f"worker={sam.worker.id}", 0),
        ("flag=young", 0),
        ("flag=nobody", 1),
        ("flag=due", 0),
        ("days=1", 1),
        (f"since={today}", 1),
        (f"until={today}", 1),
        (f"since={today}&until={today}", 1),
        (f"since={today + timedelta(days=1)}", 0),
        (f"until={today - timedelta(days=1)}", 0),
    ):
        status, answer = await sam.get(f"/api/cases?{query}")
        assert (status, len(answer["cases"])) == (200, found), query
    for query in (
        "status=all",
        "flag=rich",
        "worker=Sam",
        "worker=0",
        f"worker={2**70}",
        "days=0",
        "days=x",
        "since=today",
        "until=2026-13-01",
    ):
        assert (await sam.get(f"/api/cases?{query}"))[0] == 400


async def test_who_has_which_cases_is_for_leads_to_ask(
    case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim, lead = await caller(), await caller("Kim"), await caller("Lee", "lead")
    await kim.post(f"/api/cases/{case.id}/act", do="claim")
    assert (await sam.get(f"/api/cases?worker={kim.worker.id}"))[0] == 403
    for query in ("mine=1", f"worker={kim.worker.id}"):
        status, board = await kim.get(f"/api/cases?{query}")
        assert (status, len(board["cases"])) == (200, 1), query
    _, board = await lead.get(f"/api/cases?worker={kim.worker.id}")
    assert len(board["cases"]) == 1


async def test_a_worker_chooses_the_region_and_nothing_else_does(
    desk: Desk, case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim = await caller(), await caller("Kim")
    path = f"/api/cases/{case.id}"
    await sam.post(f"{path}/act", do="claim")
    _, shown = await sam.get(path)
    assert shown["case"]["region"] is None
    assert (await kim.post(f"{path}/act", do="region", region="wales"))[0] == 403
    for wrong in ("cardiff", "", "WALES", 7):
        assert (await sam.post(f"{path}/act", do="region", region=wrong))[0] == 400
    for region in (*REGIONS, None):
        assert (await sam.post(f"{path}/act", do="region", region=region))[0] == 200
        _, board = await sam.get("/api/cases")
        assert board["cases"][0]["region"] == region
    assert (await trail(desk, case.id)).count("case_region") == len(REGIONS) + 1
    await sam.post(f"{path}/act", do="close", outcome="supported")
    assert (await sam.post(f"{path}/act", do="region", region="wales"))[0] == 409


async def test_where_it_happens_is_ticked_by_a_worker_and_sealed(
    desk: Desk, case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim, lead = await caller(), await caller("Kim"), await caller("Lee", "lead")
    path = f"/api/cases/{case.id}"
    await sam.post(f"{path}/act", do="claim")
    ticked: dict[str, Any] = {"places": ["work", "home", "home"], "platforms": ["dating_apps"]}
    assert (await kim.post(f"{path}/act", do="where", **ticked))[0] == 403
    for wrong in ({"places": ["instagram"]}, {"platforms": ["home"]}, {"places": ["his street"]}):
        assert (await sam.post(f"{path}/act", do="where", **wrong))[0] == 400
    assert (await sam.get(path))[1]["case"]["where"] == {"places": [], "platforms": []}
    for _ in range(2):
        assert (await sam.post(f"{path}/act", do="where", **ticked))[0] == 200
    _, shown = await lead.get(path)
    assert shown["case"]["where"] == {"places": ["home", "work"], "platforms": ["dating_apps"]}
    _, board = await sam.get("/api/cases")
    assert "dating_apps" not in str(board), "the list opens nothing that is sealed"
    async with desk.services.database.read() as session:
        kept = await session.scalar(select(Case.named).where(Case.id == case.id))
        details = await session.scalars(select(Audit.detail).where(Audit.action == "case_where"))
        assert details.all() == [""], "that it was done, once, and not what was ticked"
    assert kept is not None
    assert b"dating_apps" not in kept
    await sam.post(f"{path}/act", do="withdrawn", told="she rang")
    assert (await sam.get(path))[1]["case"]["where"] == {"places": [], "platforms": []}
    assert (await sam.post(f"{path}/act", do="where", **ticked))[0] == 409


async def test_who_had_a_case_says_that_they_have_read_that_it_is_theirs_no_more(
    case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, lead = await caller(), await caller("Lee", "lead")
    path = f"/api/cases/{case.id}"
    await sam.post(f"{path}/act", do="claim")
    version = (await lead.get(path))[1]["case"]["version"]
    await lead.post(f"{path}/act", do="assign", worker=None, version=version)
    assert (await sam.get(path))[0] == 403
    for _ in range(2):
        assert (await sam.post(f"{path}/act", do="moved_read"))[0] == 200


def test_each_region_has_its_words() -> None:
    for language in LANGUAGES:
        words = json.loads((ROOT / f"web/desk/locale/{language}.json").read_text())
        assert {f"region.{one}" for one in REGIONS} <= words.keys()


async def test_a_worker_takes_it_before_they_read_it_and_each_look_is_noted(
    desk: Desk, case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim, lead = await caller(), await caller("Kim"), await caller("Lee", "lead")
    path = f"/api/cases/{case.id}"
    assert (await sam.get(path))[0] == 403
    assert (await sam.post(f"{path}/act", do="claim"))[0] == 200
    for who, found in ((sam, 1), (kim, 0)):
        _, board = await lead.get(f"/api/cases?worker={who.worker.id}")
        assert len(board["cases"]) == found
    status, refused = await kim.post(f"{path}/act", do="claim")
    assert (status, refused["error"]["code"]) == (409, "case_changed")
    status, shown = await sam.get(path)
    assert {one["id"]: one["text"] for one in shown["case"]["parts"]} == {
        "name": "Robin",
        "happening": "he waits at the bus stop",
    }
    assert (await kim.get(path))[0] == 403
    assert (await lead.get(path))[0] == 200
    assert await trail(desk, case.id) == ["case_claim", "case_view", "case_view"]
    (consent,) = shown["case"]["consents"]
    assert (consent["kind"], consent["how"]) == ("given", "chat")
    assert consent["wording"] == "utter_self_referral_consent 0a1b2c3d"
    assert consent["shown"]


async def test_a_lead_assigns_and_somebody_closes_with_an_outcome(
    case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim, lead = await caller(), await caller("Kim"), await caller("Lee", "lead")
    path = f"/api/cases/{case.id}"
    _, board = await lead.get("/api/cases")
    assert {one["name"] for one in board["workers"]} == {"Sam", "Kim", "Lee"}
    give = {"do": "assign", "worker": kim.worker.id, "version": 1}
    assert (await sam.post(f"{path}/act", **give))[0] == 403
    assert (await lead.post(f"{path}/act", **give))[0] == 200
    assert (await lead.post(f"{path}/act", **give))[0] == 409
    assert (await kim.post(f"{path}/act", do="close"))[0] == 400
    assert (await sam.post(f"{path}/act", do="close", outcome="supported"))[0] == 409
    assert (await kim.post(f"{path}/act", do="close", outcome="supported"))[0] == 200
    _, board = await kim.get("/api/cases?status=closed")
    assert board["cases"][0]["outcome"] == "supported"
    assert board["cases"][0]["erased_on"] is not None
    assert (await kim.post(f"{path}/note", id="n", text="more"))[0] == 409
    assert (await lead.post(f"{path}/act", do="reopen"))[0] == 200


async def test_a_second_case_of_somebody_who_came_back_is_linked_in_both(
    desk: Desk, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam = await caller("Sam", "lead")
    visitor = await desk.helpline.visitor(nation="wales")
    first = await agreed(desk.helpline, visitor, PARTS)
    stranger = await agreed(desk.helpline, await desk.helpline.visitor(), PARTS)
    await sam.post(f"/api/cases/{first.id}/act", do="claim")
    await sam.post(f"/api/cases/{first.id}/act", do="close", outcome="supported")
    second = await agreed(desk.helpline, visitor, PARTS)
    for one, other, status in ((second, first, "closed"), (first, second, "new")):
        _, shown = await sam.get(f"/api/cases/{one.id}")
        (link,) = shown["case"]["linked"]
        assert (link["id"], link["reference"], link["status"]) == (
            other.id,
            other.reference,
            status,
        )
    _, shown = await sam.get(f"/api/cases/{stranger.id}")
    assert shown["case"]["linked"] == []
    # One that is erased leaves no link behind.
    await desk.services.erasing.purge_cases([first.id])
    _, shown = await sam.get(f"/api/cases/{second.id}")
    assert shown["case"]["linked"] == []


async def test_each_case_counts_once_in_the_figures(
    desk: Desk, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam = await caller()
    case = await agreed(desk.helpline, await desk.helpline.visitor(), PARTS)
    await sam.post(f"/api/cases/{case.id}/act", do="claim")
    await sam.post(f"/api/cases/{case.id}/act", do="withdrawn", told="she said so")
    async with desk.services.database.read() as session:
        rows = await session.scalars(select(Figure).where(Figure.name == Counted.CASE))
        counted = {one.label: one.number for one in rows}
    assert counted == {"self_referral": 1, "withdrawn": 1}


async def test_a_case_from_a_chat_is_the_visitors_to_give(
    desk: Desk, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim = await caller(), await caller("Kim")
    await desk.page("Kit")
    visitor = await desk.helpline.visitor(nation="scotland")
    conversation = await desk.helpline.id_of(visitor)
    path = f"/api/chats/{conversation}/case"
    assert (await sam.post(path))[0] == 403
    await desk.services.handoff.ask(conversation, "asked")
    await visitor.send(
        "brief", id="b1", agree=True, history=False, parts={"call_me": "Ali", "need": "a plan"}
    )
    await visitor.next("ack", id="b1")
    await desk.services.desk.chats.take(conversation, sam.worker)
    assert (await kim.post(path))[0] == 403
    assert (await sam.post(path))[0] == 200
    card = (await visitor.next("entry", kind="referral"))["card"]
    assert {one["id"]: one["text"] for one in card["parts"] if one["text"]} == {
        "name": "Ali",
        "nation": "Scotland",
    }
    async with desk.services.database.read() as session:
        assert (await session.scalars(select(Case))).all() == []
    answer = {"kind": "self_referral", "history": False, "parts": {"contact_how": "07700"}}
    await visitor.send("brief", id="r1", agree=True, **answer)
    await visitor.next("ack", id="r1")
    async with desk.services.database.read() as session:
        (made,) = (await session.scalars(select(Case))).all()
    assert (made.origin, made.status, made.worker_id) == ("handoff", "open", sam.worker.id)
    assert await desk.services.cases.files.parts(made) == {
        "name": "Ali",
        "nation": "Scotland",
        "contact_how": "07700",
    }
    assert (await sam.post(path))[1]["error"]["code"] == "case_has_case"
