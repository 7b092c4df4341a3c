"""The chat's page, made once at start: one file with the guard, the looks, one language's words and
the chat's script in it, so that a slow phone asks once (docs/decisions/0043). Since nothing is
fetched, the browser is told the hash of each script and style, and runs nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from content.languages import DIRECTIONS, LANGUAGES, TAGS
from helpline.headers import content_policy
from helpline.public.snippet import dialled
from helpline.public.words import read_words
from helpline.services_container import Services

#: Scripts without attributes or with `type="module"`: one of another type is data.
_SCRIPT = re.compile(r'<script(?: type="module")?>(.*?)</script>', re.DOTALL)
_WORDS = "assets/words.{code}.json"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def pages_of(services: Services) -> dict[str, bytes]:
    """The page by language; empty if the pages are not built."""
    dist: Path = services.config.web_dir / "widget" / "dist"
    if not (dist / "index.html").exists():
        return {}
    template = (dist / "index.html").read_text(encoding="utf-8")
    has_words = (dist / _WORDS.format(code=LANGUAGES[0])).exists()
    return {
        one: _page(
            template, one, read_words(dist, _WORDS, one) if has_words else {}, services
        ).encode()
        for one in LANGUAGES
    }


def policy_of(page: bytes, ancestors: tuple[str, ...]) -> str:
    """The Content-Security-Policy under which exactly this page works."""
    text = page.decode()
    return content_policy(ancestors, scripts=_hashes(_SCRIPT, text), styles=_hashes(_STYLE, text))


def _page(template: str, language: str, words: dict[str, Any], services: Services) -> str:
    config, content = services.config, services.content
    emergency = content.fact("services.police_emergency.phone")
    name, phone = content.fact("own.helpline.name"), content.fact("own.helpline.phone")
    told = {
        "neutral": config.neutral_site,
        "helpline": {"name": name, "phone": phone},
        "emergency": emergency,
        "sites": list(config.embedders),
        "parent": None,
    }
    values = {
        "LANG": TAGS[language],
        "DIR": DIRECTIONS[language],
        "LANGUAGE": language,
        "CONFIG": json.dumps(told),
        "HELPLINE_NAME": name,
        "HELPLINE_PHONE": phone,
        "HELPLINE_TEL": dialled(phone),
        "EMERGENCY": emergency,
        "NEUTRAL": config.neutral_site,
        "CHAT_HOURS": services.hours.summary(language),
    }
    filled = {one: escape(value, quote=True) for one, value in values.items()}
    # Data for a script: only what would end the element has to be written otherwise.
    filled["WORDS"] = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    said = words.get("adult", {})
    text = re.sub(
        r"\{\{(\w+)\}\}", lambda at: escape(said[at[1]]) if at[1] in said else at[0], template
    )
    return re.sub(r"%%([A-Z_]+)%%", lambda at: filled.get(at[1], at[0]), text)


def _hashes(pattern: re.Pattern[str], page: str) -> tuple[str, ...]:
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in pattern.findall(page)
    )
