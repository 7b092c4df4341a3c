"""Leads who open chats, and what can be seen of it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from helpline.models import Audit, Override, Worker
from tests.desk.desks import Desk, Page

SECRET = "he waits by the bakery on Alder Street"


SUMMARY = "somebody follows me"


REASON = "she wrote to a colleague that he has a knife"


UNSAFE = "he is reading her screen"


CANNOT_WAIT = "he is at her door, and nobody else is on shift"


SAID = "I have rung the number she gave, and agree"


async def overrides(page: Page, conversation: str, **fields: Any) -> dict[str, Any]:
    """Asks for it; the answer, `opened` or `error`."""
    frame = {
        "id": "o1", "risk": "immediate_danger", "reason": REASON, "cannot_wait": CANNOT_WAIT,
        **fields,
    }  # fmt: skip
    await page.send("override", conversation=conversation, **frame)
    while True:
        answer = await page.receive()
        if answer["type"] in {"opened", "override_asked", "error"}:
            return answer


async def state_with(page: Page, **wanted: Any) -> dict[str, Any]:
    """The next state of a chat with these fields."""
    return await page.next("chat", **wanted)


async def rows(desk: Desk) -> list[Override]:
    async with desk.services.database.read() as session:
        return list((await session.scalars(select(Override))).all())


async def shown_to_the_visitor(desk: Desk, conversation: str) -> list[str]:
    """The first line of the fixed entry about it, each time it stands there."""
    return [
        line.body.text or ""
        for line in await desk.helpline.lines(conversation)
        if line.kind == "opened" and "without asking you first" in (line.body.text or "")
    ]


def came(page: Page) -> str:
    return json.dumps(page.seen)


async def with_worker(desk: Desk) -> tuple[Page, Page, str]:
    """A worker's page, a lead's, and a chat of that worker that nobody has agreed to share."""
    page, lead = await desk.page("Sam"), await desk.page("Lou", role="lead")
    conversation = await desk.waiting(SECRET)
    await desk.services.briefs.answer(
        conversation, "b1", {"happening": SUMMARY}, agree=False, history=False
    )
    await page.take(conversation)
    return page, lead, conversation


async def audit_rows(desk: Desk) -> list[Audit]:
    async with desk.services.database.read() as session:
        return list((await session.scalars(select(Audit).order_by(Audit.id))).all())


async def second_named(desk: Desk, name: str, role: str = "worker") -> tuple[Page, str, Worker]:
    """Another person's open page, their session, and who they are."""
    worker = await desk.helpline.worker(name, role)
    cookie = await desk.cookie_of(worker)
    page = await desk.connect(cookie)
    await page.board()
    return page, cookie, worker


async def waits_on(desk: Desk, page: Page) -> list[dict[str, Any]]:
    """What their newest board asks of them as the second person, once all looks are taken."""
    await page.pong()
    while desk.services.desk.looks.busy:
        await page.pong()
    await page.pong()
    boards = [frame for frame in page.seen if frame["type"] == "desk"]
    return list(boards[-1]["overrides"])


async def says(
    desk: Desk, cookie: str, override: str, agree: bool, said: str = SAID
) -> tuple[int, dict[str, Any]]:
    answer = await desk.post(
        f"/api/overrides/{override}/answer", {"agree": agree, "said": said}, cookie
    )
    return answer.status, await answer.json()
