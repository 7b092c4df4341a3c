"""`python -m bench.reference [features stock]`: Rasa's own classifiers beside our reading.

`features` is DIET on what our reading sees, `stock` the pipeline of `rasa init` with few epochs and
large batches: a hundred epochs as it comes would take hours on a text of each kind we have. Each
learns from the same texts and intents as ours (understanding/labels.py) and reads the blind sets;
numbers only are printed, never a message. They run one after the other, at the lowest priority, and
end after --minutes each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.places import ENGINE_PYTHON, MODELS, QUIET, ROOT
from bench.reference.arrays import write_arrays
from understanding.corpus import read_corpus
from understanding.judging import SETS, known_texts, score
from understanding.labels import make_labelled
from understanding.messages import Labelled, bare, read_labelled
from understanding.names import INTENTS

HERE = Path(__file__).parent
CONFIGS = {"features": HERE / "features.yml", "stock": ROOT / "bench" / "stock" / "config.yml"}

EPOCHS = {"features": 50, "stock": 10}
STOCK_BATCH = 256
"""An epoch of the pipeline of `rasa init` is bound by its steps, as each moves all weights of some
fifty thousand pieces of words twice: large batches take fewer. Its own are 64, growing to 256."""

_LEFT_OUT = ("ResponseSelector", "FallbackClassifier")
"""They choose answers, or take a doubtful intent back; what is compared is the intent."""

_YAML = YAML(typ="safe", pure=True)


def make_config(name: str, epochs: int) -> dict[str, Any]:
    """The pipeline as it is trained."""
    config: dict[str, Any] = _YAML.load(CONFIGS[name].read_text(encoding="utf-8"))
    pipeline = [one for one in config["pipeline"] if one["name"] not in _LEFT_OUT]
    for one in pipeline:
        if "epochs" in one:
            one["epochs"] = epochs
            one.setdefault("batch_size", STOCK_BATCH)
            one.setdefault("random_seed", 1)
    return config | {"pipeline": pipeline, "policies": []}


def write_project(folder: Path, config: dict[str, Any]) -> list[str]:
    """A folder with the pipeline and our labelled texts in Rasa's format; those texts."""
    examples: dict[str, list[str]] = {intent: [] for intent in INTENTS}
    for text, intent in zip(*make_labelled(read_corpus(ROOT / "data")), strict=True):
        if intent in examples:
            # Rasa reads brackets as entities.
            examples[intent].append(text.translate(str.maketrans("[]{}\n", "()() ")))
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in examples.items()
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in (
        ("config.yml", config),
        ("nlu.yml", {"version": "3.1", "nlu": nlu}),
    ):
        with (folder / file).open("w", encoding="utf-8") as stream:
            _YAML.dump(content, stream)
    return [text for texts in examples.values() for text in texts]


def read_sets() -> dict[str, list[Labelled]]:
    """The blind sets, without what is trained on."""
    known = known_texts(ROOT / "data")
    return {
        name: [one for one in read_labelled(path) if bare(one.text) not in known]
        for name, path in SETS.items()
    }


def _engine(folder: Path, minutes: float, *arguments: str) -> None:
    """Runs the engine's Python in a folder, as the least of all that runs."""
    with (folder / "log.txt").open("ab") as log:
        subprocess.run(
            ["nice", "-n", "15", ENGINE_PYTHON, *arguments],
            cwd=folder, env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT)},
            stdout=log, stderr=log, check=True, timeout=minutes * 60,
        )  # fmt: skip


def compare(name: str, folder: Path, epochs: int, minutes: float) -> list[str]:
    """Trains one, lets it read the blind sets, and says how well it did."""
    sets = read_sets()
    texts = write_project(folder, make_config(name, epochs))
    if name == "features":
        blind = [one.text for some in sets.values() for one in some]
        write_arrays(folder / "arrays.npz", [*texts, *blind], MODELS / "understanding")
    began = time.monotonic()
    _engine(folder, minutes, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml",
            "--config", "config.yml", "--out", "models", "--fixed-model-name", name)  # fmt: skip
    took = time.monotonic() - began
    lines = [f"{name}: {len(texts)} texts, {epochs} epochs, trained in {took:.0f} s"]
    for title, messages in sets.items():
        asked, read = folder / "texts.json", folder / "read.json"
        asked.write_text(json.dumps([one.text for one in messages]), encoding="utf-8")
        _engine(folder, minutes, "-m", "bench.reference.parse", f"models/{name}.tar.gz",
                asked.name, read.name)  # fmt: skip
        got = json.loads(read.read_text(encoding="utf-8"))
        wanted = [one.intent for one in messages]
        f1 = [score(i, [w == i for w in wanted], [r == i for r in got]).f1 for i in INTENTS]
        right = sum(w == r for w, r in zip(wanted, got, strict=True)) / len(wanted)
        lines.append(f"  {title}: macro F1 {sum(f1) / len(f1):.3f}, accuracy {right:.3f}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """The command. 1 where something took too long or broke; its log says more."""
    parser = argparse.ArgumentParser(prog="python -m bench.reference", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*CONFIGS], default=[*CONFIGS])
    parser.add_argument("--epochs", type=int, help=f"else {EPOCHS}")
    parser.add_argument("--minutes", type=float, default=20.0, help="that a step may take")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "reference")
    options = parser.parse_args(arguments)
    for name in options.name:
        folder = options.folder / name
        try:
            lines = compare(name, folder, options.epochs or EPOCHS[name], options.minutes)
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"reference: {name} was not done in {options.minutes:g} minutes\n")
            return 1
        except subprocess.CalledProcessError:
            sys.stderr.write(f"reference: {name} failed, see {folder / 'log.txt'}\n")
            return 1
        print("\n".join(lines), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
