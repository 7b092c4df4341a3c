"""`/healthz` and `/readyz`, the same on every face."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from helpline.access import Door, Role, allowed, get
from helpline.keys import SERVICES


async def healthz(_request: web.Request) -> web.Response:
    """Alive."""
    return web.json_response({"alive": True})


async def readyz(request: web.Request) -> web.Response:
    """Whether assistant and database can be reached; 503 if either can't."""
    services = request.app[SERVICES]
    try:
        database = await services.database.alive()
    except SQLAlchemyError:
        database = False
    assistant = await services.assistant.alive()
    ready = database and assistant
    return web.json_response(
        {"assistant": assistant, "database": database}, status=200 if ready else 503
    )


_WHY = "says only whether we are alive; whoever watches the service needs it"


def health_doors() -> list[Door]:
    access = allowed(Role.ANYONE, why=_WHY)
    return [get("/healthz", healthz, access), get("/readyz", readyz, access)]
