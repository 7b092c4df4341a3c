"""What a charity pastes, the loader that it pins, the page without script, and the card."""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from content import DATA, directory
from content.directory import NATIONS
from content.languages import LANGUAGES
from helpline import embed_commands
from helpline.config import Config
from helpline.public import loaders
from helpline.public.help_page import HelpPage
from helpline.services.content import Content
from helpline.services.shifts.hours import Hours
from tests.docs.trees import ROOT, text

WEB = ROOT / "web"


class _Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


class _Held:
    """What the help page needs of the services."""

    def __init__(self) -> None:
        self.config = Config()
        self.content = Content(DATA)
        self.hours = Hours(self.content)


@pytest.fixture(scope="module")
def page() -> HelpPage:
    return HelpPage(_Held())  # type: ignore[arg-type]


def command(*words: str) -> int:
    """`python -m helpline …`, without its logs: they would stay set up for the next test."""
    parser = argparse.ArgumentParser()
    embed_commands.add_parsers(parser.add_subparsers(dest="job"))
    options = parser.parse_args(words)
    run = {"embed": embed_commands.run_embed, "card": embed_commands.run_card}[options.job]
    return asyncio.run(run(Config(public_origin="https://chat.example.org"), options))


def test_a_version_of_the_loader_stays_after_the_next_one_has_come(tmp_path: Path) -> None:
    first, second = loaders.loader_of(b"first"), loaders.loader_of(b"second")
    loaders.keep(first, tmp_path / "loaders")
    kept = loaders.keep(second, tmp_path / "loaders")
    assert kept == {first.name: b"first", second.name: b"second"}
    assert re.fullmatch(r"waymark-[0-9a-f]{12}\.js", first.name)
    digest = base64.b64encode(hashlib.sha384(b"first").digest()).decode()
    assert first.integrity == f"sha384-{digest}"


def test_a_kept_loader_that_was_changed_is_not_served(tmp_path: Path) -> None:
    made = loaders.loader_of(b"first")
    loaders.keep(made, tmp_path / "loaders")
    (tmp_path / "loaders" / made.name).write_bytes(b"other")
    assert loaders.keep(None, tmp_path / "loaders") == {}


def test_the_command_prints_the_tag_the_hash_and_what_a_policy_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--audience", "young", "--nation", "wales", "--colour", "#7a1f5c", "--inline"]
    assert command("embed", *words) == 0
    said = capsys.readouterr().out
    made = loaders.current(WEB)
    assert made is not None
    assert f'src="https://chat.example.org/{made.name}" integrity="{made.integrity}"' in said
    tag = re.search(r"<waymark-chat [^>]*>", said)
    assert tag
    assert tag[0] == (
        '<waymark-chat audience="young" language="en" nation="wales" colour="#7a1f5c"'
        ' neutral="https://www.bbc.co.uk/weather" inline>'
    )
    facts = directory.load(DATA).facts
    assert facts["own.helpline.phone"] in said
    assert "frame-src https://chat.example.org" in said


def test_a_colour_that_could_break_out_of_the_tag_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        command("embed", "--colour", '#fff" onload="')
    assert "six digits" in capsys.readouterr().err


def test_the_first_lines_are_those_of_the_page_on_leaving() -> None:
    assert text("web/widget/loader/first-lines.html").strip() in text("docs/exit.md")


def test_the_page_without_script_has_the_numbers_the_hours_and_a_way_out(page: HelpPage) -> None:
    said = page.page("en", None, "adult")
    links = _Links(said).found
    assert links[0] == "https://www.bbc.co.uk/weather"
    assert {"tel:999", "tel:08088020300"} <= set(links)
    assert "Monday to Friday, 9:30 am to 4 pm" in said
    assert "<script" not in said
    # Pressed alone, 55 helps nobody.
    assert "tel:55" not in links


@pytest.mark.parametrize("nation", [None, *NATIONS])
@pytest.mark.parametrize("audience", ["adult", "young"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_of_the_page_is_a_fact_of_that_place(
    page: HelpPage, language: str, audience: str, nation: str | None
) -> None:
    said = page.page(language, nation, audience)
    assert "%%" not in said
    assert "{{" not in said
    known = directory.load(DATA)
    here = {"999", known.facts["own.helpline.phone"].replace(" ", "")} | {
        "".join(one for one in known.facts.get(f"services.{key}.{way}", "") if one.isdigit())
        for key in known.services_for(nation, audience)
        for way in ("phone", "text")
    }
    numbers = {link[4:] for link in _Links(said).found if link[:4] in {"tel:", "sms:"}}
    assert len(numbers) > 5
    assert numbers <= here
    assert ("08001111" in numbers) == (audience == "young")
    # Whom to call about one's own behaviour is no help for somebody who is being stalked.
    assert "08088024040" not in numbers


def test_the_card_says_nothing_but_its_dull_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command("card") == 0
    sheet = capsys.readouterr().out
    seen = re.sub(r"<style>.*?</style>|<[^>]+>", " ", sheet, flags=re.S)
    assert set(seen.split()) == {"Information"}
    assert sheet.count("<svg") == 10
    assert not re.search("example|stalk|helpline|waymark|999", sheet, re.I)
