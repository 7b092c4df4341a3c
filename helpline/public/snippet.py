"""What a charity pastes into its pages: the lines for the head, and the tag with the links that
show where the chat does not come. `python -m helpline embed` prints it; the example pages hold it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from content.directory import Directory
from content.languages import LANGUAGES
from helpline.public.loaders import Loader
from helpline.public.words import read_words


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the tag says. `colour`: "#rrggbb" or empty. `inline`: in the page, not in a corner."""

    audience: str = "adult"
    language: str = "en"
    nation: str = ""
    colour: str = ""
    inline: bool = False
    neutral: str = ""


class Snippet:
    """Makes the lines; built once from the pages and the facts.

    `web_dir`: where the built pages are. Raises FileNotFoundError if they are not built.
    """

    def __init__(self, web_dir: Path, directory: Directory) -> None:
        dist = web_dir / "widget" / "dist"
        self.words: dict[str, Mapping[str, str]] = {
            one: read_words(dist, "help.{code}.json", one) for one in LANGUAGES
        }
        self._first = (dist / "first-lines.html").read_text(encoding="utf-8").strip()
        self._facts = directory.facts

    def head(self, chat: str, loader: Loader | None = None) -> str:
        """For the <head> of every page. `chat`: the service's address. Without a `loader` the
        newest is fetched each time; with one exactly that, or none.
        """
        pinned = f' integrity="{loader.integrity}" crossorigin="anonymous"' if loader else ""
        name = loader.name if loader else "waymark.js"
        script = f'<script type="module" async src="{chat}/{name}"{pinned}></script>'
        return f"{self._first}\n{script}"

    def tag(self, chat: str, wishes: Wishes) -> str:
        """Where the chat belongs on a page."""
        words, facts = self.words[wishes.language], self._facts
        said = {
            "audience": wishes.audience,
            "language": wishes.language,
            "nation": wishes.nation,
            "colour": wishes.colour,
            "neutral": wishes.neutral,
        }
        named = "".join(f' {name}="{escape(value)}"' for name, value in said.items() if value)
        more = f"{chat}/help?language={wishes.language}&audience={wishes.audience}"
        danger = facts["services.police_emergency.phone"]
        helpline, phone = facts["own.helpline.name"], facts["own.helpline.phone"]
        return "\n".join(
            (
                f"<waymark-chat{named}{' inline' if wishes.inline else ''}>",
                f"  <p>{escape(words['tag_lead'])}:</p>",
                "  <ul>",
                f"    <li>{escape(words['danger'])}: {phone_link(danger)}</li>",
                f"    <li>{escape(helpline)}: {phone_link(phone)}</li>",
                f'    <li><a href="{escape(more)}" rel="noreferrer">'
                f"{escape(words['tag_more'])}</a></li>",
                "  </ul>",
                "</waymark-chat>",
            )
        )

    def policy(self, *chats: str) -> dict[str, str]:
        """What a site's Content-Security-Policy needs besides its own, by directive."""
        script = self._first.removeprefix("<script>").removesuffix("</script>")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        services = " ".join(chats)
        return {"script-src": f"{services} 'sha256-{digest}'", "frame-src": services}


def phone_link(number: str) -> str:
    """A number that a phone can call."""
    return f'<a href="tel:{dialled(number)}">{escape(number)}</a>'


def dialled(number: str) -> str:
    """`0808 802 0300` as a phone dials it."""
    return "".join(one for one in number if one.isdigit() or one == "+")
