"""The dialogue memory: live in this process, bounded in length, sealed on disk.

Rasa's stores rebuild a tracker from all of its events at each turn, so an hour of talk makes
every answer slow. Here the tracker stays alive between turns, is cut to its last turns when it
grows long, and its sealed copy is read again only after a restart.

Personal data: the last turns' words and what was read in them, in memory for as long as the
conversation is among the most recent, on disk only sealed under the visitor's own key.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import quick, quiet
from bot.sealed import SealedMemory
from bot.turn import IN_HAND, TurnInHand

logger = logging.getLogger(__name__)

LIVE_CONVERSATIONS = 2_000
#: A tracker is cut when it has more events than this, to its last whole turns (about six
#: events a turn; rules look at one turn, the actions at the last answer).
LONGEST = 36
TURNS_KEPT = 2

quiet.install()
quick.install()


@dataclass
class _Live:
    tracker: DialogueStateTracker
    key_mark: bytes | None


class SealedTrackerStore(TrackerStore):
    """Live trackers in front of `engine.db`. One conversation is used by one turn at a time."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        db: str = "var/engine.db",
        host: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._disk = SealedMemory(Path(db))
        self._live: OrderedDict[str, _Live] = OrderedDict()
        self._in_hand: dict[str, list[TurnInHand]] = {}

    def begin(self, turn: TurnInHand) -> None:
        self._in_hand.setdefault(turn.conversation, []).append(turn)

    def end(self, turn: TurnInHand, *, failed: bool) -> None:
        """After a failure the live tracker may be half-way through a turn: it is not used again."""
        turns = self._in_hand[turn.conversation]
        turns.remove(turn)
        if not turns:
            del self._in_hand[turn.conversation]
        if failed or turn.erased:
            self._live.pop(turn.conversation, None)

    def erase(self, conversation: str) -> None:
        """Forgets a conversation, also what a turn that is running now would still keep.

        Raises sqlite3.Error.
        """
        for turn in self._in_hand.get(conversation, ()):
            turn.erased = True
        self._live.pop(conversation, None)
        self._disk.erase(conversation)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the tracker alive, and its sealed copy if this turn brought a key."""
        turn = IN_HAND.get()
        if turn is not None and turn.erased:
            return
        if len(tracker.events) > LONGEST:
            tracker = self._cut(tracker)
        self._live[tracker.sender_id] = _Live(tracker, _mark(turn))
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > LIVE_CONVERSATIONS:
            self._live.popitem(last=False)
        if turn is not None and turn.conversation == tracker.sender_id and tracker.events:
            self._seal(tracker, turn)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The live tracker, else the unsealed one, else None: the visitor gets a fresh memory."""
        turn = IN_HAND.get()
        live = self._live.get(sender_id)
        if live is not None:
            return live.tracker if live.key_mark == _mark(turn) else None
        if turn is None or turn.conversation != sender_id:
            return None
        return self._unseal(turn)

    async def keys(self) -> Iterable[str]:
        return list(self._live)

    def _seal(self, tracker: DialogueStateTracker, turn: TurnInHand) -> None:
        plain = json.dumps([event.as_dict() for event in tracker.events]).encode()
        try:
            self._disk.keep(tracker.sender_id, turn.key, plain)
        except sqlite3.Error as error:
            # The dialogue goes on from the live tracker; only a restart would forget it.
            logger.error("memory.not_kept: %s", type(error).__name__)

    def _unseal(self, turn: TurnInHand) -> DialogueStateTracker | None:
        plain = self._disk.open(turn.conversation, turn.key)
        if plain is None:
            return None
        tracker = DialogueStateTracker.from_dict(
            turn.conversation, json.loads(plain), self.domain.slots
        )
        self._live[turn.conversation] = _Live(tracker, _mark(turn))
        return tracker

    def _cut(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """The same dialogue from its last turns on; the slots are said anew at its beginning."""
        events = list(tracker.events)
        starts = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
        first = starts[-TURNS_KEPT] if len(starts) > TURNS_KEPT else 0
        # A user's event needs the "listen" before it, or no rule would fit the first turn kept.
        while first > 0 and not isinstance(events[first], ActionExecuted):
            first -= 1
        kept = events[first:]
        slots: list[Event] = [
            SlotSet(name, value)
            for name, value in tracker.current_slot_values().items()
            if value is not None
        ]
        shorter = DialogueStateTracker.from_events(
            tracker.sender_id, [SessionStarted(), *slots, *kept], self.domain.slots
        )
        shorter.model_id, shorter.assistant_id = tracker.model_id, tracker.assistant_id
        return shorter


def _mark(turn: TurnInHand | None) -> bytes | None:
    """Tells whether two turns brought the same key, without holding the key."""
    return None if turn is None else hashlib.sha256(b"mark\0" + turn.key).digest()
