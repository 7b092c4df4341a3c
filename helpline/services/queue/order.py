"""The rule of the queue: who stands where, and why. Pure: it asks nobody and knows no clock.

1. Chats with an open danger, until a person has reviewed it.
2. Chats that a lead has put first.
3. Chats whose worker vanished: back at the front.
4. Everybody else by how long they have waited; who is urgent counts as having waited a head start
   longer, whom a lead lets wait a head start less.

Nobody waits for ever: nobody who comes later than a head start after somebody stands before them
by urgency, however many come (docs/decisions/0036-the-order-of-the-queue.md). Time alone never
changes who of two stands first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from helpline.models import Conversation
from helpline.services.turns.urgency import UrgencyRules

BANDS = ("alert", "lead", "returned", "turn")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands, as far as the order goes, and what it rests on.

    `because`: the reasons that make them urgent, by name. `head_start`: what is added to their wait
    (negative: taken off). Two standings and their times decide which comes first.
    """

    band: str
    because: tuple[str, ...]
    head_start: timedelta
    since: datetime

    @property
    def counts_from(self) -> datetime:
        return self.since - self.head_start


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, and where they stand."""

    conversation: Conversation
    standing: Standing


def standing(conversation: Conversation, rules: UrgencyRules) -> Standing:
    """Where this chat stands by the rule."""
    because = tuple(rules.because(conversation.reasons))
    head_start = rules.head_start if because else timedelta(0)
    if conversation.alerted:
        band = "alert"
    elif conversation.moved == "first":
        band = "lead"
    elif conversation.front:
        band = "returned"
    else:
        band = "turn"
        if conversation.moved == "later":
            head_start = -rules.head_start
    return Standing(
        band, because, head_start, conversation.waiting_since or conversation.created_at
    )


def comes_before(one: Waiting) -> tuple[int, datetime, datetime, str]:
    """What the order is by. The id decides only between equals, so that there is one order."""
    its = one.standing
    return BANDS.index(its.band), its.counts_from, its.since, one.conversation.id


def in_order(conversations: Iterable[Conversation], rules: UrgencyRules) -> list[Waiting]:
    """Everybody, who comes first first."""
    return sorted((Waiting(one, standing(one, rules)) for one in conversations), key=comes_before)
