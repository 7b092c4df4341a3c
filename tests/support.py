"""The helpline as tests use it: the real services on a fresh SQLite, the real reader (loaded once),
the real public face on a loopback port, and an engine that a test directs.

A folder's conftest.py imports the fixtures it needs from here.
"""

import asyncio
import functools
import threading
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from aiohttp.test_utils import TestClient, TestServer
from argon2.profiles import CHEAPEST
from sqlalchemy import select, update

from helpline.config import Config
from helpline.models import Alert, Conversation, Timer, Worker, now
from helpline.public.app import make_public_app
from helpline.services.content import Content
from helpline.services.log.conversations import hash_token
from helpline.services.log.entry_log import Line
from helpline.services.turns.reading import Reads
from helpline.services.workers.passwords import Passwords
from helpline.services_container import Services
from helpline.wiring import open_services
from tests.databases import lay_down
from tests.fake_engine import TOKEN, FakeEngine
from tests.visitor import PATIENCE, Visitor

ROOT = Path(__file__).resolve().parent.parent
ORIGIN = "https://chat.example.org"

# Slow to load: one for all tests of a process. Each helpline that opens gives it its own stamps.
shared_content = functools.cache(Content)
# As everywhere but for the work that is there to cost time; tests/desk/test_slow_passwords.py holds
# that a helpline is slow at it, and all those that run as processes are.
_quick_passwords = functools.partial(Passwords, CHEAPEST)
shared_reads = functools.cache(lambda: Reads.load(ROOT / "models"))


@pytest.fixture(scope="session")
def reads() -> Reads:
    """The trained reader (`make train`)."""
    return shared_reads()


@pytest.fixture(scope="session")
def content() -> Content:
    """The written answers, with their facts."""
    return shared_content(ROOT / "data", "local")


@dataclass
class Helpline:
    """A running helpline and its engine."""

    services: Services
    client: TestClient[Any, Any]
    engine: FakeEngine
    visitors: list[Visitor] = field(default_factory=list)

    async def connect(self, origin: str | None = ORIGIN) -> Visitor:
        """A socket that has said nothing yet."""
        headers = {} if origin is None else {"Origin": origin}
        socket = await self.client.ws_connect(
            "/chat", headers=headers, protocols=["waymark.v1"], max_msg_size=0
        )
        self.visitors.append(Visitor(socket))
        return self.visitors[-1]

    async def visitor(self, **hello: Any) -> Visitor:
        """A socket with an open conversation whose welcome has come."""
        visitor = await self.connect()
        welcome = await visitor.hello(**hello)
        assert welcome["type"] == "welcome", welcome
        await visitor.next("owner")
        return visitor

    async def id_of(self, visitor: Visitor) -> str:
        """The conversation a visitor's token belongs to."""
        async with self.services.database.read() as session:
            found = await session.scalar(
                select(Conversation.id).where(Conversation.token_hash == hash_token(visitor.token))
            )
        assert found is not None
        return found

    async def row(self, conversation_id: str) -> Conversation | None:
        """The conversation as it stands in the database; None if it is erased."""
        async with self.services.database.read() as session:
            return await session.get(Conversation, conversation_id)

    async def set(self, conversation_id: str, **values: Any) -> None:
        """Moves a time, as if it had passed."""
        async with self.services.database.write() as session:
            await session.execute(
                update(Conversation).where(Conversation.id == conversation_id).values(**values)
            )

    async def lines(self, conversation_id: str) -> list[Line]:
        """The whole log, opened."""
        async with self.services.database.read() as session:
            return await self.services.log.read(session, conversation_id, 0, limit=100_000)

    async def alerts(self) -> list[Alert]:
        async with self.services.database.read() as session:
            return list((await session.scalars(select(Alert).order_by(Alert.created_at))).all())

    async def timers(self, kind: str) -> list[Timer]:
        async with self.services.database.read() as session:
            return list((await session.scalars(select(Timer).where(Timer.kind == kind))).all())

    async def past(self, kind: str, by: timedelta) -> None:
        """Lets the timers of this kind come due earlier by this much, then looks at all of them."""
        async with self.services.database.write() as session:
            for timer in await session.scalars(select(Timer).where(Timer.kind == kind)):
                timer.due_at -= by
        await self.services.timers.look()

    async def worker(self, name: str = "Sam", role: str = "worker") -> Worker:
        """Somebody who works here."""
        worker = Worker(email=f"{uuid.uuid4().hex}@example.org", name=name, role=role)
        async with self.services.database.write() as session:
            session.add(worker)
        return worker

    async def at_desk(self, worker: Worker) -> None:
        """This worker has a desk open for the next hours: a soak is longer than a desk that has not
        been seen again counts."""
        desk, later = f"desk {worker.id}", now() + timedelta(hours=4)
        await self.services.presence.seen(desk, worker.id, True, later)

    async def settled(self) -> None:
        """Until every kept message is read and no turn is under way."""
        async with asyncio.timeout(PATIENCE):
            hearing, turns = self.services.hearing, self.services.turns
            while busy := [*hearing._tasks, *turns._tasks.values()]:
                await asyncio.wait(busy)
                # Their done-callbacks may start what comes next.
                await asyncio.sleep(0)


@asynccontextmanager
async def running(
    folder: Path, reads: Reads, slow_passwords: bool = False, **settings: Any
) -> AsyncIterator[Helpline]:
    """A helpline on this folder. Started twice on the same folder, it goes on where it was."""
    engine = await FakeEngine().start()
    await lay_down(folder)
    config = Config(
        **{
            "data_dir": folder,
            "content_dir": ROOT / "data",
            "web_dir": folder / "no-web-pages",
            "public_origin": ORIGIN,
            "engine_port": engine.port,
            "engine_token": TOKEN,
            "gather_ms": 0,
            "frames_per_second": 1000.0,
            "always_on_shift": True,
            **settings,
        }
    )
    passwords = Passwords if slow_passwords else _quick_passwords
    async with AsyncExitStack() as stack:
        with (
            mock.patch("helpline.wiring.Content", shared_content),
            mock.patch("helpline.services.workers.container.Passwords", passwords),
            # The schema is the newest one; looking whether it is costs as much as all else here.
            mock.patch("helpline.services.stores.upgrade", mock.AsyncMock()),
        ):
            services = await stack.enter_async_context(open_services(config, reads))
        server = TestServer(make_public_app(services))
        yield Helpline(services, await stack.enter_async_context(TestClient(server)), engine)
    await engine.stop()


@pytest.fixture
async def start(tmp_path: Path, reads: Reads) -> AsyncIterator[Callable[..., Awaitable[Helpline]]]:
    """Starts a helpline with settings of the test's own."""
    others = set(threading.enumerate())
    async with AsyncExitStack() as stack:

        async def begin(**settings: Any) -> Helpline:
            return await stack.enter_async_context(running(tmp_path, reads, **settings))

        yield begin
    await _connections_ended(others)


async def _connections_ended(others: set[threading.Thread]) -> None:
    """Waits for what a closed helpline's connections to SQLite still do in threads of their own: on
    a busy machine one answered when its loop was over, and the next test was blamed for it."""
    for thread in set(threading.enumerate()) - others:
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 5)


@pytest.fixture
async def helpline(start: Callable[..., Awaitable[Helpline]]) -> Helpline:
    """A helpline with somebody on shift."""
    return await start()


@pytest.fixture
async def closed_helpline(start: Callable[..., Awaitable[Helpline]]) -> Helpline:
    """A helpline with nobody on shift."""
    return await start(always_on_shift=False)
