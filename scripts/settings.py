"""What `make run` reads from the environment, and what it tells the two processes by it.

Every setting is explained in docs/settings.md. The helpline reads its own in helpline/config.py.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scripts.console import Failure
from scripts.places import ROOT

PORTS = {
    "WAYMARK_PUBLIC_PORT": (8080, "the chat page"),
    "WAYMARK_DESK_PORT": (8081, "the desk"),
    "WAYMARK_ENGINE_PORT": (5005, "the engine"),
    "WAYMARK_ACTIONS_PORT": (5055, "the actions"),
}

OWN = {
    "WAYMARK_READY_SECONDS": "120",
    "WAYMARK_ACTIONS_URL": "",
}
"""Settings that only `make run` and the engine know, with their defaults (docs/settings.md)."""


class RunSettings(NamedTuple):
    """One run's ports, folder and environment, checked."""

    ports: dict[str, int]
    bind: str
    data_dir: Path
    ready_seconds: float
    environment: dict[str, str]

    @property
    def logs(self) -> Path:
        return self.data_dir / "log"

    def address(self, port: str) -> str:
        """An address of ours that a browser on this machine opens."""
        return f"http://localhost:{self.ports[port]}"


def read(source: Mapping[str, str] | None = None) -> RunSettings:
    """Check what is set, fill in what is not, and make this run's secrets."""
    environment = dict(os.environ if source is None else source)
    ports = {name: _port(environment, name) for name in PORTS}
    _check_different(ports)
    data_dir = ROOT / environment.get("WAYMARK_DATA_DIR", "var")
    bind = environment.get("WAYMARK_BIND") or "127.0.0.1"
    own = {
        **{name: str(port) for name, port in ports.items()},
        "WAYMARK_DATA_DIR": str(data_dir),
        "WAYMARK_MODE": environment.get("WAYMARK_MODE") or "local",
        # Between these two processes only, and only for this run; never written down.
        "WAYMARK_ENGINE_TOKEN": environment.get("WAYMARK_ENGINE_TOKEN")
        or secrets.token_urlsafe(32),
        "WAYMARK_ACTIONS_URL": environment.get("WAYMARK_ACTIONS_URL")
        or f"http://127.0.0.1:{ports['WAYMARK_ACTIONS_PORT']}/webhook",
        "PYTHONUNBUFFERED": "1",
    }
    return RunSettings(ports, bind, data_dir, _ready_seconds(environment), {**environment, **own})


def _port(environment: Mapping[str, str], name: str) -> int:
    value = environment.get(name) or str(PORTS[name][0])
    if not (value.isdecimal() and 1 <= int(value) <= 65535):
        raise Failure(f"{name}={value}", "a port is a number from 1 to 65535", "Set another one")
    return int(value)


def _check_different(ports: Mapping[str, int]) -> None:
    seen: dict[int, str] = {}
    for name, port in ports.items():
        if port in seen:
            raise Failure(
                f"Port {port}", f"{seen[port]} and {name} both name it", "Change one of them"
            )
        seen[port] = name


def _ready_seconds(environment: Mapping[str, str]) -> float:
    value = environment.get("WAYMARK_READY_SECONDS") or OWN["WAYMARK_READY_SECONDS"]
    try:
        return float(value)
    except ValueError as error:
        raise Failure(
            f"WAYMARK_READY_SECONDS={value}", "it is not a number", "Set seconds"
        ) from error
