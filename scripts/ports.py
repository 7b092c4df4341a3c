"""Checks before a start that nobody else listens where we are about to."""

import errno
import socket

from scripts.console import Failure
from scripts.settings import PORTS, RunSettings

_LOOPBACK_ONLY = {"WAYMARK_ENGINE_PORT", "WAYMARK_ACTIONS_PORT"}


def check_free(settings: RunSettings) -> None:
    """Raise a Failure that names the first taken port and the variable that changes it."""
    for name, port in settings.ports.items():
        address = "127.0.0.1" if name in _LOOPBACK_ONLY else settings.bind
        reason = refusal(address, port)
        if reason:
            raise Failure(
                f"Port {port} for {PORTS[name][1]}",
                reason,
                f"Stop what uses it, or choose another one: {name}={port + 1000} make run",
            )


def refusal(address: str, port: int) -> str:
    """Why we cannot listen there; empty if we can."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the servers do: connections of a run that has just ended do not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return "it is taken"
            return (error.strerror or "the system refused it").lower()
    return ""
