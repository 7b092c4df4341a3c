"""Whatever ends a script, it says so in one line and leaves with a code that is not 0."""

import errno
from collections.abc import Callable

import pytest

from scripts import console
from scripts.console import Failure


@pytest.fixture(autouse=True)
def _own_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test run's own handlers stay as they are."""
    monkeypatch.setattr(console.signal, "signal", lambda number, handler: None)


def _ending(main: Callable[[], int], capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    with pytest.raises(SystemExit) as caught:
        console.finish(main)
    return caught.value.code, capsys.readouterr().err.strip()


def _raise(error: BaseException) -> Callable[[], int]:
    def main() -> int:
        raise error

    return main


def test_a_failure_says_what_why_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    failure = Failure("Training", "no data", "Add some")
    assert _ending(_raise(failure), capsys) == (1, "waymark: Training: no data. Add some")


def test_a_disk_that_fills_up_in_the_middle_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", ".tools/stamps/uv")
    code, said = _ending(_raise(full), capsys)
    assert (code, said) == (
        1,
        "waymark: .tools/stamps/uv: no space left on device. Mend that first",
    )


def test_ctrl_c_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ending(_raise(KeyboardInterrupt()), capsys) == (130, "waymark: stopped.")


def test_a_step_says_its_name_and_its_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    with console.step("Training"):
        pass
    assert capsys.readouterr().out == "  Training … 0 s\n"
