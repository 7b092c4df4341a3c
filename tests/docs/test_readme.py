"""The README is short, begins with the two commands, and names only what is there."""

import re

import pytest

from tests.docs.trees import ROOT, text, tracked


def test_the_readme_fits_on_two_screens() -> None:
    assert len(text("README.md").splitlines()) <= 150


def test_the_first_thing_to_type_is_the_two_commands() -> None:
    block = re.search(r"^```\w*\n(.*?)^```", text("README.md"), re.M | re.S)
    assert block, "README.md has no code block"
    commands = [line.split("#")[0].strip() for line in block[1].splitlines() if line.strip()]
    assert commands == ["make run", "make test"]


@pytest.mark.parametrize("page", [name for name in tracked() if name.endswith(".md")])
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (here / target).exists()] == []


def test_every_path_that_the_readme_names_exists() -> None:
    """What stands in backticks and looks like a file or folder of ours."""
    words = re.findall(r"`([A-Za-z0-9_.\-]+/[A-Za-z0-9_.\-/<>*]*)`", text("README.md"))
    made_later = ("var/", ".tools", ".venv", "bot/.venv", "models/", "bot/rasa")
    named = [
        word for word in words if not word.startswith(made_later) and not set("<>*") & set(word)
    ]
    assert named, "README.md names no path"
    assert [word for word in named if not (ROOT / word).exists()] == []


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z\-]+):", text("Makefile"), re.M))
    named = {
        (page, target)
        for page in tracked()
        if page.endswith(".md")
        for target in re.findall(r"`make ([a-z\-]+)", text(page))
    }
    assert {(page, target) for page, target in named if target not in targets} == set()


def test_make_help_explains_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.M)
    assert phony
    explained = set(re.findall(r"^([a-z\-]+):.*## ", text("Makefile"), re.M))
    assert set(phony[1].split()) == explained
