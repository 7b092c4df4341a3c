"""Set-up refuses early and clearly, and does nothing when nothing has changed."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import environments, setup, stamps
from scripts.console import Failure


def test_a_full_disk_is_seen_before_anything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1_200_000_000))
    with pytest.raises(Failure, match=r"the disk is full: 1\.2 GB are free and about 5 GB are"):
        setup.check_disk()


def test_a_python_without_pip_and_venv_names_the_packages_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environments, "_has", lambda python, module: False)
    with pytest.raises(Failure, match=r"neither pip nor venv\. .*apt-get install python3-pip"):
        environments._pip()


def test_the_test_tools_environment_is_enough_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make run` after `make test` must not take the test tools away again."""
    monkeypatch.setattr(stamps, "STAMPS", tmp_path)
    monkeypatch.setattr(environments, "HELPLINE_PYTHON", tmp_path)
    filled: list[Path] = []
    monkeypatch.setattr(environments, "_fill", lambda inside, base, lock: filled.append(lock))
    monkeypatch.setattr(environments, "ensure_uv", lambda: tmp_path)
    for need in ("helpline", "dev", "dev", "helpline"):
        environments.ensure_helpline(need)
    assert [lock.name for lock in filled] == ["helpline.txt", "dev.txt"]


def test_a_folder_that_cannot_be_written_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(setup, "TOOLS", file / "tools")
    with pytest.raises(Failure, match="cannot be written: not a directory"), setup.alone():
        pass
