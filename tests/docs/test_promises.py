"""docs/promises.md: each promise has code that keeps it and tests that exist and run.

The tests are found by reading the files, not by running them.
"""

import ast
import re
from dataclasses import dataclass, field

import pytest

from tests.docs.trees import ROOT, dotted, text, tree

_PAGE = "docs/promises.md"
PROMISES = 11
_SHOWN = "Shown in real browsers and on stolen disks"
_OFF = frozenset({"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"})


@dataclass
class Part:
    """One point of a promise: the files that keep it, and the tests that break with it."""

    promise: str
    says: str
    kept_by: list[str]
    tests: list[str] = field(default_factory=list)


def parts(page: str) -> list[Part]:
    """Every point of the page; its form is `* **says.** `file`, …` with tests below it."""
    found: list[Part] = []
    promise = ""
    for line in page.splitlines():
        if line.startswith("## "):
            promise = line.removeprefix("## ")
        elif point := re.match(r"\* \*\*(.+?)\*\* (.*)$", line):
            found.append(Part(promise, point[1], re.findall(r"`([^`]+)`", point[2])))
        elif line.startswith("  - "):
            found[-1].tests += re.findall(r"`([^`]+)`", line)
    return found


def problem_of(test: str) -> str | None:
    """Why a named test cannot be what breaks; None if it can."""
    name, _, title = test.partition("::")
    if not title:
        return "names a file and no test in it"
    if not (ROOT / name).is_file():
        return "no such file"
    return _of_typescript(name, title) if name.endswith(".ts") else _of_python(name, title)


def _of_typescript(name: str, title: str) -> str | None:
    found = re.search(rf'\b(it|test)(\.\w+)?\(\s*"{re.escape(title)}"', text(name))
    if found is None:
        return "no such test in it"
    return "is switched off" if found[2] in {".skip", ".todo", ".only"} else None


def _of_python(name: str, title: str) -> str | None:
    if not re.fullmatch(r"tests/(\w+/)*test_\w+\.py", name):
        return "is no file that pytest collects"
    module = tree(ROOT / name)
    functions = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == title
    ]
    if not functions or not title.startswith("test_"):
        return "no such test in it"
    if len(functions) > 1:
        return "stands twice in it: the first never runs"
    marks = {
        dotted(one.func if isinstance(one, ast.Call) else one)
        for one in functions[0].decorator_list
    }
    whole = [
        dotted(one)
        for node in module.body
        if isinstance(node, ast.Assign) and dotted(node.targets[0]) == "pytestmark"
        for one in ast.walk(node.value)
    ]
    if (marks | set(whole)) & _OFF:
        return "is switched off"
    return None


ALL = parts(text(_PAGE))


def test_the_eleven_promises_are_there_in_order() -> None:
    numbers = re.findall(r"^## (\d+)\. \S", text(_PAGE), re.M)
    assert numbers == [str(number) for number in range(1, PROMISES + 1)]


@pytest.mark.parametrize("number", range(1, PROMISES + 1))
def test_each_promise_has_parts_with_tests(number: int) -> None:
    mine = [part for part in ALL if part.promise.startswith(f"{number}. ")]
    assert mine, f"promise {number} has no part"
    assert [part.says for part in mine if not part.tests] == []


def test_what_must_be_shown_is_shown() -> None:
    shown = [part for part in ALL if part.promise == _SHOWN]
    assert len(shown) >= 10
    assert [part.says for part in shown if not part.tests] == []


def test_every_test_that_a_promise_names_is_there() -> None:
    assert ALL
    problems = {test: problem_of(test) for part in ALL for test in part.tests}
    wrong = sorted(f"{test}: {why}" for test, why in problems.items() if why)
    assert wrong == [], "docs/promises.md:\n" + "\n".join(wrong)


def test_every_part_names_what_keeps_it() -> None:
    assert [part.says for part in ALL if not part.kept_by] == []
    named = {name for part in ALL for name in part.kept_by}
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_no_line_of_the_page_is_read_by_nobody() -> None:
    """A slip in a point's form would take its tests out of sight."""
    body = text(_PAGE).partition("\n## ")[2].partition("\n## What was not checked")[0]
    lines = [line for line in body.splitlines() if re.match(r"\s*[*-] ", line)]
    assert len(lines) == len(ALL) + sum(len(part.tests) for part in ALL)


def test_no_promise_rests_on_a_test_of_the_page_alone() -> None:
    """That a page says so is no proof that the code does."""
    of_code = [part for part in ALL if re.match(r"\d+\. ", part.promise) or part.promise == _SHOWN]
    only_pages = [
        part.says
        for part in of_code
        if part.tests and all(test.startswith("tests/docs/") for test in part.tests)
    ]
    assert only_pages == []


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("tests/docs/test_gone.py::test_it", "no such file"),
        ("tests/docs/test_promises.py::test_nobody_wrote_this", "no such test in it"),
        ("tests/docs/test_promises.py::problem_of", "no such test in it"),
        ("tests/docs/test_promises.py", "names a file and no test in it"),
        ("tests/docs/trees.py::modules", "is no file that pytest collects"),
        ("web/widget/test/shift.test.ts::leaves whenever it likes", "no such test in it"),
    ],
)
def test_a_name_that_leads_nowhere_is_found(test: str, why: str) -> None:
    assert problem_of(test) == why
