"""What changed between two assessments: nothing is left out, and nothing is made up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

import content
from content import assessment, directory
from helpline.services.assessing.changes import Changed, changes
from helpline.services.assessing.sheets import (
    STANDS,
    Action,
    Answer,
    DayAhead,
    Sheet,
    tidied,
)

TABLE = assessment.load(content.DATA, directory.load(content.DATA).facts)
TEXTS = some.sampled_from(["", " ", "one", "one ", "two\nlines", "no"])
DAYS = some.dates(date(2026, 1, 1), date(2026, 1, 4))


@some.composite
def sheets(draw: some.DrawFn) -> Sheet:
    answers = some.builds(Answer, some.sampled_from(["", *assessment.ANSWERS]), TEXTS)
    names = some.sampled_from([*list(TABLE.topics)[:4], "no_topic"])
    actions = some.builds(
        Action,
        some.sampled_from(["a", "b", "c"]),
        TEXTS,
        TEXTS,
        some.none() | DAYS,
        some.sampled_from(STANDS),
    )
    ahead = some.builds(DayAhead, some.sampled_from(["court", "move", "no_day"]), DAYS)
    return tidied(
        Sheet(
            draw(some.dictionaries(names, answers, max_size=4)),
            draw(some.sampled_from(["", "serious", "concern", "none_of_ours"])),
            draw(TEXTS),
            draw(TEXTS),
            draw(some.lists(actions, max_size=3)),
            draw(some.lists(ahead, max_size=3)),
            draw(some.none() | DAYS),
        ),
        TABLE,
    )


def put_together(before: Sheet, found: list[Changed]) -> Sheet:
    """The later sheet, from the earlier one and what changed."""
    topics, days = dict(before.topics), list(before.days)
    actions = {one.id: one for one in before.actions}
    rest = {part: getattr(before, part) for part in ("level", "rationale", "plan", "again")}
    for one in found:
        if one.part == "topic":
            topics[one.name] = one.after
        elif one.part == "action" and one.after is None:
            del actions[one.name]
        elif one.part == "action":
            actions[one.name] = one.after
        elif one.part == "day":
            days = [day for day in days if day != one.before]
            days += [one.after] if one.after is not None else []
        else:
            rest[one.part] = one.after
    return tidied(Sheet(topics=topics, actions=list(actions.values()), days=days, **rest), TABLE)


def in_order(sheet: Sheet) -> tuple[Sheet, list[Action]]:
    """Which action stands first is no change."""
    return (
        Sheet(sheet.topics, sheet.level, sheet.rationale, sheet.plan, [], sheet.days, sheet.again),
        sorted(sheet.actions, key=lambda one: one.id),
    )


@given(sheets(), sheets())
def test_what_changed_is_the_whole_of_the_difference(before: Sheet, after: Sheet) -> None:
    found = changes(before, after)
    assert in_order(put_together(before, found)) == in_order(after)
    assert all(one.before != one.after for one in found)
    assert len({(one.part, one.name, str(one.before), str(one.after)) for one in found}) == len(
        found
    )


@given(sheets())
def test_the_same_assessment_has_not_changed(sheet: Sheet) -> None:
    assert changes(sheet, sheet) == []
    assert tidied(sheet, TABLE) == sheet


def test_a_change_is_named_by_its_topic_with_what_was_and_what_is() -> None:
    before = Sheet({"fear": Answer("not_known")}, "concern")
    after = Sheet({"fear": Answer("yes", "of being followed")}, "immediate")
    assert changes(before, after) == [
        Changed("topic", "fear", Answer("not_known"), Answer("yes", "of being followed")),
        Changed("level", "", "concern", "immediate"),
    ]
