"""A real engine for tests: `bot/rasa run` on a free port, beside an actions server.

The actions run as they do in the helpline: rasa-sdk's executor behind an aiohttp handler.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from rasa_sdk.executor import ActionExecutor

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
TOKEN = "a-token-only-for-tests-0123456789"


class ActionsServer:
    """The helpline's part of the bargain: `POST /webhook`, same bearer token."""

    def __init__(self) -> None:
        self.port = free_port()
        self.calls: list[dict[str, Any]] = []
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhook"

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10), "the actions server did not start"

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application(client_max_size=2**20)
        app.router.add_post("/webhook", self._webhook)
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self.port).start())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _webhook(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "unauthorised"}, status=401)
        body = await request.json()
        self.calls.append(body)
        result = await self._executor.run(body)
        given = result if isinstance(result, dict) else result.model_dump()
        return web.json_response(given)


@dataclass
class Engine:
    """One engine process and the ways to talk to it."""

    data_dir: Path
    actions_url: str
    root: Path = ROOT
    options: tuple[str, ...] = ()
    extra_env: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.data_dir / "engine.log"

    def start(self) -> Engine:
        environment = {
            **os.environ,
            "WAYMARK_DATA_DIR": str(self.data_dir),
            "WAYMARK_ENGINE_PORT": str(self.port),
            "WAYMARK_ACTIONS_URL": self.actions_url,
            "WAYMARK_ENGINE_TOKEN": TOKEN,
            **self.extra_env,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.root / "bot" / "rasa"), "run", *self.options],
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_ready()
        return self

    def kill(self) -> None:
        """`kill -9`: nothing gets a chance to tidy up."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def ask(
        self,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        token: str | None = TOKEN,
        prefix: str = "/webhooks/waymark",
    ) -> tuple[int, Any]:
        """Status and decoded answer of one request; a body makes it a POST."""
        data = body if isinstance(body, bytes) else None if body is None else _json(body)
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{prefix}{path}", data=data)
        request.add_header("Content-Type", "application/json")
        if token is not None:
            request.add_header("Authorization", f"Bearer {token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, _decoded(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, _decoded(error.read())

    def _wait_until_ready(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        pause = threading.Event()
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                status, answer = self.ask("/health")
            except (urllib.error.URLError, ConnectionError):
                pause.wait(0.2)
                continue
            if status == 200 and answer["ready"]:
                return
            pause.wait(0.2)
        raise AssertionError("the engine did not start:\n" + self.log.read_text()[-4000:])


@dataclass
class Visitor:
    """One conversation: sends turns as the helpline does, remembers its number and its key."""

    engine: Engine
    slots: dict[str, str | None] = field(
        default_factory=lambda: {
            "audience": "adult",
            "nation": "england",
            "language": "en",
            "style": "standard",
        }
    )
    conversation: str = field(default_factory=lambda: secrets.token_hex(16))
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    turns: int = 0
    metadata: dict[str, Any] = field(
        default_factory=lambda: {"presence": {"open_now": True, "on_shift": True}}
    )

    def turn(
        self,
        text: str,
        intent: str,
        *,
        confidence: float = 0.95,
        alerts: tuple[str, ...] = (),
        indicators: tuple[str, ...] = (),
        **metadata: Any,
    ) -> list[dict[str, Any]]:
        """The replies to one message."""
        status, answer = self.send(
            text,
            {
                "intent": intent,
                "confidence": confidence,
                "alerts": list(alerts),
                "indicators": list(indicators),
            },
            metadata,
        )
        assert status == 200, answer
        assert answer["turn"] == self.turns
        replies: list[dict[str, Any]] = answer["replies"]
        return replies

    def send(
        self, text: str, parse: dict[str, Any], metadata: dict[str, Any] | None = None
    ) -> tuple[int, Any]:
        self.turns += 1
        body = {
            "conversation": self.conversation,
            "turn": self.turns,
            "text": text,
            "parse": parse,
            "slots": self.slots,
            "metadata": {**self.metadata, **(metadata or {})},
        }
        return self.engine.ask("/turn", body, headers={"X-Waymark-Key": key_header(self.key)})


def key_header(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def said(replies: list[dict[str, Any]]) -> str:
    """All words of the replies."""
    return "\n".join(reply.get("text", "") for reply in replies)


def names(replies: list[dict[str, Any]]) -> list[str]:
    """The responses that were said, each once."""
    return list(dict.fromkeys(r["response"] for r in replies if "response" in r))


def effects(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [reply["effect"] for reply in replies if "effect" in reply]


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body
