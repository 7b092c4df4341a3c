"""What an auditor sees: who did what and when, and whether the trail is whole. The trail holds no
visitor's words, so neither does this.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from helpline.db import Database
from helpline.models import Audit, Worker
from helpline.services.audit.chain import note_audit
from helpline.services.audit.heads import AuditHeads
from helpline.services.desk.shapes import iso

PAGE = 100
_MOST_EXPORTED = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None or empty: anything. Times are UTC, without a zone; `until` is not
    in it any more. `before`: rows with a lower number only, for the next page."""

    who: int | None = None
    action: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class AuditView:
    """Reads the trail for auditors (helpline/desk/routes.py)."""

    def __init__(self, database: Database, heads: AuditHeads) -> None:
        self._database = database
        self._heads = heads

    async def page(self, wanted: Wanted) -> dict[str, Any]:
        """The newest rows that fit, and what can be looked for."""
        async with self._database.read() as session:
            rows = (await session.scalars(_filtered(wanted).limit(PAGE + 1))).all()
            names = {
                one.id: one.name
                for one in await session.scalars(select(Worker).order_by(Worker.name))
            }
            actions = (await session.scalars(select(Audit.action).distinct())).all()
        shown = rows[:PAGE]
        return {
            "rows": [_row(one, names) for one in shown],
            "next": shown[-1].id if len(rows) > PAGE else None,
            "workers": [{"id": str(number), "name": name} for number, name in names.items()],
            "actions": sorted(actions),
        }

    async def standing(self) -> dict[str, Any]:
        """Whether the trail is whole, and if not, from where on and why."""
        found = await self._heads.verify()
        if found is None:
            return {"whole": True, "row": None, "why": None}
        return {"whole": False, "row": found.row, "why": found.why}

    async def export(self, wanted: Wanted, auditor: Worker) -> str:
        """The rows that fit as a table (CSV), and a line in the trail that it was taken."""
        async with self._database.write() as session:
            await note_audit(session, auditor.id, "audit_export")
        async with self._database.read() as session:
            rows = (await session.scalars(_filtered(wanted).limit(_MOST_EXPORTED))).all()
            names = {one.id: one.name for one in await session.scalars(select(Worker))}
        made = io.StringIO()
        writer = csv.writer(made)
        writer.writerow(("row", "at", "who", "action", "subject", "detail", "hash"))
        for one in rows:
            shape = _row(one, names)
            writer.writerow(
                _safe(str(shape[name]))
                for name in ("id", "at", "who", "action", "subject", "detail", "hash")
            )
        return made.getvalue()


def _filtered(wanted: Wanted) -> Select[Audit]:
    rows = select(Audit).order_by(Audit.id.desc())
    if wanted.who is not None:
        # Number 0 is nobody at the desk: a command, or the service itself.
        rows = rows.where(
            Audit.worker_id == wanted.who if wanted.who else Audit.worker_id.is_(None)
        )
    if wanted.action:
        rows = rows.where(Audit.action == wanted.action)
    if wanted.subject:
        rows = rows.where(Audit.subject == wanted.subject)
    if wanted.since is not None:
        rows = rows.where(Audit.at >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(Audit.at < wanted.until)
    if wanted.before is not None:
        rows = rows.where(Audit.id < wanted.before)
    return rows


def _row(one: Audit, names: dict[int, str]) -> dict[str, Any]:
    who = None if one.worker_id is None else names.get(one.worker_id, f"#{one.worker_id}")
    return {
        "id": one.id,
        "at": iso(one.at),
        "who": who,
        "action": one.action,
        "subject": one.subject,
        "detail": one.detail,
        "hash": one.hash,
    }


def _safe(cell: str) -> str:
    """A name that begins like a formula must not be one in a spreadsheet."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
