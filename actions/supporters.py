"""People who worry about somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.today import with_it
from actions.wordings import topics

#: Somebody close would have a word with the person; read as a question about contact as well.
CONFRONTING = topics("supporters", "confronting")

#: What somebody close asks for; the first that fits.
SUPPORTERS = topics("supporters", "supporters")


#: Answers that say by themselves, at length, when somebody should be told today.
_AT_LENGTH = frozenset({"utter_recognising_supporter", "utter_supporters_urgent"})


def told_of(seen: Seen, name: str) -> Iterator[Given]:
    """An answer to somebody who worries about another person; if something grave was told with it,
    then "please talk to someone today", and in place of a long answer that it was heard."""
    grave = list(with_it(seen))
    if grave and name in _AT_LENGTH:
        name = "utter_supporters_heard"
    elif name == "utter_supporters_heard" and not grave:
        # Nothing follows it, so it asks on.
        name = "utter_supporters_told"
    yield Say(name)
    yield from grave


class ActionSupporter(InContext):
    """Answers somebody who worries about another person."""

    def name(self) -> str:
        return "action_supporter"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield from told_of(seen, asked(SUPPORTERS, seen, "utter_recognising_supporter"))
