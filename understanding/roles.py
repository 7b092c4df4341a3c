"""Puts right who speaks, where the words themselves say it and the reading says otherwise.

Somebody who is stalked and writes "he'll no leave us alone" must not be answered as a worried
friend, nor a nurse whose patient follows her as a colleague who asks for advice; and a teacher who
writes of "a Y10 girl" is not the one it happens to. Nor is whoever writes "she blocked me so i
made another account": the words for victims would be wrong, and could help them. And whoever finds
a tracker among somebody's things does not follow them.
"""

from __future__ import annotations

from collections.abc import Sequence

from understanding.patterns import Book

VICTIM, SUPPORTER, WORKER = "disclose_stalking", "supporter_concern", "professional_enquiry"
DOER, FINDER = "own_behaviour_concern", "ask_tracking_device"
SURE_ENOUGH = 0.6
"""How sure a reading is that was put right."""

Ranking = Sequence[tuple[str, float]]

_MISTAKEN_FOR_VICTIMS = frozenset(
    {VICTIM, "am_i_being_stalked", "situation_changed", "ask_contact_response", "out_of_scope"}
    | {"ask_social_media_privacy", "describe_feelings", "doubt_or_self_blame"}
)
_OF_OTHERS = frozenset({SUPPORTER, WORKER})
_MISTAKEN_FOR_WORKERS = frozenset({VICTIM, SUPPORTER, "am_i_being_stalked", "out_of_scope"})


def put_right(book: Book, text: str, ranking: Ranking) -> tuple[tuple[str, float], ...]:
    """The ranking of a plain text, led by the intent of whoever really speaks."""
    first = ranking[0][0]
    if (
        first in _MISTAKEN_FOR_VICTIMS
        and book.has("own_acts", text)
        and not book.has("done_to_me", text)
    ):
        return _led_by(DOER, ranking)
    if first == DOER and book.has("finds", text):
        return _led_by(FINDER, ranking)
    mine = book.has("done_to_me", text) and not book.has("done_to_another", text)
    if first in _OF_OTHERS and mine:
        return _led_by(VICTIM, ranking)
    if first in _MISTAKEN_FOR_WORKERS and not mine and _asks_as_a_worker(book, text):
        return _led_by(WORKER, ranking)
    return tuple(ranking)


def _asks_as_a_worker(book: Book, text: str) -> bool:
    return book.has("works", text) and book.has("of_theirs", text)


def _led_by(name: str, ranking: Ranking) -> tuple[tuple[str, float], ...]:
    rest = tuple(pair for pair in ranking if pair[0] != name)
    return ((name, max(SURE_ENOUGH, ranking[0][1])), *rest)
