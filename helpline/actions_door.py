"""The custom actions, run in this process for the engine (rasa-sdk's own executor and format)."""

from __future__ import annotations

import hmac
from typing import Any

import msgspec
import structlog
from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.base import responses as action_words
from actions.wordings import read_all
from helpline.access import Door, Role, add_doors, allowed, get, post
from helpline.headers import loopback_headers, put_headers
from helpline.health import health_doors
from helpline.keys import SERVICES
from helpline.services_container import Services
from helpline.traffic import Traffic, count_traffic

log = structlog.get_logger(__name__)

EXECUTOR = web.AppKey("executor", ActionExecutor)
COUNTED = web.AppKey("counted", tuple[Traffic, ...])
# A tracker of a long conversation, bounded by the engine, stays far below this.
_BODY_BYTES = 2 * 1024 * 1024


async def _role_of(request: web.Request) -> Role:
    """The engine, by the token that both were started with."""
    expected = f"Bearer {request.app[SERVICES].config.engine_token}"
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode()):
        raise web.HTTPUnauthorized(text="token")
    return Role.SERVICE


async def webhook(request: web.Request) -> web.Response:
    """`POST /webhook`: one action for one tracker."""
    try:
        call: dict[str, Any] = msgspec.json.decode(await request.read(), type=dict[str, Any])
    except msgspec.MsgspecError:
        raise web.HTTPBadRequest(text="bad_json") from None
    try:
        result = await request.app[EXECUTOR].run(call)
    except ActionExecutionRejection as error:
        return web.json_response(
            {"error": "rejected", "action_name": error.action_name}, status=400
        )
    except ActionNotFoundException as error:
        return web.json_response(
            {"error": "not_found", "action_name": error.action_name}, status=404
        )
    dumped = result.model_dump() if result is not None else {}
    return web.Response(body=msgspec.json.encode(dumped), content_type="application/json")


async def metrics(request: web.Request) -> web.Response:
    """`GET /metrics`: counts of the faces and the board, for whoever watches this machine."""
    lines = [line for one in request.app[COUNTED] for line in one.lines()]
    lines += await request.app[SERVICES].figures.lines()
    return web.Response(text="\n".join([*lines, ""]))


def doors() -> list[Door]:
    """Every route of the loopback door."""
    return [
        post("/webhook", webhook, allowed(Role.SERVICE, why="runs actions for our own engine")),
        get(
            "/metrics",
            metrics,
            allowed(Role.ANYONE, why="counts without a word, on this machine only"),
        ),
        *health_doors(),
    ]


def make_actions_app(services: Services, faces: tuple[Traffic, ...] = ()) -> web.Application:
    """The loopback application the engine calls back."""
    # The actions read their words when they first need them; nobody should wait for that.
    action_words()
    read_all()
    executor = ActionExecutor()
    executor.register_package("actions")
    app = web.Application(client_max_size=_BODY_BYTES)
    app[SERVICES] = services
    app[EXECUTOR] = executor
    put_headers(app, loopback_headers())
    traffic = Traffic("actions")
    count_traffic(app, traffic)
    app[COUNTED] = (*faces, traffic)
    add_doors(app, doors(), _role_of, frozenset())
    return app
