"""Locks between processes: an empty file of the data folder, held by the system for as long as the
process lives. A crash leaves nothing to clean up.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpline.errors import WaymarkError

SERVICE = "service.lock"
ROTATION = "rotation.lock"


class Held(WaymarkError):
    """Another process holds the lock; the message says what that means."""


@contextmanager
def hold(path: Path, otherwise: str, *, shared: bool = False) -> Iterator[None]:
    """Holds a lock, alone or beside others that share it; Held, with these words, at once if
    somebody else has it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held(otherwise) from error
        yield
    finally:
        os.close(descriptor)
