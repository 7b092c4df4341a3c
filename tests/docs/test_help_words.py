"""The page without JavaScript says when to call 999 in the fact's own words, in English; in Welsh
it says it in Welsh: whoever reads that page may be frightened and read no other language."""

import json
from pathlib import Path

import pytest
import yaml


def _words(root: Path, language: str) -> dict[str, str]:
    path = root / "web" / "widget" / "locale" / f"help.{language}.json"
    words: dict[str, str] = json.loads(path.read_text("utf-8"))
    return words


@pytest.mark.parametrize("name", ["danger_when", "cannot_speak"])
def test_danger_is_told_in_both_languages(root: Path, name: str) -> None:
    assert _words(root, "en")[name] != _words(root, "cy")[name]


def test_when_to_call_is_the_facts_own_sentence(root: Path) -> None:
    facts = yaml.safe_load((root / "data" / "directory" / "services.yml").read_text("utf-8"))
    note = facts["services"]["police_emergency"]["note"]
    assert _words(root, "en")["danger_when"] == note
