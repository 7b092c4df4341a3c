"""Wrapping: every key of the key store sealed by the service's key, and how that one is changed.

A row of its own, a fixed text sealed by the service's key, tells which key that is. All keys are
wrapped anew in one transaction together with this row, so at each instant one service key opens
everything, and a process that has another one in hand sees it before it writes.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import SealBroken
from helpline.models import Key, Wrapping
from helpline.services.sealing import NONCE_BYTES, subkey
from helpline.services.service_key import ServiceKey

_SEAL, _SEALED = "wrapping", b"waymark service key"
_NO_FIT = "the service key does not fit the key store"


def _wrap(service_key: bytes, name: str, key: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(subkey(service_key, "wrap")).encrypt(nonce, key, name.encode())


def _unwrap(service_key: bytes, name: str, wrapped: bytes) -> bytes | None:
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return AESGCM(subkey(service_key, "wrap")).decrypt(nonce, sealed, name.encode())
    except (InvalidTag, ValueError):
        return None


class Wrapper:
    """The service's key as the key store uses it. Works in the caller's transaction."""

    def __init__(self, source: ServiceKey) -> None:
        self._source = source
        self._key = b""
        self._seal = b""

    async def fit(self, session: AsyncSession) -> bool:
        """Takes the key that opens the store, SealBroken if none does; True for a store that is
        older than the row that tells which.
        """
        seal = await session.scalar(select(Wrapping.seal).where(Wrapping.id == 1))
        if seal is not None:
            self._key, self._seal = self._fitting(_SEAL, seal), seal
            return False
        row = (await session.execute(select(Key.id, Key.wrapped).limit(1))).one_or_none()
        self._key = self._source.make() if row is None else self._fitting(row.id, row.wrapped)
        await self._seal_with(session, self._key)
        return row is not None

    async def follow(self, session: AsyncSession) -> None:
        """Takes the present key if another process has changed it."""
        seal = await session.scalar(select(Wrapping.seal).where(Wrapping.id == 1))
        if seal is not None and seal != self._seal:
            self._key, self._seal = self._fitting(_SEAL, seal), seal

    async def change_if_wanted(self, session: AsyncSession) -> bool:
        """Wraps the store by the key the settings ask for, if that is another one."""
        wanted = self._source.wanted(self._key)
        if wanted == self._key:
            return False
        await self.change(session, wanted)
        return True

    async def change(self, session: AsyncSession, fresh: bytes) -> int:
        """Wraps every key anew: all of them, or none. Gives how many."""
        rows = (await session.execute(select(Key.id, Key.wrapped))).all()
        changed = [
            {"id": name, "wrapped": _wrap(fresh, name, self.unwrap(name, wrapped))}
            for name, wrapped in rows
        ]
        await session.execute(update(Key), changed)
        await self._seal_with(session, fresh)
        self._key = fresh
        return len(changed)

    def settle(self) -> None:
        """The change is committed: the source drops the key that was."""
        self._source.settle(self._key)

    def wrap(self, name: str, key: bytes) -> bytes:
        return _wrap(self._key, name, key)

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """The key inside; SealBroken if it was moved, changed, or wrapped by another."""
        key = _unwrap(self._key, name, wrapped)
        if key is None:
            raise SealBroken(_NO_FIT)
        return key

    def derived(self, purpose: str) -> bytes:
        """What stores before this row derived from their service key, instead of keeping it."""
        return subkey(self._key, purpose)

    def _fitting(self, name: str, wrapped: bytes) -> bytes:
        for key in self._source.candidates():
            if _unwrap(key, name, wrapped) is not None:
                return key
        raise SealBroken(_NO_FIT)

    async def _seal_with(self, session: AsyncSession, service_key: bytes) -> None:
        self._seal = _wrap(service_key, _SEAL, _SEALED)
        await session.merge(Wrapping(id=1, seal=self._seal))
