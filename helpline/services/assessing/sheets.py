"""What a worker fills in, and what is sealed of it. Words and choices; no number comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec

from content.assessment import Assessment as Table
from helpline.errors import AssessmentRefused

_Name = Annotated[str, msgspec.Meta(max_length=40)]
_Note = Annotated[str, msgspec.Meta(max_length=2000)]
_Long = Annotated[str, msgspec.Meta(max_length=4000)]
_Line = Annotated[str, msgspec.Meta(max_length=500)]
#: How an action stands.
STANDS = ("open", "done", "dropped")


class Answer(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """To one topic: one of ANSWERS, "" while nobody has come to it; and what the worker notes."""

    answer: Literal["", "yes", "no", "not_known", "not_asked"] = ""
    note: _Note = ""


class Action(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """Who does what by when. `id`: the page's own, so that a change of words is no new action."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    what: _Line = ""
    who: Annotated[str, msgspec.Meta(max_length=100)] = ""
    by: date | None = None
    stands: Literal["open", "done", "dropped"] = "open"


class DayAhead(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """A day on which something changes: one of the table's `days`."""

    kind: _Name
    on: date


class Sheet(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """An assessment as it is written. `level`: one of the table's, chosen by the worker; `again`:
    the day for the next look."""

    topics: Annotated[dict[_Name, Answer], msgspec.Meta(max_length=40)] = {}
    level: _Name = ""
    rationale: _Long = ""
    plan: _Long = ""
    actions: Annotated[list[Action], msgspec.Meta(max_length=40)] = []
    days: Annotated[list[DayAhead], msgspec.Meta(max_length=20)] = []
    again: date | None = None


def tidied(sheet: Sheet, table: Table) -> Sheet:
    """Without what is empty, or is no topic or day of the table, and with white space cut off. The
    order is the table's, so that the same answers are the same sheet."""
    topics = {}
    for name in table.topics:
        one = sheet.topics.get(name)
        if one is not None and (one.answer or one.note.strip()):
            topics[name] = Answer(one.answer, one.note.strip())
    actions: dict[str, Action] = {}
    for act in sheet.actions:
        if act.what.strip():
            actions[act.id] = Action(act.id, act.what.strip(), act.who.strip(), act.by, act.stands)
    days = {(one.on, one.kind): one for one in sheet.days if one.kind in table.look_again.days}
    return Sheet(
        topics,
        sheet.level if sheet.level in table.levels else "",
        sheet.rationale.strip(),
        sheet.plan.strip(),
        list(actions.values()),
        [days[key] for key in sorted(days)],
        sheet.again,
    )


def check_whole(sheet: Sheet, today: date, furthest: date) -> None:
    """What a saved assessment must have: a judgement, its reasons, and a day for the next look that
    is still to come. AssessmentRefused."""
    if not sheet.level:
        raise AssessmentRefused("no_level")
    if not sheet.rationale:
        raise AssessmentRefused("no_rationale")
    if sheet.again is None or not today < sheet.again <= furthest:
        raise AssessmentRefused("no_such_day")


def as_shown(sheet: Sheet) -> Mapping[str, object]:
    """As the desk's page gets it."""
    shown: dict[str, object] = msgspec.to_builtins(sheet)
    return shown
