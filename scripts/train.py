"""`make train`: what reads a message, then the engine; nothing to do for unchanged inputs."""

import os
import sys

from scripts import commands, console, stamps
from scripts.console import say, step
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


def train() -> None:
    """Train what is out of date; the engine second: its model names the artefact it reads with."""
    with alone():
        _train_reading()
        _train_engine()


def _train_reading() -> None:
    data = ROOT / "data"
    examples = [*data.glob("*/nlu.yml"), *data.glob("sentinel/*.yml")]
    wanted = stamps.digest([*_READING_INPUTS, *examples])
    manifest = READING / "manifest.json"
    if stamps.is_current("train-reading", wanted, [manifest]):
        return
    with step("Training what reads a message (about a minute)"):
        stamps.forget("train-reading")
        commands.run(
            "Training what reads a message",
            [HELPLINE_PYTHON, "-m", "understanding.training", "--data", data, "--out", READING],
            log="train.log",
        )
    stamps.write("train-reading", wanted)


def _train_engine() -> None:
    wanted = stamps.digest([*_ENGINE_INPUTS, READING / "manifest.json"])
    if stamps.is_current("train-engine", wanted, [ENGINE_MODEL]):
        return
    with step("Training the engine (about a minute)"):
        stamps.forget("train-engine")
        commands.run("Training the engine", [RASA, "train"], log="train.log")
    stamps.write("train-engine", wanted)


def main() -> int:
    set_up("dev" if "--dev" in sys.argv[1:] else "helpline")
    train()
    say("Trained.")
    return 0


if __name__ == "__main__":
    console.finish(main)
