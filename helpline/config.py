"""The one place that reads the environment.

`Config.from_environment()` builds a frozen object at boot and refuses to start, naming every
setting that is wrong. Tests build a `Config` directly. The table `SETTINGS` is the source for
docs/settings.md, which a test compares.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

from helpline.errors import ConfigError
from helpline.settings import SETTINGS


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
    model_key: bytes | None = None
    content_dir: Path = Path("data")
    web_dir: Path = Path("web")
    sites: tuple[str, ...] = ()
    neutral_site: str = "https://www.bbc.co.uk/weather"
    engine_token: str = ""
    service_key: bytes | None = None
    service_key_old: bytes | None = None
    always_on_shift: bool = False
    gather_ms: int = 700
    engine_timeout: float = 5.0
    lease_seconds: float = 45.0
    answer_minutes: float = 10.0
    worker_alert_seconds: float = 20.0
    chat_minutes: float = 15.0
    alert_lead_minutes: float = 5.0
    alert_on_call_minutes: float = 15.0
    max_chats: int = 3
    ring_seconds: float = 30.0
    keep_hours: float = 24.0
    words_hours: float = 72.0
    keep_alert_days: float = 90.0
    keep_case_days: float = 90.0
    keep_audit_days: float = 365.0
    keep_worker_days: float = 365.0
    keep_figures_days: float = 730.0
    backup_days: float = 35.0
    pack_hours: float = 72.0
    pack_remind_hours: float = 24.0
    second_factor: bool = False
    session_idle_minutes: float = 15.0
    session_hours: float = 8.0
    confirm_minutes: float = 10.0
    frames_per_second: float = 10.0
    new_chats: int = 600
    new_chats_each: int = 120
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    smtp_url: str | None = None
    on_call_email: str | None = None
    on_call_from: str | None = None
    on_call_webhook: str | None = None
    rehearsal: float = 0.0
    log_level: str = "info"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Reads every setting; raises ConfigError that names each one that is wrong."""
        source = os.environ if environment is None else environment
        read: dict[str, Any] = {}
        wrong: list[str] = []
        for setting in SETTINGS:
            raw = source.get(setting.variable, setting.default)
            try:
                read[setting.field] = setting.parse(raw)
            except ValueError as error:
                wrong.append(f"{setting.variable}: {error}")
        if not wrong:
            config = cls(**read)
            wrong.extend(config.problems())
            if not wrong:
                return config
        raise ConfigError(wrong)

    def problems(self) -> list[str]:
        """What must not be in production, and what cannot work anywhere."""
        found = []
        if bool(self.smtp_url) != bool(self.on_call_email):
            found.append(
                "WAYMARK_SMTP_URL and WAYMARK_ON_CALL_EMAIL: one is no use without the other"
            )
        if self.service_key_old is not None and self.service_key is None:
            found.append("WAYMARK_SERVICE_KEY_OLD: is no use without WAYMARK_SERVICE_KEY")
        if self.rehearsal:
            found.extend(
                f"{name}: is refused in a rehearsal, which must reach nobody and nothing real"
                for name, value in (
                    ("WAYMARK_DATABASE_URL", self.database_url),
                    ("WAYMARK_SMTP_URL", self.smtp_url),
                    ("WAYMARK_ON_CALL_WEBHOOK", self.on_call_webhook),
                    ("WAYMARK_SITES", self.sites),
                )
                if value
            )
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
    def needs_second_factor(self) -> bool:
        """Whether nobody gets to the desk by a password alone: always so in production."""
        return self.second_factor or self.mode == "production"

    @property
    def main_database(self) -> str:
        """Address of the database that holds conversations."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'waymark.db'}"

    @property
    def key_database(self) -> str:
        """Address of the key store: always apart from the conversations."""
        return f"sqlite+aiosqlite:///{self.data_dir / 'keys.db'}"

    @property
    def escrow_database(self) -> str:
        """Address of the escrow: goes into every backup, opens only with the recovery key."""
        return f"sqlite+aiosqlite:///{self.data_dir / 'escrow.db'}"

    @property
    def ledger_database(self) -> str:
        """Address of the erasure ledger: in no backup."""
        return f"sqlite+aiosqlite:///{self.data_dir / 'erased.db'}"

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

    @property
    def embedders(self) -> tuple[str, ...]:
        """Origins whose pages may hold the chat: in local mode also our own, for the examples."""
        own = sorted(self.own_origins("public")) if self.mode == "local" else []
        return (*self.sites, *own)


assert {setting.field for setting in SETTINGS} == {field.name for field in fields(Config)}
