"""`python -m bench.reference [stock | features …]`: Rasa's own classifiers beside our reading.

`stock` is the pipeline of `rasa init`, `features` is DIET on what our reading sees. Each learns
from the same texts and intents as ours (understanding/labels.py) and reads the blind sets; numbers
only are printed, never a message. Takes a quarter of an hour and more each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from ruamel.yaml import YAML

from bench.places import ENGINE_PYTHON, QUIET, ROOT
from understanding.corpus import read_corpus
from understanding.judging import SETS, bare, known_texts, read_blind, score
from understanding.labels import make_labelled
from understanding.names import INTENTS

HERE = Path(__file__).parent
CONFIGS = {"stock": ROOT / "bench" / "stock" / "config.yml", "features": HERE / "features.yml"}
_YAML = YAML(typ="safe", pure=True)


def write_project(folder: Path, name: str, epochs: int) -> None:
    """A folder with the pipeline and our labelled texts in Rasa's format."""
    config = _YAML.load(CONFIGS[name].read_text(encoding="utf-8")) | {"policies": []}
    config["pipeline"] = [
        one | ({"epochs": epochs} if "epochs" in one else {})
        for one in config["pipeline"]
        if one["name"] != "ResponseSelector"
    ]
    examples: dict[str, list[str]] = {intent: [] for intent in INTENTS}
    for text, intent in zip(*make_labelled(read_corpus(ROOT / "data")), strict=True):
        # Rasa reads brackets as entities.
        examples[intent].append(text.translate(str.maketrans("[]{}\n", "()() ")))
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in examples.items()
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "config.yml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(config, file)
    with (folder / "nlu.yml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump({"version": "3.1", "nlu": nlu}, file)


def _engine(folder: Path, *arguments: str | Path) -> None:
    paths = {"PYTHONPATH": str(ROOT)}
    with (folder / "log.txt").open("ab") as log:
        subprocess.run(
            [ENGINE_PYTHON, *arguments],
            cwd=folder, env={**os.environ, **QUIET, **paths}, stdout=log, stderr=log, check=True,
        )  # fmt: skip


def compare(name: str, folder: Path, epochs: int) -> list[str]:
    """Trains one, lets it read the blind sets, and says how well it did."""
    write_project(folder, name, epochs)
    began = time.monotonic()
    _engine(folder, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--config", "config.yml",
            "--out", "models", "--fixed-model-name", name)  # fmt: skip
    lines = [f"{name}: {epochs} epochs, trained in {time.monotonic() - began:.0f} s"]
    known = known_texts(ROOT / "data")
    for title, path in SETS.items():
        messages = [one for one in read_blind(path) if bare(one.text) not in known]
        (folder / "texts.json").write_text(json.dumps([one.text for one in messages]))
        _engine(folder, "-m", "bench.reference.parse", f"models/{name}.tar.gz", "texts.json",
                "read.json")  # fmt: skip
        read = json.loads((folder / "read.json").read_text())
        wanted = [one.intent for one in messages]
        f1 = [score(i, [w == i for w in wanted], [r == i for r in read]).f1 for i in INTENTS]
        right = sum(w == r for w, r in zip(wanted, read, strict=True)) / len(wanted)
        lines.append(f"  {title}: macro F1 {sum(f1) / len(f1):.3f}, accuracy {right:.3f}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reference", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*CONFIGS], default=[*CONFIGS])
    parser.add_argument("--epochs", type=int, default=100, help="Rasa's own default is 100")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "reference")
    options = parser.parse_args(arguments)
    for name in options.name:
        print("\n".join(compare(name, options.folder / name, options.epochs)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
