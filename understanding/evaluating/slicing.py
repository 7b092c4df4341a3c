"""Who is heard worse: messages put into groups by how long they are and how they are written."""

from __future__ import annotations

import re

from understanding.evaluating.files import Message
from understanding.evaluating.perturbing import WORDS
from understanding.patterns import load_yaml

LENGTHS = ((3, "1 to 3 words"), (12, "4 to 12"), (30, "13 to 30"), (10_000, "over 30"))

_AGE = re.compile(r"\b(\d{2})\b")
_SAID = {
    "second language": re.compile(r"second.?lang|esl|l2", re.I),
    "on a phone": re.compile(r"phone|text", re.I),
    "formal": re.compile(r"formal", re.I),
    "men and boys": re.compile(r"\b(?:man|boy|husband|father|dad|grandfather|lad)\b", re.I),
    "women and girls": re.compile(r"\b(?:woman|girl|wife|mother|mum|gran|lass)\b", re.I),
    "Scots, Ulster, Welsh": re.compile(r"scot|ulster|belfast|welsh|wales|glasgow|dundee", re.I),
}
_AGES = ((17, "under 18"), (29, "18 to 29"), (59, "30 to 59"), (120, "60 and over"))


def group_by_length(text: str) -> str:
    """The group of a message's length."""
    words = len(text.split())
    return next(name for most, name in LENGTHS if words <= most)


def group_by_voice(message: Message) -> list[str]:
    """The groups of its voice: as the file says; else as its text shows."""
    if not message.voice:
        return _look(message.text)
    groups = [name for name, said in _SAID.items() if said.search(message.voice)]
    age = _AGE.search(message.voice)
    if age is not None:
        groups.append(next(name for most, name in _AGES if int(age[1]) <= most))
    return groups


def _look(text: str) -> list[str]:
    """What the writing itself shows; little, but there for every message."""
    dialect = set(load_yaml(WORDS)["dialect"].values()) - {"o", "ma", "proper", "ye"}
    groups = []
    if text == text.lower() and not re.search(r"[.!?]", text):
        groups.append("no capitals, no stops")
    if text[:1].isupper() and text.rstrip().endswith((".", "?", "!")):
        groups.append("whole sentences")
    if dialect & set(re.findall(r"\w+", text.lower())):
        groups.append("dialect words")
    if re.search(r"\b(?:dont|cant|wont|hes|shes|im|ive)\b", text.lower()):
        groups.append("no apostrophes")
    return groups
