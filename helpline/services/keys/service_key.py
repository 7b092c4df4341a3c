"""Where the service's key comes from: a file in the data folder, or a setting.

It wraps all other keys. While it is being changed there are two, and at each instant one of them
opens the whole key store (helpline/services/keys/key_store.py): the keys are wrapped anew in one
transaction.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from helpline.disk import sync
from helpline.errors import SealBroken, WaymarkError

KEY_BYTES = 32
_FILE, _NEXT = "service.key", "service.key.next"


class ServiceKey(Protocol):
    """What the key store asks for."""

    def candidates(self) -> list[bytes]:
        """The keys that may open the store."""

    def wanted(self, fitting: bytes) -> bytes:
        """The key that should wrap the store, which `fitting` opens now."""

    def make(self) -> bytes:
        """The key of a store that is empty yet."""

    def propose(self) -> bytes:
        """A fresh key to change to, kept before this returns; WaymarkError if it must be set."""

    def settle(self, key: bytes) -> None:
        """This key wraps the store now: it is made the only one, as far as that is ours to do."""


def _read(path: Path) -> bytes | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(raw) != KEY_BYTES:
        raise SealBroken(f"{path.name} is not {KEY_BYTES} bytes long")
    return raw


def _keep(path: Path) -> None:
    """Writes a fresh key for its owner alone; on the disk when this returns."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


class KeyFile:
    """`service.key` in the data folder; `service.key.next` beside it while it is being changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file, self._next = folder / _FILE, folder / _NEXT

    def candidates(self) -> list[bytes]:
        # The next one first: whoever finds it missing here finds it under its final name below.
        following, current = _read(self._next), _read(self._file)
        return [key for key in (current, following) if key is not None]

    def wanted(self, fitting: bytes) -> bytes:
        return fitting

    def make(self) -> bytes:
        if not self._file.exists():
            fresh = self._folder / f"{_FILE}.{os.getpid()}.new"
            _keep(fresh)
            # A link fails if another process was first; then its key is the one.
            try:
                os.link(fresh, self._file)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
            sync(self._folder)
        key = _read(self._file)
        assert key is not None
        return key

    def propose(self) -> bytes:
        fresh = self._folder / f"{_FILE}.{os.getpid()}.new"
        _keep(fresh)
        fresh.replace(self._next)
        sync(self._folder)
        key = _read(self._next)
        assert key is not None
        return key

    def settle(self, key: bytes) -> None:
        if _read(self._next) == key:
            self._next.replace(self._file)
            sync(self._folder)


class GivenKey:
    """WAYMARK_SERVICE_KEY. What wrapped the store until now may be WAYMARK_SERVICE_KEY_OLD, or the
    file of a service that was tried out without the setting.
    """

    def __init__(self, key: bytes, old: bytes | None = None, folder: Path | None = None) -> None:
        self._key, self._old = key, old
        self._files = KeyFile(folder) if folder is not None else None

    def candidates(self) -> list[bytes]:
        files = self._files.candidates() if self._files is not None else []
        return [self._key, *([self._old] if self._old is not None else []), *files]

    def wanted(self, fitting: bytes) -> bytes:
        return self._key

    def make(self) -> bytes:
        return self._key

    def propose(self) -> bytes:
        raise WaymarkError("the service's key is a setting here: WAYMARK_SERVICE_KEY")

    def settle(self, key: bytes) -> None:
        """Nothing: the settings are the technician's."""
