"""The real processes and the real models: neither starts on models that somebody changed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from scripts.console import Failure
from tests.engine.engine_process import ROOT, TOKEN

_PROCESSES = {
    "helpline": [sys.executable, "-m", "helpline", "serve"],
    "engine": [str(ROOT / "bot" / "rasa"), "run"],
}


@pytest.fixture
def copied(trained_model: Path, tmp_path: Path) -> Path:
    """The trained models, to be changed."""
    return Path(shutil.copytree(trained_model.parent.parent, tmp_path / "models"))


@pytest.fixture
def environment(copied: Path, tmp_path: Path, free_port: Callable[[], int]) -> dict[str, str]:
    ports = ("PUBLIC", "DESK", "ENGINE", "ACTIONS")
    return {
        **os.environ,
        **{f"WAYMARK_{name}_PORT": str(free_port()) for name in ports},
        "WAYMARK_MODELS_DIR": str(copied),
        "WAYMARK_DATA_DIR": str(tmp_path / "data"),
        "WAYMARK_ENGINE_TOKEN": TOKEN,
    }


def _starts(name: str, environment: dict[str, str]) -> tuple[int, str]:
    """Exit code and everything said by a process that is to refuse."""
    done = subprocess.run(
        _PROCESSES[name],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", _PROCESSES)
@pytest.mark.parametrize("victim", ["engine/waymark.tar.gz", "understanding/intents.npz"])
def test_one_flipped_bit_and_neither_process_starts(
    name: str, victim: str, copied: Path, environment: dict[str, str]
) -> None:
    path = copied / victim
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert _starts(name, environment) == (
        1,
        f"{name}: {path}: is not the file that was signed\n",
    )


@pytest.mark.parametrize("name", _PROCESSES)
def test_a_file_more_and_a_file_less(name: str, copied: Path, environment: dict[str, str]) -> None:
    more = copied / "engine" / "zz.tar.gz"
    more.write_bytes(b"")
    assert _starts(name, environment)[1] == (
        f"{name}: {more}: is not among the files that were signed\n"
    )
    more.unlink()
    less = copied / "understanding" / "sentinel.npz"
    less.unlink()
    assert _starts(name, environment) == (1, f"{name}: {less}: is missing\n")


def test_the_engine_opens_no_archive_from_elsewhere(
    environment: dict[str, str], copied: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.tar.gz"
    shutil.copy(copied / "engine" / "waymark.tar.gz", other)
    done = subprocess.run(
        [*_PROCESSES["engine"], "--model", str(other)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        f"engine: {other}: is not among the files that were signed\n",
    )


def test_models_of_a_publisher_that_is_not_ours_need_its_key(
    environment: dict[str, str], copied: Path
) -> None:
    wrong = "A" * 43
    code, said = _starts("helpline", {**environment, "WAYMARK_MODEL_KEY": wrong})
    assert code == 1
    assert said == (
        f"helpline: {copied / 'signed.json'}: is not signed by the key that is trusted here\n"
    )


def test_random_changes_of_the_real_models_are_all_refused(
    environment: dict[str, str], copied: Path, scale: Callable[[int], int]
) -> None:
    """At full scale a hundred, each by a process of its own."""
    random = Random(11)
    files = sorted(path for path in copied.rglob("*") if path.is_file())
    for _ in range(scale(100)):
        path = random.choice(files)
        content = path.read_bytes()
        place = random.randrange(len(content))
        flipped = content[place] ^ (1 << random.randrange(8))
        path.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
        checked = subprocess.run(
            [sys.executable, "-m", "signed", "check"], cwd=ROOT, env=environment, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert checked.returncode == 1, path
        assert checked.stderr.count("\n") == 1
        path.write_bytes(content)


def test_make_train_does_not_train_over_what_somebody_changed(
    trained_model: Path, copied: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from scripts import train

    monkeypatch.setenv("WAYMARK_MODELS_DIR", str(copied))
    folder = copied / "engine"
    monkeypatch.setattr(train.stamps, "is_current", lambda *_given: True)
    assert train._is_current("train-engine", "", [], folder)
    (folder / "waymark.tar.gz").write_bytes(b"another")
    with pytest.raises(Failure, match=r"waymark\.tar\.gz: is not the file that was signed"):
        train._is_current("train-engine", "", [], folder)
    # What nobody signed is no evidence of anything: it is made anew.
    (copied / "signed.json").unlink()
    assert not train._is_current("train-engine", "", [], folder)
    assert not folder.exists()
