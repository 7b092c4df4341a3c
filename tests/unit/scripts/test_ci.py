"""`.ci/run` on a bare machine: the browsers first, then just the README's command."""

import os
import subprocess
from pathlib import Path

import pytest

_APT = 'echo "apt-get $*" >> "$DONE"; {more}'


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of commands, as PATH, with no browser in it; `make` only notes its call."""
    for name in ("bash", "dirname", "id", "mktemp", "tail"):
        found = next(Path(p) / name for p in os.defpath.split(":") if (Path(p) / name).exists())
        (tmp_path / name).symlink_to(found)
    _command(tmp_path, "make", 'echo "make $*" >> "$DONE"; exit 7')
    _command(tmp_path, "sudo", 'shift; exec "$@"')
    return tmp_path


def _command(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!{folder / 'bash'}\n{script}\n")
    (folder / name).chmod(0o755)


def _run(bare: Path, root: Path) -> tuple[int, list[str], str]:
    done = bare / "done"
    done.touch()
    ran = subprocess.run(
        [bare / "bash", root / ".ci" / "run"],
        env={"PATH": str(bare), "DONE": str(done), "TMPDIR": str(bare)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, done.read_text().splitlines(), ran.stderr


@pytest.mark.parametrize(
    ("there", "installed"),
    [
        ((), "chromium firefox-esr"),
        (("chromium",), "firefox-esr"),
        (("firefox-esr",), "chromium"),
    ],
)
def test_missing_browsers_are_installed_and_the_tests_code_is_ours(
    bare: Path, root: Path, there: tuple[str, ...], installed: str
) -> None:
    for browser in there:
        _command(bare, browser, "")
    _command(bare, "apt-get", _APT.format(more=""))
    code, calls, _ = _run(bare, root)
    assert code == 7
    assert calls == [
        "apt-get -qq update",
        f"apt-get -qq install -y --no-install-recommends {installed}",
        "apt-get -qq update",
        "apt-get -qq install -y --no-install-recommends chromium-headless-shell",
        "make test",
    ]


@pytest.mark.parametrize("firefox", ["firefox", "firefox-esr"])
def test_browsers_that_are_there_are_left_alone(bare: Path, root: Path, firefox: str) -> None:
    _command(bare, "chromium", "")
    _command(bare, firefox, "")
    assert _run(bare, root) == (7, ["make test"], "")
    _command(bare, "apt-get", _APT.format(more=""))
    _command(bare, "chromium-headless-shell", "")
    assert _run(bare, root) == (7, ["make test", "make test"], "")


def test_a_chromium_without_windows_is_not_needed(bare: Path, root: Path) -> None:
    _command(bare, "chromium", "")
    _command(bare, "firefox-esr", "")
    _command(bare, "apt-get", _APT.format(more='echo "E: no such package" >&2; exit 100'))
    code, calls, said = _run(bare, root)
    assert (code, calls[-1], said) == (7, "make test", "")


def test_browsers_that_cannot_be_installed_are_one_clear_line(bare: Path, root: Path) -> None:
    _command(bare, "apt-get", _APT.format(more='echo "E: no such package" >&2; exit 100'))
    code, calls, said = _run(bare, root)
    assert code == 1
    assert "make test" not in calls
    assert said == "ci: could not install chromium firefox-esr: E: no such package\n"


def test_a_machine_without_apt_get_is_told_what_is_missing(bare: Path, root: Path) -> None:
    code, calls, said = _run(bare, root)
    assert (code, calls) == (1, [])
    assert said.startswith(
        "ci: the browser tests need chromium firefox-esr, and there is no apt-get"
    )
