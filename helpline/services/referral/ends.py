"""How a form ends: agreed, not agreed, taken back."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import ConversationGone
from helpline.models import Case, Conversation
from helpline.services.assessing.prompts import Prompts
from helpline.services.audit.chain import note_audit
from helpline.services.cases.files import LIVE, Cases
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Body, EntryLog, Fence
from helpline.services.log.events import DESK, Events, conversation_topic
from helpline.services.referral.cards import KIND, ReferralCards
from helpline.services.referral.drafts import PART_CHARACTERS, Draft, Drafts
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook


class ReferralEnds:
    """Makes the case, and takes it back."""

    def __init__(
        self,
        database: Database,
        drafts: Drafts,
        cards: ReferralCards,
        cases: Cases,
        log: EntryLog,
        conversations: Conversations,
        presence: PresenceBook,
        hours: Hours,
        events: Events,
        prompts: Prompts,
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._cards = cards
        self._cases = cases
        self._log = log
        self._conversations = conversations
        self._presence = presence
        self._hours = hours
        self._events = events
        self._prompts = prompts

    async def answer(
        self, conversation_id: str, client_id: str, changed: dict[str, str], agree: bool
    ) -> int:
        """The visitor's yes or no at the card, with the boxes they changed. Gives the seq of the
        line that records it; the same `client_id` again has no second effect. ConversationGone."""
        workers = await self._presence.workers_on_shift()
        # Keys lie in another database: made before the transaction, dropped if nothing came of it.
        case_id = await self._cases.prepare() if agree else None
        used = False
        try:
            async with self._database.write() as session:
                marked = f"v:{client_id}"
                known = await self._log.repeated(session, conversation_id, marked)
                if known is not None:
                    return known
                seq, used = await self._settle(
                    session, conversation_id, marked, changed, case_id, workers
                )
        finally:
            if case_id is not None and not used:
                await self._cases.unprepare(case_id)
        self._events.news(conversation_topic(conversation_id), DESK)
        return seq

    async def _settle(
        self,
        session: AsyncSession,
        conversation_id: str,
        marked: str,
        changed: dict[str, str],
        case_id: str | None,
        workers: int,
    ) -> tuple[int, bool]:
        conversation = await session.get(Conversation, conversation_id)
        draft = await self._drafts.get(session, conversation_id)
        if conversation is None or draft.status is None:
            raise ConversationGone
        known = {part["id"] for part in self._cards.parts("en", {})}
        draft.parts |= {
            name: text[:PART_CHARACTERS] for name, text in changed.items() if name in known
        }
        texts = {name: text.strip() for name, text in draft.parts.items() if text.strip()}
        agreed = case_id is not None and bool(texts)
        shown = self._cards.parts(conversation.language, draft.parts)
        seq = await self._log.append(
            session,
            conversation_id,
            "visitor",
            Body(card={"type": "brief", "kind": KIND, "parts": shown, "agreed": agreed}),
            kind="referral_answer",
            fence=Fence(),
            client_id=marked,
        )
        if seq is None:
            raise ConversationGone
        used = False
        if agreed:
            assert case_id is not None
            used = await self._agreed(session, conversation, draft, texts, case_id)
            case = await self._drafts.case(session, conversation)
            assert case is not None
            words = "utter_self_referral_agreed_open" if workers else "utter_self_referral_agreed"
            await self._conversations.announce(
                session, conversation, words, self._told(conversation, case)
            )
        else:
            words = "utter_self_referral_not_agreed" if texts else "utter_self_referral_empty"
            draft.status = "review"
            if await self._drafts.case(session, conversation) is not None:
                # They let a change be: what they had agreed to stands as it was.
                draft.status, draft.parts = "agreed", {}
                words = "utter_self_referral_kept"
            await self._conversations.announce(session, conversation, words)
        await self._drafts.put(session, conversation_id, draft)
        return seq, used

    async def _agreed(
        self,
        session: AsyncSession,
        conversation: Conversation,
        draft: Draft,
        texts: dict[str, str],
        case_id: str,
    ) -> bool:
        """The case, made or corrected; True if the prepared id was used."""
        agreement = self._cards.agreement(conversation)
        case = await self._drafts.case(session, conversation)
        fresh = case is None
        if case is None:
            theirs = conversation.worker_id if draft.origin == "handoff" else None
            case = await self._cases.begin(
                session, case_id, conversation, draft.origin, texts, agreement, theirs
            )
        else:
            await self._cases.correct(session, case, conversation, texts, agreement)
            await self._prompts.of_case(session, case.id, "corrected")
        await note_audit(session, None, "case_agreed" if fresh else "case_corrected", case.id)
        # What was agreed to lies under the case's key now; the chat keeps no second copy.
        draft.status, draft.parts, draft.step = "agreed", {}, None
        return fresh

    async def withdraw(self, session: AsyncSession, conversation: Conversation) -> None:
        """In the chat, by the visitor themselves: honoured at once."""
        case = await self._drafts.case(session, conversation)
        if case is None or case.status not in {*LIVE, "withdrawn"}:
            await self._conversations.announce(session, conversation, "utter_self_referral_closed")
            return
        wording = self._cards.agreement(conversation).wording
        if await self._cases.withdraw(session, case, "chat", wording=wording):
            await note_audit(session, None, "case_withdrawn", case.id, "chat")
        await self._conversations.announce(session, conversation, "utter_self_referral_withdrawn")

    async def status(self, session: AsyncSession, conversation: Conversation) -> None:
        """Where it stands, as far as that can be told here."""
        case = await self._drafts.case(session, conversation)
        if case is None:
            await self._conversations.announce(session, conversation, "utter_self_referral_closed")
        elif case.status == "withdrawn":
            await self._conversations.announce(
                session, conversation, "utter_self_referral_withdrawn"
            )
        else:
            told = self._told(conversation, case)
            await self._conversations.announce(
                session, conversation, "utter_self_referral_have", told
            )

    def _told(self, conversation: Conversation, case: Case) -> dict[str, str]:
        return {
            "reference": case.reference,
            "next_open": self._hours.next_open_words(conversation.nation, conversation.language),
        }
