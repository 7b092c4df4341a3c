"""Reads what models are trained on: data/<skill>/nlu.yml, data/sentinel/, data/messages/.

The 47 intents of the specification are always there. A charity's own topic adds one by a line in
`domain.yml`, which lies beside the data; an intent that neither knows is a mistake in writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from understanding.errors import CorpusError
from understanding.messages import Labelled, list_files, read_labelled
from understanding.names import ALERTS, EVENT, INDICATORS, INTENTS

DOMAIN = "domain.yml"
FEWEST = 20
"""A topic of one's own is learned from at least so many ways of asking for it."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
UNRELATED = Path(__file__).with_name("unrelated.yml")


@dataclass
class Corpus:
    """Texts as they were written, with their labels; `files` are all that were read.

    `unsure`: examples of others, of which nobody can say whether they show this alert too.
    `hands`: messages of which everything was decided, by who wrote them.
    `topics`: the intents that a charity has added to the 47.
    """

    intents: dict[str, list[str]] = field(default_factory=dict)
    positive: dict[str, list[str]] = field(default_factory=dict)
    negative: dict[str, list[str]] = field(default_factory=dict)
    unsure: dict[str, list[str]] = field(default_factory=dict)
    calm: list[str] = field(default_factory=list)
    unrelated: list[str] = field(default_factory=list)
    hands: dict[str, list[Labelled]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    topics: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every intent that can be read, the fixed ones first."""
        return (*INTENTS, *self.topics)

    @property
    def messages(self) -> list[Labelled]:
        """Those of all hands, in order."""
        return [one for some in self.hands.values() for one in some]


def _load(path: Path) -> dict[str, Any]:
    try:
        content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.parent.name}/{path.name} is not YAML") from error
    if not isinstance(content, dict):
        raise CorpusError(f"{path.parent.name}/{path.name} is not a mapping")
    return content


def _bullets(block: str, where: str) -> list[str]:
    """The lines of a Rasa `examples` block."""
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if any(not line.startswith("- ") for line in lines):
        raise CorpusError(f"{where}: a line of the examples does not begin with a dash")
    return [line[2:].strip() for line in lines]


def read_intents(path: Path, corpus: Corpus) -> None:
    """Adds the examples of one Rasa NLU file."""
    where = f"{path.parent.name}/{path.name}"
    for item in _load(path).get("nlu") or []:
        name = item.get("intent")
        if name not in corpus.names:
            raise CorpusError(
                f"{where}: an intent is neither in the specification nor in {DOMAIN}: {name}"
            )
        examples = _bullets(item.get("examples") or "", where)
        corpus.intents.setdefault(name, []).extend(examples)


def _read_sentinel(path: Path, corpus: Corpus) -> None:
    where = f"{path.parent.name}/{path.name}"
    for name, lists in (_load(path).get("sentinel") or {}).items():
        if name == "none":
            corpus.calm.extend(str(text) for text in lists)
        elif name in ALERTS:
            corpus.positive.setdefault(name, []).extend(str(t) for t in lists["positive"])
            corpus.negative.setdefault(name, []).extend(str(t) for t in lists["negative"])
            corpus.unsure.setdefault(name, []).extend(str(t) for t in lists.get("unsure", ()))
        else:
            raise CorpusError(f"{where}: an alert is not in the specification: {name}")


def read_topics(domain: Path) -> tuple[str, ...]:
    """The intents that a domain lists beside the 47 and the helpline's own, in its order. Without
    that file: none. Raises CorpusError for a name that means something else already."""
    if not domain.is_file():
        return ()
    listed = [_name(one) for one in _load(domain).get("intents") or []]
    added = [name for name in listed if name not in INTENTS and not name.startswith(EVENT)]
    for name in added:
        if name in ALERTS or name in INDICATORS or not _NAME.fullmatch(name):
            raise CorpusError(f"{domain.name}: this cannot be the name of an intent: {name}")
    return tuple(dict.fromkeys(added))


def _name(listed: Any) -> str:
    """An entry of the domain's list: a name, or a name with settings."""
    return str(next(iter(listed)) if isinstance(listed, dict) else listed)


def read_corpus(data: Path) -> Corpus:
    """All training texts. Raises CorpusError if an intent or an alert has no examples, or a topic
    of one's own too few."""
    corpus = Corpus(topics=read_topics(data.parent / DOMAIN))
    for path in sorted(data.glob("*/nlu.yml")):
        read_intents(path, corpus)
        corpus.files.append(path)
    for path in sorted((data / "sentinel").glob("*.yml")):
        _read_sentinel(path, corpus)
        corpus.files.append(path)
    for path in list_files(data):
        corpus.hands[path.stem] = read_labelled(path)
        corpus.files.append(path)
    corpus.unrelated = [str(text) for text in _load(UNRELATED)["unrelated"]]
    missing = [name for name in INTENTS if not corpus.intents.get(name)]
    missing += [name for name in ALERTS if not corpus.positive.get(name)]
    if missing:
        raise CorpusError(f"no examples for: {', '.join(missing)}")
    thin = [name for name in corpus.topics if len(corpus.intents.get(name, ())) < FEWEST]
    if thin:
        raise CorpusError(f"fewer than {FEWEST} examples for: {', '.join(thin)}")
    return corpus
