"""Files as a thief or a restore finds them, and commands as a technician types them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import structlog

from helpline.__main__ import main
from helpline.config import Config
from helpline.services.stores import Stores, open_stores
from tests.databases import lay_down
from tests.support import ROOT, helpline, reads, start  # noqa: F401 - fixtures


class Said(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str


Type = Callable[..., Awaitable[Said]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of `config`."""
    return tmp_path / "data"


@pytest.fixture
async def config(data: Path) -> Config:
    """Settings of a service that was just installed, with its key in a file."""
    data.mkdir()  # noqa: ASYNC240 - a test's own folder
    await lay_down(data)
    return Config(data_dir=data, content_dir=ROOT / "data")


@pytest.fixture
async def stores(config: Config) -> AsyncIterator[Stores]:
    async with open_stores(config) as made:
        yield made


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Type]:
    """Types `python -m helpline …` for a data folder (`data` below this test's)."""
    monkeypatch.setenv("WAYMARK_CONTENT_DIR", str(ROOT / "data"))
    monkeypatch.setenv("WAYMARK_LOG_LEVEL", "error")
    monkeypatch.delenv("WAYMARK_ENGINE_TOKEN", raising=False)

    async def type_in(*words: str | Path, data: Path | None = None, **settings: str) -> Said:
        monkeypatch.setenv("WAYMARK_DATA_DIR", str(data or tmp_path / "data"))
        for name, value in settings.items():
            monkeypatch.setenv(f"WAYMARK_{name.upper()}", value)
        code = await asyncio.to_thread(main, [str(word) for word in words])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    yield type_in
    # A command sends the log to its own standard output, which ends with the test.
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)
