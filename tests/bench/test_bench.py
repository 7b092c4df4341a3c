"""The bench's smoke run: real processes, few turns; the table it prints has its shape."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import BASELINE, ENGINE, SOCKET
from bench.plan import QUICK
from tests.browser.blanking import WAYS

pytestmark = pytest.mark.engine

SECONDS = 240


@pytest.fixture(scope="module")
def report(root: Path) -> list[str]:
    """What one `python -m bench --quick` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_door_is_measured_alone_and_in_a_crowd(report: list[str]) -> None:
    doors = [(row[0], int(row[1])) for row in _rows(report, columns=10)]
    assert doors == [(door, n) for door in (SOCKET, *ENGINE.values(), BASELINE) for n in (1, 2)]


def test_a_measured_door_has_its_numbers_and_the_growth_of_a_conversation(
    report: list[str],
) -> None:
    for row in _rows(report, columns=10):
        if row[0] == BASELINE:
            assert row[2] == "not run"
            continue
        per_second, p50, p95, _cpu = (float(cell) for cell in row[2:6])
        assert per_second > 0
        assert 0 < p50 <= p95
        if row[1] == "1":
            early, late, grown = (float(cell) for cell in row[6:9])
            assert grown == pytest.approx(late / early, rel=0.1)


def test_reading_and_memory_are_told(report: list[str]) -> None:
    text = "\n".join(report)
    assert re.search(r"^`reader\.read` alone, one thread: \d+ messages/s", text, re.M)
    assert re.search(r"^Memory .*helpline \d+ MB; engine \d+ MB\.$", text, re.M)


def test_the_wait_for_the_emergency_entry_is_told(report: list[str]) -> None:
    text = "\n".join(report)
    assert re.search(r"^Danger said, until the emergency entry: p50 \d+ ms, p95 \d+ ms", text, re.M)


def test_messages_between_two_people_are_timed_both_ways(report: list[str]) -> None:
    rows = _rows(report, columns=5)
    assert [row[0].split(",")[0] for row in rows] == [
        "visitor to worker",
        "worker to visitor",
        "both",
    ]
    counts = [int(row[1]) for row in rows]
    assert counts[0] + counts[1] == counts[2] == QUICK.passed_on
    for row in rows:
        waits = [float(cell) for cell in row[2:]]
        assert 0 < waits[0] <= waits[1] <= waits[2]


def test_exit_and_arrival_are_measured_beside_a_bare_page(report: list[str]) -> None:
    rows = _rows(report, columns=6)
    assert [row[0].split(",")[0] for row in rows] == [
        *(f"Exit by {way}" for way in WAYS for _ in range(2)),
        "usable on slow 3G",
        "a charity's main thread before the chat is opened",
    ]
    for row in rows[:-1]:
        numbers = [float(cell) for cell in row[1:]]
        assert numbers[1] <= numbers[2]
        assert numbers[3] <= numbers[4]


def test_each_aim_is_met_or_missed_or_not_run(report: list[str]) -> None:
    aims = _rows(report, columns=3)
    assert [aim[1] == "not run" for aim in aims] == [True, True, *[False] * 8]
    assert {aim[2] for aim in aims[2:]} <= {"met", "MISSED"}


def _rows(report: list[str], columns: int) -> list[list[str]]:
    """The body of the table with that many columns."""
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in report if "|" in line]
    table = [row for row in cells if len(row) == columns]
    return table[2:]
