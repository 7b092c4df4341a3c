"""The helpline process: three faces on three ports round one set of services."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from helpline.actions_door import make_actions_app
from helpline.backups.restoring import refuse_half_restored
from helpline.config import Config
from helpline.desk.app import make_desk_app
from helpline.faces import listening
from helpline.locks import SERVICE, hold
from helpline.public.app import make_public_app
from helpline.rehearsal import Stage, keep_apart
from helpline.services.turns.reading import Reads
from helpline.services_container import Services
from helpline.traffic import TRAFFIC
from helpline.wiring import open_services

log = structlog.get_logger(__name__)

_LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serving(config: Config, reads: Reads | None = None) -> AsyncIterator[Services]:
    """Everything up and listening; whatever a crash left undone is taken up before that, and
    whatever a restored file brought back is erased again (`open_stores`).
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(
            hold(config.data_dir / SERVICE, "a restore is under way in this folder", shared=True)
        )
        refuse_half_restored(config)
        keep_apart(config)
        services = await stack.enter_async_context(open_services(config, reads))
        await services.retention.run_hourly()
        if config.mode == "production" and await services.stores.escrow.recipient() is None:
            # With the key store lost, no alert could be read (docs/backup.md).
            log.warning("escrow.has_no_recovery_key")
        await services.turns.sweep()
        await services.hearing.sweep()
        stage = None
        if config.rehearsal:
            origin = min(config.own_origins("public"))
            stage = Stage(config.content_dir / "rehearsal", origin, 1 / config.rehearsal)
            stack.push_async_callback(stage.close)
        public, desk = make_public_app(services), make_desk_app(services, stage)
        actions = make_actions_app(services, (public[TRAFFIC], desk[TRAFFIC]))
        # Nobody comes to a rehearsal by mistake: its public face is for this machine alone.
        where = _LOOPBACK if config.rehearsal else config.bind
        faces = (
            ("public", public, where, config.public_port),
            ("desk", desk, config.bind, config.desk_port),
            ("actions", actions, _LOOPBACK, config.actions_port),
        )
        for name, app, host, wanted in faces:
            port = await stack.enter_async_context(listening(app, host, wanted))
            log.info("face.listens", face=name, port=port)
            if stage is not None and name == "public":
                stage.opens_at(f"http://{_LOOPBACK}:{port}")
        timers = asyncio.create_task(services.timers.run())
        try:
            yield services
        finally:
            timers.cancel()
            await asyncio.gather(timers, return_exceptions=True)


async def serve(config: Config) -> None:
    """Serves until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with serving(config):
        # Models, words and code stay to the end: a look for dead objects that goes through all of
        # them holds up every chat, and finds none there.
        gc.freeze()
        gc.enable()
        await stop.wait()
