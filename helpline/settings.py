"""Every setting: variable, default, meaning. docs/settings.md has the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from helpline import setting_values as values


class Setting(NamedTuple):
    """One row of docs/settings.md."""

    variable: str
    field: str
    default: str
    parse: Callable[[str], Any]
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("WAYMARK_MODE", "mode", "local", values.read_mode, "`local` or `production`"),
    Setting(
        "WAYMARK_BIND",
        "bind",
        "127.0.0.1",
        values.read_text,
        "address of the public and the desk face; a reverse proxy stands before it in production",
    ),
    Setting(
        "WAYMARK_PUBLIC_PORT", "public_port", "8080", values.read_port, "port of the visitors' face"
    ),
    Setting(
        "WAYMARK_DESK_PORT", "desk_port", "8081", values.read_port, "port of the workers' face"
    ),
    Setting(
        "WAYMARK_ENGINE_PORT",
        "engine_port",
        "5005",
        values.read_port,
        "loopback port of the engine",
    ),
    Setting(
        "WAYMARK_ACTIONS_PORT",
        "actions_port",
        "5055",
        values.read_port,
        "loopback port on which the helpline runs the custom actions",
    ),
    Setting(
        "WAYMARK_PUBLIC_ORIGIN",
        "public_origin",
        "",
        values.read_optional_origin,
        "the visitors' face as browsers see it; empty: localhost and 127.0.0.1 with the port",
    ),
    Setting(
        "WAYMARK_DESK_ORIGIN",
        "desk_origin",
        "",
        values.read_optional_origin,
        "the desk as browsers see it; empty: localhost and 127.0.0.1 with the port",
    ),
    Setting("WAYMARK_DATA_DIR", "data_dir", "var", Path, "folder for databases, keys and logs"),
    Setting(
        "WAYMARK_DATABASE_URL",
        "database_url",
        "",
        values.read_optional,
        "SQLAlchemy address of the database; empty: SQLite in the data folder",
    ),
    Setting("WAYMARK_MODELS_DIR", "models_dir", "models", Path, "folder of the trained models"),
    Setting(
        "WAYMARK_MODEL_KEY",
        "model_key",
        "",
        values.read_key,
        "public key (32 bytes, base64url) of whoever signed the models; empty: this installation's",
    ),
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
        values.read_origins,
        "origins of the pages that may embed the chat, separated by spaces",
    ),
    Setting(
        "WAYMARK_NEUTRAL_SITE",
        "neutral_site",
        "https://www.bbc.co.uk/weather",
        values.read_web_address,
        "where safe exit leads",
    ),
    Setting(
        "WAYMARK_ENGINE_TOKEN",
        "engine_token",
        "",
        values.read_text,
        "secret between helpline and engine; `make run` makes one at each start",
    ),
    Setting(
        "WAYMARK_SERVICE_KEY",
        "service_key",
        "",
        values.read_key,
        "32 bytes, base64url, that wrap all other keys; empty: a file in the data folder",
    ),
    Setting(
        "WAYMARK_SERVICE_KEY_OLD",
        "service_key_old",
        "",
        values.read_key,
        "the service's key until now, while it is being changed (docs/backup.md)",
    ),
    Setting(
        "WAYMARK_ALWAYS_ON_SHIFT",
        "always_on_shift",
        "0",
        values.read_flag,
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
        values.read_seconds,
        "seconds after which the assistant's answer is given up",
    ),
    Setting(
        "WAYMARK_LEASE_SECONDS",
        "lease_seconds",
        "45",
        values.read_seconds,
        "seconds without a sign from a worker's desk after which their chats return to the queue",
    ),
    Setting(
        "WAYMARK_ANSWER_MINUTES",
        "answer_minutes",
        "10",
        values.read_seconds,
        "minutes a visitor may wait for a worker's answer before the chat returns to the queue",
    ),
    Setting(
        "WAYMARK_WORKER_ALERT_SECONDS",
        "worker_alert_seconds",
        "20",
        values.read_seconds,
        "seconds a worker has to act on an alert in their chat before the fixed message is posted",
    ),
    Setting(
        "WAYMARK_CHAT_MINUTES",
        "chat_minutes",
        "15",
        values.read_seconds,
        "usual length of a chat, for the honest wait",
    ),
    Setting(
        "WAYMARK_ALERT_LEAD_MINUTES",
        "alert_lead_minutes",
        "5",
        values.read_from_to(1, 60),
        "minutes after which an alert that nobody has reviewed goes to the leads, 1 to 60",
    ),
    Setting(
        "WAYMARK_ALERT_ON_CALL_MINUTES",
        "alert_on_call_minutes",
        "15",
        values.read_from_to(1, 120),
        "minutes after which it is overdue and goes to whoever is on call, 1 to 120",
    ),
    Setting(
        "WAYMARK_MAX_CHATS",
        "max_chats",
        "3",
        values.read_count,
        "chats a worker has at once at most, unless a lead sets another number for them",
    ),
    Setting(
        "WAYMARK_RING_SECONDS",
        "ring_seconds",
        "30",
        values.read_seconds,
        "seconds a chat waits before it rings for everybody, and as many again for the leads",
    ),
    Setting(
        "WAYMARK_KEEP_HOURS",
        "keep_hours",
        "24",
        values.read_from_to(1, 168),
        "hours a chat is kept after its last message, 1 to 168",
    ),
    Setting(
        "WAYMARK_WORDS_HOURS",
        "words_hours",
        "72",
        values.read_from_to(1, 168),
        "hours for which return words are good, 1 to 168",
    ),
    Setting(
        "WAYMARK_KEEP_ALERT_DAYS",
        "keep_alert_days",
        "90",
        values.read_from_to(1, 365),
        "days a reviewed alert is kept, without its excerpt, 1 to 365",
    ),
    Setting(
        "WAYMARK_KEEP_CASE_DAYS",
        "keep_case_days",
        "90",
        values.read_from_to(1, 2190),
        "days a case is kept after it was closed, 1 to 2190",
    ),
    Setting(
        "WAYMARK_KEEP_AUDIT_DAYS",
        "keep_audit_days",
        "365",
        values.read_from_to(30, 2190),
        "days the audit trail is kept, 30 to 2190",
    ),
    Setting(
        "WAYMARK_KEEP_WORKER_DAYS",
        "keep_worker_days",
        "365",
        values.read_from_to(1, 2190),
        "days a worker's name and address are kept after their access ended, 1 to 2190",
    ),
    Setting(
        "WAYMARK_KEEP_FIGURES_DAYS",
        "keep_figures_days",
        "730",
        values.read_from_to(30, 3650),
        "days the lead's figures (numbers of a day, nothing of a person) are kept, 30 to 3650",
    ),
    Setting(
        "WAYMARK_BACKUP_DAYS",
        "backup_days",
        "35",
        values.read_from_to(1, 365),
        "days the oldest backup may be kept, 1 to 365; erasures are remembered a week longer",
    ),
    Setting(
        "WAYMARK_PACK_HOURS",
        "pack_hours",
        "72",
        values.read_from_to(1, 168),
        "hours in which a partner agency can fetch what was referred to it, 1 to 168",
    ),
    Setting(
        "WAYMARK_PACK_REMIND_HOURS",
        "pack_remind_hours",
        "24",
        values.read_from_to(1, 168),
        "hours after which the desk is reminded that a partner has not fetched or answered",
    ),
    Setting(
        "WAYMARK_SECOND_FACTOR",
        "second_factor",
        "0",
        values.read_flag,
        "ask everybody at the desk for a second factor also in local mode; in production always",
    ),
    Setting(
        "WAYMARK_SESSION_IDLE_MINUTES",
        "session_idle_minutes",
        "15",
        values.read_from_to(1, 60),
        "minutes without a sign of life after which a worker is signed out, 1 to 60",
    ),
    Setting(
        "WAYMARK_SESSION_HOURS",
        "session_hours",
        "8",
        values.read_from_to(1, 24),
        "hours after which a worker signs in anew in any case, 1 to 24",
    ),
    Setting(
        "WAYMARK_CONFIRM_MINUTES",
        "confirm_minutes",
        "10",
        values.read_from_to(1, 60),
        "minutes for which a proof of who it is stands, for exports and second factors, 1 to 60",
    ),
    Setting(
        "WAYMARK_FRAMES_PER_SECOND",
        "frames_per_second",
        "10",
        float,
        "frames a second that one visitor's socket may send, three seconds' worth at once",
    ),
    Setting(
        "WAYMARK_NEW_CHATS",
        "new_chats",
        "600",
        values.read_count,
        "new chats at once, and in each minute after, before a puzzle is asked for",
    ),
    Setting(
        "WAYMARK_NEW_CHATS_EACH",
        "new_chats_each",
        "120",
        values.read_count,
        "the same for one address (a school may share one)",
    ),
    Setting(
        "WAYMARK_TRUSTED_PROXIES",
        "trusted_proxies",
        "",
        values.read_networks,
        "addresses or networks of reverse proxies whose X-Forwarded-For is believed, "
        "separated by spaces",
    ),
    Setting(
        "WAYMARK_SMTP_URL",
        "smtp_url",
        "",
        values.read_optional,
        "smtp://user:password@host:port for on-call notices",
    ),
    Setting(
        "WAYMARK_ON_CALL_EMAIL",
        "on_call_email",
        "",
        values.read_optional,
        "who gets the on-call notice by e-mail",
    ),
    Setting(
        "WAYMARK_ON_CALL_FROM",
        "on_call_from",
        "",
        values.read_optional,
        "sender of the on-call notice",
    ),
    Setting(
        "WAYMARK_ON_CALL_WEBHOOK",
        "on_call_webhook",
        "",
        values.read_optional,
        "address that gets the on-call notice as JSON",
    ),
    Setting(
        "WAYMARK_REHEARSAL",
        "rehearsal",
        "0",
        values.read_speed,
        "`1`: a rehearsal with scripted visitors, in a data folder of its own (`make rehearse`); "
        "`2`: they write twice as fast",
    ),
    Setting(
        "WAYMARK_LOG_LEVEL", "log_level", "info", values.read_text, "debug, info, warning or error"
    ),
)
