"""Wrapping: every key of the key store sealed by the service's key, and how that one is changed.

A row of its own, a fixed text sealed by the service's key, tells which key that is. All keys are
wrapped anew in one transaction together with this row, so at each instant one service key opens
everything, and a process that has another one in hand sees it before it writes.
"""

from __future__ import annotations

import os
from collections import OrderedDict

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import SealBroken
from helpline.models import Key, Wrapping
from helpline.services.keys.sealing import NONCE_BYTES, subkey
from helpline.services.keys.service_key import ServiceKey

_SEAL, _SEALED = "wrapping", b"waymark service key"
_NO_FIT = "the service key does not fit the key store"


def _unwrap(service_key: bytes, name: str, wrapped: bytes) -> bytes | None:
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return AESGCM(subkey(service_key, "wrap")).decrypt(nonce, sealed, name.encode())
    except (InvalidTag, ValueError):
        return None


def wrap(service_key: bytes, name: str, key: bytes) -> bytes:
    """A key sealed by the service's key, bound to its name."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(subkey(service_key, "wrap")).encrypt(nonce, key, name.encode())


def unwrap(service_key: bytes, name: str, wrapped: bytes) -> bytes:
    """The key inside; SealBroken if it was moved, changed, or wrapped by another."""
    key = _unwrap(service_key, name, wrapped)
    if key is None:
        raise SealBroken(_NO_FIT)
    return key


class Wrapper:
    """Finds the service's key that wraps the store, and changes it.

    Works in the caller's transaction and answers for what that transaction sees: beside another
    that sees a later state, each gets its own key.
    """

    def __init__(self, source: ServiceKey) -> None:
        self._source = source
        # The key by the row that tells which; the present one, and the one before it.
        self._known: OrderedDict[bytes, bytes] = OrderedDict()

    async def fit(self, session: AsyncSession) -> tuple[bytes, bool]:
        """The key that opens the store, SealBroken if none does; and whether the store is older
        than the row that tells which. In a transaction that writes.
        """
        if await session.get(Wrapping, 1) is not None:
            return await self.present(session), False
        row = (await session.execute(select(Key.id, Key.wrapped).limit(1))).one_or_none()
        key = self._source.make() if row is None else self._fitting(row.id, row.wrapped)
        await self._seal_with(session, key)
        return key, row is not None

    async def present(self, session: AsyncSession) -> bytes:
        """The key that wraps the store as this transaction sees it. SealBroken if it cannot be
        known: the settings name another one, or it was changed again since a look began.
        """
        seal = await session.scalar(select(Wrapping.seal).where(Wrapping.id == 1))
        if seal is None:
            raise SealBroken(_NO_FIT)
        key = self._known.get(seal)
        if key is None:
            key = self._fitting(_SEAL, seal)
            self._remember(seal, key)
        return key

    async def change(self, session: AsyncSession, old: bytes, fresh: bytes) -> int:
        """Wraps every key anew: all of them, or none. Gives how many."""
        rows = (await session.execute(select(Key.id, Key.wrapped))).all()
        changed = [
            {"id": name, "wrapped": wrap(fresh, name, unwrap(old, name, wrapped))}
            for name, wrapped in rows
        ]
        await session.execute(update(Key), changed)
        await self._seal_with(session, fresh)
        return len(changed)

    def _remember(self, seal: bytes, key: bytes) -> None:
        self._known[seal] = key
        while len(self._known) > 2:
            self._known.popitem(last=False)

    def _fitting(self, name: str, wrapped: bytes) -> bytes:
        for key in self._source.candidates():
            if _unwrap(key, name, wrapped) is not None:
                return key
        raise SealBroken(_NO_FIT)

    async def _seal_with(self, session: AsyncSession, service_key: bytes) -> None:
        seal = wrap(service_key, _SEAL, _SEALED)
        await session.merge(Wrapping(id=1, seal=seal))
        self._remember(seal, service_key)
