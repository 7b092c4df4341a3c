"""The two Python environments and the uv that fills them, each from its lock with hashes."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import commands, pythons, stamps
from scripts.console import Failure, step
from scripts.places import ENGINE_PYTHON, HELPLINE_PYTHON, ROOT, TOOLS

UV_FOLDER = TOOLS / "uv"
UV = UV_FOLDER / "bin" / "uv"
_BOOTSTRAP = ROOT / "requirements" / "bootstrap.txt"
_LOCKS = {
    "helpline": ROOT / "requirements" / "helpline.txt",
    "dev": ROOT / "requirements" / "dev.txt",
}
_ENGINE_LOCK = ROOT / "bot" / "requirements.txt"


def ensure_uv() -> Path:
    """uv, from PyPI into the project, checked against the hashes in requirements/bootstrap.txt."""
    wanted = stamps.digest([_BOOTSTRAP])
    if stamps.is_current("uv", wanted, [UV]):
        return UV
    stamps.forget("uv")
    with step("uv, which installs the rest"):
        pip = _pip()
        shutil.rmtree(UV_FOLDER, ignore_errors=True)
        commands.run(
            "Installing uv",
            [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--require-hashes", "--only-binary", ":all:",
             "--target", str(UV_FOLDER), "-r", str(_BOOTSTRAP)],
        )  # fmt: skip
    stamps.write("uv", wanted)
    return UV


def _pip() -> list[str]:
    """A pip: this Python's own, else one in a throw-away environment."""
    python = pythons.base_python()
    if _has(python, "pip"):
        return [str(python), "-m", "pip"]
    if not _has(python, "ensurepip"):
        version = "{}.{}".format(*sys.version_info[:2])
        raise Failure(
            "Installing uv",
            f"Python {version} ({python}) has neither pip nor venv",
            f"On Debian or Ubuntu: sudo apt-get install python3-pip python{version}-venv, "
            "then run make again",
        )
    folder = TOOLS / "bootstrap"
    commands.run("A place for pip", [python, "-m", "venv", "--clear", folder])
    return [str(folder / "bin" / "python"), "-m", "pip"]


def _has(python: Path, module: str) -> bool:
    if python == Path(sys.executable):
        return importlib.util.find_spec(module) is not None
    command = [str(python), "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def ensure_helpline(need: str) -> None:
    """`.venv`: helpline, actions, reading; `need` is "helpline", or "dev" with the test tools.

    The test tools' lock holds all of the helpline's, so an environment that has them is enough.
    """
    python = pythons.base_python()
    enough = ["dev"] if need == "dev" else ["helpline", "dev"]
    done = stamps.read("helpline-environment")
    if HELPLINE_PYTHON.exists() and done in {_wanted(name) for name in enough}:
        return
    ensure_uv()
    words = "tests and checks" if need == "dev" else "helpline, actions and reading"
    with step(f"Python parts of {words}"):
        stamps.forget("helpline-environment")
        _fill(HELPLINE_PYTHON, python, _LOCKS[need])
    stamps.write("helpline-environment", _wanted(need))


def _wanted(name: str) -> str:
    return stamps.digest([_LOCKS[name]], name)


def ensure_engine() -> None:
    """`bot/.venv`: Rasa and the old versions it pins, on Python 3.10."""
    wanted = stamps.digest([_ENGINE_LOCK])
    if stamps.is_current("engine-environment", wanted, [ENGINE_PYTHON]):
        return
    uv = ensure_uv()
    python = pythons.engine_python(uv)
    with step("Python parts of the engine (Rasa; the largest step)"):
        stamps.forget("engine-environment")
        _fill(ENGINE_PYTHON, python, _ENGINE_LOCK)
    stamps.write("engine-environment", wanted)


def _fill(inside: Path, base: Path, lock: Path) -> None:
    uv = ensure_uv()
    folder = inside.parent.parent
    env = {"UV_NO_PROGRESS": "1", "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(folder)}
    mirror = os.environ.get("PIP_INDEX_URL")
    if mirror and not ({"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & os.environ.keys()):
        env["UV_DEFAULT_INDEX"] = mirror
    if not _is_version_of(inside, base):
        commands.run(
            "Making an environment", [uv, "venv", "--clear", "--python", base, folder], env=env
        )
    commands.run(
        f"Installing {lock.relative_to(ROOT)}",
        [uv, "pip", "sync", "--python", inside, "--require-hashes", lock],
        env=env,
    )


def _is_version_of(inside: Path, base: Path) -> bool:
    """True if the environment is there, starts, and was made from a Python of the same version."""
    config = inside.parent.parent / "pyvenv.cfg"
    if not inside.exists() or not config.is_file():
        return False
    asked = subprocess.run([base, "-V"], capture_output=True, text=True, check=False).stdout.split()
    have = re.search(r"^version(?:_info)? *= *(\S+)", config.read_text(), re.M)
    return bool(asked and have and asked[-1] == have[1])
