"""`python -m helpline embed`: the lines for a charity's pages. `card`: paper that leads here and
looks like nothing in particular. Neither needs the service to run.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from content import directory
from content.directory import NATIONS
from content.languages import LANGUAGES
from helpline.config import Config
from helpline.errors import WaymarkError
from helpline.public import loaders
from helpline.public.snippet import Snippet, Wishes

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


class NotBuilt(WaymarkError):
    """The pages are not there yet."""

    def __init__(self) -> None:
        super().__init__("the pages are not built: run `make setup`")


def add_parsers(jobs: Subparsers) -> None:
    """Adds `embed` and `card`."""
    embed = jobs.add_parser("embed", help="print the lines for a charity's pages")
    embed.add_argument("--audience", choices=("adult", "young"), default="adult")
    embed.add_argument("--language", choices=LANGUAGES, default="en")
    embed.add_argument("--nation", choices=NATIONS, default="", help="where its visitors live")
    embed.add_argument("--colour", type=_colour, default="", help="like #7a1f5c")
    embed.add_argument("--inline", action="store_true", help="in the page, not in its corner")
    embed.add_argument("--neutral", default="", help="where Exit leads from that site")
    embed.add_argument(
        "--newest",
        action="store_true",
        help="always the newest loader, without a hash; else exactly this one",
    )
    card = jobs.add_parser("card", help="print a page of small cards with a code to scan")
    card.add_argument("--language", choices=LANGUAGES, default="en")
    card.add_argument("--words", help="what stands on it; else one dull word")


def _colour(given: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", given):
        raise argparse.ArgumentTypeError("a colour is # and six digits or letters a to f")
    return given


def address_of(config: Config) -> str:
    """Where visitors reach the chat."""
    return config.public_origin or f"http://localhost:{config.public_port}"


def _snippet(config: Config) -> Snippet:
    try:
        return Snippet(config.web_dir, directory.load(config.content_dir))
    except FileNotFoundError:
        raise NotBuilt from None


async def run_embed(config: Config, options: argparse.Namespace) -> int:
    """Prints the three things to paste, each under its line."""
    snippet, chat = _snippet(config), address_of(config)
    wishes = Wishes(
        audience=options.audience,
        language=options.language,
        nation=options.nation,
        colour=options.colour,
        inline=options.inline,
        neutral=options.neutral or config.neutral_site,
    )
    loader = None if options.newest else loaders.current(config.web_dir)
    lines = [
        "<!-- 1. First in the <head> of every page of the site -->",
        snippet.head(chat, loader),
        "",
        "<!-- 2. Once on each page that has the chat -->",
        snippet.tag(chat, wishes),
        "",
        "3. Only if the site sends a Content-Security-Policy, add to it:",
        *(f"   {name} {value}" for name, value in snippet.policy(chat).items()),
    ]
    print("\n".join(lines))  # noqa: T201 - a command for a terminal
    return 0


async def run_card(config: Config, options: argparse.Namespace) -> int:
    """Prints an HTML page: to a file, then to paper from a browser."""
    # Imported late: only this needs the library that draws codes.
    from helpline.cards import sheet

    snippet = _snippet(config)
    words = options.words or snippet.words[options.language]["card"]
    language = "" if options.language == "en" else f"?language={options.language}"
    page = sheet(f"{address_of(config)}/{language}", words, options.language)
    print(page)  # noqa: T201 - a command for a terminal
    return 0
