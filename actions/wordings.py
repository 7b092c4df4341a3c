"""What an action listens for: the wordings of `data/wordings/`, a file for each module here.

A file is read when something of it is first looked for; the helpline reads all as it starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

import content
from content.sayings import Sayings, files


class Said(Protocol):
    """Something that a text may say: a saying, or a pattern."""

    def search(self, text: str, /) -> re.Match[str] | None: ...


#: Wordings, and the response that they ask for; the first that fits counts.
Topics = Iterable[tuple[Said, str]]


class Spoken:
    """One saying of a file of `data/wordings/`."""

    def __init__(self, file: str, name: str) -> None:
        self._file, self._name = file, name

    def search(self, text: str, /) -> re.Match[str] | None:
        """Where a text says it, in any case and with either apostrophe."""
        return wordings(self._file).found(self._name, text)


class _Listed:
    """One list of a file of `data/wordings/`, in its order."""

    def __init__(self, file: str, name: str) -> None:
        self._file, self._name = file, name

    def __iter__(self) -> Iterator[tuple[Said, str]]:
        for about, said in wordings(self._file).topic(self._name):
            yield (spoken(*said.split(".")) if isinstance(said, str) else said), about


class _Joined:
    """Several lists, one after the other."""

    def __init__(self, several: Iterable[Topics]) -> None:
        self._several = tuple(several)

    def __iter__(self) -> Iterator[tuple[Said, str]]:
        for one in self._several:
            yield from one


@cache
def wordings(file: str) -> Sayings:
    """A file of `data/wordings/`, read once."""
    return Sayings(content.DATA / "wordings" / f"{file}.yml")


def read_all() -> None:
    """Reads every file, so that nobody waits for it later; ContentError names one that is wrong."""
    for path in files(content.DATA):
        wordings(path.stem)


def spoken(file: str, name: str) -> Spoken:
    """The saying of that name."""
    return Spoken(file, name)


def topics(file: str, name: str) -> Topics:
    """The list of that name: what a message may be about, and how people say so."""
    return _Listed(file, name)


def joined(*several: Topics) -> Topics:
    """One list of several; what stands first is looked for first."""
    return _Joined(several)
