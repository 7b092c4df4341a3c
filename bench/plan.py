"""How much is measured: the whole bench, and a smoke run that only shows that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Counts of one run.

    Rates and waits are those of the first `short` turns of a conversation, as long as most chats:
    a default Rasa gets slower with every turn, so long ones would flatter us. The two windows that
    show this growth hold the same messages: `late - early` is a multiple of `messages`.
    """

    messages: int
    short: int
    shorts: int  # short conversations, one after another
    early: int
    late: int
    window: int
    longs: int  # conversations up to the end of the late window, one after another
    stock_longs: int  # as many for the baseline, whose late turns are slow
    crowd: int  # visitors at once, each in one short conversation at a time
    crowd_rounds: int
    readings: int
    dangers: int  # conversations in which danger is said once
    exits: int  # from the chat on a charity's page, and as many from a bare page
    arrivals: int  # on slow 3G
    live: int  # chats with a worker, all at once
    passed_on: int  # messages between visitors and workers
    pace: float  # of these, a second

    def __post_init__(self) -> None:
        assert (self.late - self.early) % self.messages == 0

    @property
    def long(self) -> int:
        """Turns of a long conversation."""
        return self.late + self.window - 1


FULL = Plan(39, 20, 10, 5, 200, 10, 3, 1, 10, 2, 500, 40, 200, 20, 200, 2000, 20.0)
QUICK = Plan(4, 4, 1, 2, 6, 2, 1, 1, 2, 1, 8, 2, 3, 1, 3, 20, 20.0)
