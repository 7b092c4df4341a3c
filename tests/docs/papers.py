"""The papers of data protection, as text: what the tests beside this read from them."""

import re

from tests.docs.trees import text

PAPERS = (
    "docs/threat-model.md",
    "docs/dpia.md",
    "docs/record-of-processing.md",
    "docs/privacy-notice.md",
    "docs/promises.md",
)
#: In the unit's own plural; "1 month" and "24 hours" alike.
_SPAN = re.compile(r"\b(\d[\d,]*)\s(second|minute|hour|day|month|year)s?\b")


def spans(words: str) -> set[tuple[int, str]]:
    """Every length of time that a text names in digits: (24, "hour")."""
    return {(int(number.replace(",", "")), unit) for number, unit in _SPAN.findall(words)}


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level."""
    marks = heading.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}$\n(.*?)(?=^#{{1,{len(marks)}}} |\Z)", text(page), re.M | re.S
    )
    assert found, f"{page} has no {heading}"
    return found[1]


def plain(words: str) -> str:
    """Without Markdown's signs and table rules; each cell and point ends like a sentence."""
    words = re.sub(r"^\|[-| ]+\|$", "", words, flags=re.M)
    words = re.sub(r"[ \t]*\|[ \t]*", ". ", words)
    words = re.sub(r"^#+ (.*)$", r"\1.", words, flags=re.M)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
    return re.sub(r"[*`]|^- |\[CHARITY: [^\]]*\]", "", words, flags=re.M)


def sentences(words: str) -> list[str]:
    """Sentences as a reader meets them; a heading or a point of a list is one."""
    lines = re.sub(r"\n(?=\n|[*#|-])", ".\n", words)
    parts = re.split(r"(?<=[.?])[\s\"')]+", plain(lines))
    return [part for part in (one.strip(" .\n") for one in parts) if re.search(r"\w", part)]


def readability(words: str) -> float:
    """The Automated Readability Index (Senter and Smith, 1967): a US school grade; the age of a
    reader is about five years more. Headings and cells of a word or two are left out: they would
    make a text look simpler than it is.
    """
    said = [found for one in sentences(words) if len(found := re.findall(r"[\w'’-]+", one)) >= 5]
    number = sum(len(one) for one in said)
    letters = sum(len(word) for one in said for word in one)
    return 4.71 * letters / number + 0.5 * number / len(said) - 21.43
