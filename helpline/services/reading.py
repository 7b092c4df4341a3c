"""Reading messages once, off the event loop.

The patterns look first (well under a millisecond) and can raise danger alone; then the encoder. At
most `workers` messages are read at a time; the rest wait their turn while their acks have long
gone out.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from understanding import Reader, Reading

_REMEMBERED = 512


class Reads:
    """A bounded executor round the reader."""

    def __init__(self, reader: Reader, workers: int = 2) -> None:
        self._reader = reader
        # A message is read when it comes and asked about again a moment later, in its turn. A few
        # readings stay under a keyed hash of their text: no words, and nothing that outlives us.
        self._salt = os.urandom(16)
        self._recent: OrderedDict[bytes, Reading] = OrderedDict()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")

    @classmethod
    def load(cls, models: Path) -> Reads:
        """Loads the artefact; understanding.ArtefactError if it is missing or was tampered with."""
        return cls(Reader.load(models / "understanding"))

    async def glance(self, text: str) -> tuple[str, ...]:
        """Alerts that patterns alone see."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._reader.glance, text)

    async def read(self, text: str) -> Reading:
        """The whole reading."""
        mark = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._salt).digest()
        known = self._recent.get(mark)
        if known is not None:
            return known
        loop = asyncio.get_running_loop()
        reading = await loop.run_in_executor(self._pool, self._reader.read, text)
        self._recent[mark] = reading
        while len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return reading

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
