"""Risk at the desk: over HTTP and on the board, with the roles and the refusals."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from helpline.models import Case, DeskProfile
from helpline.services.assessing.prompts import today
from helpline.services.assessing.rights import TRAINED
from tests.cases.agreeing import agreed
from tests.desk.desks import Desk
from tests.desk.test_cases import PARTS, Caller, trail

SHEET = {
    "topics": {"fear": {"answer": "yes", "note": "does not sleep"}},
    "level": "serious",
    "rationale": "he waits at the bus stop each day",
    "plan": "walks home with a colleague",
    "actions": [{"id": "a1", "what": "ring the officer", "who": "Sam"}],
}
MakeCaller = Callable[..., Awaitable[Caller]]


@pytest.fixture
async def case(desk: Desk) -> Case:
    return await agreed(desk.helpline, await desk.helpline.visitor(nation="wales"), PARTS)


@pytest.fixture
def caller(desk: Desk) -> MakeCaller:
    async def make(name: str = "Sam", role: str = "worker", *, is_trained: bool = True) -> Caller:
        worker = await desk.helpline.worker(name, role)
        if is_trained:
            async with desk.services.database.write() as session:
                session.add(DeskProfile(worker_id=worker.id, skills=[TRAINED], hides_queue=False))
        return Caller(desk, worker, await desk.cookie_of(worker))

    return make


def whole(**changed: Any) -> dict[str, Any]:
    return {**SHEET, "again": (today() + timedelta(days=7)).isoformat(), **changed}


async def test_the_page_brings_topics_rules_and_levels_and_counts_nothing(
    desk: Desk, case: Case, caller: MakeCaller
) -> None:
    sam = await caller()
    await sam.post(f"/api/cases/{case.id}/act", do="claim")
    status, answer = await sam.get(f"/api/assessments/case/{case.id}")
    page = answer["assessment"]
    assert status == 200
    assert [one["tool"] for one in page["topics"]].count(True) == 11
    assert page["topics"][0]["text"] == "How frightened they are, and of what."
    assert "trained people" in page["rules"][0]["text"]
    assert page["rules"][0]["source"] == "4.1; K2"
    assert "999" in page["refer"][0]["text"]
    assert all(one["draft"] for one in (*page["topics"], *page["rules"], *page["levels"]))
    assert (page["may_save"], page["number"], page["sheet"]) == (True, 0, None)
    assert not {"score", "count", "total", "sum"} & set(keys(page))
    # The level is a word that somebody chose; it is not there before.
    assert "level" not in keys(page)
    assert await trail(desk, case.id) == ["case_claim", "assessment_view"]


def keys(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(one for inner in value.values() for one in keys(inner))]
    if isinstance(value, list):
        return [one for inner in value for one in keys(inner)]
    return []


async def test_a_draft_a_saved_one_and_a_colleague_who_was_faster(
    desk: Desk, case: Case, caller: MakeCaller
) -> None:
    sam, lee = await caller(), await caller("Lee", "lead")
    await sam.post(f"/api/cases/{case.id}/act", do="claim")
    path = f"/api/assessments/case/{case.id}"
    assert await sam.post(f"{path}/draft", seen=0, begun_from=0, sheet=SHEET) == (
        200,
        {"version": 1},
    )
    status, refused = await sam.post(f"{path}/draft", seen=0, begun_from=0, sheet={})
    assert (status, refused["error"]["code"]) == (409, "draft_changed")
    body = {"id": "s1", "begun_from": 0, "sheet": whole()}
    assert await lee.post(f"{path}/save", **body) == (200, {"number": 1})
    status, refused = await sam.post(f"{path}/save", **body)
    assert (status, refused["error"]["code"], refused["error"]["by"]) == (
        409,
        "assessment_changed",
        "Lee",
    )
    _, answer = await sam.get(path)
    assert answer["assessment"]["draft"]["sheet"]["plan"] == SHEET["plan"], "nothing was lost"
    assert await sam.post(f"{path}/save", **{**body, "begun_from": 1}) == (200, {"number": 2})
    status, answer = await sam.get(f"{path}/versions/2")
    assert (status, answer["version"]["by"], answer["version"]["changes"]) == (200, "Sam", [])


async def test_each_refusal_has_its_code(desk: Desk, case: Case, caller: MakeCaller) -> None:
    sam, kim = await caller(), await caller("Kim", is_trained=False)
    path = f"/api/assessments/case/{case.id}"
    assert (await sam.get(path))[0] == 403, "nobody has taken the case yet"
    await kim.post(f"/api/cases/{case.id}/act", do="claim")
    good = {"id": "s1", "begun_from": 0, "sheet": whole()}
    for asker, where, body, wanted in (
        (kim, f"{path}/save", good, (409, "assessment_not_trained")),
        (sam, f"{path}/save", good, (403, "not_yours")),
        (sam, "/api/assessments/case/nothing/save", good, (404, "not_found")),
        (sam, f"{path}/save", {**good, "sheet": {"score": 3}}, (400, "bad_request")),
        (sam, f"{path}/save", {**good, "begun_from": -1}, (400, "bad_request")),
        (sam, "/api/assessments/queue/x/drop", {"seen": 0}, (400, "bad_request")),
        (sam, "/api/look-again/7/not-needed", {"version": 1, "reason": "x"}, (404, "not_found")),
        (sam, "/api/look-again/x/not-needed", {"version": 1, "reason": "x"}, (400, "bad_request")),
    ):  # fmt: skip
        status, answer = await asker.post(where, **body)
        assert (status, answer["error"]["code"]) == wanted, where
    lead = await caller("Lee", "lead")
    for changed, code in (
        ({"level": ""}, "assessment_no_level"),
        ({"rationale": " "}, "assessment_no_rationale"),
        ({"again": "2020-01-01"}, "assessment_no_such_day"),
    ):
        sheet = whole() | changed
        status, answer = await lead.post(f"{path}/save", **{**good, "sheet": sheet})
        assert (status, answer["error"]["code"]) == (409, code)


@pytest.mark.parametrize("role", ["auditor", "content_editor"])
async def test_an_auditor_sees_that_it_happened_and_not_a_word(
    desk: Desk, case: Case, caller: MakeCaller, role: str
) -> None:
    sam, other = await caller(), await caller("Alex", role)
    await sam.post(f"/api/cases/{case.id}/act", do="claim")
    path = f"/api/assessments/case/{case.id}"
    await sam.post(f"{path}/save", id="s", begun_from=0, sheet=whole())
    assert (await other.get(path))[0] == 403
    assert (await other.get(f"{path}/versions/1"))[0] == 403
    if role == "auditor":
        _, seen = await other.post("/api/audit", subject=case.id)
        assert "assessment_save" in [row["action"] for row in seen["rows"]]
        assert not any(str(word) in str(seen) for word in ("serious", "bus stop", "sleep"))


async def test_a_prompt_comes_to_an_open_board_by_itself(
    desk: Desk, case: Case, caller: MakeCaller
) -> None:
    sam = await caller()
    await sam.post(f"/api/cases/{case.id}/act", do="claim")
    path = f"/api/assessments/case/{case.id}"
    await sam.post(f"{path}/save", id="s", begun_from=0, sheet=whole())
    page = await desk.connect(await desk.cookie_of(sam.worker))
    assert (await page.board())["look_again"] == []
    assert case.conversation_id is not None
    words = await desk.services.leaving.give_words(case.conversation_id)
    await desk.services.leaving.leave(case.conversation_id)
    await desk.services.leaving.come_back(words.words)
    board = await page.board()
    while not board["look_again"]:
        board = await page.board()
    (shown,) = board["look_again"]
    assert (shown["why"], shown["reference"]) == ("They came back to the chat", case.reference)
    _, listed = await sam.get("/api/cases?flag=look_again")
    assert [one["look_again"] for one in listed["cases"]] == [shown["since"]]
    assert (await sam.get("/api/cases?flag=not_assessed"))[1]["cases"] == []
    where = f"/api/look-again/{shown['id']}/not-needed"
    assert (await sam.post(where, version=shown["version"], reason="said so already"))[0] == 200
    while board["look_again"]:
        board = await page.board()
    assert "look_again_not_needed" in await trail(desk, case.id)
