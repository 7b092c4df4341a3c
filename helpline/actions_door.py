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
from helpline.health import health_routes
from helpline.keys import SERVICES
from helpline.services_container import Services

log = structlog.get_logger(__name__)

EXECUTOR = web.AppKey("executor", ActionExecutor)
# A tracker of a long conversation, bounded by the engine, stays far below this.
_BODY_BYTES = 2 * 1024 * 1024


async def webhook(request: web.Request) -> web.Response:
    """`POST /webhook`: one action for one tracker."""
    expected = f"Bearer {request.app[SERVICES].config.engine_token}"
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise web.HTTPUnauthorized(text="token")
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


def make_actions_app(services: Services) -> web.Application:
    """The loopback application the engine calls back."""
    # The actions read their words when they first need them; nobody should wait for that.
    action_words()
    executor = ActionExecutor()
    executor.register_package("actions")
    app = web.Application(client_max_size=_BODY_BYTES)
    app[SERVICES] = services
    app[EXECUTOR] = executor
    app.add_routes([web.post("/webhook", webhook), *health_routes()])
    return app
