"""Asking: what the visitor wrote since the last turn, with all the assistant needs to answer it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Conversation, Entry
from helpline.models.base import table_of
from helpline.services.alerts.alerts import Alerts
from helpline.services.alerts.kinds import URGENCY
from helpline.services.content import slots_of
from helpline.services.keys.kept import KeptStore
from helpline.services.log import turn_numbers
from helpline.services.log.entry_log import Choice, EntryLog, Line
from helpline.services.referral.turns import EVENT, FormState, ReferralTurns
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.assistant import Turn
from helpline.services.turns.bursts import Meaning, meaning_alone, meaning_joined
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.places import Places
from helpline.services.turns.reading import Reads

# An alert whose fixed message stands already is taken up by the assistant under this intent.
INTENT_OF_ALERT = {
    "immediate_danger": "immediate_danger",
    "suicidal_thoughts": "suicidal_thoughts",
    "harmful_request": "request_harmful_help",
    "threat_by_visitor": "request_harmful_help",
}

ALERT_KINDS = frozenset(URGENCY)
# Under which a command about the plan on the screen goes to the assistant, and its responses.
_PLANNING, _OF_A_PLAN = "ask_safety_planning", "utter_safety_planning_"
# An alert whose fixed message asks something: it, and the notes that follow it.
_ASKS = "suicidal_thoughts"
_FIXED = frozenset({
    "utter_safety_suicidal_thoughts", "utter_safety_nobody_here", "utter_safety_worker_told",
})  # fmt: skip
# "im in scotland": so few words say nothing but a place.
_A_PLACE_ALONE = 4
# With these the assistant is told where a self-referral stands.
_OF_THE_FORM = frozenset({EVENT, "self_refer"})


# Built once; see services/log/entry_rows.py.
_ENTRIES = table_of(Entry)
_ASKED = (
    update(_ENTRIES)
    .where(
        _ENTRIES.c.conversation_id == bindparam("conversation"),
        _ENTRIES.c.seq.in_(bindparam("lines", expanding=True)),
    )
    .values(turn=bindparam("in_turn"))
)


def _picked_by_typing(lines: list[Line], offered: list[Choice]) -> str | None:
    """The payload of an offered choice whose label somebody typed instead of picking it."""
    if len(lines) != 1:
        return None
    typed = (lines[0].body.text or "").strip(" .!?").casefold().replace("\u2019", "'")
    labels = {choice.label.strip(" .!?").casefold(): choice.payload for choice in offered}
    return labels.get(typed)


def _changes_plan(metadata: dict[str, Any], offered: list[Choice]) -> bool:
    """Whether their plan is on the screen, so that "take out number 2" is about it, whatever it was
    read as."""
    if not metadata["kept"]["plan"]:
        return False
    shown = [*metadata["said"], *(choice.payload for choice in offered)]
    return any(_OF_A_PLAN in one for one in shown)


class Asking:
    """Begins turns."""

    def __init__(
        self,
        database: Database,
        log_: EntryLog,
        reads: Reads,
        heard: HeardStore,
        alerts: Alerts,
        presence: PresenceBook,
        hours: Hours,
        referrals: ReferralTurns,
        kept: KeptStore,
        places: Places,
    ) -> None:
        self._database = database
        self._log = log_
        self._reads = reads
        self._heard = heard
        self._alerts = alerts
        self._presence = presence
        self._hours = hours
        self._referrals = referrals
        self._kept = kept
        self._places = places

    async def begin(self, conversation_id: str) -> Turn | None:
        """Takes the next turn number and the messages it answers; None if there is nothing to
        do."""
        async with self._database.write() as session:
            lines = await self._log.owed(session, conversation_id)
            if not lines:
                return None
            conversation = await turn_numbers.begin(session, conversation_id)
            await session.execute(
                _ASKED,
                {
                    "conversation": conversation_id,
                    "lines": [line.seq for line in lines],
                    "in_turn": conversation.turn if conversation else 0,
                },
            )
            if conversation is None:
                return None
            recent: set[str] = set()
            if not ALERT_KINDS.isdisjoint(conversation.reasons):
                recent = await self._alerts.recently_answered(session, conversation_id)
            metadata = await self._metadata(session, conversation)
            last, posted, offered = await self._log.said_last(session, conversation.id)
            metadata["said"] = [last] if last and posted else []
            # "Are you safe right now?" is answered first.
            asks = _ASKS in recent and last in _FIXED
            form = await self._referrals.state(session, conversation.id, offered, last, asks)
        metadata["answered"] = sorted(recent)
        payload = lines[-1].body.payload or _picked_by_typing(lines, offered)
        if payload is not None and payload.startswith("/"):
            intent, _, metadata["chosen"] = payload[1:].partition("=")
            meaning = Meaning(intent, 1.0, (), ())
        else:
            meaning = await self._understood(lines)
            if _changes_plan(metadata, offered) and self._referrals.edits(lines[-1].body.text):
                meaning = Meaning(_PLANNING, 1.0, meaning.alerts, meaning.indicators)
            elif await self._belongs_to(form, conversation, lines, meaning, metadata):
                meaning = Meaning(EVENT, 1.0, meaning.alerts, meaning.indicators)
        if meaning.intent in _OF_THE_FORM and "self_referral" not in metadata:
            quotes = bool((await self._heard.get(conversation)).quotes)
            metadata["self_referral"] = self._referrals.told(form, None, quotes)
        for kind, follow_up in INTENT_OF_ALERT.items():
            if kind in meaning.alerts and kind in recent:
                meaning = Meaning(follow_up, 1.0, meaning.alerts, meaning.indicators)
                break
        text = "\n".join(line.body.text or "" for line in lines)
        if payload is None and meaning.intent != EVENT:
            told = await self._note_nation(conversation, text, meaning.intent)
            if told and len(text.split()) <= _A_PLACE_ALONE:
                metadata["place"] = told
        return self._turn(conversation, text, meaning, metadata)

    async def _belongs_to(
        self,
        form: FormState,
        conversation: Conversation,
        lines: list[Line],
        meaning: Meaning,
        metadata: dict[str, Any],
    ) -> bool:
        """Whether the messages are an answer to a self-referral's question, or a step of it."""
        texts = [line.body.text or "" for line in lines if line.body.payload is None]
        taken = await self._referrals.taken(conversation, form, texts, meaning)
        if taken is None:
            return False
        quotes = bool((await self._heard.get(conversation)).quotes)
        metadata["self_referral"] = self._referrals.told(form, taken, quotes)
        return True

    async def _note_nation(self, conversation: Conversation, text: str, intent: str) -> str | None:
        """From the turn in which somebody says where they live, answers are for that nation. Gives
        it, if it was told in this very message."""
        told = self._places.told(text, intent)
        if told is None or told == conversation.nation:
            return told
        async with self._database.write() as session:
            await session.execute(
                update(Conversation).where(Conversation.id == conversation.id).values(nation=told)
            )
        conversation.nation = told
        return told

    async def begin_event(self, conversation_id: str, intent: str) -> Turn | None:
        """A turn of ours, e.g. after a worker has handed back: no words of the visitor's in it."""
        async with self._database.write() as session:
            conversation = await turn_numbers.begin(session, conversation_id)
        if conversation is None:
            return None
        metadata: dict[str, object] = {"answered": [], "said": []}
        return self._turn(conversation, "", Meaning(intent, 1.0, (), ()), metadata)

    async def take_up(self, session: AsyncSession, conversation_id: str) -> None:
        """Makes the messages of a turn that was begun and never answered owed again."""
        conversation = await session.get(Conversation, conversation_id)
        if conversation is None:
            return
        await session.execute(
            update(Entry)
            .where(
                Entry.conversation_id == conversation_id,
                Entry.author == "visitor",
                Entry.turn > conversation.answered_turn,
            )
            .values(turn=None)
        )
        conversation.answered_turn = conversation.turn

    async def _metadata(self, session: AsyncSession, conversation: Conversation) -> dict[str, Any]:
        heard = await self._heard.get(conversation)
        kept = await self._kept.get(conversation)
        workers = await self._presence.workers_within(session)
        return {
            "presence": {
                "on_shift": workers > 0,
                "open_now": self._hours.open_now(conversation.nation),
            },
            "heard": {
                "indicators": heard.indicators,
                "messages": heard.messages,
                "intents": heard.intents,
                "incidents": heard.incidents,
                "plainly": heard.plainly,
            },
            "kept": {
                "risk": kept.risk,
                "place": kept.place,
                "plan": kept.plan,
                "plan_stays": kept.plan_stays,
                "said": kept.said,
            },
        }

    async def _understood(self, lines: list[Line]) -> Meaning:
        """What the words mean; a picked choice has said its own meaning already."""
        written = [line.body.text or "" for line in lines if line.body.payload is None]
        readings = [await self._reads.read(text) for text in written]
        alone = meaning_alone(readings)
        if alone is not None:
            return alone
        return meaning_joined(readings, await self._reads.read("\n".join(written)))

    def _turn(
        self,
        conversation: Conversation,
        text: str,
        meaning: Meaning,
        metadata: dict[str, object],
    ) -> Turn:
        return Turn(
            conversation.id,
            conversation.turn,
            text,
            meaning.intent,
            meaning.confidence,
            meaning.alerts,
            meaning.indicators,
            slots_of(conversation),
            metadata,
        )
