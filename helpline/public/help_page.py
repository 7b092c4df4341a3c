"""`GET /help`: numbers, hours and how to get help, for a browser without script, for paper, and for
a chat that does not come. All facts are the directory's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from content.directory import NATIONS
from content.languages import DIRECTIONS, LANGUAGES, NAMES, TAGS
from helpline.public.snippet import dialled
from helpline.public.words import read_words
from helpline.services_container import Services

AUDIENCES = ("adult", "young")
#: In this order, each service where it fits first; what helps those who do harm is in none.
_GROUPS = {
    "group_stalking": ("stalking", "victim"),
    "group_young": ("children",),
    "group_abuse": ("domestic_abuse", "sexual_violence", "honour", "lgbt", "men", "older"),
    "group_online": ("images", "cyber"),
    "group_voice": ("deaf",),
    "group_low": ("suicide",),
}


HELP: web.AppKey[HelpPage] = web.AppKey("help")


class HelpPage:
    """The page, ready to be filled in; None of it if the pages are not built."""

    def __init__(self, services: Services) -> None:
        dist: Path = services.config.web_dir / "widget" / "dist"
        self._services = services
        self._template = ""
        self._words: dict[str, Mapping[str, str]] = {}
        if (dist / "help.html").exists():
            self._template = (dist / "help.html").read_text(encoding="utf-8")
            for one in LANGUAGES:
                self._words[one] = read_words(dist, "help.{code}.json", one)

    def page(self, language: str, nation: str | None, audience: str) -> str:
        """The whole page. `nation` None: only what the whole UK has."""
        if not self._template:
            raise web.HTTPServiceUnavailable(text="The pages are not built: run `make setup`.")
        words, content = self._words[language], self._services.content
        now = {"language": language, "nation": nation or "", "audience": audience}
        number, phone = (
            content.fact("services.police_emergency.phone"),
            content.fact("own.helpline.phone"),
        )
        values = {
            "LANG": TAGS[language],
            "DIR": DIRECTIONS[language],
            "AUDIENCE": audience,
            "NEUTRAL": self._services.config.neutral_site,
            "EMERGENCY": number,
            "EMERGENCY_TEL": dialled(number),
            "SILENT": content.fact("services.silent_solution.phone"),
            "HELPLINE_NAME": content.fact("own.helpline.name"),
            "HELPLINE_PHONE": phone,
            "HELPLINE_TEL": dialled(phone),
            "CHAT_HOURS": self._services.hours.summary(language),
            "CHAT": "/?" + urlencode({name: value for name, value in now.items() if value}),
        }
        lists = {
            "NATIONS": "".join(
                _way(words[one or "uk"], {**now, "nation": one}, one == now["nation"])
                for one in (*NATIONS, "")
            ),
            "WAYS": "".join(
                [
                    _way(NAMES[one], {**now, "language": one}, one == language, one)
                    for one in LANGUAGES
                ]
                + [
                    _way(words[f"audience_{one}"], {**now, "audience": one}, one == audience)
                    for one in AUDIENCES
                ]
            ),
            "SERVICES": "".join(self._groups(language, nation, audience)),
        }
        text = re.sub(r"\{\{(\w+)\}\}", lambda found: escape(words[found[1]]), self._template)
        filled = {name: escape(value) for name, value in values.items()} | lists
        return re.sub(r"%%(\w+)%%", lambda found: filled[found[1]], text)

    def _groups(self, language: str, nation: str | None, audience: str) -> Iterator[str]:
        """The directory by what people look for, the first group open. It is in English, as its
        sources are."""
        words, content = self._words[language], self._services.content
        directory = content.directory
        shown: set[str] = set()
        for group, needs in _GROUPS.items():
            keys = [
                key for key in directory.services_for(nation, audience, needs) if key not in shown
            ]
            shown.update(keys)
            if group == "group_young" and audience != "young":
                continue
            entries = "".join(
                _service(card, words) for key in keys if (card := content.service(key)) is not None
            )
            start = "<details open>" if group == "group_stalking" else "<details>"
            if entries:
                yield (
                    f"{start}<summary>{escape(words[group])}</summary>"
                    f'<ul class="services" lang="en">{entries}</ul></details>'
                )


async def help_page(request: web.Request) -> web.Response:
    """`?language=cy&nation=wales&audience=young`; what is unknown is as if it were not said."""
    text = request.app[HELP].page(
        _one_of(request, "language", LANGUAGES) or LANGUAGES[0],
        _one_of(request, "nation", NATIONS),
        _one_of(request, "audience", AUDIENCES) or "adult",
    )
    return web.Response(text=text, content_type="text/html", charset="utf-8")


def _one_of(request: web.Request, name: str, known: tuple[str, ...]) -> str | None:
    said = request.query.get(name)
    return said if said in known else None


def _way(name: str, choices: Mapping[str, str], here: bool, language: str = "") -> str:
    query = urlencode({name: value for name, value in choices.items() if value})
    current = ' aria-current="page"' if here else ""
    spoken = f' lang="{TAGS[language]}"' if language else ""
    return f'<li><a href="/help?{escape(query)}"{spoken}{current}>{escape(name)}</a></li>'


def _service(card: Mapping[str, str], words: Mapping[str, str]) -> str:
    """One entry of the directory: only what it has."""
    lines = [f"<h3>{escape(card['name'])}</h3>"]
    if note := card.get("note"):
        lines.append(f"<p>{escape(note)}</p>")
    if phone := card.get("phone"):
        lines.append(f'<p><a href="tel:{dialled(phone)}">{words["call"]} {escape(phone)}</a></p>')
    if sms := card.get("text"):
        number = re.fullmatch(r"[\d +]+", sms)
        shown = f'<a href="sms:{dialled(sms)}">{escape(sms)}</a>' if number else escape(sms)
        lines.append(f"<p>{words['text']}: {shown}</p>")
    if site := card.get("web"):
        address = escape(site if site.startswith("http") else f"https://{site}")
        lines.append(f'<p><a href="{address}" rel="noreferrer">{escape(site)}</a></p>')
    if hours := card.get("hours"):
        lines.append(f"<p>{words['hours']}: {escape(hours)}</p>")
    if checked := card.get("checked"):
        day = date.fromisoformat(checked)
        lines.append(f'<p class="small">{words["checked"]} {day:%d/%m/%Y}</p>')
    return f"<li>{''.join(lines)}</li>"
