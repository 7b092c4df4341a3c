"""The guide for writers, followed to the letter: a topic with an intent of its own is answered. And
its training, as it is the one of a whole run that starts from nothing, reaches for nobody outside.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.talking import talk
from tests.docs.new_topic import add_to, copy_project
from tests.engine.watching import REPORT, outside, programs, watch
from tests.stack import Stack

# Seconds: two minutes on two free cores, and many times that while other tests share them.
_TRAINED_WITHIN = 1_500


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return watch(tmp_path_factory.mktemp("watched"))


@pytest.fixture(scope="module")
def with_topic(
    tmp_path_factory: pytest.TempPathFactory, watched: dict[str, str]
) -> Iterator[Stack]:
    """A copy of the project with the guide's topic, trained as its charity would, and running."""
    project = copy_project(tmp_path_factory.mktemp("charity") / "waymark")
    add_to(project)
    ours = {name: value for name, value in os.environ.items() if "WAYMARK" not in name}
    trained = subprocess.run(
        ["python3", "-m", "scripts.train", "--dev"],
        cwd=project,
        env={**ours, **watched},
        capture_output=True,
        text=True,
        timeout=_TRAINED_WITHIN,
        check=False,
    )
    assert trained.returncode == 0, trained.stdout + trained.stderr
    stack = Stack(tmp_path_factory.mktemp("running"), {"WAYMARK_ALWAYS_ON_SHIFT": "1"}, project)
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()


@pytest.mark.parametrize(
    ("audience", "words"),
    [("adult", "Moving is a big step"), ("young", "Moving can feel strange and scary")],
)
async def test_a_topic_of_ones_own_is_heard_and_answered(
    with_topic: Stack, audience: str, words: str
) -> None:
    turns = [
        ("were moving house soon, how do i keep the new adress secret from him", words),
        # What was known before is heard as before.
        ("is stalking a crime", "crime", f"-{words}"),
    ]
    await talk(with_topic, turns, audience=audience)


def test_training_reaches_for_nobody_outside(with_topic: Stack, watched: dict[str, str]) -> None:
    seen = "\n".join(programs(watched))
    for trains in ("-m understanding.training", "-m bot.training train"):
        assert trains in seen
    assert outside(watched) == []
    assert REPORT not in (with_topic.root / "var" / "log" / "train.log").read_text()


def test_the_copy_asks_nothing_of_the_code(with_topic: Stack) -> None:
    """One folder and one line: nothing else differs from this project."""
    changed = subprocess.run(
        ["diff", "-rq", "--exclude=__pycache__", "--exclude=.venv", "--exclude=node_modules",
         *(f"--exclude={name}" for name in (".git", ".tools", ".rasa", "models", "var", ".*_cache",
                                            ".hypothesis")),
         ".", str(with_topic.root)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert sorted(changed.stdout.splitlines()) == [
        f"Files ./domain.yml and {with_topic.root}/domain.yml differ",
        f"Only in {with_topic.root}/data: moving",
    ]
