"""For whom a waiting chat rings, and after how long. Somebody always hears it.

First for those who should be asked first; after one pause for everybody who takes chats, with room
or without; after two for the leads, also those who take none. Where nobody has room it rings for
everybody at once, and an open danger rings for everybody and the leads at once. A chat that is kept
for one colleague rings for them alone while it is kept, and for the others as ever after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpline.services.workers.skills import Colleague, asked_first


@dataclass(frozen=True, slots=True)
class Kept:
    """A chat that was passed on to one colleague, and is theirs alone for so many seconds of its
    waiting."""

    worker_id: int
    seconds: int


def ring_after(
    me: Colleague,
    is_lead: bool,
    in_danger: bool,
    needs: frozenset[str],
    colleagues: Sequence[Colleague],
    pause: int,
    kept: Kept | None = None,
) -> int | None:
    """Seconds of waiting after which it rings for this worker; None: it does not.

    `colleagues`: everybody whose desk is open, this worker too. `pause`: seconds.
    """
    if in_danger and (me.takes_chats or is_lead):
        return 0
    if kept is not None and me.takes_chats and me.worker_id == kept.worker_id:
        return 0
    first = asked_first(needs, colleagues)
    takers = any(one.takes_chats for one in colleagues)
    after: list[int] = []
    if me.takes_chats:
        after.append(0 if me.worker_id in first or not first else pause)
    if is_lead:
        after.append(2 * pause if takers else 0)
    if not after:
        return None
    return min(after) + (0 if kept is None else kept.seconds)
