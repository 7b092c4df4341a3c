"""What was counted for the patterns, and how somebody asks for them."""

from __future__ import annotations

from sqlalchemy import select

from helpline.models import Pattern
from tests.desk.desks import Desk


async def counts(desk: Desk) -> dict[tuple[str, str, str], int]:
    async with desk.services.database.read() as session:
        rows = await session.scalars(select(Pattern))
        return {(one.kind, one.name, one.nation): one.number for one in rows.all()}


async def asked(desk: Desk, role: str, path: str) -> tuple[int, str]:
    worker = await desk.helpline.worker("Lee", role)
    cookie = await desk.cookie_of(worker)
    answer = await desk.client.get(path, headers={"Cookie": f"waymark_desk={cookie}"})
    return answer.status, await answer.text()
