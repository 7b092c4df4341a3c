"""What auditors see and what is noted: every view of a chat, every export; who, what, when."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy import delete

from helpline.models import Audit
from tests.desk.desks import Desk
from tests.unit.helpline.tampering import unguard

SECRET = "he waits by the bakery on Alder Street"


async def auditor(desk: Desk) -> str:
    return await desk.cookie_of(await desk.helpline.worker("Ola", "auditor"))


async def rows(desk: Desk, cookie: str, **wanted: Any) -> dict[str, Any]:
    answer = await desk.post("/api/audit", wanted, cookie)
    assert answer.status == 200, await answer.text()
    found: dict[str, Any] = await answer.json()
    return found


async def standing(desk: Desk, cookie: str) -> dict[str, Any]:
    answer = await desk.client.get(
        "/api/audit/standing", headers={"Cookie": f"waymark_desk={cookie}"}
    )
    found: dict[str, Any] = await answer.json()
    return found


async def test_every_look_at_a_chat_is_noted_and_nothing_that_was_said(desk: Desk) -> None:
    sam, lee = await desk.page("Sam"), await desk.page("Lee", role="lead")
    conversation = await desk.waiting(SECRET)
    await sam.take(conversation)
    await lee.open(conversation)
    await sam.open(conversation)
    shown = await rows(desk, await auditor(desk), subject=conversation)
    assert [(one["who"], one["action"]) for one in reversed(shown["rows"])] == [
        ("Sam", "take"),
        ("Sam", "view"),
        ("Lee", "open"),
        ("Sam", "view"),
    ]
    assert SECRET not in str(shown)


async def test_who_may_not_look_leaves_no_line_and_sees_nothing(desk: Desk) -> None:
    sam = await desk.page("Sam")
    conversation = await desk.waiting(SECRET)
    await sam.send("open", conversation=conversation, after=0)
    assert (await sam.next("error"))["code"] == "not_yours"
    assert [one for one in await desk.audit() if one[1] == conversation] == []


async def test_it_is_found_by_who_what_and_when_page_by_page(desk: Desk) -> None:
    cookie = await auditor(desk)
    for number in range(130):
        await desk.services.stores.note("backup", f"{number}")
    first = await rows(desk, cookie, action="backup", who="0")
    assert len(first["rows"]) == 100
    assert first["rows"][0]["detail"] == "129"
    assert first["rows"][0]["who"] is None
    rest = await rows(desk, cookie, action="backup", before=first["next"])
    assert [one["detail"] for one in rest["rows"]] == [str(n) for n in range(29, -1, -1)]
    assert rest["next"] is None
    assert {"backup", "sign_in"} <= set(first["actions"])
    (ola,) = [one["id"] for one in first["workers"] if one["name"] == "Ola"]
    mine = await rows(desk, cookie, who=ola)
    assert {one["who"] for one in mine["rows"]} == {"Ola"}
    assert (await rows(desk, cookie, since="2020-01-01", until="2020-12-31"))["rows"] == []
    assert (await rows(desk, cookie, since="2020-01-01"))["rows"] != []


@pytest.mark.parametrize(
    "wanted",
    [
        {"since": "yesterday"},
        {"since": "2026-13-01"},
        {"until": "9999-12-31"},
        {"who": "one"},
        {"before": 0},
        {"words": "x"},
    ],
)
async def test_what_is_no_question_is_refused(desk: Desk, wanted: dict[str, Any]) -> None:
    assert (await desk.post("/api/audit", wanted, await auditor(desk))).status == 400


async def test_a_table_is_taken_along_only_with_a_fresh_proof_and_noted(desk: Desk) -> None:
    desk_cookie = await desk.enrolled("ola@example.org", "auditor")
    await desk.lets_proofs_grow_old()
    refused = await desk.post("/api/audit/export", {}, desk_cookie)
    assert (refused.status, (await refused.json())["error"]["code"]) == (403, "confirm_first")
    fresh = await auditor(desk)
    await desk.services.workers.add("kit@example.org", "=1+1", "worker")
    answer = await desk.post("/api/audit/export", {}, fresh)
    assert answer.content_type == "text/csv"
    table = list(csv.reader(io.StringIO(await answer.text())))
    assert table[0] == ["row", "at", "who", "action", "subject", "detail", "hash"]
    assert not [cell for line in table for cell in line if cell.startswith("=")]
    assert ("audit_export", "") in await desk.audit()


async def test_the_auditor_is_told_when_the_trail_does_not_hold(desk: Desk) -> None:
    cookie = await auditor(desk)
    assert await standing(desk, cookie) == {"whole": True, "row": None, "why": None}
    await desk.services.stores.heads.keep()
    async with desk.services.database.write() as session:
        await unguard(session)
        await session.execute(delete(Audit))
    assert await standing(desk, cookie) == {"whole": False, "row": None, "why": "cut_off"}
