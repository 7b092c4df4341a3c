"""What the desk shows, and to whom (docs/desk-protocol.md).

Before the visitor agrees, urgency and categories and nothing else. What an alert rests on is for
the worker who has that chat, and for leads. A lead's override opens the whole chat to that lead and
to its worker, while it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import KeyGone
from helpline.models import Alert, Audit, Conversation, Entry, Worker, now
from helpline.services.alerts.alerts import Alerts
from helpline.services.alerts.escalation import Escalation
from helpline.services.alerts.kinds import URGENCY
from helpline.services.audit.chain import note_audit
from helpline.services.brief.briefs import Briefs
from helpline.services.desk import override_rows, shapes, sight
from helpline.services.desk.beside import DeskBeside
from helpline.services.desk.graphic import Graphic
from helpline.services.desk.overrides import Overrides
from helpline.services.desk.reminded import Reminded
from helpline.services.desk.worker_chats import WorkerChats
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, unseal
from helpline.services.log.entry_log import PAGE, EntryLog
from helpline.services.queue.waiting_rows import WaitingRows
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.workers.profiles import DeskProfiles

# Asked at each message; built once, see services/log/entry_rows.py.
_OPEN = (
    select(Alert, Conversation.worker_id, Conversation.owner)
    .outerjoin(Conversation, Conversation.id == Alert.conversation_id)
    .where(Alert.status == "open")
    .order_by(Alert.created_at)
)
_OPEN_OF = _OPEN.where(Alert.conversation_id == bindparam("conversation"))
_ASKED_OR_AGREED = (
    select(Entry.kind)
    .where(Entry.conversation_id == bindparam("conversation"), Entry.kind.in_(("brief", "consent")))
    .order_by(Entry.seq.desc())
    .limit(1)
)


class DeskView:
    """Reads the board and the chats for one worker at a time. Nothing is changed here but the
    audit."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        log: EntryLog,
        alerts: Alerts,
        briefs: Briefs,
        worker_chats: WorkerChats,
        overrides: Overrides,
        reminded: Reminded,
        presence: PresenceBook,
        hours: Hours,
        beside: DeskBeside,
        waiting_rows: WaitingRows,
        profiles: DeskProfiles,
        escalation: Escalation,
        graphic: Graphic,
    ) -> None:
        self._database = database
        self._keys = keys
        self._log = log
        self._alerts = alerts
        self._briefs = briefs
        self._chats = worker_chats
        self._overrides = overrides
        self._reminded = reminded
        self._presence = presence
        self._hours = hours
        self._beside = beside
        self._waiting_rows = waiting_rows
        self._profiles = profiles
        self._escalation = escalation
        self._graphic = graphic

    async def board(self, worker: Worker) -> dict[str, Any]:
        """The whole board, as a `desk` frame."""
        # Asked before the session: a reader that waits for a second reader can wait for ever.
        on_shift = await self._presence.workers_on_shift()
        async with self._database.read() as session:
            waiting = await self._waiting_rows.rows(session, worker)
            you = await self._profiles.mine(session, worker.id)
            mine = await self._mine(session, worker.id)
            alerts = await self._open_alerts(session, worker)
            beside = await self._beside.board(session, worker)
            reminded = await self._reminded.board(session, worker)
        return {
            "type": "desk",
            "worker": shapes.worker(worker),
            "waiting": waiting,
            "mine": [shapes.own_row(one) for one in mine],
            "alerts": alerts,
            "you": you,
            **reminded,
            "presence": {"on_shift": on_shift, "open_now": self._hours.open_somewhere()},
            **beside,
        }

    async def _mine(self, session: AsyncSession, worker_id: int) -> Sequence[Conversation]:
        """Chats this worker has, and those the visitor left that still want an outcome."""
        rows = await session.scalars(
            select(Conversation)
            .where(
                Conversation.worker_id == worker_id,
                or_(
                    Conversation.owner == "worker",
                    Conversation.left.is_not(None) & Conversation.outcome.is_(None),
                ),
            )
            .order_by(Conversation.urgency.desc(), Conversation.created_at)
        )
        return rows.all()

    async def _open_alerts(
        self, session: AsyncSession, worker: Worker, conversation_id: str | None = None
    ) -> list[dict[str, Any]]:
        """Alerts that nobody has reviewed, the gravest first, then the oldest."""
        if conversation_id is None:
            found = await session.execute(_OPEN)
        else:
            found = await session.execute(_OPEN_OF, {"conversation": conversation_id})
        rows = found.all()
        lives = await self._escalation.lives(session, [row[0] for row in rows])
        shown = []
        for alert, worker_id, owner in sorted(rows, key=lambda row: -URGENCY[row[0].kind]):
            one: dict[str, Any] = {
                "id": alert.id,
                "kind": alert.kind,
                "at": shapes.iso(alert.created_at),
                "conversation": alert.conversation_id,
                "owner": owner,
                "overdue": alert.created_at < now() - self._escalation.on_call_after,
                "life": lives[alert.id],
            }
            if worker_id == worker.id or worker.role == "lead":
                one["excerpt"] = await self._excerpt(alert)
                one = self._graphic.marked(one, one["excerpt"])
            shown.append(one)
        return shown

    async def _excerpt(self, alert: Alert) -> str | None:
        if alert.excerpt is None:
            return None
        try:
            key = await self._keys.find(f"alert:{alert.id}")
        except KeyGone:
            return None
        return unseal(key, alert.excerpt, place(alert.id, "excerpt")).decode("utf-8", "replace")

    async def opened(self, conversation_id: str, worker: Worker) -> None:
        """Checks that this worker may see the chat; NotTheirs or ConversationGone. Each time
        leaves a line in the audit: `view` of one's own, `open` by a lead of somebody else's."""
        async with self._database.write() as session:
            conversation = await self._chats.access(session, conversation_id, worker)
            own = conversation.worker_id == worker.id
            await note_audit(session, worker.id, "view" if own else "open", conversation_id)

    async def reviewed(self, alert_id: str, worker: Worker, action: str) -> None:
        """Leaves a line in the audit, once: who looked at this alert, and what they did."""
        async with self._database.write() as session:
            known = await session.scalar(
                select(Audit.id).where(Audit.action == "review", Audit.subject == alert_id)
            )
            if known is None:
                await note_audit(session, worker.id, "review", alert_id, action)

    async def chat(self, conversation_id: str, worker: Worker) -> dict[str, Any]:
        """The state of one chat, as a `chat` frame; NotTheirs, ConversationGone or KeyGone."""
        async with self._database.read() as session:
            conversation = await self._chats.access(session, conversation_id, worker)
            override = await override_rows.newest(session, conversation_id)
            opened = override_rows.opens_for(override, conversation, worker.id)
            brief = await self._brief(session, conversation)
            if brief is None and opened:
                brief = await self._briefs.opened(session, conversation)
            shown = await self._overrides.shown(session, override, worker)
            alerts = await self._open_alerts(session, worker, conversation_id)
            beside = await self._beside.chat(session, conversation)
        can_send = (
            conversation.owner == "worker"
            and conversation.worker_id == worker.id
            and conversation.left is None
        )
        return {
            "type": "chat",
            "conversation": conversation.id,
            "owner": conversation.owner,
            "audience": conversation.audience,
            "nation": conversation.nation,
            "language": conversation.language,
            "alerts": alerts,
            "brief": self._covered(brief),
            "left": conversation.left,
            "from": _since(conversation, opened),
            "override": shown,
            "can_send": can_send,
            **beside,
        }

    def _covered(self, brief: dict[str, Any] | None) -> dict[str, Any] | None:
        if brief is None:
            return None
        parts = [self._graphic.marked(part, part["text"]) for part in brief["parts"]]
        return {**brief, "parts": parts}

    async def asides(self, conversation_id: str, worker: Worker) -> dict[str, Any]:
        """What stands beside a chat, as an `asides` frame."""
        shown = await self._beside.asides(conversation_id, worker)
        return {"type": "asides", "conversation": conversation_id, "asides": shown}

    async def _brief(
        self, session: AsyncSession, conversation: Conversation
    ) -> dict[str, Any] | None:
        """The brief the visitor agreed to. One that was offered anew since (a second handover) is
        not shown on the strength of an earlier yes."""
        last = await session.scalar(_ASKED_OR_AGREED, {"conversation": conversation.id})
        return await self._briefs.agreed(session, conversation) if last == "consent" else None

    async def entries(
        self, conversation_id: str, worker: Worker, after: int
    ) -> tuple[list[dict[str, Any]], int, bool]:
        """What this worker may see after that seq, as `entry` frames, the seq that was reached, and
        whether there is more."""
        async with self._database.read() as session:
            since = await sight.first_seq(session, conversation_id, worker)
            lines = await self._chats.read(session, conversation_id, since, after)
        frames = [
            self._graphic.marked(
                shapes.entry(conversation_id, line),
                line.body.text if line.author == "visitor" else None,
            )
            for line in lines
            if shapes.is_shown(line)
        ]
        return frames, lines[-1].seq if lines else after, len(lines) == PAGE


def _since(conversation: Conversation, opened: bool) -> int | None:
    """The first seq that may be read: all of it where a lead's override opens it."""
    return 1 if opened else conversation.shared_from
