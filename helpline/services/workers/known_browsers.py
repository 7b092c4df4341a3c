"""Browsers in which a worker signed in before.

A cookie that opens nothing: it only gives this browser a count of wrong sign-ins of its own, so
that whoever floods the worker's address keeps them out of nothing. Nothing is stored here; the
cookie is a random name with the worker's number and the day, under a MAC of ours.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
from datetime import datetime, timedelta

from helpline.models import now

GOOD_FOR = timedelta(days=90)
_NAME_BYTES = 16
_HEAD = struct.Struct(f">QI{_NAME_BYTES}s")
_EPOCH = datetime(2020, 1, 1)  # noqa: DTZ001 - as the tables keep times


class KnownBrowsers:
    """Makes and reads the cookie. `key`: 32 bytes, of the key store."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, worker_id: int, at: datetime | None = None) -> str:
        """A fresh cookie for this worker's browser."""
        day = ((at or now()) - _EPOCH).days
        head = _HEAD.pack(worker_id, day, os.urandom(_NAME_BYTES))
        return base64.urlsafe_b64encode(head + self._mac(head)).decode().rstrip("=")

    def name_of(self, cookie: str | None, worker_id: int, at: datetime | None = None) -> str | None:
        """The browser's name, if this worker signed in there not too long ago."""
        if not cookie or len(cookie) > 200:
            return None
        try:
            raw = base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        head, mac = raw[: _HEAD.size], raw[_HEAD.size :]
        if len(head) != _HEAD.size or not hmac.compare_digest(mac, self._mac(head)):
            return None
        whose, day, name = _HEAD.unpack(head)
        age = ((at or now()) - _EPOCH).days - day
        return name.hex() if whose == worker_id and 0 <= age < GOOD_FOR.days else None

    def _mac(self, head: bytes) -> bytes:
        return hmac.new(self._key, head, hashlib.sha256).digest()
