"""Which tests run one after another in one process, and in which order the processes take them.

What costs most of a whole run is not the tests but what they stand on: an assistant, a helpline, a
browser (each some seconds of both cores to start). A process keeps what it started for its next
files, so files that stand on the same run in one process: two stacks for all conversations (which
wait more than they work, to be sure that an answer has ended), one engine, and two stacks with
browsers, of which there are then never more than two at work beside each other, however many
processes there are. Every other file goes where there is room. (docs/decisions/0074)
"""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from xdist.scheduler import LoadScopeScheduling

#: Browser tests about the desk and its people; the others are about the chat's own page.
_DESK = frozenset((
    "assessing", "brief_asked_anew", "cases", "chat_tools", "desk_lines", "every_dialog",
    "figures", "folding", "keys_alone", "override", "own_desk", "partners", "queue",
    "rehearsal", "rota", "sign_in", "still_you", "two_people",
))  # fmt: skip
#: Conversations of many turns; those of the others are short.
_LONG = frozenset((
    "arriving", "messy", "safety_plans", "self_referral", "self_referral_later", "six_people",
    "twelve_people", "walks",
))  # fmt: skip
#: Files that start what they need for themselves: each may run anywhere.
_ALONE = frozenset(
    {
        "tests/conversations/test_new_topic.py",
        "tests/conversations/test_canary.py",
        "tests/engine/test_signed_models.py",
    }
)
#: The longest first, so that the short ones fill the end: a whole group, then what trains or
#: measures, then what starts processes of its own; all else as it is collected.
_EARLY = (
    "tests/browser: desk",
    "tests/browser: chat",
    "tests/conversations: long",
    "tests/conversations: short",
    "tests/conversations/test_new_topic.py",
    "tests/engine",
    "tests/bench/test_bench.py",
    "tests/conversations/test_canary.py",
    "tests/atrest/test_rotation.py",
    "tests/atrest/test_stolen.py",
    "tests/faults/test_kill.py",
    "tests/desk/test_replayed.py",
    "tests/unit/understanding/test_floors.py",
)


def group_of(nodeid: str) -> str:
    """What the test's process does without a break: a file, or all files on the same stack."""
    name = nodeid.partition("::")[0]
    if name in _ALONE:
        return name
    place = PurePosixPath(name)
    match place.parts[:2]:
        case ("tests", "browser"):
            about_the_desk = place.stem.removeprefix("test_") in _DESK
            return f"tests/browser: {'desk' if about_the_desk else 'chat'}"
        case ("tests", "conversations"):
            many_turns = place.stem.removeprefix("test_") in _LONG
            return f"tests/conversations: {'long' if many_turns else 'short'}"
        case ("tests", "engine"):
            return "tests/engine"
    return name


def in_order(items: list[pytest.Item]) -> None:
    """Sorts what was collected; what is not named stays in the order it was in."""
    early = {group: number for number, group in enumerate(_EARLY)}
    items.sort(key=lambda item: early.get(group_of(item.nodeid), len(early)))


class ByGroup(LoadScopeScheduling):
    """Hands out one group after another, in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
