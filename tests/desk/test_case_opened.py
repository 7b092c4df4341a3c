"""One case, opened: its rules before its number, its words, its diary; closed to all but two."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from helpline.models import Case, now
from helpline.services.desk.shapes import iso
from tests.cases.agreeing import agreed
from tests.desk.calling import Caller, trail
from tests.desk.desks import Desk


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
