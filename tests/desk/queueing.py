"""Chats that have waited so long, and people who look at them."""

from datetime import timedelta
from typing import Any

from helpline.models import Conversation, Worker, now
from helpline.services.turns.urgency import UrgencyRules
from tests.desk.desks import Desk, Page


async def came(desk: Desk, minutes: float, *reasons: str, **values: Any) -> str:
    """Somebody who has waited that long, for these reasons."""
    conversation = await desk.waiting()
    async with desk.services.database.write() as session:
        row = await session.get(Conversation, conversation)
        assert row is not None
        row.waiting_since = now() - timedelta(minutes=minutes)
        for name, value in values.items():
            setattr(row, name, value)
        UrgencyRules(desk.services.config.content_dir).note(row, reasons)
    return conversation


async def board_of(desk: Desk, worker: Worker) -> dict[str, Any]:
    return await desk.services.desk.view.board(worker)


async def rows_of(desk: Desk, worker: Worker) -> list[dict[str, Any]]:
    """The waiting list as this worker's next board has it."""
    rows: list[dict[str, Any]] = (await board_of(desk, worker))["waiting"]
    return rows


async def person(desk: Desk, role: str = "worker", name: str = "Sam") -> tuple[Page, Worker]:
    """Somebody's open desk, and their row."""
    worker = await desk.helpline.worker(name, role)
    page = await desk.connect(await desk.cookie_of(worker))
    await page.board()
    return page, worker


async def team(desk: Desk, cookie: str, change: dict[str, Any] | None = None) -> dict[str, Any]:
    if change is None:
        headers = {"Cookie": f"waymark_desk={cookie}"}
        answer = await desk.client.get("/api/team", headers=headers)
    else:
        answer = await desk.post("/api/team", change, cookie=cookie)
    return {"status": answer.status, **await answer.json()}
