"""The lines that docs/exit.md gives to charities are the ones that its policy's hash is for."""

import base64
import hashlib
import re

from tests.docs.trees import text


def test_the_hash_for_a_sites_policy_is_that_of_the_lines() -> None:
    page = text("docs/exit.md")
    lines = re.search(r"```html\n<script>(.*?)</script>\n```", page, re.S)
    assert lines
    digest = base64.b64encode(hashlib.sha256(lines[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page


def test_the_lines_look_for_the_marker_that_exit_sets() -> None:
    marker = re.search(r'const MARKER = "(\w+=\w+)"', text("web/widget/shared/guard.ts"))
    assert marker
    assert rf"/\b{marker[1]}/.test(document.cookie)" in text("docs/exit.md")
