"""A desk on a loopback port: workers' pages over the real cookie and WebSocket, and the visitors'
side through the services.
"""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, DummyCookieJar
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from helpline.desk.app import make_desk_app
from helpline.models import Audit, Worker, WorkerSession
from helpline.services.turns.reading import Reads
from helpline.services.workers.links import make_link
from helpline.services_container import Services
from tests.support import Helpline, running
from tests.visitor import Visitor

DESK_ORIGIN = "https://desk.example.org"
PASSWORD = "a long and quiet walk"


class Page(Visitor):
    """One worker's open page."""

    async def board(self, **wanted: Any) -> dict[str, Any]:
        """The next board with these fields."""
        return await self.next("desk", **wanted)

    async def board_with(self, part: str, conversation: str, **wanted: Any) -> dict[str, Any]:
        """The line of this chat, with these fields, on the newest board or one still to come."""
        while True:
            boards = [frame for frame in self.seen if frame["type"] == "desk"]
            for row in boards[-1][part] if boards else ():
                if {**wanted, "conversation": conversation}.items() <= {
                    **row,
                    "reasons": 0,
                }.items():
                    return dict(row)
            await self.board()

    async def open(self, conversation: str, after: int = 0) -> dict[str, Any]:
        """Opens a chat; its state."""
        await self.send("open", conversation=conversation, after=after)
        return await self.next("chat", conversation=conversation)

    async def take(self, conversation: str) -> dict[str, Any]:
        """Takes a chat and opens it; its state."""
        await self.send("take", conversation=conversation)
        await self.next("taken", conversation=conversation)
        # Shown before it can go again: a board that is as the last one was is not sent.
        await self.board_with("mine", conversation)
        return await self.open(conversation)

    async def entry(self, **wanted: Any) -> dict[str, Any]:
        return await self.had("entry", **wanted)


@dataclass
class Desk:
    """A running desk face and the helpline behind it."""

    helpline: Helpline
    client: TestClient[Any, Any]
    cookies: dict[int, str] = field(default_factory=dict)

    @property
    def services(self) -> Services:
        return self.helpline.services

    async def post(
        self, path: str, body: Any = None, cookie: str = "", **headers: str | None
    ) -> ClientResponse:
        """A POST as the desk's own page sends it; a header given as None is left out."""
        sent = {"Origin": DESK_ORIGIN, "Cookie": f"waymark_desk={cookie}", **headers}
        kept = {name.replace("_", "-"): value for name, value in sent.items() if value is not None}
        return await self.client.post(path, json=body, headers=kept)

    async def me(self, cookie: str) -> ClientResponse:
        return await self.client.get("/api/me", headers={"Cookie": f"waymark_desk={cookie}"})

    async def enrolled(self, email: str = "sam@example.org", role: str = "worker") -> str:
        """A worker who has chosen a password; their cookie."""
        link = await self.services.workers.add(email, "Sam", role)
        answer = await self.post(
            "/api/enrol", {"token": link.partition("=")[2], "password": PASSWORD}
        )
        assert answer.status == 200, await answer.text()
        return answer.cookies["waymark_desk"].value

    async def cookie_of(self, worker: Worker) -> str:
        """A fresh session of this worker."""
        async with self.services.database.write() as session:
            token = await make_link(session, worker.id, "link")
        answer = await self.post("/api/link", {"token": token})
        assert answer.status == 200, await answer.text()
        return answer.cookies["waymark_desk"].value

    async def connect(self, cookie: str, origin: str | None = DESK_ORIGIN) -> Page:
        headers = {"Cookie": f"waymark_desk={cookie}"}
        if origin is not None:
            headers["Origin"] = origin
        socket = await self.client.ws_connect(
            "/desk", headers=headers, protocols=["waymark.desk.v1"], max_msg_size=0
        )
        return Page(socket)

    async def page(self, name: str = "Sam", role: str = "worker") -> Page:
        """A new worker's open desk, whose first board has come."""
        worker = await self.helpline.worker(name, role)
        page = await self.connect(await self.cookie_of(worker))
        await page.board()
        return page

    async def visitor(self, nation: str | None = "england") -> str:
        """A chat with the assistant; its id."""
        opened = await self.services.conversations.open("adult", "en", nation)
        return opened.conversation.id

    async def waiting(self, *said: str) -> str:
        """A visitor who wrote this and waits for a person."""
        conversation = await self.visitor()
        for text in said:
            await self.say(conversation, text)
        await self.services.handoff.ask(conversation, "asked")
        row = await self.helpline.row(conversation)
        assert row is not None
        assert row.owner == "waiting"
        return conversation

    async def say(self, conversation: str, text: str) -> int:
        """The visitor writes."""
        seq, _new = await self.services.messages.say(conversation, uuid.uuid4().hex, text)
        return seq

    async def agree(self, conversation: str, history: bool = False, **parts: str) -> None:
        """The visitor agrees to the brief as they corrected it."""
        await self.services.briefs.answer(conversation, uuid.uuid4().hex, parts, True, history)

    async def audit(self) -> list[tuple[str, str]]:
        async with self.services.database.read() as session:
            rows = await session.scalars(select(Audit).order_by(Audit.id))
            return [(row.action, row.subject) for row in rows]

    async def lets_proofs_grow_old(self) -> None:
        """It is long ago that anybody proved who they are. Whoever has no password gets one, so
        that there is something to prove it with."""
        async with self.services.database.write() as session:
            for one in await session.scalars(select(WorkerSession)):
                if one.confirmed_at is not None:
                    one.confirmed_at -= timedelta(hours=1)
            for worker in await session.scalars(select(Worker)):
                worker.password = worker.password or "no hash of any password"

    async def age_sessions(self, by: timedelta, column: str) -> datetime:
        """Lets time pass for all sessions: that column moves back. Gives the latest."""
        times = []
        async with self.services.database.write() as session:
            for one in await session.scalars(select(WorkerSession)):
                earlier: datetime = getattr(one, column) - by
                setattr(one, column, earlier)
                times.append(earlier)
        return max(times)


class _NeverReads:
    """No test here has a message read: what a reading leads to has tests of its own."""

    def glance(self, _text: str) -> tuple[str, ...]:
        raise AssertionError("nothing is read here")

    read = glance


@asynccontextmanager
async def desk_on(folder: Path, **settings: Any) -> AsyncIterator[Desk]:
    """A desk on this folder, with nobody on shift but who opens a page."""
    reads = Reads(_NeverReads())  # type: ignore[arg-type]
    wanted = {"desk_origin": DESK_ORIGIN, "always_on_shift": False, **settings}
    async with running(folder, reads, **wanted) as helpline:
        server = TestServer(make_desk_app(helpline.services))
        async with TestClient(server, cookie_jar=DummyCookieJar()) as client:
            yield Desk(helpline, client)
    reads.close()
