"""What was heard over a whole conversation: counts of indicators and the visitor's own words on
them.

Sealed with the conversation's key. It feeds the assistant (counts only) and the brief (quotes,
which the visitor corrects before any worker sees them).
"""

from __future__ import annotations

import msgspec

from helpline.services.keys.sealed_column import SealedColumn
from understanding import Reading, add_up

_QUOTE_CHARACTERS = 280
_QUOTES = 6
_EVIDENCE_CHARACTERS = 160
_DENIALS = 20
# Intents in which people tell what happens to them: worth quoting in the brief.
_TELLING = frozenset(
    {
        "disclose_stalking",
        "situation_changed",
        "am_i_being_stalked",
        "describe_feelings",
        "supporter_concern",
        "barrier_to_help",
        "immediate_danger",
    }
)


class Heard(msgspec.Struct):
    """Counts by indicator, the messages they rest on, how many messages there were, and how many
    incidents they told of: a number, no words."""

    indicators: dict[str, int] = {}
    quotes: list[str] = []
    # Each that was read, once; and who somebody is by whom their words are about.
    intents: list[str] = []
    messages: int = 0
    incidents: int = 0
    # Skills that their words call for (services/workers/skills.py): shown to nobody.
    needs: list[str] = []
    # Platforms and kinds of places they named where they told (services/figures/named.py).
    named: list[str] = []
    # Of each indicator, the words it rests on: the first that were told, and the latest.
    evidence: dict[str, list[str]] = {}
    # Grave signs that were told in so many words (content/plainly_told.py).
    plainly: list[str] = []
    # Lines that were read as a no, by seq; what was offered before them is in the log.
    denied: list[int] = []

    def _rest(self, name: str, spans: list[str]) -> None:
        for span in spans:
            words = " ".join(span.split())[:_EVIDENCE_CHARACTERS]
            known = self.evidence.get(name, [])
            if words and words not in known:
                self.evidence[name] = [*known[:1], words]

    def add(self, text: str, reading: Reading, seq: int | None = None) -> None:
        """Takes one more message in. `seq`: its line in the log."""
        self.messages += 1
        self.incidents = add_up(self.incidents, reading.told)
        for name in reading.indicators:
            self.indicators[name] = self.indicators.get(name, 0) + 1
            self._rest(name, [text[start:end] for start, end in reading.evidence.get(name, ())])
        if reading.intent == "deny" and seq is not None:
            self.denied = [*self.denied, seq][-_DENIALS:]
        if reading.indicators or reading.intent in _TELLING:
            quote = " ".join(text.split())
            if len(quote) > _QUOTE_CHARACTERS:
                quote = quote[: _QUOTE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
            if quote not in self.quotes:
                # The first telling and the latest ones say most.
                self.quotes = [*self.quotes[:1], *self.quotes[1:][-(_QUOTES - 2) :], quote]


class HeardStore(SealedColumn[Heard]):
    """`Heard` on the conversation's row."""

    column = "heard"
    shape = Heard
