"""A default Rasa assistant that knows the same: the named baseline.

Trained by Rasa's own command with the pipeline and policies that `rasa init` sets up, on the same
examples, rules and responses, in a folder of its own. Two things are made of our data for it:
facts are filled in beforehand (Rasa's own words would stop at `{services.….phone}`), and each rule
is told as a story as well, because TEDPolicy and UnexpecTEDIntentPolicy learn from stories alone.
Our intent `restart` gets another name: Rasa's own rules claim that one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import content.directory
from bench.places import ENGINE_PYTHON, QUIET, ROOT
from content.wording import PLACEHOLDER

STOCK = Path(__file__).with_name("stock")
MODEL = "baseline"
SECONDS = "seconds.json"
RESTART = re.compile(r"(?<=intent: )restart$|(?<=^  - )restart$|(?<=\"/)restart(?=\")", re.M)
_YAML = YAML(typ="safe", pure=True)


class TrainingFailed(Exception):
    """Rasa could not train the baseline; the message names its log."""


@dataclass(frozen=True)
class Trained:
    """The baseline's folder, and how long its training took (seconds, by the clock)."""

    folder: Path
    seconds: float
    epochs: int

    @property
    def model(self) -> Path:
        return self.folder / "models" / f"{MODEL}.tar.gz"


def train(folder: Path, epochs: int) -> Trained:
    """Trains into `folder`, or takes what was trained there before. Raises TrainingFailed."""
    known = folder / SECONDS
    if known.exists():
        told = json.loads(known.read_text())
        if told["epochs"] == epochs:
            return Trained(folder, told["seconds"], epochs)
    write_project(folder, epochs)
    log = folder / "train.log"
    began = time.monotonic()
    with log.open("wb") as output:
        done = subprocess.run(
            [ENGINE_PYTHON, "-m", "rasa", "train", "--skip-validation", "--force",
             "--domain", "domain.yml", "--config", "config.yml", "--data", "data",
             "--out", "models", "--fixed-model-name", MODEL],
            cwd=folder, env={**os.environ, **QUIET}, stdout=output, stderr=subprocess.STDOUT,
            check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise TrainingFailed(f"the baseline was not trained: see {log}")
    trained = Trained(folder, time.monotonic() - began, epochs)
    known.write_text(json.dumps({"seconds": trained.seconds, "epochs": epochs}))
    return trained


def write_project(folder: Path, epochs: int) -> None:
    """Its own Rasa project: our data with the facts filled in, Rasa's default settings."""
    for name in ("data", "models", ".rasa"):
        shutil.rmtree(folder / name, ignore_errors=True)
    data = folder / "data"
    facts = content.directory.load(ROOT / "data").facts
    stories: list[dict[str, Any]] = []
    for source in sorted((ROOT / "data").glob("*/*.yml")):
        if source.name not in {"nlu.yml", "rules.yml", "responses.yml"}:
            continue
        text = RESTART.sub("begin_again", source.read_text(encoding="utf-8"))
        if source.name == "rules.yml":
            stories += _stories(text)
        elif source.name == "responses.yml":
            text = PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), text)
        target = data / source.parent.name / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    with (data / "stories.yml").open("w", encoding="utf-8") as target_file:
        _YAML.dump({"version": "3.1", "stories": stories}, target_file)
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    (folder / "domain.yml").write_text(RESTART.sub("begin_again", domain), encoding="utf-8")
    for name in ("credentials.yml", "endpoints.yml"):
        shutil.copy(STOCK / name, folder / name)
    config = (STOCK / "config.yml").read_text()
    (folder / "config.yml").write_text(re.sub(r"epochs: \d+", f"epochs: {epochs}", config))


def _stories(rules: str) -> list[dict[str, Any]]:
    return [
        {"story": str(rule["rule"]), "steps": [dict(step) for step in rule["steps"]]}
        for rule in _YAML.load(rules)["rules"]
    ]
