"""The one place that reads the environment.

`Config.from_environment()` builds a frozen object at boot and refuses to start, naming every
setting that is wrong. Tests build a `Config` directly. The table `SETTINGS` is the source for
docs/settings.md, which a test compares.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from helpline.errors import ConfigError


class Setting(NamedTuple):
    """One row of docs/settings.md."""

    variable: str
    field: str
    default: str
    parse: Callable[[str], Any]
    meaning: str


def _port(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 65535:
        raise ValueError("a port is a number from 0 to 65535")
    return number


def _flag(value: str) -> bool:
    lowered = value.strip().lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"", "0", "false", "no", "off"}:
        return False
    raise ValueError("use 1 or 0")


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise ValueError("an origin looks like https://www.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def _origins(value: str) -> tuple[str, ...]:
    return tuple(_origin(item) for item in value.replace(",", " ").split())


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("a full web address is needed")
    return value


def _optional_origin(value: str) -> str | None:
    return _origin(value) if value else None


def _mode(value: str) -> str:
    if value not in {"local", "production"}:
        raise ValueError("local or production")
    return value


def _seconds(value: str) -> float:
    number = float(value)
    if number < 0:
        raise ValueError("a number of seconds, 0 or more")
    return number


def _key(value: str) -> bytes | None:
    if not value:
        return None
    try:
        raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except (binascii.Error, ValueError) as error:
        raise ValueError("32 bytes in base64url") from error
    if len(raw) != 32:
        raise ValueError("32 bytes in base64url")
    return raw


def _text(value: str) -> str:
    return value


def _optional(value: str) -> str | None:
    return value or None


SETTINGS: tuple[Setting, ...] = (
    Setting("WAYMARK_MODE", "mode", "local", _mode, "`local` or `production`"),
    Setting(
        "WAYMARK_BIND",
        "bind",
        "127.0.0.1",
        _text,
        "address of the public and the desk face; a reverse proxy stands before it in production",
    ),
    Setting("WAYMARK_PUBLIC_PORT", "public_port", "8080", _port, "port of the visitors' face"),
    Setting("WAYMARK_DESK_PORT", "desk_port", "8081", _port, "port of the workers' face"),
    Setting("WAYMARK_ENGINE_PORT", "engine_port", "5005", _port, "loopback port of the engine"),
    Setting(
        "WAYMARK_ACTIONS_PORT",
        "actions_port",
        "5055",
        _port,
        "loopback port on which the helpline runs the custom actions",
    ),
    Setting(
        "WAYMARK_PUBLIC_ORIGIN",
        "public_origin",
        "",
        _optional_origin,
        "the visitors' face as browsers see it; empty: localhost and 127.0.0.1 with the port",
    ),
    Setting(
        "WAYMARK_DESK_ORIGIN",
        "desk_origin",
        "",
        _optional_origin,
        "the desk as browsers see it; empty: localhost and 127.0.0.1 with the port",
    ),
    Setting("WAYMARK_DATA_DIR", "data_dir", "var", Path, "folder for databases, keys and logs"),
    Setting(
        "WAYMARK_DATABASE_URL",
        "database_url",
        "",
        _optional,
        "SQLAlchemy address of the database; empty: SQLite in the data folder",
    ),
    Setting("WAYMARK_MODELS_DIR", "models_dir", "models", Path, "folder of the trained models"),
    Setting(
        "WAYMARK_CONTENT_DIR",
        "content_dir",
        "data",
        Path,
        "folder of the answers and the directory",
    ),
    Setting("WAYMARK_WEB_DIR", "web_dir", "web", Path, "folder of the built pages"),
    Setting(
        "WAYMARK_SITES",
        "sites",
        "",
        _origins,
        "origins of the pages that may embed the chat, separated by spaces",
    ),
    Setting(
        "WAYMARK_NEUTRAL_SITE",
        "neutral_site",
        "https://www.bbc.co.uk/weather",
        _web_address,
        "where safe exit leads",
    ),
    Setting(
        "WAYMARK_ENGINE_TOKEN",
        "engine_token",
        "",
        _text,
        "secret between helpline and engine; `make run` makes one at each start",
    ),
    Setting(
        "WAYMARK_SERVICE_KEY",
        "service_key",
        "",
        _key,
        "32 bytes, base64url, that wrap all other keys; empty: a file in the data folder",
    ),
    Setting(
        "WAYMARK_ALWAYS_ON_SHIFT",
        "always_on_shift",
        "0",
        _flag,
        "count somebody as on shift always (for trying it out; refused in production)",
    ),
    Setting(
        "WAYMARK_GATHER_MS",
        "gather_ms",
        "700",
        int,
        "pause in milliseconds after which a burst of messages becomes one turn",
    ),
    Setting(
        "WAYMARK_ENGINE_TIMEOUT",
        "engine_timeout",
        "5",
        _seconds,
        "seconds after which the assistant's answer is given up",
    ),
    Setting(
        "WAYMARK_LEASE_SECONDS",
        "lease_seconds",
        "45",
        _seconds,
        "seconds without a sign from a worker's desk after which their chats return to the queue",
    ),
    Setting(
        "WAYMARK_ANSWER_MINUTES",
        "answer_minutes",
        "10",
        _seconds,
        "minutes a visitor may wait for a worker's answer before the chat returns to the queue",
    ),
    Setting(
        "WAYMARK_WORKER_ALERT_SECONDS",
        "worker_alert_seconds",
        "20",
        _seconds,
        "seconds a worker has to act on an alert in their chat before the fixed message is posted",
    ),
    Setting(
        "WAYMARK_CHAT_MINUTES",
        "chat_minutes",
        "15",
        _seconds,
        "usual length of a chat, for the honest wait",
    ),
    Setting(
        "WAYMARK_KEEP_HOURS",
        "keep_hours",
        "24",
        _seconds,
        "hours a chat is kept after its last message",
    ),
    Setting(
        "WAYMARK_WORDS_HOURS",
        "words_hours",
        "72",
        _seconds,
        "hours for which return words are good",
    ),
    Setting(
        "WAYMARK_FRAMES_PER_SECOND",
        "frames_per_second",
        "10",
        float,
        "frames a second that one visitor's socket may send, three seconds' worth at once",
    ),
    Setting(
        "WAYMARK_SMTP_URL",
        "smtp_url",
        "",
        _optional,
        "smtp://user:password@host:port for on-call notices",
    ),
    Setting(
        "WAYMARK_ON_CALL_EMAIL",
        "on_call_email",
        "",
        _optional,
        "who gets the on-call notice by e-mail",
    ),
    Setting("WAYMARK_ON_CALL_FROM", "on_call_from", "", _optional, "sender of the on-call notice"),
    Setting(
        "WAYMARK_ON_CALL_WEBHOOK",
        "on_call_webhook",
        "",
        _optional,
        "address that gets the on-call notice as JSON",
    ),
    Setting("WAYMARK_LOG_LEVEL", "log_level", "info", _text, "debug, info, warning or error"),
)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the helpline is told from outside; frozen at boot."""

    mode: str = "local"
    bind: str = "127.0.0.1"
    public_port: int = 8080
    desk_port: int = 8081
    engine_port: int = 5005
    actions_port: int = 5055
    public_origin: str | None = None
    desk_origin: str | None = None
    data_dir: Path = Path("var")
    database_url: str | None = None
    models_dir: Path = Path("models")
    content_dir: Path = Path("data")
    web_dir: Path = Path("web")
    sites: tuple[str, ...] = ()
    neutral_site: str = "https://www.bbc.co.uk/weather"
    engine_token: str = ""
    service_key: bytes | None = None
    always_on_shift: bool = False
    gather_ms: int = 700
    engine_timeout: float = 5.0
    lease_seconds: float = 45.0
    answer_minutes: float = 10.0
    worker_alert_seconds: float = 20.0
    chat_minutes: float = 15.0
    keep_hours: float = 24.0
    words_hours: float = 72.0
    frames_per_second: float = 10.0
    smtp_url: str | None = None
    on_call_email: str | None = None
    on_call_from: str | None = None
    on_call_webhook: str | None = None
    log_level: str = "info"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Reads every setting; raises ConfigError that names each one that is wrong."""
        source = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for setting in SETTINGS:
            raw = source.get(setting.variable, setting.default)
            try:
                values[setting.field] = setting.parse(raw)
            except ValueError as error:
                wrong.append(f"{setting.variable}: {error}")
        if not wrong:
            config = cls(**values)
            wrong.extend(config.problems())
            if not wrong:
                return config
        raise ConfigError(wrong)

    def problems(self) -> list[str]:
        """What must not be in production, and what cannot work anywhere."""
        found = []
        if self.mode == "production":
            if self.always_on_shift:
                found.append("WAYMARK_ALWAYS_ON_SHIFT: is refused in production")
            if self.service_key is None:
                found.append("WAYMARK_SERVICE_KEY: is needed in production")
            if self.public_origin is None:
                found.append("WAYMARK_PUBLIC_ORIGIN: is needed in production")
            if self.desk_origin is None:
                found.append("WAYMARK_DESK_ORIGIN: is needed in production")
        return found

    def problems_of_serving(self) -> list[str]:
        """What `serve` needs and the worker commands don't."""
        return [] if self.engine_token else ["WAYMARK_ENGINE_TOKEN: is missing"]

    @property
    def main_database(self) -> str:
        """Address of the database that holds conversations."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'waymark.db'}"

    @property
    def key_database(self) -> str:
        """Address of the key store: always apart from the conversations."""
        return f"sqlite+aiosqlite:///{self.data_dir / 'keys.db'}"

    @property
    def engine_address(self) -> str:
        return f"http://127.0.0.1:{self.engine_port}/webhooks/waymark"

    def own_origins(self, face: str) -> frozenset[str]:
        """The origins a face's own pages have: the only ones its sockets accept."""
        named = self.public_origin if face == "public" else self.desk_origin
        if named is not None:
            return frozenset({named})
        port = self.public_port if face == "public" else self.desk_port
        return frozenset({f"http://localhost:{port}", f"http://127.0.0.1:{port}"})


assert {setting.field for setting in SETTINGS} == {field.name for field in fields(Config)}
