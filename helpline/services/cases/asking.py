"""A worker asks, in their chat, whether the helpline may keep a case: the visitor decides, on the
same card as for a self-referral. The yes to the brief was for this chat alone."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import CaseRefused, VisitorLeft
from helpline.models import Brief, Worker
from helpline.services.audit.chain import note_audit
from helpline.services.cases.chats import had_by
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, unseal
from helpline.services.log.events import DESK, Events, conversation_topic
from helpline.services.referral.cards import ReferralCards
from helpline.services.referral.drafts import Drafts

#: Parts of the brief (data/handoff/brief.yml) and the box of the form they go into.
FROM_BRIEF = {"call_me": "name", "happening": "happening", "safe_contact": "contact_how"}


class CaseAsking:
    """Posts the card into a worker's own chat."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        drafts: Drafts,
        cards: ReferralCards,
        events: Events,
    ) -> None:
        self._database = database
        self._keys = keys
        self._drafts = drafts
        self._cards = cards
        self._events = events

    async def ask(self, conversation_id: str, worker: Worker) -> None:
        """Begins with what the visitor shared as their brief; they change all of it. NotTheirs,
        VisitorLeft, ConversationGone; CaseRefused where there is a case already, and in production
        while some of what the visitor would agree to is a draft."""
        async with self._database.write() as session:
            conversation = await had_by(session, conversation_id, worker)
            if conversation.left is not None:
                raise VisitorLeft
            if await self._drafts.case(session, conversation) is not None:
                raise CaseRefused("has_case")
            if self._cards.missing(conversation):
                raise CaseRefused("words_not_approved")
            draft = await self._drafts.get(session, conversation_id)
            if conversation.agreed_at is not None:
                for part, text in (await self._brief(session, conversation_id)).items():
                    draft.parts.setdefault(part, text)
            draft.origin = "handoff"
            await self._cards.offer(
                session,
                conversation,
                draft,
                "utter_self_referral_asked_by_worker",
                name=worker.name,
            )
            await note_audit(session, worker.id, "case_asked", conversation_id)
        self._events.news(conversation_topic(conversation_id), DESK)

    async def _brief(self, session: AsyncSession, conversation_id: str) -> dict[str, str]:
        brief = await session.get(Brief, conversation_id)
        if brief is None or brief.agreed_at is None:
            return {}
        key = await self._keys.find(conversation_id)
        raw = unseal(key, brief.parts, place(conversation_id, "brief"))
        texts = msgspec.json.decode(raw, type=dict[str, str])
        return {box: texts[part] for part, box in FROM_BRIEF.items() if texts.get(part)}
