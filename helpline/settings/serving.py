"""Where it listens, what it stands on, and its secrets."""

from __future__ import annotations

from pathlib import Path

from helpline import setting_values as values
from helpline.settings.row import Setting

SERVING: tuple[Setting, ...] = (
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
)
