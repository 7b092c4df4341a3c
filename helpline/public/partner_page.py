"""Where a partner agency fetches what was referred to it: plain pages without script, without a
cookie, and without a word of anybody's. A right link and code give two files and a button; anything
else gives one and the same page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from aiohttp import web

from content.languages import DIRECTIONS, LANGUAGES, NAMES, TAGS
from helpline.callers import caller_of
from helpline.errors import PackRefused
from helpline.keys import SERVICES
from helpline.limits import Buckets
from helpline.public.snippet import dialled
from helpline.services.partners.door import Fetched
from helpline.services_container import Services

PARTNER_PAGES: web.AppKey[PartnerPages] = web.AppKey("partner_pages")
_FORM = "application/x-www-form-urlencoded"
_SWITCH = (
    '      <p class="other"><a href="?lang={code}" lang="{tag}" hreflang="{code}">{name}</a></p>\n'
)
#: What can be fetched: the content type, and how the file's name ends.
_KINDS = {"pdf": ("application/pdf", "pdf"), "data": ("application/json", "json")}


class PartnerPages:
    """The pages, read once at start; without them (not built) there is no such door."""

    def __init__(self, services: Services) -> None:
        dist: Path = services.config.web_dir / "widget" / "dist"
        content = services.content
        self._template = ""
        self._words: dict[str, Mapping[str, str]] = {}
        if (dist / "partner.html").exists():
            self._template = (dist / "partner.html").read_text("utf-8")
            self._words = {
                one: {**content.partners.door(one), "lang": tag, "dir": DIRECTIONS[one]}
                for one, tag in TAGS.items()
            }
        self._values = {
            "NAME": escape(content.fact("own.helpline.name")),
            "PHONE": escape(content.fact("own.helpline.phone")),
            "TEL": dialled(content.fact("own.helpline.phone")),
        }
        # Ten tries, then one in half a minute, for one caller; a link has five of its own.
        self.tries = Buckets(rate=1 / 30, burst=10)

    def page(self, name: str, language: str, **values: str) -> str:
        """One of the template's parts, `<template id="…">`, in its frame; on the first page a link
        to the same in each other language."""
        if not self._template:
            raise web.HTTPServiceUnavailable(text="The pages are not built: run `make setup`.")
        parts = dict(
            re.findall(r'<template id="(\w+)">(.*?)</template>', self._template, re.DOTALL)
        )
        frame = re.sub(r"<template.*</template>", "%%BODY%%", self._template, flags=re.DOTALL)
        filled = self._values | {key: escape(value) for key, value in values.items()}
        text = frame.replace("%%BODY%%", parts[name]).replace("%%PART%%", name)
        text = text.replace("%%SWITCH%%", _others(language) if name == "enter" else "")
        words = self._words[language]
        text = re.sub(r"\{\{(\w+)\}\}", lambda at: escape(words[at[1]]), text)
        return re.sub(r"%%(\w+)%%", lambda at: filled.get(at[1], ""), text)


async def page(request: web.Request) -> web.Response:
    """`GET /partner/{link}`: asks for the code. The same bytes whatever the link."""
    return _shown(request, "enter")


async def enter(request: web.Request) -> web.Response:
    """`POST /partner/{link}`: the code. Once right, it is used up."""
    if not _may_try(request):
        return _shown(request, "slow", status=429)
    code = (await _fields(request)).get("code", "")
    try:
        found: Fetched = await request.app[SERVICES].partners.door.enter(
            request.match_info["link"], code
        )
    except PackRefused:
        return _refused(request)
    return _shown(
        request,
        "ready",
        REFERENCE=found.reference,
        RECEIPT=found.receipt,
        HERE=f"/partner/{request.match_info['link']}",
        LANG=_language(request),
    )


async def file(request: web.Request) -> web.Response:
    """`POST /partner/{link}/file`: one of the two files, for the page that a right code opened."""
    fields = await _fields(request)
    kind = _KINDS.get(fields.get("kind", ""))
    if not _may_try(request):
        return _shown(request, "slow", status=429)
    if kind is None:
        return _refused(request)
    try:
        reference, files = await request.app[SERVICES].partners.door.files(
            request.match_info["link"], fields.get("receipt", "")
        )
    except PackRefused:
        return _refused(request)
    return web.Response(
        body=files.pdf if kind[1] == "pdf" else files.data,
        content_type=kind[0],
        headers={"Content-Disposition": f'attachment; filename="referral-{reference}.{kind[1]}"'},
    )


async def acknowledge(request: web.Request) -> web.Response:
    """`POST /partner/{link}/acknowledge`: they have it and will act."""
    if not _may_try(request):
        return _shown(request, "slow", status=429)
    fields = await _fields(request)
    try:
        await request.app[SERVICES].partners.door.acknowledge(
            request.match_info["link"], fields.get("receipt", "")
        )
    except PackRefused:
        return _refused(request)
    return _shown(request, "thanks")


async def _fields(request: web.Request) -> dict[str, str]:
    """The form's texts; nothing of what is no such form."""
    if request.content_type != _FORM:
        return {}
    return {key: str(value) for key, value in (await request.post()).items()}


def _others(language: str) -> str:
    """Links to the page in the other languages, each by its own name."""
    return "".join(
        _SWITCH.format(code=one, tag=TAGS[one], name=escape(NAMES[one]))
        for one in LANGUAGES
        if one != language
    )


def _may_try(request: web.Request) -> bool:
    proxies = request.app[SERVICES].config.trusted_proxies
    return request.app[PARTNER_PAGES].tries.take(caller_of(request, proxies))


def _refused(request: web.Request) -> web.Response:
    return _shown(request, "refused", status=403)


def _language(request: web.Request) -> str:
    """As the link says, which the worker gave in the partner's language; English without."""
    wanted = request.query.get("lang", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _shown(request: web.Request, name: str, status: int = 200, **values: str) -> web.Response:
    text = request.app[PARTNER_PAGES].page(name, _language(request), **values)
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")
