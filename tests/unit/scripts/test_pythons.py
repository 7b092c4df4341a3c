"""The engine's Python 3.10 is found wherever it is, and only if it really starts."""

import sys
from pathlib import Path

import pytest

from scripts import commands, pythons
from scripts.console import Failure


def _program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def _good(path: Path) -> Path:
    return _program(path, "echo 3.10")


def test_one_on_path_is_taken(tmp_path: Path) -> None:
    good = _good(tmp_path / "bin" / "python3.10")
    env = {"PATH": str(good.parent), "HOME": str(tmp_path)}
    assert pythons.engine_python(tmp_path / "uv", env) == good


def test_a_shim_that_fails_is_passed_over_for_the_one_under_pyenv(tmp_path: Path) -> None:
    shim = _program(tmp_path / ".pyenv/shims/python3.10", "echo 'not installed' >&2; exit 127")
    good = _good(tmp_path / ".pyenv/versions/3.10.13/bin/python3.10")
    env = {"PATH": str(shim.parent), "HOME": str(tmp_path)}
    assert pythons.engine_python(tmp_path / "uv", env) == good


def test_pyenvs_own_folder_is_followed(tmp_path: Path) -> None:
    good = _good(tmp_path / "elsewhere/versions/3.10.4/bin/python3.10")
    env = {"PATH": "", "HOME": str(tmp_path), "PYENV_ROOT": str(tmp_path / "elsewhere")}
    assert pythons.engine_python(tmp_path / "uv", env) == good


@pytest.mark.parametrize(
    "script", ["echo 3.11", "exit 1", "echo 3.10; exit 1"], ids=["newer", "broken", "lacks a part"]
)
def test_another_version_or_one_that_lacks_parts_will_not_do(tmp_path: Path, script: str) -> None:
    assert not pythons.works(_program(tmp_path / "python3.10", script))


def test_the_python_that_runs_this_is_asked_for_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "WANTED", sys.version_info[:2])
    assert pythons.works(Path(sys.executable))


def test_none_at_all_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "LOGS", tmp_path / "log")
    monkeypatch.setattr(pythons, "DOWNLOADED", tmp_path / "python")
    uv = _program(tmp_path / "uv", "echo 'error: dns error' >&2; exit 2")
    with pytest.raises(Failure) as caught:
        pythons.engine_python(uv, {"PATH": "", "HOME": str(tmp_path)})
    line = str(caught.value)
    assert line.startswith("The engine needs Python 3.10: there is none on PATH, none under pyenv")
    assert "pyenv install 3.10" in line
    assert "a package registry could not be reached" in line
    assert "\n" not in line


def test_the_one_that_uv_downloads_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "LOGS", tmp_path / "log")
    monkeypatch.setattr(pythons, "DOWNLOADED", tmp_path / "python")
    made = _good(tmp_path / "made")
    place = tmp_path / "python" / "cpython-3.10" / "bin"
    uv = _program(tmp_path / "uv", f"mkdir -p {place} && cp {made} {place}/python3.10")
    found = pythons.engine_python(uv, {"PATH": "", "HOME": str(tmp_path)})
    assert found == place / "python3.10"
