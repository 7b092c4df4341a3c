"""`python -m understanding.tuning WORK STEP…`: from labelled texts to understanding/encoder.onnx.

Steps, in this order; each keeps what it made below WORK, so that it need not be done again:
  student   the small encoder alone, on everything labelled
  further   the encoder in use (understanding/encoder.onnx) further, on everything labelled; or,
            with --further-from, what was kept in WORK
  teacher   the large encoder, on the same, and what it says of each text
  distil    the student further, on the labels and on what the teacher says
  export    writes understanding/encoder.onnx and prints its sha256, for encoder.py
Texts that understanding/labels.py holds out are never learned from; each epoch is judged on them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from understanding.encoder import WEIGHTS
from understanding.tuning.examples import Example, read_examples
from understanding.tuning.export import export
from understanding.tuning.networks import Heads, Student, Teacher
from understanding.tuning.resume import resume
from understanding.tuning.tune import Lesson, Plan, begin, teach, tune
from understanding.tuning.weights import bring_large, find_small

FROZEN = 8
"""Layers of the large encoder, of twelve, that stay as they are: half the time for little."""

PLANS = {
    "student": Plan(epochs=5, rate=1.5e-4, head_rate=2e-3, rewriting=True),
    "further": Plan(epochs=3, rate=8e-5, head_rate=2e-3, rewriting=True),
    "teacher": Plan(epochs=3, rate=6e-5, head_rate=2e-3, rewriting=False),
    "distil": Plan(epochs=3, rate=8e-5, head_rate=1e-3, rewriting=True),
}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _load(path: Path, encoder: torch.nn.Module, heads: Heads) -> None:
    kept: Any = torch.load(path)
    encoder.load_state_dict(kept["encoder"])
    heads.load_state_dict(kept["heads"])


def _split(data: Path, indicators: Path) -> tuple[list[Example], list[Example]]:
    every = read_examples(data, indicators)
    learned = [one for one in every if not one.held]
    _say(f"{len(every)} texts, {len(learned)} of them to learn from")
    return learned, [one for one in every if one.held]


def _tune_student(work: Path, learned: list[Example], judged: list[Example]) -> None:
    torch.manual_seed(PLANS["student"].seed)
    student = Student(find_small())
    heads = Heads(student.size)
    tune(student, heads, learned, PLANS["student"], _say, work / "student.pt", judged=judged)


def _tune_further(
    work: Path, learned: list[Example], judged: list[Example], kept: Path | None, epochs: int
) -> None:
    plan = replace(PLANS["further"], epochs=epochs)
    torch.manual_seed(plan.seed)
    student = Student(find_small())
    heads = Heads(student.size)
    if kept is None:
        resume(student, Path(__file__).parent.parent / WEIGHTS)
        begin(student, heads, learned)
    else:
        _load(kept, student, heads)
    tune(student, heads, learned, plan, _say, work / "further.pt", judged=judged)


def _tune_teacher(work: Path, learned: list[Example], judged: list[Example]) -> None:
    torch.manual_seed(PLANS["teacher"].seed)
    teacher = Teacher(bring_large(work), FROZEN)
    heads = Heads(teacher.size)
    tune(teacher, heads, learned, PLANS["teacher"], _say, work / "teacher.pt", judged=judged)
    torch.save(teach(teacher, heads, [one.text for one in learned]), work / "lessons.pt")


def _distil(work: Path, learned: list[Example], judged: list[Example]) -> None:
    student = Student(find_small())
    heads = Heads(student.size)
    _load(work / "student.pt", student, heads)
    lessons: dict[str, Lesson] = torch.load(work / "lessons.pt")
    tune(student, heads, learned, PLANS["distil"], _say, work / "distilled.pt", lessons, judged)


def _export(source: Path, target: Path) -> None:
    student = Student(find_small())
    student.load_state_dict(torch.load(source)["encoder"])
    export(student, target)
    _say(f"{target.name}: {hashlib.sha256(target.read_bytes()).hexdigest()}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m understanding.tuning", description=__doc__)
    parser.add_argument("work", type=Path, help="a folder for weights and what was learned")
    parser.add_argument("steps", nargs="+", choices=[*PLANS, "export"])
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--indicators", type=Path, default=Path("data/indicators"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / WEIGHTS)
    parser.add_argument("--further-from", help="what was kept in WORK, to tune on from")
    parser.add_argument("--epochs", type=int, default=PLANS["further"].epochs, help="of further")
    parser.add_argument("--export-from", default="distilled.pt", help="what was kept in WORK")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    options.work.mkdir(parents=True, exist_ok=True)
    learned, judged = _split(options.data, options.indicators)
    makers = {
        "student": _tune_student,
        "teacher": _tune_teacher,
        "distil": _distil,
    }
    for step in options.steps:
        _say(step)
        if step == "export":
            _export(options.work / options.export_from, options.out)
        elif step == "further":
            kept = options.further_from and options.work / options.further_from
            _tune_further(options.work, learned, judged, kept, options.epochs)
        else:
            makers[step](options.work, learned, judged)
    return 0


if __name__ == "__main__":
    sys.exit(main())
