"""Passwords: hashed slowly on purpose (Argon2id), off the event loop, a few at a time.

RFC 9106's second recommendation (64 MiB, 3 passes, 4 lanes): about a tenth of a second and 64 MiB
each, so two run at once and a short line may wait; more would let a flood of sign-ins take the
machine.
"""

from __future__ import annotations

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from helpline.errors import WaymarkError

SHORTEST = 12
LONGEST = 1024
_AT_ONCE = 2
_MAY_WAIT = 32

_Found = TypeVar("_Found")


class WeakPassword(WaymarkError):
    """Too short, too long, or the worker's own address."""


class TooManySignIns(WaymarkError):
    """Too many at once, or too many wrong ones: later."""


def check_password(password: str, email: str) -> None:
    """WeakPassword if it may not be chosen. Length is what counts; no rules about digits or
    signs."""
    plain = _normal(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise WeakPassword("length")
    if plain.strip().casefold() == email.casefold():
        raise WeakPassword("address")


def _normal(password: str) -> str:
    # The same letters typed on another keyboard are the same password.
    return unicodedata.normalize("NFKC", password)


class Passwords:
    """Hashes and verifies, at most two at a time; how slowly, only a test changes."""

    def __init__(self, slowness: Parameters = RFC_9106_LOW_MEMORY) -> None:
        self._hasher = PasswordHasher.from_parameters(slowness)
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="passwords")
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._in_line = 0
        self._decoy: str | None = None

    async def hash(self, password: str) -> str:
        """What is kept instead of the password."""
        plain = _normal(password).encode("utf-8", "surrogatepass")
        return await self._work(lambda: self._hasher.hash(plain))

    async def verify(self, kept: str | None, password: str) -> bool:
        """Whether it is that password. None (no such worker, or none chosen yet) takes the same
        work."""
        plain = _normal(password).encode("utf-8", "surrogatepass")
        if self._decoy is None:
            self._decoy = await self._work(lambda: self._hasher.hash(secrets.token_urlsafe(32)))
        against = kept or self._decoy

        def matches() -> bool:
            try:
                return self._hasher.verify(against, plain)
            except (VerificationError, InvalidHashError):
                return False

        return await self._work(matches) and kept is not None

    async def _work(self, job: Callable[[], _Found]) -> _Found:
        if self._in_line >= _AT_ONCE + _MAY_WAIT:
            raise TooManySignIns
        self._in_line += 1
        try:
            async with self._room:
                return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self._in_line -= 1
