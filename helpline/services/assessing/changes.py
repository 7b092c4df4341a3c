"""What changed between two assessments, part by part. Pure, and complete: what is not named here is
the same in both (tests/assessing/test_changes.py puts one together again from the other)."""

from __future__ import annotations

from typing import Any

import msgspec

from helpline.services.assessing.sheets import Action, Answer, Sheet


class Changed(msgspec.Struct, omit_defaults=True):
    """One part that is not as it was. `part`: `topic`, `level`, `rationale`, `plan`, `action`,
    `day` or `again`; `name`: which topic or action, or the kind of day. `before` and `after`: None
    where there was, or is, none."""

    part: str
    name: str
    before: Any = None
    after: Any = None


def changes(before: Sheet, after: Sheet) -> list[Changed]:
    """In the order of the page: topics, judgement, reasons, plan, actions, days, the next look."""
    found: list[Changed] = []
    for name in dict.fromkeys([*before.topics, *after.topics]):
        old, new = before.topics.get(name, Answer()), after.topics.get(name, Answer())
        if old != new:
            found.append(Changed("topic", name, old, new))
    for part in ("level", "rationale", "plan"):
        old_text, new_text = getattr(before, part), getattr(after, part)
        if old_text != new_text:
            found.append(Changed(part, "", old_text, new_text))
    found += _actions(before, after)
    found += _days(before, after)
    if before.again != after.again:
        found.append(Changed("again", "", before.again, after.again))
    return found


def _actions(before: Sheet, after: Sheet) -> list[Changed]:
    old: dict[str, Action] = {one.id: one for one in before.actions}
    new: dict[str, Action] = {one.id: one for one in after.actions}
    return [
        Changed("action", name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]


def _days(before: Sheet, after: Sheet) -> list[Changed]:
    gone = [one for one in before.days if one not in after.days]
    come = [one for one in after.days if one not in before.days]
    return [
        *(Changed("day", one.kind, one, None) for one in gone),
        *(Changed("day", one.kind, None, one) for one in come),
    ]
