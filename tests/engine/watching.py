"""Whom Python processes try to reach: an audit hook inside the real ones writes down each address.
Rasa's own telemetry is left switched on in its settings, so that our switch is what is tested.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

_HOOK = Path(__file__).with_name("watch_connections.py")
_LOOPBACK = re.compile(r"\('127\.0\.0\.1', \d+\)|'127\.0\.0\.1'|'localhost'|b?'/.*'")
REPORT = "Telemetry Event"


def watch(folder: Path) -> dict[str, str]:
    """An environment in which connections are written down and telemetry would be on."""
    hooks, home = folder / "hooks", folder / "home"
    hooks.mkdir()
    shutil.copy(_HOOK, hooks / "sitecustomize.py")
    (home / ".config" / "rasa").mkdir(parents=True)
    (home / ".config" / "rasa" / "global.yml").write_text(
        'metrics:\n  enabled: true\n  rasa_user_id: "x"\n  date: 2026-11-22\n'
    )
    return {
        "PYTHONPATH": str(hooks),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "WATCHED_CONNECTIONS": str(folder / "connections"),
        "RASA_TELEMETRY_ENABLED": "true",
        # Rasa prints each report that it would send.
        "RASA_TELEMETRY_DEBUG": "true",
    }


def outside(watched: Mapping[str, str]) -> list[str]:
    """What was tried that is not this machine."""
    log = Path(watched["WATCHED_CONNECTIONS"])
    tried = log.read_text().splitlines() if log.exists() else []
    return [line for line in tried if not _LOOPBACK.search(line.split(" ", 1)[1])]


def programs(watched: Mapping[str, str]) -> list[str]:
    """What was watched to its end: each program once, with its words."""
    return Path(f"{watched['WATCHED_CONNECTIONS']}.programs").read_text().splitlines()
