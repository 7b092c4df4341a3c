"""The engine's only door: turns, readings, erasures and health, behind one bearer token.

docs/engine-protocol.md is the contract. What fails is answered with a code; a visitor's words
are in no answer but the replies, and in no log.
"""

from __future__ import annotations

import gc
import hmac
import logging
import os
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import quiet
from bot.components import reader
from bot.replies import replies_from
from bot.tracker_store import SealedTrackerStore
from bot.turn import (
    IN_HAND,
    MAX_BODY,
    Refused,
    Turn,
    TurnInHand,
    conversation_of,
    key_of,
    read_json,
    read_turn,
    text_of,
)

logger = logging.getLogger(__name__)

NAME = "waymark"
TOKEN_VARIABLE = "WAYMARK_ENGINE_TOKEN"
LOCK_POLL_SECONDS = 0.05

Door = Callable[[Request], Awaitable[HTTPResponse]]

quiet.install()


class Replies(OutputChannel):
    """Collects what is said in one turn, with its buttons, cards, effects and names."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.said.extend(replies_from(message))


class WaymarkChannel(InputChannel):
    """Rasa finds it in credentials.yml; its doors lie under /webhooks/waymark."""

    def __init__(self, token: str) -> None:
        self._expected = f"Bearer {token}".encode()

    @classmethod
    def name(cls) -> str:
        return NAME

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> WaymarkChannel:
        """The token comes from the environment, never from a file. Raises RasaException."""
        token = os.environ.get(TOKEN_VARIABLE, "")
        if len(token) < 16:
            raise RasaException(f"{TOKEN_VARIABLE} must be set, with at least 16 characters")
        return cls(token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        doors = Blueprint("waymark_doors")

        @doors.listener("before_server_start")
        async def bound_bodies(app: Any, _: Any) -> None:
            app.config.REQUEST_MAX_SIZE = MAX_BODY

        @doors.listener("after_server_start")
        async def looks_for_garbage(_app: Any, _loop: Any) -> None:
            # Rasa, its model and our words stay to the end: going through all of them for dead
            # objects holds up turns, and finds none there. Off until now: bot/serve.py.
            gc.freeze()
            gc.enable()

        for method, path, door in (
            ("POST", "/turn", self.turn),
            ("POST", "/parse", self.parse),
            ("POST", "/erase", self.erase),
            ("GET", "/health", self.health),
        ):
            doors.add_route(self._guarded(door), path, methods=[method], name=door.__name__)
        return doors

    async def turn(self, request: Request) -> HTTPResponse:
        agent = ready_agent(request)
        turn = read_turn(request.body, agent.domain.intents)
        in_hand = TurnInHand(turn.conversation, key_of(request.headers.get("X-Waymark-Key")))
        said = await take_turn(agent, turn, in_hand)
        return response.json({"turn": turn.number, "replies": said})

    async def parse(self, request: Request) -> HTTPResponse:
        return response.json(reader.parse(text_of(read_json(request.body))))

    async def erase(self, request: Request) -> HTTPResponse:
        conversation = conversation_of(read_json(request.body))
        try:
            memory_of(ready_agent(request)).erase(conversation)
        except sqlite3.Error as error:
            logger.error("memory.not_erased: %s", type(error).__name__)
            raise Refused("not_erased", 500) from None
        return response.empty(204)

    async def health(self, request: Request) -> HTTPResponse:
        agent: Agent | None = getattr(request.app.ctx, "agent", None)
        ready = agent is not None and agent.is_ready()
        model = agent.model_id if agent is not None and ready else None
        return response.json({"ready": ready, "model": model})

    def _guarded(self, door: Door) -> Door:
        """Checks the token first, and turns whatever goes wrong into one error shape."""

        async def guarded(request: Request) -> HTTPResponse:
            try:
                self._check_token(request)
                return await door(request)
            except Refused as refused:
                return response.json({"error": refused.code}, status=refused.status)
            except SanicException:
                raise
            # Whatever it is, the helpline must hear of it at once and without its message.
            except Exception as error:  # noqa: BLE001 (this is the border of the process)
                logger.error("door.failed: %s", quiet.place_of(error))
                return response.json({"error": "engine_failed"}, status=500)

        return guarded

    def _check_token(self, request: Request) -> None:
        sent = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(sent, self._expected):
            raise Refused("unauthorised", 401)


async def take_turn(agent: Agent, turn: Turn, in_hand: TurnInHand) -> list[dict[str, Any]]:
    """Runs one turn through the rules and actions; what was said, in order.

    Rasa's own lock lets one turn of a conversation run at a time.
    """
    memory, replies = memory_of(agent), Replies()
    mark = IN_HAND.set(in_hand)
    memory.begin(in_hand)
    failed = True
    try:
        async with agent.lock_store.lock(turn.conversation, wait_time_in_seconds=LOCK_POLL_SECONDS):
            await _set_slots(agent, turn, replies)
            await agent.processor.handle_message(
                UserMessage(
                    turn.text,
                    replies,
                    turn.conversation,
                    parse_data=turn.parse.as_rasa(turn.text),
                    input_channel=NAME,
                    message_id=str(turn.number),
                    metadata=dict(turn.metadata),
                )
            )
        failed = False
    finally:
        memory.end(in_hand, failed=failed)
        IN_HAND.reset(mark)
    return replies.said


async def _set_slots(agent: Agent, turn: Turn, replies: Replies) -> None:
    """Begins the dialogue if it is new (which would empty the slots), then sets what differs."""
    tracker = await agent.processor.fetch_tracker_and_update_session(turn.conversation, replies)
    for name, value in turn.slots.items():
        if tracker.get_slot(name) != value:
            tracker.update(SlotSet(name, value), agent.domain)


def ready_agent(request: Request) -> Agent:
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise Refused("not_ready", 503)
    return agent


def memory_of(agent: Agent) -> SealedTrackerStore:
    """Our store behind Rasa's wrappers. Raises Refused when endpoints.yml names another one."""
    store = agent.tracker_store
    while not isinstance(store, SealedTrackerStore):
        store = getattr(store, "_tracker_store", None)
        if store is None:
            raise Refused("no_memory", 503)
    return store
