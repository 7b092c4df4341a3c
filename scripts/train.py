"""`make train`: what reads a message, then the engine; nothing to do for unchanged inputs.

What was trained is signed (signed/). What was signed and is another now is not trained over: that
would hide that somebody changed it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts import commands, console, stamps
from scripts.console import Failure, say, step
from scripts.places import HELPLINE_PYTHON, RASA, ROOT
from scripts.setup import alone, set_up

MODELS = ROOT / os.environ.get("WAYMARK_MODELS_DIR", "models")
READING = MODELS / "understanding"
ENGINE_MODEL = MODELS / "engine" / "waymark.tar.gz"

_READING_INPUTS = [ROOT / "understanding", ROOT / "requirements" / "helpline.txt"]
_ENGINE_INPUTS = [
    ROOT / "data",
    ROOT / "config.yml",
    ROOT / "domain.yml",
    ROOT / "bot" / "components",
    ROOT / "bot" / "requirements.txt",
    ROOT / "understanding",
]


# As in signed/__main__.py.
_NOT_SIGNED = 3


def train() -> None:
    """Train what is out of date; the engine second: its model names the artefact it reads with.
    Models that somebody else trained (WAYMARK_MODEL_KEY) are only checked."""
    if os.environ.get("WAYMARK_MODEL_KEY"):
        if _check() != 0:
            raise _refusal("The trained models", "they are not signed")
        return
    with alone():
        _train_reading()
        _train_engine()


def _train_reading() -> None:
    data = ROOT / "data"
    examples = [
        *data.glob("*/nlu.yml"),
        *data.glob("sentinel/*.yml"),
        *data.glob("indicators/*.yml"),
        *data.glob("messages/*.jsonl"),
    ]
    # The domain names the topics that a charity has added.
    wanted = stamps.digest([*_READING_INPUTS, ROOT / "domain.yml", *examples])
    manifest = READING / "manifest.json"
    if _is_current("train-reading", wanted, [manifest], READING):
        return
    with step("Training what reads a message (two to three minutes)"):
        stamps.forget("train-reading")
        commands.run(
            "Training what reads a message",
            [HELPLINE_PYTHON, "-m", "understanding.training", "--data", data, "--out", READING],
            log="train.log",
        )
        commands.run(
            "Signing what reads a message",
            [HELPLINE_PYTHON, "-m", "signed", "sign", READING.name],
            log="train.log",
        )
    stamps.write("train-reading", wanted)


def _train_engine() -> None:
    wanted = stamps.digest([*_ENGINE_INPUTS, READING / "manifest.json"])
    if _is_current("train-engine", wanted, [ENGINE_MODEL], ENGINE_MODEL.parent):
        return
    with step("Training the engine (half a minute)"):
        stamps.forget("train-engine")
        commands.run("Training the engine", [RASA, "train"], log="train.log")
    stamps.write("train-engine", wanted)


def _is_current(stamp: str, wanted: str, outputs: Iterable[Path], folder: Path) -> bool:
    """True if it was trained with just these inputs and is as it was signed. What nobody signed is
    removed, with what it would hand on to the next training."""
    if not stamps.is_current(stamp, wanted, outputs):
        return False
    if _check(folder.name) == _NOT_SIGNED:
        shutil.rmtree(folder)
        return False
    return True


def _check(part: str = "") -> int:
    """0, or that nobody signed it; Failure naming the file if it is not as it was signed."""
    checked = subprocess.run(
        [HELPLINE_PYTHON, "-m", "signed", "check", *([part] if part else [])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if checked.returncode in (0, _NOT_SIGNED):
        return checked.returncode
    raise _refusal("The trained models", checked.stderr.strip().removeprefix("signed: "))


def _refusal(what: str, why: str) -> Failure:
    return Failure(
        what,
        why,
        "If nobody changed it on purpose, find out who did; to train anew, remove the folder "
        "models, then run make train",
    )


def main() -> int:
    set_up("dev" if "--dev" in sys.argv[1:] else "helpline")
    train()
    say("Trained.")
    return 0


if __name__ == "__main__":
    console.finish(main)
