"""The helpline process: three faces on three ports round one set of services."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from aiohttp import web

from helpline.actions_door import make_actions_app
from helpline.backups.restoring import refuse_half_restored
from helpline.config import Config
from helpline.desk.app import make_desk_app
from helpline.locks import SERVICE, hold
from helpline.public.app import make_public_app
from helpline.services.reading import Reads
from helpline.services_container import Services, open_services

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
        services = await stack.enter_async_context(open_services(config, reads))
        await services.retention.run_hourly()
        if config.mode == "production" and await services.stores.escrow.recipient() is None:
            # With the key store lost, no alert could be read (docs/backup.md).
            log.warning("escrow.has_no_recovery_key")
        await services.turns.sweep()
        await services.hearing.sweep()
        faces = (
            ("public", make_public_app(services), config.bind, config.public_port),
            ("desk", make_desk_app(services), config.bind, config.desk_port),
            ("actions", make_actions_app(services), _LOOPBACK, config.actions_port),
        )
        runners: list[web.AppRunner] = []
        timers = asyncio.create_task(services.timers.run())
        try:
            for name, app, host, port in faces:
                # No access log: it would hold addresses.
                runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
                await runner.setup()
                runners.append(runner)
                await web.TCPSite(runner, host, port).start()
                log.info("face.listens", face=name, port=port)
            yield services
        finally:
            timers.cancel()
            await asyncio.gather(timers, return_exceptions=True)
            for runner in reversed(runners):
                await runner.cleanup()


async def serve(config: Config) -> None:
    """Serves until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with serving(config):
        await stop.wait()
