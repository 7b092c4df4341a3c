"""Runs one command of set-up or training, logs its output, says in a line why it failed."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.console import Failure
from scripts.places import LOGS, ROOT, shown

_FULL = re.compile(r"no space left on device|ENOSPC|os error 28\b|disk quota exceeded", re.I)
_OFFLINE = re.compile(
    r"dns error|name resolution|getaddrinfo|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET"
    r"|network is unreachable|failed to (?:fetch|download|establish)|error sending request"
    r"|connection (?:refused|reset|error|timed out)|could not connect|network was disabled"
    r"|offline mode|--offline",
    re.I,
)
_UNTRUSTED = re.compile(
    r"UnknownIssuer|certificate verify failed|CERTIFICATE_VERIFY_FAILED|self.signed certificate"
    r"|unable to get (?:local )?issuer certificate",
    re.I,
)
_NAMED = re.compile(r"^(?:\[\w+\] )?(?:[\w.]*(?:Error|Exception)|error|fatal): *\S")
_TELLING = re.compile(r"\b(?:error|failed|exception|cannot|could not|no such)\b", re.I)
_STACK = re.compile(r"^\s*(?:at |File \")")

DISK_TODO = "Make about 5 GB free, then run make again"


def run(
    what: str,
    command: Sequence[str | Path],
    *,
    log: str = "setup.log",
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Run it to its end; raise Failure with the reason in one line if it does not succeed."""
    words = [str(word) for word in command]
    path = LOGS / log
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(f"\n$ {' '.join(words)}\n".encode())
            file.flush()
            start = file.tell()
            done = subprocess.run(
                words,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                check=False,
            )
    except FileNotFoundError as error:
        raise Failure(
            what, f"there is no {error.filename}", "Run make setup, then try again"
        ) from error
    except OSError as error:
        raise Failure(
            what, (error.strerror or "the system refused").lower(), todo_for(str(error))
        ) from error
    if done.returncode != 0:
        with path.open("rb") as file:
            file.seek(start)
            output = file.read().decode(errors="replace")
        raise Failure(
            what, reason(output, done.returncode), f"{todo_for(output)}. All of it: {shown(path)}"
        )


def reason(output: str, code: int) -> str:
    """The line of a failed command's output that tells most."""
    if _FULL.search(output):
        return "the disk is full"
    if _UNTRUSTED.search(output):
        return "a package registry's certificate is not trusted here"
    if _OFFLINE.search(output):
        return "a package registry could not be reached"
    lines = [
        line.strip() for line in output.splitlines() if line.strip() and not _STACK.match(line)
    ]
    named = [line for line in lines if _NAMED.match(line)]
    telling = [line for line in lines if _TELLING.search(line)]
    line = (named or telling or lines or [f"it ended with exit code {code}"])[-1]
    return line[:200].rstrip(".:")


def todo_for(output: str) -> str:
    """What a person can do about it."""
    if _FULL.search(output):
        return DISK_TODO
    if _UNTRUSTED.search(output):
        return (
            "If your network has certificates of its own, name their file in SSL_CERT_FILE, "
            "PIP_CERT and NODE_EXTRA_CA_CERTS, then run make again"
        )
    if _OFFLINE.search(output):
        return "Check the network (or the proxy's variables), then run make again"
    return "Mend that, then run make again"
