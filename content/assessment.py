"""What trained workers go through at the desk (`data/risk/assessment.yml`): topics, levels to
choose from, the rules of the tool, and what makes a new look due.

Nothing here counts: a level is chosen by a person, and no topic weighs more than another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.errors import ContentError, MissingFact
from content.files import read_mapping
from content.responses import Responses, Variation
from content.wording import fill, placeholders

FILE = Path("risk") / "assessment.yml"
#: What can be answered to a topic; "" is not on the list: nobody has come to it yet.
ANSWERS = ("yes", "no", "not_known", "not_asked")
_PROVENANCE = ("source", "checked", "review_by", "confidence", "status")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. `tool`: of S-DASH itself; else noted beside it. `names`: indicators, and answers
    of the conversation about urgency, that speak of it."""

    name: str
    tool: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class LookAgain:
    """`because`: the reasons, by name. `of`: the reason that a told category has of its own.
    `within_hours`: after that it is overdue. `ahead_days`: how long before a day in `days`."""

    because: Sequence[str]
    of: Mapping[str, str]
    each_time: frozenset[str]
    never: frozenset[str]
    within_hours: float
    ahead_days: int
    days: Sequence[str]

    def reason(self, name: str) -> str:
        """Why a category that was told makes a new look due."""
        return self.of.get(name, "told")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The table. `words`: every sentence of it as a wording that can be approved, by its name
    (`assess_topics_fear`); `again_in_days`: by level, when a next look is proposed."""

    topics: Mapping[str, Topic]
    levels: Sequence[str]
    rules: Sequence[str]
    refer: Sequence[str]
    again_in_days: Mapping[str, int]
    look_again: LookAgain
    words: Responses

    def text(self, group: str, name: str, facts: Mapping[str, str]) -> str:
        """A sentence with its facts filled in."""
        one = self.words.pick(f"assess_{group}_{name}", {})
        return str(fill(one.text, name=one.name, facts=facts, variables={}))

    def said(self, group: str, name: str) -> Variation:
        """A sentence as it was written, with its source and dates."""
        return self.words.pick(f"assess_{group}_{name}", {})


def load(data_dir: Path, facts: Mapping[str, str]) -> Assessment:
    """Reads and checks it. ContentError names what is wrong; MissingFact a fact that no file
    states."""
    table = read_mapping(data_dir / FILE)["assessment"]
    again = table["look_again"]
    groups = {name: table[name] for name in ("topics", "beside", "levels", "rules", "refer")}
    groups |= {"because": again["because"], "days": again["days"]}
    variations = {}
    for group, rows in groups.items():
        for name, row in rows.items():
            one = _variation(group, name, row, table["shared"])
            for key in placeholders(one.text):
                if key not in facts:
                    raise MissingFact(one.name, key)
            variations[one.name] = [one]
    topics = {
        name: Topic(name, group == "topics", frozenset([*row["indicators"], *row["said"]]))
        for group in ("topics", "beside")
        for name, row in table[group].items()
    }
    if len(topics) != len(table["topics"]) + len(table["beside"]):
        raise ContentError(f"{FILE}: a topic stands twice")
    return Assessment(
        topics=topics,
        levels=tuple(table["levels"]),
        rules=tuple(table["rules"]),
        refer=tuple(table["refer"]),
        again_in_days={name: int(row["again_in_days"]) for name, row in table["levels"].items()},
        look_again=LookAgain(
            because=tuple(again["because"]),
            of={
                told: name
                for name, row in again["because"].items()
                for told in row.get("names", ())
            },
            each_time=frozenset(again["each_time"]),
            never=frozenset(again["never"]),
            within_hours=float(again["within_hours"]),
            ahead_days=int(again["ahead_days"]),
            days=tuple(again["days"]),
        ),
        words=Responses(variations),
    )


def _variation(
    group: str, name: str, row: Mapping[str, Any], shared: Mapping[str, Any]
) -> Variation:
    if not row.get("text") or not row.get("source"):
        raise ContentError(f"{FILE}: {group}.{name} needs a text and a source")
    said = {field: str(row[field]) for field in _PROVENANCE if field in row}
    text = "\n\n".join(str(row[part]) for part in ("text", "hint") if row.get(part))
    return Variation(
        name=f"assess_{group}_{name}",
        text=text,
        conditions={},
        buttons=(),
        custom=None,
        metadata={**{field: str(value) for field, value in shared.items()}, **said},
    )
