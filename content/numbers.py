"""Phone numbers: typed nowhere but in the directory, and the same wherever a person reads one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from content.directory import Directory
from content.responses import Responses
from content.wording import PLACEHOLDER

#: What visitors may read and the directory does not write: pages, their words, and the notice.
PAGES = (
    "web/widget/*.html",
    "web/widget/locale/*.json",
    "web/desk/locale/*.json",
    "docs/privacy-notice.md",
)
#: 999, 101, 55, 116 123, 0808 802 0300: three digits or more with spaces between, or two alone.
_TYPED = re.compile(r"\b\d{2,}(?: \d{2,})*\b")
_PHONE = re.compile(r"(?<![\d-])(?:0\d{2,4} ?\d{2,4} ?\d{2,4}(?: ?\d{1,4})?|116 ?\d{3})(?![\d-])")
_FIELDS = ("phone", "text")


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def typed(responses: Responses) -> list[tuple[str, str]]:
    """(response, number) of every number that was written into a response."""
    found = []
    for name in responses.names():
        for one in responses.variations(name):
            card = (one.custom or {}).get("card") or {}
            titles = [button["title"] for button in one.buttons]
            plan = [str(value) for value in ((one.custom or {}).get("plan") or {}).values()]
            for text in (one.text, card.get("title", ""), *card.get("steps", ()), *titles, *plan):
                found += [(name, n) for n in _TYPED.findall(PLACEHOLDER.sub("", text))]
    return found


def known(directory: Directory) -> dict[str, set[str]]:
    """The digits of each number in the directory, and whose it is."""
    found: dict[str, set[str]] = {}
    for key, fact in directory.stated.items():
        if key.rpartition(".")[2] in _FIELDS:
            for number in re.findall(r"\d[\d ]*\d", fact.value):
                found.setdefault(digits(number), set()).add(key)
    return found


def conflicts(directory: Directory) -> list[tuple[str, str]]:
    """(name, numbers) where one name has different numbers in two places of the directory."""
    by_name: dict[str, set[str]] = {}
    for key, fact in directory.stated.items():
        owner, _, field = key.rpartition(".")
        name = directory.stated.get(f"{owner}.name")
        if field == "phone" and name is not None:
            by_name.setdefault(name.value, set()).add(digits(fact.value))
    return [(name, ", ".join(sorted(found))) for name, found in by_name.items() if len(found) > 1]


def strangers(root: Path, directory: Directory) -> list[tuple[str, str]]:
    """(file, number) of each phone number on a page that the directory does not have."""
    numbers = known(directory)
    return [
        (place, number)
        for place, text in _pages(root).items()
        for number in _PHONE.findall(text)
        if digits(number) not in numbers
    ]


def _pages(root: Path) -> Mapping[str, str]:
    paths: Iterable[Path] = (path for pattern in PAGES for path in sorted(root.glob(pattern)))
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in paths}
