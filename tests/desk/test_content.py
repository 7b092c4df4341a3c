"""Who stands for what visitors are told: leads read the list and stamp it, by name and date."""

from typing import Any

from aiohttp import ClientResponse
from sqlalchemy import select

from helpline.models import Audit, now
from tests.desk.desks import Desk

FACT = "services.respect.hours"
WORDING = "utter_risk_no_score[audience=young]"


async def get(desk: Desk, cookie: str) -> ClientResponse:
    headers = {"Cookie": f"waymark_desk={cookie}"}
    return await desk.client.get("/api/content", headers=headers)


async def listed(desk: Desk, cookie: str) -> dict[str, dict[str, Any]]:
    answer = await get(desk, cookie)
    assert answer.status == 200
    return {row["key"]: row for row in (await answer.json())["items"]}


async def stamp(desk: Desk, cookie: str, key: str, digest: str) -> tuple[int, dict[str, Any]]:
    answer = await desk.post("/api/content/stamp", {"key": key, "digest": digest}, cookie=cookie)
    return answer.status, await answer.json()


async def test_a_lead_approves_words_and_it_is_kept_with_who_and_when(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    before = (await listed(desk, lead))[WORDING]
    assert before["draft"]
    assert before["by"] is None
    status, body = await stamp(desk, lead, WORDING, before["digest"])
    assert status == 200
    today = now().date().isoformat()
    assert (body["item"]["by"], body["item"]["checked"]) == ("Sam", today)
    assert not body["item"]["draft"]
    assert (await listed(desk, lead))[WORDING] == body["item"]
    async with desk.services.database.read() as session:
        noted = (await session.scalars(select(Audit).where(Audit.subject == WORDING))).one()
    assert noted.action == "content.approved"


async def test_what_needs_somebody_comes_first(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    rows = await listed(desk, lead)
    first = next(iter(rows.values()))
    await stamp(desk, lead, first["key"], first["digest"])
    assert list(await listed(desk, lead))[-1] == first["key"]


async def test_words_that_changed_meanwhile_are_not_approved(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    status, body = await stamp(desk, lead, WORDING, "0" * 16)
    assert (status, body["error"]["code"]) == (409, "changed")
    status, body = await stamp(desk, lead, "utter_never_written", "0" * 16)
    assert (status, body["error"]["code"]) == (404, "not_found")
    assert (await listed(desk, lead))[WORDING]["draft"]


async def test_a_worker_neither_reads_nor_stamps_it(desk: Desk) -> None:
    worker = await desk.enrolled("sam@example.org")
    assert (await get(desk, worker)).status == 403
    status, _ = await stamp(desk, worker, WORDING, "0" * 16)
    assert status == 403


async def test_hours_are_shown_once_somebody_opened_the_page_today(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    content = desk.services.content
    card = {"type": "service", "ref": "respect"}
    unsure = content.card(card)
    assert unsure is not None
    assert unsure["hours"] == "check opening times"
    row = (await listed(desk, lead))[FACT]
    assert row["unconfirmed"]
    await stamp(desk, lead, FACT, row["digest"])
    sure = content.card(card)
    assert sure is not None
    assert sure["hours"] == row["text"]
