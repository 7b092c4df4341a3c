"""An alert that nobody reviews is taken further: to the leads, then to whoever is on call, then to
them again each hour. Nights and weekends too; only a person's review ends it.

The times are timers in the database, so that no restart forgets an alert.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Alert, AlertStep, Timer, Worker, now
from helpline.services.desk.shapes import iso
from helpline.services.log.events import DESK, Events
from helpline.services.notices import Notices

#: The kind of its timers; the subject is the alert's id.
OVERDUE = "overdue"
#: On call is told again after this long, for as long as nobody has reviewed the alert.
AGAIN = timedelta(hours=1)


class Escalation:
    """Takes alerts further, notes who saw them, and tells an alert's life.

    `lead_after`, `on_call_after`: how long after being raised.
    """

    def __init__(
        self,
        database: Database,
        notices: Notices,
        events: Events,
        lead_after: timedelta,
        on_call_after: timedelta,
    ) -> None:
        self._database = database
        self._notices = notices
        self._events = events
        self._lead_after = lead_after
        self.on_call_after = on_call_after

    def begin(self, session: AsyncSession, alert: Alert) -> None:
        """From here on the alert is not forgotten; in the transaction that raises it."""
        session.add(Timer(kind=OVERDUE, subject=alert.id, due_at=now() + self._lead_after))

    async def due(self, alert_id: str) -> datetime | None:
        """Takes the alert one step further; gives when the next is due, None once a person has
        reviewed it."""
        moment = now()
        async with self._database.write() as session:
            alert = await session.get(Alert, alert_id)
            if alert is None or alert.status != "open":
                return None
            known = await session.scalar(
                select(AlertStep.id).where(
                    AlertStep.alert_id == alert_id, AlertStep.what == "to_leads"
                )
            )
            tells = known is not None
            what = "to_leads"
            if tells:
                what = "to_on_call" if self._notices.can_tell else "no_on_call"
            session.add(AlertStep(alert_id=alert_id, what=what, at=moment))
            next_due = moment + AGAIN
            if not tells:
                next_due = max(moment, alert.created_at + self.on_call_after)
        if tells:
            self._notices.about(alert_id, overdue=True)
        self._events.news(DESK)
        return next_due

    async def seen(self, alert_id: str, worker: Worker) -> None:
        """This worker has the alert before their eyes; noted once."""
        async with self._database.write() as session:
            alert = await session.get(Alert, alert_id, with_for_update=True)
            if alert is None or alert.status != "open":
                return
            known = await session.scalar(
                select(AlertStep.id).where(
                    AlertStep.alert_id == alert_id,
                    AlertStep.what == "seen",
                    AlertStep.worker_id == worker.id,
                )
            )
            if known is not None:
                return
            session.add(AlertStep(alert_id=alert_id, what="seen", worker_id=worker.id))
        self._events.news(DESK)

    async def lives(
        self, session: AsyncSession, alerts: Sequence[Alert]
    ) -> dict[str, list[dict[str, Any]]]:
        """What happened to each, in order: raised, seen by, taken to, reviewed by."""
        if not alerts:
            return {}
        found: dict[str, list[dict[str, Any]]] = {
            one.id: [{"what": "raised", "at": iso(one.created_at)}] for one in alerts
        }
        rows = await session.execute(
            select(AlertStep, Worker.name)
            .outerjoin(Worker, Worker.id == AlertStep.worker_id)
            .where(AlertStep.alert_id.in_(found))
            .order_by(AlertStep.at, AlertStep.id)
        )
        for step, name in rows:
            line: dict[str, Any] = {"what": step.what, "at": iso(step.at)}
            found[step.alert_id].append({**line, "by": name} if step.worker_id else line)
        reviewers = {one.reviewed_by for one in alerts if one.reviewed_by is not None}
        names: dict[int, str] = {}
        if reviewers:
            named = await session.execute(
                select(Worker.id, Worker.name).where(Worker.id.in_(reviewers))
            )
            names = {worker_id: name for worker_id, name in named}  # noqa: C416 - rows are no pairs
        for one in alerts:
            if one.reviewed_at is not None:
                found[one.id].append(
                    {
                        "what": "reviewed",
                        "at": iso(one.reviewed_at),
                        "by": names.get(one.reviewed_by or 0),
                    }
                )
        return found
