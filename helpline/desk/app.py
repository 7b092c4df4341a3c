"""The workers' application."""

from __future__ import annotations

import weakref

import structlog
from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler

from helpline.access import add_doors
from helpline.desk import pages, upgrade
from helpline.desk.door import is_fresh, role_of
from helpline.desk.rehearsal_api import STAGE
from helpline.desk.routes import doors
from helpline.desk.shapes import NAMED, refusal, refusal_of, refusal_of_named
from helpline.headers import desk_headers, put_headers
from helpline.keys import SERVICES
from helpline.rehearsal import Stage
from helpline.services_container import Services
from helpline.traffic import Traffic, count_traffic

log = structlog.get_logger(__name__)

_BODY_BYTES = 16 * 1024


@web.middleware
async def _one_error_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever is refused or fails looks the same, and says nothing of how it came about."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        return refusal_of(error)
    except NAMED as error:
        return refusal_of_named(error)
    except Exception as error:  # noqa: BLE001 - its text may quote a row; its type is enough
        log.error("desk.failed", error=type(error).__name__)
        return refusal(500, "failed")


async def _close_sockets(app: web.Application) -> None:
    sockets = app[upgrade.SOCKETS]
    for one in tuple(sockets):
        await one.close(code=WSCloseCode.GOING_AWAY)


def make_desk_app(services: Services, stage: Stage | None = None) -> web.Application:
    """All routes of the desk, with its headers on every answer. `stage`: of a rehearsal."""
    app = web.Application(
        middlewares=[_one_error_shape],
        client_max_size=_BODY_BYTES,
    )
    origins = services.config.own_origins("desk")
    put_headers(app, desk_headers(origins))
    count_traffic(app, Traffic("desk"))
    files = pages.files_of(services.config)
    app[SERVICES] = services
    app[pages.FILES] = files
    if stage is not None:
        app[STAGE] = stage
    app[upgrade.SOCKETS] = weakref.WeakSet()
    add_doors(app, doors(files), role_of, origins, is_fresh)
    app.on_shutdown.append(_close_sockets)
    return app
