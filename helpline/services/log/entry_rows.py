"""The statements of the log, built once: building one anew took longer than running it.

They speak of tables, not of the mapped classes. A line is read into a `Line` and never changed, so
an object per row, which the session would follow, was half the time of a look
(docs/decisions/0087-nothing-runs-between-two-people.md).
"""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy import BindParameter, DateTime, bindparam, case, insert, null, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from helpline.models import Conversation, Entry
from helpline.models.base import table_of

ENTRIES, CHATS = table_of(Entry), table_of(Conversation)
_E, _C = ENTRIES.c, CHATS.c

ONE: BindParameter[str] = bindparam("conversation")
_OF = select(_E.conversation_id, _E.seq, _E.created_at, _E.author, _E.kind, _E.body, _E.turn).where(
    _E.conversation_id == ONE
)
_IN_ORDER = _OF.order_by(_E.seq)

AFTER = _IN_ORDER.where(_E.seq > bindparam("after")).limit(bindparam("most"))
OWED = _IN_ORDER.where(_E.author == "visitor", _E.turn.is_(None), _E.read_at.is_not(None))
THESE = _IN_ORDER.where(_E.seq.in_(bindparam("seqs", expanding=True)))
UNREAD = _OF.where(_E.seq == bindparam("line"), _E.read_at.is_(None))
SAID_LAST = _OF.where(_E.author.in_(("assistant", "service"))).order_by(_E.seq.desc()).limit(3)
REPEATED = select(_E.seq).where(_E.conversation_id == ONE, _E.client_id == bindparam("client"))
WRITE = insert(ENTRIES)


@functools.cache
def next_seq(
    open_only: bool,
    owner: bool,
    turn: bool,
    worker: bool,
    touches: bool,
    awaits_worker: bool,
    answers: bool,
) -> tuple[ReturningUpdate[int], frozenset[str]]:
    """The UPDATE that gives the next seq where a fence of this shape holds, and the names of what
    it has to be given."""
    change: dict[str, Any] = {"seq": _C.seq + bindparam("lines")}
    if touches:
        change["active_at"] = bindparam("moment")
        change["erase_at"] = bindparam("until")
    if awaits_worker:
        owes = (_C.owner == "worker") & _C.unanswered_since.is_(None)
        change["unanswered_since"] = case(
            (owes, bindparam("moment", type_=DateTime())), else_=_C.unanswered_since
        )
    if answers:
        change["unanswered_since"] = change["paused_until"] = null()
        change["lease_until"] = bindparam("lease")
    statement = update(CHATS).where(_C.id == ONE)
    if open_only:
        statement = statement.where(_C.owner != "closed", _C.left.is_(None))
    if owner:
        statement = statement.where(_C.owner == bindparam("by"))
    if turn:
        statement = statement.where(_C.turn == bindparam("in_turn"))
    if worker:
        statement = statement.where(_C.worker_id == bindparam("worker"))
    whole = statement.values(**change).returning(_C.seq)
    return whole, frozenset(whole.compile().params)
