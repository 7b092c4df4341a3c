"""The mapping to the standard: every criterion and item is there, and what it names exists."""

import re

import pytest

import content
import content.responses
from tests.docs.papers import section
from tests.docs.trees import ROOT, text

PAGE = "docs/standard.md"
PARTS = {"## Performance criteria": 14, "## Knowledge and understanding": 21}
_ROW = re.compile(r"^\| (\d+) \| (.*?) \| (.*?) \| (.*?) \| (.*) \|$", re.M)
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def _rows(heading: str) -> list[tuple[str, ...]]:
    return _ROW.findall(section(PAGE, heading))


@pytest.mark.parametrize("heading", PARTS)
def test_all_of_it_is_there_with_a_state(heading: str) -> None:
    rows = _rows(heading)
    assert [int(row[0]) for row in rows] == list(range(1, PARTS[heading] + 1))
    states = [row[4] for row in rows]
    assert all(re.match(r"(?:Now|In part|Not yet)\b", state) for state in states)


@pytest.mark.parametrize("heading", PARTS)
def test_the_tests_that_show_it_exist(heading: str) -> None:
    for number, _, _, shown, _ in _rows(heading):
        named = _TEST.findall(shown)
        assert named, f"{heading} {number} names no test"
        for path, function in named:
            assert (ROOT / path).is_file(), path
            assert not function or re.search(rf"^(?:async )?def {function}\(", text(path), re.M), (
                f"{path} has no {function}"
            )


def test_what_it_says_of_the_code_exists() -> None:
    page = text(PAGE)
    words = content.responses.load(content.DATA)
    assert set(re.findall(r"`(utter_\w+)`", page)) <= set(words.names())
    actions = (ROOT / "domain.yml").read_text()
    assert all(name in actions for name in re.findall(r"`(action_\w+)`", page))
    for place in re.findall(r"`((?:data|helpline|understanding|tests)/[\w/.]+)`", page):
        assert (ROOT / place).exists(), place
