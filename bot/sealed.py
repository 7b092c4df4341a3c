"""The file the dialogue memory lies in: `engine.db`, every row sealed.

A row can be opened only with the key that came with the visitor's turn, and only as the row of
that conversation (its id is the seal's additional data), and rows have one of a few lengths. The
key itself is never written, so this file alone tells a thief how many conversations there are, and
nothing of what was said.
No Rasa in here.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
PURPOSE = b"waymark engine dialogue memory 2\0"
SMALLEST = 4096
#: The helpline erases a conversation long before this. Rows that it could not erase (the engine
#: was down) are closed for ever, their keys being gone; this only keeps the file from growing.
DAYS_KEPT = 7

_SCHEMA = """
CREATE TABLE IF NOT EXISTS memory (
    conversation TEXT PRIMARY KEY,
    sealed BLOB NOT NULL,
    day INTEGER NOT NULL
) WITHOUT ROWID
"""


class SealedMemory:
    """Sealed rows by conversation id. Not for use from several threads at once."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # No long wait for a lock: nobody else writes here, and the engine would stand still for it.
        self._database = sqlite3.connect(
            path, timeout=0.1, isolation_level=None, check_same_thread=False
        )
        path.chmod(0o600)
        # NORMAL: a commit survives the death of this process, which is what we promise for the
        # dialogue memory; the words themselves are kept by the helpline.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute(_SCHEMA)
        self._swept = 0
        self._sweep()

    def keep(self, conversation: str, key: bytes, plain: bytes) -> None:
        """Seals and stores; replaces what was there. Raises sqlite3.Error (a full disk)."""
        self._sweep()
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, _padded(plain), _bound_to(conversation))
        self._database.execute(
            "INSERT INTO memory VALUES (?, ?, ?) ON CONFLICT (conversation)"
            " DO UPDATE SET sealed = excluded.sealed, day = excluded.day",
            (conversation, sealed, _today()),
        )

    def open(self, conversation: str, key: bytes) -> bytes | None:
        """What was kept, or None: nothing there, another key, or bytes that were tampered with."""
        row = self._database.execute(
            "SELECT sealed FROM memory WHERE conversation = ?", (conversation,)
        ).fetchone()
        if row is None:
            return None
        nonce, sealed = row[0][:NONCE_BYTES], row[0][NONCE_BYTES:]
        try:
            block = AESGCM(key).decrypt(nonce, sealed, _bound_to(conversation))
        except InvalidTag:
            return None
        return block[4 : 4 + int.from_bytes(block[:4], "big")]

    def erase(self, conversation: str) -> None:
        """Removes the row and truncates the write-ahead log, where its old bytes would stay. Raises
        sqlite3.Error, also while a reader of the file (a copying tool) prevents that: the helpline
        then asks again later.
        """
        self._database.execute("DELETE FROM memory WHERE conversation = ?", (conversation,))
        busy, *_rest = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("the log could not be emptied")

    def _sweep(self) -> None:
        """Removes what is too old: at the start, and with the first row kept on each new day."""
        if self._swept == _today():
            return
        self._database.execute("DELETE FROM memory WHERE day < ?", (_today() - DAYS_KEPT,))
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._swept = _today()

    def close(self) -> None:
        self._database.close()


def _padded(plain: bytes) -> bytes:
    """Its length, itself, and zeros up to the next power of two, at least 4 KiB."""
    size = SMALLEST
    while size < len(plain) + 4:
        size *= 2
    return len(plain).to_bytes(4, "big") + plain + bytes(size - len(plain) - 4)


def _bound_to(conversation: str) -> bytes:
    return PURPOSE + conversation.encode()


def _today() -> int:
    return int(time.time() // 86_400)
