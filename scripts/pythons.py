"""Finds a Python 3.10 for the engine: one that is there, also under pyenv, else uv's own download.

Rasa 3.6.21, the last open release, does not run on anything newer (docs/decisions/0001).
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts import commands
from scripts.console import Failure, step
from scripts.places import TOOLS

WANTED = (3, 10)
DOWNLOADED = TOOLS / "python"

# A Python may lack these parts (pyenv builds what it finds headers for) and fail only later.
_PROBE = "import sys, ssl, sqlite3, ctypes, zlib; print('%d.%d' % sys.version_info[:2])"


def base_python() -> Path:
    """The Python that runs this, as installed (not the .venv it may have been started from)."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def engine_python(uv: Path, env: Mapping[str, str] | None = None) -> Path:
    """A Python 3.10 that really starts; downloaded by uv if this machine has none."""
    for candidate in candidates(os.environ if env is None else env):
        if works(candidate):
            return candidate
    return _download(uv)


def candidates(env: Mapping[str, str]) -> Iterator[Path]:
    """Every place a Python 3.10 may be. A name on PATH may be a pyenv shim that only fails."""
    for folder in env.get("PATH", "").split(os.pathsep):
        if folder:
            yield Path(folder) / "python3.10"
    roots = [env.get("PYENV_ROOT"), str(Path(env.get("HOME") or "~").expanduser() / ".pyenv")]
    for root in dict.fromkeys(root for root in roots if root):
        yield from sorted(Path(root).glob("versions/3.10.*/bin/python3.10"), reverse=True)
    yield from sorted(DOWNLOADED.glob("*/bin/python3.10"), reverse=True)


def works(python: Path) -> bool:
    """True if it starts, is a 3.10 and has the parts that Rasa needs."""
    if not python.is_file():
        return False
    try:
        done = subprocess.run(
            [python, "-c", _PROBE], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == "{}.{}".format(*WANTED)


def _download(uv: Path) -> Path:
    try:
        with step("Python 3.10 for the engine (none found here; uv downloads one)"):
            commands.run(
                "Python 3.10",
                [uv, "python", "install", "--no-bin", "3.10"],
                env={"UV_PYTHON_INSTALL_DIR": str(DOWNLOADED), "UV_NO_PROGRESS": "1"},
            )
    except Failure as failure:
        raise Failure(
            "The engine needs Python 3.10",
            "there is none on PATH, none under pyenv, and uv could not download one "
            f"({failure.why})",
            "Install it (for example: pyenv install 3.10), then run make again",
        ) from failure
    for candidate in sorted(DOWNLOADED.glob("*/bin/python3.10")):
        if works(candidate):
            return candidate
    raise Failure(
        "The engine needs Python 3.10",
        "the one that uv downloaded does not start on this machine",
        "Install one (for example: pyenv install 3.10), then run make again",
    )
