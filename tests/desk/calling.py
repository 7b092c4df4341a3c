"""A case, and workers who work on it at the desk."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from helpline.models import Audit, Case, Worker
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
