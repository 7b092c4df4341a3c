"""Cases at the desk: who sees what, the rules before the number, and every step over HTTP."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpline.models import Audit, Case, Figure, Worker, now
from helpline.services.desk.shapes import iso
from helpline.services.figures.days import Counted
from tests.cases.agreeing import agreed
from tests.desk.desks import DESK_ORIGIN, Desk

PARTS = {
    "name": "Robin",
    "happening": "he waits at the bus stop",
    "contact_how": "text 07700 900123",
    "contact_when": "weekdays ten till two",
    "contact_never": "never ring my work",
    "code_word": "banana",
    "voicemail": "hang up please",
}
Ask = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


class Caller:
    """One worker's page, over HTTP."""

    def __init__(self, desk: Desk, worker: Worker, cookie: str) -> None:
        self._desk = desk
        self.worker = worker
        self._cookie = cookie

    async def get(self, path: str) -> tuple[int, dict[str, Any]]:
        answer = await self._desk.client.get(
            path, headers={"Cookie": f"waymark_desk={self._cookie}", "Origin": DESK_ORIGIN}
        )
        return answer.status, await answer.json()

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        answer = await self._desk.post(path, body, cookie=self._cookie)
        return answer.status, await answer.json()


@pytest.fixture
async def case(desk: Desk) -> Case:
    return await agreed(desk.helpline, await desk.helpline.visitor(nation="wales"), PARTS)


@pytest.fixture
def caller(desk: Desk) -> Callable[..., Awaitable[Caller]]:
    async def make(name: str = "Sam", role: str = "worker") -> Caller:
        worker = await desk.helpline.worker(name, role)
        return Caller(desk, worker, await desk.cookie_of(worker))

    return make


async def trail(desk: Desk, subject: str) -> list[str]:
    async with desk.services.database.read() as session:
        rows = await session.scalars(
            select(Audit.action).where(Audit.subject == subject).order_by(Audit.id)
        )
        return list(rows.all())


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


async def test_the_number_leaves_the_server_only_after_the_rules(
    desk: Desk, case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim = await caller(), await caller("Kim")
    path = f"/api/cases/{case.id}"
    await sam.post(f"{path}/act", do="claim")
    _, shown = await sam.get(path)
    assert "07700" not in str(shown)
    assert shown["case"]["can_reach"]
    rules = [(one["id"], one["text"]) for one in shown["case"]["rules"]]
    assert rules[0] == ("contact_never", "never ring my work"), "what not to do stands first"
    assert ("code_word", "banana") in rules
    assert (await sam.post(f"{path}/reach", read=False))[0] == 400
    assert (await kim.post(f"{path}/reach", read=True))[0] == 403
    assert await sam.post(f"{path}/reach", read=True) == (200, {"contact": "text 07700 900123"})
    assert "case_reach" in await trail(desk, case.id)


async def test_attempts_notes_and_the_diary(
    case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, lead = await caller(), await caller("Lee", "lead")
    path = f"/api/cases/{case.id}"
    await sam.post(f"{path}/act", do="claim")
    assert (await sam.post(f"{path}/note", id="n1", text="  "))[0] == 400
    assert (await sam.post(f"{path}/note", id="n1", text="x", way="call"))[0] == 400
    for _ in range(2):
        assert (await sam.post(f"{path}/note", id="n1", text="asked for an interpreter"))[0] == 200
    await sam.post(f"{path}/note", id="n2", text="", way="call", result="no_answer")
    begins, until = now() - timedelta(minutes=5), now() + timedelta(hours=1)
    status, refused = await sam.post(
        f"{path}/call-back", id="c0", **{"from": iso(until), "until": iso(begins)}
    )
    assert (status, refused["error"]["code"]) == (409, "case_no_such_time")
    planned = {"from": iso(begins), "until": iso(until), "mind": "say banana first"}
    assert (await sam.post(f"{path}/call-back", id="c1", **planned))[0] == 200
    _, board = await sam.get("/api/cases?flag=due")
    assert len(board["cases"]) == 1
    (due,) = board["due"]
    assert (due["reference"], due["standing"], due["worker"]) == (case.reference, "now", "Sam")
    assert "banana" not in str(board)
    _, shown = await lead.get(path)
    assert [(one["kind"], one["result"], one["text"]) for one in shown["case"]["notes"]] == [
        ("attempt", "no_answer", ""),
        ("note", None, "asked for an interpreter"),
    ]
    assert shown["case"]["call_backs"][0]["mind"] == "say banana first"
    settle = {"call_back": due["call_back"], "status": "missed"}
    assert (await sam.post("/api/call-backs/settle", **settle))[0] == 200
    assert (await sam.post("/api/call-backs/settle", **settle))[0] == 409
    _, board = await sam.get("/api/cases")
    assert board["due"] == []


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


async def test_what_is_graphic_in_a_case_is_marked_and_its_rules_never_are(
    desk: Desk, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam = await caller("Sam", "lead")
    told = {"happening": "he strangled me", "contact_never": "he will kill my dog if you ring"}
    case = await agreed(desk.helpline, await desk.helpline.visitor(), told)
    _, shown = await sam.get(f"/api/cases/{case.id}")
    (part,) = shown["case"]["parts"]
    assert part["graphic"] == ["injury"]
    assert all("graphic" not in rule for rule in shown["case"]["rules"])


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


async def test_what_was_taken_back_is_closed_to_everybody_but_two(
    desk: Desk, case: Case, caller: Callable[..., Awaitable[Caller]]
) -> None:
    sam, kim, lead = await caller(), await caller("Kim"), await caller("Lee", "lead")
    path = f"/api/cases/{case.id}"
    await sam.post(f"{path}/act", do="claim")
    await sam.post(f"{path}/note", id="n1", text="a note about the bus stop")
    told = {"do": "withdrawn", "told": "rang, said banana, wants no more calls"}
    assert (await sam.post(f"{path}/act", **told))[0] == 200
    for who in (sam, lead):
        status, shown = await who.get(path)
        assert status == 200
        assert not shown["case"]["readable"]
        assert not any(text in str(shown) for text in ("bus stop", "Robin", "banana", "07700"))
        assert [one["kind"] for one in shown["case"]["consents"]] == ["given", "withdrawn"]
        assert (await who.post(f"{path}/reach", read=True))[0] == 409
        assert (await who.post(f"{path}/note", id="n2", text="more"))[0] == 409
    risk = {"risk": "immediate_danger", "why": "a threat for tonight"}
    assert (await kim.post(f"{path}/opening", **risk))[0] == 403
    assert (await sam.post(f"{path}/opening", **risk))[0] == 200
    status, own = await sam.post(f"{path}/opening/answer", agree=True, said="me again")
    assert (status, own["error"]["code"]) == (409, "case_same_person")
    status, none = await kim.post(f"{path}/opening/answer", agree=True, said="yes")
    assert (status, none["error"]["code"]) == (409, "case_needs_lead")
    assert (await lead.post(f"{path}/opening/answer", agree=True, said="agreed"))[0] == 200
    for who in (sam, lead):
        _, shown = await who.get(path)
        assert shown["case"]["readable"]
        assert "bus stop" in str(shown)
        assert (await who.post(f"{path}/reach", read=True))[0] == 200
    other = await caller("Max", "lead")
    _, shown = await other.get(path)
    assert not shown["case"]["readable"], "another lead sees that it was done, not what it opened"
    assert {"case_opening_asked", "case_opened"} <= set(await trail(desk, case.id))


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
