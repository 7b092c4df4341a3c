"""Cases: what stays, under a key of its own, when somebody has asked to be contacted and agreed.

A case begins with an agreement and holds exactly what was agreed to. Its person may correct it
and take the agreement back; both are kept as they were said, with the version of the wording.
Who works on it is services/cases/work.py, what they write services/cases/diary.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import CallBack, Case, Consent, Conversation, now
from helpline.services.cases import references as case_references
from helpline.services.cases.chats import of_chat
from helpline.services.cases.seals import CaseSeals, Said
from helpline.services.figures.days import Counted, note_figure
from helpline.services.partners import packs

#: A withdrawn case is closed to everybody at once, and erased this much later: long enough for two
#: people to open it where somebody is in serious danger (services/cases/opening.py).
WITHDRAWN_FOR = timedelta(days=7)
#: Statuses of a case that is being worked on.
LIVE = ("new", "open")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agreed to. `wording`: the name and version of the words; `shown`: the words."""

    wording: str
    shown: str


class Cases:
    """Makes cases, corrects them, and honours it when an agreement is taken back."""

    def __init__(self, seals: CaseSeals) -> None:
        self._seals = seals

    async def prepare(self) -> str:
        """The id of a case to come, with its key. Before the transaction: keys lie elsewhere."""
        case_id = uuid.uuid4().hex
        await self._seals.make_key(case_id)
        return case_id

    async def unprepare(self, case_id: str) -> None:
        """Nothing came of it."""
        await self._seals.drop_key(case_id)

    async def begin(
        self,
        session: AsyncSession,
        case_id: str,
        conversation: Conversation,
        origin: str,
        parts: Mapping[str, str],
        agreement: Agreement,
        worker_id: int | None = None,
    ) -> Case:
        """Writes the case and its first consent, in the caller's transaction. `parts`: texts by
        name. `worker_id`: who has it from the start (opened at the end of a chat)."""
        moment = now()
        case = Case(
            id=case_id,
            reference=await self._reference(session),
            origin=origin,
            conversation_id=conversation.id,
            parts=await self._seals.seal(case_id, dict(parts), "parts"),
            audience=conversation.audience,
            language=conversation.language,
            nation=conversation.nation,
            urgency=conversation.urgency,
            reasons=list(conversation.reasons),
            status="new" if worker_id is None else "open",
            worker_id=worker_id,
            created_at=moment,
            agreed_at=moment,
        )
        session.add(case)
        await session.flush()
        await self._record(session, case_id, "given", "chat", agreement)
        await note_figure(session, Counted.CASE, origin)
        return case

    async def correct(
        self,
        session: AsyncSession,
        case: Case,
        conversation: Conversation,
        parts: Mapping[str, str],
        agreement: Agreement,
    ) -> None:
        """Their person has changed what they gave, and agreed anew: also after taking it back."""
        moment = now()
        case.parts = await self._seals.seal(case.id, dict(parts), "parts")
        case.nation = conversation.nation
        case.urgency = max(case.urgency, conversation.urgency)
        case.reasons = list(dict.fromkeys([*case.reasons, *conversation.reasons]))
        case.agreed_at = case.changed_at = moment
        case.version += 1
        if case.status == "withdrawn":
            case.status = "open" if case.worker_id is not None else "new"
            case.withdrawn_at = case.erase_at = None
        await session.flush()
        await packs.outdate(session, case.id)
        await self._record(session, case.id, "changed", "chat", agreement)

    async def withdraw(
        self,
        session: AsyncSession,
        case: Case,
        how: str,
        *,
        worker_id: int | None = None,
        told: str = "",
        wording: str = "",
    ) -> bool:
        """The agreement is taken back: nobody reads the case or calls from now on. `how`: `chat`
        (on their screen) or `told` (to this worker, who wrote down what they said). False: it had
        been taken back, or the case was closed."""
        moment = now()
        done = await session.scalar(
            update(Case)
            .where(Case.id == case.id, Case.status.in_(LIVE))
            .values(
                status="withdrawn",
                withdrawn_at=moment,
                erase_at=moment + WITHDRAWN_FOR,
                version=Case.version + 1,
            )
            .returning(Case.id)
        )
        if done is None:
            return False
        await session.execute(
            update(CallBack)
            .where(CallBack.case_id == case.id, CallBack.status == "due")
            .values(status="cancelled", settled_at=moment)
        )
        await packs.withdraw(session, case.id)
        await self._record(
            session, case.id, "withdrawn", how, Agreement(wording, ""), worker_id, told
        )
        await note_figure(session, Counted.CASE, "withdrawn")
        await session.refresh(case)
        return True

    async def of_conversation(self, session: AsyncSession, conversation_id: str) -> Case | None:
        """The case that came of this chat and is not closed; the newest if there are several."""
        return await session.scalar(
            select(Case)
            .where(Case.conversation_id == conversation_id, Case.status != "closed")
            .order_by(Case.created_at.desc())
            .limit(1)
        )

    async def others_of(self, session: AsyncSession, case: Case) -> list[Case]:
        """The other cases that came of the same chat: its person came back with their return words
        and asked again after one was closed. The oldest first."""
        if case.conversation_id is None:
            return []
        rows = await session.scalars(
            select(Case)
            .where(Case.conversation_id == case.conversation_id, Case.id != case.id)
            .order_by(Case.created_at, Case.id)
        )
        return list(rows.all())

    async def parts(self, case: Case) -> dict[str, str]:
        """What was agreed to, opened. KeyGone once it is erased."""
        return await self._seals.open(case.id, case.parts, dict[str, str], "parts")

    async def returned(self, session: AsyncSession, conversation_id: str) -> None:
        """The visitor came back with their return words: whoever works on their case sees it."""
        await session.execute(
            update(Case)
            .where(of_chat(conversation_id), Case.status != "closed")
            .values(returned_at=now())
            .execution_options(synchronize_session=False)
        )

    async def _reference(self, session: AsyncSession) -> str:
        while True:
            drawn = case_references.fresh()
            if await session.scalar(select(Case.id).where(Case.reference == drawn)) is None:
                return drawn

    async def _record(
        self,
        session: AsyncSession,
        case_id: str,
        kind: str,
        how: str,
        agreement: Agreement,
        worker_id: int | None = None,
        told: str = "",
    ) -> None:
        moment = now()
        words = Said(shown=agreement.shown, told=told)
        sealed = await self._seals.seal(case_id, words, "consent", kind, moment.isoformat())
        session.add(
            Consent(
                case_id=case_id,
                kind=kind,
                how=how,
                wording=agreement.wording,
                worker_id=worker_id,
                words=sealed,
                at=moment,
            )
        )
        await session.flush()
