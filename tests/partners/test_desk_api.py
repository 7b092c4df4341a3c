"""Partners at the desk, over HTTP: what each role may do, and what each refusal says."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from helpline.models import Case, Partner, now
from helpline.services.partners.document import Document
from tests.cases.agreeing import agreed
from tests.desk.desks import Desk
from tests.desk.test_cases import Caller
from tests.partners.referring import PARTS, partner, trail
from tests.support import ROOT

TODAY = now().date()
Make = Callable[..., Awaitable[Caller]]


@pytest.fixture
def caller(desk: Desk) -> Make:
    async def make(name: str = "Sam", role: str = "worker") -> Caller:
        worker = await desk.helpline.worker(name, role)
        return Caller(desk, worker, await desk.cookie_of(worker))

    return make


@pytest.fixture
async def case(desk: Desk) -> Case:
    return await agreed(desk.helpline, await desk.helpline.visitor(), PARTS)


async def taken(desk: Desk, case: Case, make: Make) -> tuple[Caller, Partner, str]:
    sam = await make()
    await desk.services.cases.work.claim(case.id, sam.worker)
    return sam, await partner(desk.helpline), f"/api/cases/{case.id}/partners"


async def test_a_lead_keeps_the_list_and_an_editor_cannot_confirm(desk: Desk, caller: Make) -> None:
    lead, editor, sam = (
        await caller("Lee", "lead"),
        await caller("Edi", "content_editor"),
        await caller(),
    )
    fields: dict[str, Any] = {
        "name": "Safe Homes",
        "purposes": ["housing"],
        "nations": ["england"],
        "agreed_on": (TODAY - timedelta(days=1)).isoformat(),
        "review_by": (TODAY + timedelta(days=9)).isoformat(),
    }
    assert (await sam.get("/api/partners"))[0] == 403
    assert (await sam.post("/api/partners", **fields))[0] == 403
    status, made = await editor.post("/api/partners", **fields)
    assert status == 200
    one = {"id": made["id"], "version": 1}
    assert (await editor.post("/api/partners/confirm", **one))[0] == 403
    assert (await lead.post("/api/partners/confirm", **one))[0] == 200
    status, body = await lead.post("/api/partners/confirm", **one)
    assert (status, body["error"]["code"]) == (409, "partner_changed")
    _, listed = await editor.get("/api/partners")
    (row,) = listed["partners"]
    assert (row["standing"], row["soon"], row["confirmed_by"]) == ("good", True, "Lee")
    assert listed["purposes"]["housing"]
    for wrong in ({**fields, "purposes": []}, {**fields, "agreed_on": "yesterday"}):
        assert (await lead.post("/api/partners", **wrong))[0] == 400
    assert (await lead.post("/api/partners/end", id=one["id"], version=2))[0] == 200
    assert (await trail(desk.helpline, one["id"])) == [
        "partner_saved",
        "partner_confirmed",
        "partner_ended",
    ]


async def test_from_the_yes_to_link_and_code(desk: Desk, case: Case, caller: Make) -> None:
    sam, one, at = await taken(desk, case, caller)
    _, shown = await sam.get(at)
    assert shown["partners"][0]["standing"] == "good"
    assert PARTS["contact_how"] not in str(shown), "how to reach them stands behind the rules"
    picked = {"partner": one.id, "purpose": "housing", "leave_out": {"happening": [1]}}
    status, body = await sam.post(f"{at}/preview", **picked)
    assert (status, body["error"]["code"]) == (409, "partner_no_consent")
    status, _ = await sam.post(
        f"{at}/agree",
        partner=one.id,
        purpose="housing",
        parts=["name", "happening"],
        told="on the phone",
    )
    assert status == 200
    _, shown = await sam.get(at)
    assert shown["partners"][0]["consent"]["parts"] == ["name", "happening"]
    status, body = await sam.post(f"{at}/preview", **picked)
    assert status == 200
    assert "canarywordline" not in json.dumps(body)
    digest = body["preview"]["digest"]
    status, ready = await sam.post(f"{at}/refer", id="r1", digest=digest, **picked)
    assert status == 200
    assert ready["code"] not in ready["link"]
    assert ready["link"].startswith("https://chat.example.org/partner/")
    _, shown = await sam.get(at)
    (row,) = shown["referrals"]
    assert (row["status"], row["parts"], row["name"]) == (
        "made",
        ["name", "happening"],
        "Safe Homes",
    )
    assert ready["code"] not in str(shown)
    status, again = await sam.post(f"/api/partner-referrals/{row['id']}/code")
    assert status == 200
    assert again["code"] != ready["code"]
    assert again["link"] != ready["link"]
    _, opened = await sam.get(f"/api/cases/{case.id}")
    assert {one["kind"] for one in opened["case"]["notes"]} == {"partner"}
    assert [one["kind"] for one in opened["case"]["consents"]] == ["given", "shared"]
    status, _ = await sam.post(f"{at}/take-back", partner=one.id, told="they rang")
    assert status == 200
    _, shown = await sam.get(at)
    assert (shown["referrals"][0]["status"], shown["referrals"][0]["until"]) == ("withdrawn", None)


async def test_who_has_not_the_case_sees_nothing_of_it(
    desk: Desk, case: Case, caller: Make
) -> None:
    _, one, at = await taken(desk, case, caller)
    kim, auditor = await caller("Kim"), await caller("Ari", "auditor")
    assert (await kim.get(at))[0] == 403
    assert (await auditor.get(at))[0] == 403
    picked: dict[str, Any] = {"partner": one.id, "purpose": "housing"}
    assert (await kim.post(f"{at}/preview", **picked))[0] == 403
    assert (await kim.post(f"{at}/agree", parts=["name"], told="x", **picked))[0] == 403
    assert (await kim.get("/api/cases/nothing/partners"))[0] == 404
    assert (await kim.post("/api/partner-referrals/nothing/look", x=1))[0] == 400


async def test_two_decide_over_http(desk: Desk, case: Case, caller: Make) -> None:
    sam, _, at = await taken(desk, case, caller)
    police = await partner(
        desk.helpline, confirmed=False, name="Police", purposes=("protect_life",), agreed_on=None
    )
    lead = await caller("Lee", "lead")
    picked: dict[str, Any] = {
        "partner": police.id,
        "purpose": "protect_life",
        "parts": ["happening"],
        "leave_out": {},
        "risk": "immediate_danger",
    }
    assert (await sam.post(f"{at}/danger/preview", **{**picked, "risk": "boredom"}))[0] == 400
    _, body = await sam.post(f"{at}/danger/preview", **picked)
    sent = {**picked, "id": "d1", "digest": body["preview"]["digest"], "why": "a knife"}
    assert (await sam.post(f"{at}/danger", **{**sent, "why": " "}))[0] == 400
    assert (await sam.post(f"{at}/danger", **{**sent, "unsafe": " "}))[0] == 400
    status, asked = await sam.post(f"{at}/danger", **sent)
    assert status == 200
    where = f"/api/partner-referrals/{asked['referral']}"
    status, body = await sam.post(f"{where}/answer", agree=True, said="me")
    assert (status, body["error"]["code"]) == (409, "case_same_person")
    status, ready = await lead.post(f"{where}/answer", agree=True, said="yes, now")
    assert status == 200
    assert ready["code"]
    _, shown = await sam.get(at)
    (row,) = shown["referrals"]
    assert (row["basis"], row["second"], row["why"], row["answer"]) == (
        "danger",
        "Lee",
        "a knife",
        "yes, now",
    )


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    written = json.loads((ROOT / "docs" / "partner-pack.schema.json").read_text("utf-8"))
    assert {**written, **msgspec.json.schema(Document)} == written
