"""Codes that stand in for a lost second factor: ten for the worker's own drawer, one from a lead
who resets it. Each is good once; only a hash is kept, so each is shown once.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import RecoveryCode, now

HOW_MANY = 10
RESET_GOOD_FOR = timedelta(hours=72)
# Without letters and digits that look alike on paper; 32 of them, so 16 are 80 bits.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH, _GROUP = 16, 4


def new_code() -> str:
    """For example `K7QD-2MXA-WR5T-9HBE`."""
    signs = [secrets.choice(_SIGNS) for _ in range(_LENGTH)]
    groups = ("".join(signs[at : at + _GROUP]) for at in range(0, _LENGTH, _GROUP))
    return "-".join(groups)


def hash_code(worker_id: int, code: str) -> bytes:
    """80 random bits need no slow hash. Bound to whose it is; typed in any case, with or without
    the lines between."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"{worker_id}:{plain}".encode("utf-8", "surrogatepass")).digest()


async def drop_codes(session: AsyncSession, worker_id: int) -> None:
    """All of a worker's are good no more."""
    await session.execute(delete(RecoveryCode).where(RecoveryCode.worker_id == worker_id))


async def make_codes(session: AsyncSession, worker_id: int) -> list[str]:
    """A fresh set, in the caller's transaction; the earlier ones are good no more."""
    await drop_codes(session, worker_id)
    codes = [new_code() for _ in range(HOW_MANY)]
    session.add_all(
        RecoveryCode(code_hash=hash_code(worker_id, code), worker_id=worker_id) for code in codes
    )
    await session.flush()
    return codes


async def make_reset_code(session: AsyncSession, worker_id: int, at: datetime | None = None) -> str:
    """The one code that is left when a second factor was reset: with it, and the password, its
    owner sets up a new one."""
    await drop_codes(session, worker_id)
    code = new_code()
    session.add(
        RecoveryCode(
            code_hash=hash_code(worker_id, code),
            worker_id=worker_id,
            kind="reset",
            expires_at=(at or now()) + RESET_GOOD_FOR,
        )
    )
    await session.flush()
    return code


async def use_code(
    session: AsyncSession, worker_id: int, code: str, at: datetime | None = None
) -> str | None:
    """Uses it up by one DELETE: of two who come at once, one has it. Gives its kind; None if it
    is none of theirs, or too old."""
    moment = at or now()
    return await session.scalar(
        delete(RecoveryCode)
        .where(
            RecoveryCode.code_hash == hash_code(worker_id, code),
            RecoveryCode.worker_id == worker_id,
            or_(RecoveryCode.expires_at.is_(None), RecoveryCode.expires_at > moment),
        )
        .returning(RecoveryCode.kind)
    )


async def count_codes(
    session: AsyncSession, worker_id: int, kind: str, at: datetime | None = None
) -> int:
    """How many of that kind are left."""
    moment = at or now()
    found = await session.scalar(
        select(func.count())
        .select_from(RecoveryCode)
        .where(
            RecoveryCode.worker_id == worker_id,
            RecoveryCode.kind == kind,
            or_(RecoveryCode.expires_at.is_(None), RecoveryCode.expires_at > moment),
        )
    )
    return found or 0
