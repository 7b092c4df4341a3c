"""Please talk to someone today: said wherever something grave was told, with a person or, where
none is there, with services that are open. To whoever worries about somebody else it is said of
them, and to a worker as to a worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actions import neck, services, speaker, told
from actions.base import Card, Effect, Given, Say, Seen
from actions.following import asked_last
from actions.needs import needs_of

#: Where the questions about how urgent it is begin (`actions/risk.py`).
BEGIN = "utter_risk_begin"
_OPEN_SHOWN = 2


@dataclass(frozen=True)
class Words:
    """The offer, by whether a person is there; `more`: after it was made a moment ago. `shown`: the
    same above services that were asked for. `neck`: hands around a neck, named."""

    here: str
    closed: str
    more: str
    shown: str
    neck: str

    def offers(self) -> frozenset[str]:
        """Those that offer a person."""
        return frozenset({self.here, self.closed, self.more})


MINE = Words(
    "utter_risk_today_here",
    "utter_risk_today_closed",
    "utter_risk_today_more",
    "utter_signposting_today",
    "utter_risk_said_strangled",
)
THEIRS = Words(
    "utter_supporters_today_here",
    "utter_supporters_today_closed",
    "utter_supporters_today_more",
    "utter_supporters_today_services",
    "utter_supporters_neck",
)
#: A worker has a procedure, and acts today whether somebody of ours is there or not.
AS_A_WORKER = Words(
    "utter_professionals_today",
    "utter_professionals_today",
    "utter_supporters_today_more",
    "utter_supporters_today_services",
    "utter_supporters_neck",
)
#: The offer of a person, to whom it is done.
OFFERS = (MINE.here, MINE.closed, MINE.more)
_BY_VOICE = {None: MINE, speaker.SUPPORTER: THEIRS, speaker.WORKER: AS_A_WORKER}
_NECKS = {neck.TOLD, MINE.neck, THEIRS.neck}


def first_told(seen: Seen, *, grave_only: bool = False) -> list[str]:
    """Topics told in passing that call for "today" there and then: the grave ones; once these
    questions were begun, all. Also what was told with another wish, which had its own answer. Those
    that were answered so already are left out.
    """
    answers = told.kept(seen)
    grave = {one for topic in told.table().values() for one in topic.at_once}
    begun = bool(answers) and not grave_only
    signs = [one for one in seen.heard() if one in grave or (begun and one in seen.indicators)]
    fresh = [name for name in told.topics_of(signs) if answers.get(name) != "told"]
    # Violence may have been told before; this is said each time it is told, but not twice running.
    named = {str(one.get("utter_action")) for one in asked_last(seen)} & _NECKS
    return list(dict.fromkeys([*fresh, neck.TOPIC])) if neck.told(seen) and not named else fresh


def in_passing(seen: Seen, *but: str, grave_only: bool = False) -> Iterator[Given]:
    """After an answer of its own: "please talk to someone today", if something grave was told.
    `but`: topics that the answer has spoken of already. `grave_only`: also while these questions
    are gone through, which a question in between does not go on with."""
    names = [one for one in first_told(seen, grave_only=grave_only) if one not in but]
    if names and speaker.who(seen) in _BY_VOICE:
        yield from _remembered(seen, names)
        yield from today(seen, BEGIN)


def with_it(seen: Seen, *but: str) -> Iterator[Given]:
    """The same after the answer to a question. `but`: topics that the answer has spoken of."""
    yield from in_passing(seen, *but, grave_only=True)


def above_services(seen: Seen) -> list[Given]:
    """The same above services that were asked for; nothing if nothing grave is told anew."""
    words = _BY_VOICE.get(speaker.who(seen))
    names = first_told(seen, grave_only=True)
    return [*_remembered(seen, names), Say(words.shown)] if names and words else []


def today(seen: Seen, after: str, *, more: bool = False) -> Iterator[Given]:
    """Please talk to someone today: a person if one is there, else what is open. `after`: where
    going on leads."""
    words = _BY_VOICE.get(speaker.who(seen))
    if words is None:
        # Who worries about what they do themselves has answers of their own; a threat is an alert.
        return
    variables = {"next": after} if words is MINE else {}
    if more or {str(one.get("utter_action")) for one in asked_last(seen)} & words.offers():
        yield Say(words.more, variables)
    elif seen.on_shift:
        yield Say(words.here, variables)
    else:
        if words is not AS_A_WORKER:
            yield from (Card(ref) for ref in open_services(seen))
        yield Say(words.closed, variables)


def open_services(seen: Seen) -> list[str]:
    """Services for this visitor that answer day and night, those for what they told first."""
    needs = needs_of(seen)
    spare = [key for key in services.ALWAYS_OPEN if services.fits(seen, key)]
    named = dict.fromkeys([*services.in_order(seen, needs), *spare])
    return [key for key in named if services.open_always(key)][:_OPEN_SHOWN]


def _remembered(seen: Seen, names: list[str]) -> Iterator[Given]:
    """That it was told; and hands around a neck by their name."""
    words = _BY_VOICE.get(speaker.who(seen))
    yield told.keep(risk=dict.fromkeys(names, "told"))
    if words and neck.told(seen):
        if words is MINE:
            # The brief says it of the visitor.
            yield Effect("urgency", {"said": [neck.SAID]})
        yield Say(words.neck)
