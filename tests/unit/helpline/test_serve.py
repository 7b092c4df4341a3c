"""What a start switches off is on again once visitors can come."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from helpline import app
from helpline.config import Config


async def test_once_it_serves_dead_objects_are_looked_for_but_not_in_what_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @asynccontextmanager
    async def serving(_config: Config) -> AsyncIterator[None]:
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
        yield

    monkeypatch.setattr(app, "serving", serving)
    kept = gc.get_freeze_count()
    gc.disable()
    try:
        await app.serve(Config())
        assert gc.isenabled()
        assert gc.get_freeze_count() > kept
    finally:
        gc.enable()
