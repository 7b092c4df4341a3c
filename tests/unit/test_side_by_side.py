"""How a run's tests are spread over its processes."""

from pathlib import Path

import pytest

from tests import side_by_side
from tests.side_by_side import group_of


@pytest.mark.parametrize(
    ("files", "group"),
    [
        (["browser/test_queue.py::test_a", "browser/test_rota.py::test_b[x::y]"], "browser: desk"),
        (["browser/test_exit.py::test_a", "browser/test_blank.py::test_b"], "browser: chat"),
        (
            ["conversations/test_law.py::a", "conversations/test_spine.py::b"],
            "conversations: short",
        ),
        (
            ["conversations/test_messy.py::a", "conversations/test_walks.py::b"],
            "conversations: long",
        ),
        (["engine/test_door.py::test_a", "engine/test_turns.py::test_b"], "engine"),
        (["desk/test_rota.py::test_a[1]", "desk/test_rota.py::test_b"], "desk/test_rota.py"),
        (["conversations/test_canary.py::test_a"], "conversations/test_canary.py"),
    ],
)
def test_what_stands_on_the_same_stack_runs_in_one_process(files: list[str], group: str) -> None:
    assert {group_of(f"tests/{name}") for name in files} == {f"tests/{group}"}


def test_every_file_that_is_named_is_there(root: Path) -> None:
    """A file that was renamed would start a stack of its own, or come last, unseen."""
    named = {name for name in (*side_by_side._ALONE, *side_by_side._EARLY) if ": " not in name}
    assert [name for name in sorted(named) if not (root / name).exists()] == []
    desk = {f"tests/browser/test_{name}.py" for name in side_by_side._DESK}
    assert [name for name in sorted(desk) if not (root / name).is_file()] == []
    long = {f"tests/conversations/test_{name}.py" for name in side_by_side._LONG}
    assert [name for name in sorted(long) if not (root / name).is_file()] == []


def test_the_longest_come_first_and_the_rest_stays_as_it_is() -> None:
    class Item:
        def __init__(self, nodeid: str) -> None:
            self.nodeid = nodeid

    names = [
        "unit/test_b.py::b",
        "engine/test_door.py::a",
        "browser/test_exit.py::a",
        "unit/test_a.py::a",
    ]
    items = [Item(f"tests/{name}") for name in names]
    side_by_side.in_order(items)  # type: ignore[arg-type]
    assert [item.nodeid for item in items] == [
        f"tests/{name}" for name in (names[2], names[1], names[0], names[3])
    ]
