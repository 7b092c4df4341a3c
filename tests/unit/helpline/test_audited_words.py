"""Whatever the trail notes has words for the auditor, in each language of the desk."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

import pytest

from content.languages import LANGUAGES
from tests.stack import ROOT


def _texts(node: ast.expr, body: ast.AST) -> Iterator[str]:
    """The names an action can have: as it is written, one of two, or by a name given before."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _texts(one, body)
            yield from _texts(other, body)
        case ast.Name(id=name):
            for given in ast.walk(body):
                if isinstance(given, ast.Assign) and any(
                    isinstance(to, ast.Name) and to.id == name for to in given.targets
                ):
                    yield from _texts(given.value, body)


def noted() -> set[str]:
    """Each action that the helpline notes."""
    found: set[str] = set()
    for path in (ROOT / "helpline").rglob("*.py"):
        tree = ast.parse(path.read_text())
        for function in ast.walk(tree):
            if not isinstance(function, ast.AsyncFunctionDef | ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id == "note_audit"
                    and len(call.args) > 2
                ):
                    found |= set(_texts(call.args[2], function))
    return found


def test_the_search_finds_what_is_written_in_each_way() -> None:
    assert {"case_view", "case_agreed", "hand_down", "content.approved", "take"} <= noted()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_action_has_its_words(language: str) -> None:
    words = json.loads((ROOT / f"web/desk/locale/{language}.json").read_text())
    names = {one.replace(".", "_") for one in noted()}
    assert sorted(one for one in names if f"audited.{one}" not in words) == []
