"""The chat's page is one file: what stands in it, in which language, and that the browser may run
exactly that.
"""

import base64
import hashlib
import html
import json
import re

import pytest

from helpline.public.chat_page import policy_of
from tests.support import Helpline


@pytest.fixture
async def helpline(start, root) -> Helpline:  # type: ignore[no-untyped-def]
    made: Helpline = await start(web_dir=root / "web")
    return made


async def _page(helpline: Helpline, address: str) -> tuple[str, str]:
    answer = await helpline.client.get(address)
    return await answer.text(), answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/frame", "/?language=cy", "/frame?language=cy"])
async def test_nothing_is_fetched_and_only_what_stands_in_the_page_may_run(
    helpline: Helpline, address: str
) -> None:
    page, policy = await _page(helpline, address)
    assert not re.findall(r"<(?:script|link)[^>]* (?:src|href)=\"(?!data:)", page)
    codes = re.findall(
        r"<(?:script|style)(?: type=\"module\")?>(.*?)</(?:script|style)>", page, re.S
    )
    assert len(codes) == 3
    for code in codes:
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    directives = dict(one.split(" ", 1) for one in policy.split("; "))
    for name in ("script-src", "style-src"):
        assert "'self'" not in directives[name]
        assert "unsafe" not in directives[name]


async def test_the_page_speaks_its_language_before_its_script_is_there(helpline: Helpline) -> None:
    for language, spoken, exit_ in (("en", "en-GB", "Exit"), ("cy", "cy", "Gadael")):
        page, _ = await _page(helpline, f"/?language={language}")
        assert f'<html lang="{spoken}" dir="ltr">' in page
        assert f">{exit_}</a>" in page
        brought = re.search(r'id="words" lang="(\w+)">(.*?)</script>', page, re.S)
        assert brought is not None
        assert brought[1] == language
        assert json.loads(brought[2])["adult"]["exit"] == exit_
        # Nothing is left to be filled in, in what people see.
        assert not re.findall(r"\{\{\w+\}\}|%%[A-Z_]+%%", page)


@pytest.mark.parametrize("said", ["fr", "en&language=cy", "%00", "../cy", ""])
async def test_a_language_that_is_not_ours_gives_the_english_page(
    helpline: Helpline, said: str
) -> None:
    assert 'lang="en-GB"' in (await _page(helpline, f"/?language={said}"))[0]


async def test_settings_cannot_end_the_place_they_stand_in(start, root) -> None:  # type: ignore[no-untyped-def]
    made: Helpline = await start(
        web_dir=root / "web", neutral_site='https://a.example/?"><script>alert(1)</script>'
    )
    page, policy = await _page(made, "/")
    assert "<script>alert" not in page
    found = re.search(r'name="waymark-config" content="([^"]*)"', page)
    assert found is not None
    assert json.loads(html.unescape(found[1]))["neutral"].endswith("</script>")
    # Only what was built has a hash.
    assert policy == policy_of(page.encode(), ("'self'", *made.services.config.embedders))
