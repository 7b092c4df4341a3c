"""What happens to a message after its ack: read, alerts raised, and passed to whoever owns the
chat.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta

import structlog
from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import KeyGone
from helpline.models import Conversation, Entry, now
from helpline.models.base import table_of
from helpline.services.alerts.alerts import Alerts
from helpline.services.assessing.prompts import Prompts
from helpline.services.brief.taking_out import BriefEdits
from helpline.services.figures.days import Counted, note_figure
from helpline.services.figures.named import Named
from helpline.services.keys.kept import CHANGED, KeptStore
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import DESK, Events, conversation_topic, worker_topic
from helpline.services.referral.turns import ReferralTurns
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.of_themselves import OfThemselves
from helpline.services.turns.reading import Reads
from helpline.services.turns.turns import Turns
from helpline.services.turns.urgency import UrgencyRules
from helpline.services.workers.skills import Skills
from understanding import Reading

log = structlog.get_logger(__name__)

# After a fixed message these wishes still go to the assistant: they ask for something of their own.
STILL_ASKED = frozenset({"talk_to_human", "safe_exit", "delete_my_data", "self_refer"})
# A category of the whole chat: what was told happened more than once.
MORE_THAN_ONCE = "more_than_once"
OUT_OF_SCOPE = "out_of_scope"
_LONGEST_CATCH_UP = 3.0


# Built once; see services/log/entry_rows.py.
_ENTRIES = table_of(Entry)
_HEARD = (
    update(_ENTRIES)
    .where(
        _ENTRIES.c.conversation_id == bindparam("conversation"),
        _ENTRIES.c.seq == bindparam("line"),
    )
    .values(read_at=bindparam("moment"), turn=bindparam("answer"))
)


def _boards(conversation: Conversation, due: bool) -> list[str]:
    """Whose boards may look different now that a message was read. A board is made anew for each
    desk that is open, so most messages, which nobody's board tells of, must wake none; alerts wake
    all of them by themselves. A chat that is offered to a colleague is on their board too."""
    if due or conversation.owner == "waiting":
        return [DESK]
    if conversation.owner != "worker":
        return []
    until = conversation.offered_until
    offered = until is not None and until > now()
    whose = [conversation.worker_id, conversation.offered_to if offered else None]
    return [worker_topic(one) for one in whose if one is not None]


class Hearing:
    """Reads each kept message once, in order per conversation, in whatever state the chat is."""

    def __init__(
        self,
        database: Database,
        log_: EntryLog,
        reads: Reads,
        alerts: Alerts,
        heard: HeardStore,
        kept: KeptStore,
        turns: Turns,
        events: Events,
        urgency: UrgencyRules,
        referrals: ReferralTurns,
        skills: Skills,
        prompts: Prompts,
        brief_edits: BriefEdits,
        named: Named,
        of_themselves: OfThemselves,
    ) -> None:
        self._database = database
        self._log = log_
        self._reads = reads
        self._alerts = alerts
        self._heard = heard
        self._kept = kept
        self._turns = turns
        self._events = events
        self._referrals = referrals
        self._urgency = urgency
        self._skills = skills
        self._prompts = prompts
        self._brief_edits = brief_edits
        self._named = named
        self._of_themselves = of_themselves
        # The newest reading of each conversation: the next one waits for it.
        self._newest: dict[str, asyncio.Task[None]] = {}
        self._in_hand: set[tuple[str, int]] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def ahead(self, text: str) -> None:
        """Begins to read a message that is just being kept: the wait for the disk is not lost."""
        self._reads.ahead(text)

    def soon(
        self, conversation_id: str, seq: int, text: str | None = None
    ) -> asyncio.Task[None] | None:
        """Reads this message as soon as the earlier ones of its conversation are read. `text`: if
        it is at hand. None: it is in hand already."""
        if (conversation_id, seq) in self._in_hand:
            return None
        self._in_hand.add((conversation_id, seq))
        before = self._newest.get(conversation_id)
        task = asyncio.create_task(self._in_order(conversation_id, seq, text, before))
        self._newest[conversation_id] = task
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._finished(conversation_id, seq, done))
        return task

    async def catch_up(self, conversation_id: str) -> None:
        """Until everything kept of this conversation is read, at most a few seconds. Exit must not
        outrun danger: what was said in the last moment is erased with the rest."""
        async with self._database.read() as session:
            owed = await session.scalars(
                select(Entry.seq)
                .where(
                    Entry.conversation_id == conversation_id,
                    Entry.author == "visitor",
                    Entry.read_at.is_(None),
                )
                .order_by(Entry.seq)
            )
            for seq in owed.all():
                self.soon(conversation_id, seq)
        # The newest waits for all before it.
        newest = self._newest.get(conversation_id)
        if newest is not None:
            await asyncio.wait([newest], timeout=_LONGEST_CATCH_UP)

    def _finished(self, conversation_id: str, seq: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._in_hand.discard((conversation_id, seq))
        if self._newest.get(conversation_id) is task:
            del self._newest[conversation_id]
        if not task.cancelled() and task.exception() is not None:
            log.error("reading.failed", error=type(task.exception()).__name__)

    async def _in_order(
        self,
        conversation_id: str,
        seq: int,
        text: str | None,
        before: asyncio.Task[None] | None,
    ) -> None:
        if before is not None:
            # However the one before ended: a failure there is no reason not to read this one.
            await asyncio.wait([before])
        # Erased meanwhile: then there is nothing left to read.
        with contextlib.suppress(KeyGone):
            await self._hear(conversation_id, seq, text)

    async def _hear(self, conversation_id: str, seq: int, text: str | None) -> None:
        if text is None:
            async with self._database.read() as session:
                line = await self._log.unread(session, conversation_id, seq)
            if line is None:
                return
            text = line.body.text or ""
        await self._of_themselves.settle(conversation_id, text)
        # The patterns first: danger does not wait for the encoder.
        seen = set(await self._reads.glance(text))
        posted: set[str] = set()
        if seen:
            posted |= (await self._alerts.raise_for(conversation_id, seen, text)).posted
        reading = await self._reads.read(text)
        more = set(reading.alerts) - seen
        if more:
            posted |= (await self._alerts.raise_for(conversation_id, more, text)).posted
        async with self._database.write() as session:
            conversation = await session.get(Conversation, conversation_id, with_for_update=True)
            if conversation is None:
                return
            heard = await self._heard.get(conversation)
            fresh = [name for name in reading.indicators if name not in heard.indicators]
            heard.add(text, reading, seq)
            self._of_themselves.take_in(heard, text, reading, conversation.language)
            heard.named = self._named.more(heard.named, text, reading.indicators)
            heard.needs = self._skills.known([*heard.needs, *self._skills.heard_in(text)])
            await self._heard.put(conversation, heard)
            await self._note_changes(conversation, reading.intent, fresh)
            due = await self._look_again(session, conversation_id, reading, fresh)
            await self._count(session, reading)
            often = [MORE_THAN_ONCE] if heard.incidents > 1 else []
            self._urgency.note(conversation, [*reading.indicators, *often])
            boards = _boards(conversation, due)
            for_assistant = conversation.owner == "assistant" and (
                not posted or reading.intent in STILL_ASKED
            )
            edited = False
            if posted and not for_assistant:
                await self._referrals.danger(session, conversation, text, posted)
            elif conversation.owner in ("waiting", "worker"):
                edited = await self._brief_edits.apply(session, conversation, text)
            await session.execute(
                _HEARD,
                {
                    "conversation": conversation_id,
                    "line": seq,
                    "moment": now(),
                    "answer": None if for_assistant else 0,
                },
            )
        if for_assistant:
            self._turns.poke(conversation_id)
        elif posted or edited:
            self._events.news(conversation_topic(conversation_id))
        self._events.news(*boards)

    async def _note_changes(
        self, conversation: Conversation, intent: str, fresh: list[str]
    ) -> None:
        """The timeline: what came up for the first time, and that something changed."""
        names = [*([CHANGED] if intent == CHANGED else []), *fresh]
        if names:
            kept = await self._kept.get(conversation)
            kept.note(*names)
            await self._kept.put(conversation, kept)

    async def _look_again(
        self, session: AsyncSession, conversation_id: str, reading: Reading, fresh: list[str]
    ) -> bool:
        """What makes a new look at a risk assessment due. Whether one is."""
        due = await self._prompts.told(session, conversation_id, fresh, reading.indicators)
        if reading.intent == CHANGED:
            due |= await self._prompts.happened(session, conversation_id, [("changed", "")])
        return due

    @staticmethod
    async def _count(session: AsyncSession, reading: Reading) -> None:
        """The topic for the lead's figures. What was understood as none of ours counts by the
        intent that was nearest: there the assistant could learn to hear more."""
        await note_figure(session, Counted.TOPIC, reading.intent)
        if reading.intent == OUT_OF_SCOPE:
            nearest = next((name for name, _ in reading.ranking if name != OUT_OF_SCOPE), None)
            if nearest is not None:
                await note_figure(session, Counted.NOT_UNDERSTOOD, nearest)

    async def sweep(self, older_than_seconds: float = 0.0) -> None:
        """Reads what a crash or a failure left unread."""
        limit = now() - timedelta(seconds=older_than_seconds)
        async with self._database.read() as session:
            rows = await session.execute(
                select(Entry.conversation_id, Entry.seq)
                .where(
                    Entry.author == "visitor", Entry.read_at.is_(None), Entry.created_at <= limit
                )
                .order_by(Entry.created_at)
                .limit(500)
            )
            owed = rows.all()
        for conversation_id, seq in owed:
            self.soon(conversation_id, seq)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
