"""A command that fails leaves one line that says what, why and what to do."""

import sys
from pathlib import Path

import pytest

from scripts import commands
from scripts.console import Failure


@pytest.fixture(autouse=True)
def _logs_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "LOGS", tmp_path)


def _fails_with(program: str) -> str:
    with pytest.raises(Failure) as caught:
        commands.run("Training", [sys.executable, "-c", program])
    return str(caught.value)


def test_the_reason_is_the_error_and_not_the_stack_below_it() -> None:
    line = _fails_with("raise ValueError('domain.yml names no intents')")
    assert line.startswith("Training: ValueError: domain.yml names no intents. Mend that")
    assert "\n" not in line


def test_a_full_disk_is_named_as_that() -> None:
    line = _fails_with("raise OSError(28, 'No space left on device')")
    assert line.startswith("Training: the disk is full. Make about 5 GB free")


def test_a_missing_network_is_named_as_that() -> None:
    line = _fails_with("import sys; sys.exit('error: Failed to fetch: dns error')")
    assert "a package registry could not be reached. Check the network" in line


def test_a_network_with_certificates_of_its_own_is_named_as_that() -> None:
    line = _fails_with("import sys; sys.exit('error: Failed to fetch: UnknownIssuer')")
    assert "certificate is not trusted here. If your network has certificates of its own" in line


def test_a_log_that_cannot_be_written_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "LOGS", Path("/dev/full"))
    with pytest.raises(Failure, match=r"Training: file exists\. Mend that"):
        commands.run("Training", [sys.executable, "-c", ""])


def test_the_reason_is_that_of_this_command_and_not_of_one_before() -> None:
    _fails_with("raise ValueError('first')")
    assert "KeyError: 'second'" in _fails_with("raise KeyError('second')")


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"there is no .*nothing-here\. Run make setup"):
        commands.run("Training", [tmp_path / "nothing-here"])


def test_all_of_the_output_is_kept(tmp_path: Path) -> None:
    commands.run("Training", [sys.executable, "-c", "print('macro-F1 0.9')"], log="train.log")
    assert "macro-F1 0.9" in (tmp_path / "train.log").read_text()
