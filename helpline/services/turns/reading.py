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
from dataclasses import dataclass
from pathlib import Path

from helpline.errors import ModelRefused
from signed import Tampered, remember, verify
from understanding import ArtefactError, Reader, Reading

_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class _Work:
    """What is read, or being read, of one text."""

    glance: asyncio.Future[tuple[str, ...]]
    reading: asyncio.Future[Reading]

    def failed(self) -> bool:
        """Whether it has to be tried again. Also looks at an error nobody waited for, so that it
        is not told a second time."""
        return any(
            one.done() and (one.cancelled() or one.exception() is not None)
            for one in (self.glance, self.reading)
        )


class Reads:
    """A bounded executor round the reader."""

    def __init__(self, reader: Reader, workers: int = 2) -> None:
        self._reader = reader
        # A message is read when it comes and asked about again a moment later, in its turn. A few
        # readings stay under a keyed hash of their text: no words, and nothing that outlives us.
        self._salt = os.urandom(16)
        self._recent: OrderedDict[bytes, _Work] = OrderedDict()
        self._glances: dict[bytes, asyncio.Future[tuple[str, ...]]] = {}
        self._under_way: dict[bytes, asyncio.Future[Reading]] = {}
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")

    @classmethod
    def load(cls, models: Path, key: bytes | None = None, data: Path | None = None) -> Reads:
        """Loads the artefact, after all of the models were found as they were signed (by `key`; by
        this installation if there is none). Notes in `data` how new they are. ModelRefused if they
        are missing or were tampered with.
        """
        try:
            manifest = verify(models, key, data)
            reader = Reader.load(models / "understanding")
        except (Tampered, ArtefactError) as error:
            raise ModelRefused(str(error)) from error
        if data is not None:
            remember(data, models, manifest)
        return cls(reader)

    def ahead(self, text: str) -> None:
        """Begins to read a message while it is being kept; `glance` and `read` then take what is
        under way. Nothing comes of it before the message is kept: they are asked only after."""
        self._of(text)

    async def glance(self, text: str) -> tuple[str, ...]:
        """Alerts that patterns alone see."""
        return await asyncio.shield(self._of(text).glance)

    async def read(self, text: str) -> Reading:
        """The whole reading."""
        return await asyncio.shield(self._of(text).reading)

    def _of(self, text: str) -> _Work:
        mark = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._salt).digest()
        known = self._recent.get(mark)
        if known is not None and not known.failed():
            return known
        run = asyncio.get_running_loop().run_in_executor
        # The glance first: in the queue danger goes before everything else.
        work = _Work(
            run(self._pool, self._reader.glance, text), run(self._pool, self._reader.read, text)
        )
        self._recent[mark] = work
        while len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return work

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
