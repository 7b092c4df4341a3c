"""The key store: one data key per conversation, alert or case, wrapped by the service's key.

It lives in a database of its own. Destroying a key is how things are erased: backups of the main
database then hold nothing that can be read.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select

from helpline.db import Database
from helpline.errors import KeyGone, SealBroken
from helpline.models import Key
from helpline.services.sealing import NONCE_BYTES, subkey

_LIVE_KEYS = 4096


def load_service_key(folder: Path) -> bytes:
    """The 32 bytes that wrap all other keys, from `service.key` in the folder; made at the first
    start, readable by the owner alone. Production gives the key by WAYMARK_SERVICE_KEY instead.
    """
    path = folder / "service.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32))
            file.flush()
            os.fsync(file.fileno())
        # A link fails if another process was first; then its key is the one.
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    raw = path.read_bytes()
    if len(raw) != 32:
        raise SealBroken("service.key is not 32 bytes long")
    return raw


class KeyStore:
    """Makes, finds and destroys data keys. Live keys are kept in memory, a bounded number of
    them.
    """

    def __init__(self, database: Database, service_key: bytes) -> None:
        self._database = database
        self._wrapping = AESGCM(subkey(service_key, "wrap"))
        # Two more keys that never touch the disk: for names the engine sees, and for return words.
        self.naming_key = subkey(service_key, "engine-name")
        self.pepper = subkey(service_key, "return-words")
        self.choices_key = subkey(service_key, "choices")
        self._live: OrderedDict[str, bytes] = OrderedDict()

    def _remember(self, name: str, key: bytes) -> None:
        self._live[name] = key
        self._live.move_to_end(name)
        while len(self._live) > _LIVE_KEYS:
            self._live.popitem(last=False)

    async def make(self, name: str) -> bytes:
        """A fresh key under that name, kept before this returns."""
        key = os.urandom(32)
        nonce = os.urandom(NONCE_BYTES)
        wrapped = nonce + self._wrapping.encrypt(nonce, key, name.encode())
        async with self._database.write() as session:
            session.add(Key(id=name, wrapped=wrapped))
        self._remember(name, key)
        return key

    async def find(self, name: str) -> bytes:
        """The key of that name; KeyGone if it was destroyed or never made."""
        known = self._live.get(name)
        if known is not None:
            self._live.move_to_end(name)
            return known
        async with self._database.read() as session:
            wrapped = await session.scalar(select(Key.wrapped).where(Key.id == name))
        if wrapped is None:
            raise KeyGone(name)
        try:
            key = self._wrapping.decrypt(
                wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], name.encode()
            )
        except InvalidTag as error:
            raise SealBroken("the service key does not fit the key store") from error
        self._remember(name, key)
        return key

    async def destroy(self, *names: str) -> None:
        """Gone for good: from memory, from the table, and from SQLite's log."""
        for name in names:
            self._live.pop(name, None)
        async with self._database.write() as session:
            await session.execute(delete(Key).where(Key.id.in_(names)))
        await self._database.truncate_log()
