"""What the bench's visitors say: examples from data/, one of each calm intent in turn.

Calm: answered by an ordinary turn. What raises an alert, changes the owner or the settings, or
ends the chat is left out, because then there would be no turn to time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.places import ROOT
from understanding import INTENTS, Reader, Reading
from understanding.corpus import read_corpus

NOT_CALM = frozenset(
    {
        "immediate_danger",
        "suicidal_thoughts",
        "request_harmful_help",
        "safe_exit",
        "talk_to_human",
        "delete_my_data",
        "restart",
        "change_language",
        "clarify",
    }
)
DANGER = "hes outside my door with a knife"
_LOOKED_AT = 12  # examples of an intent


@dataclass(frozen=True)
class Message:
    """A message and what our reader reads in it."""

    text: str
    reading: Reading


def choose_messages(reader: Reader, count: int) -> list[Message]:
    """So many messages that raise nothing and are read as a calm intent; the same each time."""
    corpus = read_corpus(ROOT / "data")
    calm = [
        _calm(reader, corpus.intents[intent][:_LOOKED_AT])
        for intent in INTENTS
        if intent not in NOT_CALM
    ]
    ranks = range(_LOOKED_AT)
    in_turn = [some[rank] for rank in ranks for some in calm if rank < len(some)]
    return in_turn[:count]


def _calm(reader: Reader, texts: Sequence[str]) -> list[Message]:
    read = (Message(text, reader.read(text)) for text in texts)
    return [
        message
        for message in read
        if not message.reading.alerts and message.reading.intent not in NOT_CALM
    ]
