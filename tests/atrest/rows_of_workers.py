"""Rows as old as a test wants them, of who works here: accounts, sessions, desks, shifts."""

from datetime import timedelta

from sqlalchemy import select

from helpline.models import (
    DeskProfile,
    Presence,
    RecoveryCode,
    SecondFactor,
    Shift,
    SignInLink,
    Worker,
    WorkerSession,
)
from helpline.services.stores import Stores
from tests.atrest.row_tools import NOW, add


async def worker(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Worker(email=name, name=name, active=False, revoked_at=NOW - age))


async def profile(stores: Stores, name: str, age: timedelta) -> None:
    await worker(stores, name, age)
    async with stores.database.read() as session:
        who = await session.scalar(select(Worker.id).where(Worker.email == name))
    await add(stores, DeskProfile(worker_id=who, skills=[name]))


async def skills(stores: Stores) -> set[str]:
    async with stores.database.read() as session:
        rows = await session.scalars(select(DeskProfile.skills))
        return {str(one) for row in rows for one in row}


async def colleague(stores: Stores, name: str) -> int:
    one = Worker(email=f"of {name}", name="Kim")
    await add(stores, one)
    return one.id


async def idle_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    token = name.encode()
    await add(
        stores,
        WorkerSession(token_hash=token, worker_id=who, seen_at=NOW - age, created_at=NOW - age),
    )


async def long_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    token = name.encode()
    await add(
        stores, WorkerSession(token_hash=token, worker_id=who, seen_at=NOW, created_at=NOW - age)
    )


async def half_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    begun = NOW - age
    await add(
        stores,
        WorkerSession(
            token_hash=name.encode(), worker_id=who, seen_at=NOW, created_at=begun, stage="second"
        ),
    )


async def begun_factor(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, SecondFactor(id=name, worker_id=who, kind="totp", created_at=NOW - age))


async def reset_code(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    over = NOW - age
    await add(
        stores,
        RecoveryCode(code_hash=name.encode(), worker_id=who, kind="reset", expires_at=over),
    )


async def link(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    over = NOW - age
    await add(
        stores,
        SignInLink(token_hash=name.encode(), worker_id=who, purpose="enrol", expires_at=over),
    )


async def desk(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, Presence(socket_id=name, worker_id=who, until=NOW - age))


async def shift(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, Shift(id=name, worker_id=who, day=(NOW - age).date(), starts=0, ends=60))
