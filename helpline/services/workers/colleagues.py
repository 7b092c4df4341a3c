"""What a lead can do about a colleague's way in: see that it is safe, end their sessions, and help
when a second factor is lost. Every act is audited.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import SecondFactor, Worker, WorkerSession, now
from helpline.services.audit.chain import note_audit
from helpline.services.workers.second_factors import reset_factors
from helpline.services.workers.session_watch import SessionWatch
from helpline.services.workers.sessions import WorkerSessions


class NoSuchColleague(WaymarkError):
    """Nobody of that id works here."""


class Yourself(WaymarkError):
    """Two people are needed for this: nobody does it for themselves."""


class Colleagues:
    """For leads only (helpline/desk/routes.py)."""

    def __init__(self, database: Database, sessions: WorkerSessions, watch: SessionWatch) -> None:
        self._database = database
        self._sessions = sessions
        self._watch = watch

    async def listed(self, lead: Worker) -> list[dict[str, Any]]:
        """Everybody who may come in, by name."""
        factors = (
            select(func.count())
            .where(SecondFactor.worker_id == Worker.id, SecondFactor.confirmed_at.is_not(None))
            .scalar_subquery()
        )
        sessions = (
            select(func.count())
            .where(
                WorkerSession.worker_id == Worker.id,
                WorkerSession.stage == "full",
                ~self._sessions.limits.over(now()),
            )
            .scalar_subquery()
        )
        async with self._database.read() as session:
            rows = await session.execute(
                select(Worker, factors, sessions)
                .where(Worker.active.is_(True))
                .order_by(Worker.name, Worker.id)
            )
            return [
                {
                    "id": str(one.id),
                    "name": one.name,
                    "email": one.email,
                    "role": one.role,
                    "enrolled": one.password is not None,
                    "factors": has,
                    "sessions": open_now,
                    "you": one.id == lead.id,
                }
                for one, has, open_now in rows.all()
            ]

    async def reset_factor(self, lead: Worker, worker_id: str) -> str:
        """Takes all second factors of a colleague away, ends their sessions, and gives a code that
        is good once, for 72 hours: to be told in person. With it and their own password they set
        up a new one; neither the lead nor a thief of the password can do it alone. Yourself or
        NoSuchColleague.
        """
        async with self._database.write() as session:
            colleague = await self._colleague(session, lead, worker_id)
            code = await reset_factors(session, colleague.id)
            await self._sessions.end_all(session, colleague.id)
            await note_audit(session, lead.id, "factor_reset", str(colleague.id))
        self._watch.end(colleague.id)
        return code

    async def end_sessions(self, lead: Worker, worker_id: str) -> None:
        """Signs a colleague out everywhere. Yourself or NoSuchColleague."""
        async with self._database.write() as session:
            colleague = await self._colleague(session, lead, worker_id)
            await self._sessions.end_all(session, colleague.id)
            await note_audit(session, lead.id, "sessions_ended", str(colleague.id))
        self._watch.end(colleague.id)

    async def _colleague(self, session: Any, lead: Worker, worker_id: str) -> Worker:
        number = int(worker_id) if worker_id.isdecimal() and len(worker_id) < 12 else -1
        colleague = await session.get(Worker, number)
        if not isinstance(colleague, Worker) or not colleague.active:
            raise NoSuchColleague
        if colleague.id == lead.id:
            raise Yourself
        return colleague
