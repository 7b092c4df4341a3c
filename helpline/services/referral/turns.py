"""What the assistant is told of the form in a turn, and what of a message is kept when danger or
another topic comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.models import Case, Conversation, ReferralDraft
from helpline.services.content import Content, slots_of
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Choice, Fence
from helpline.services.referral.drafts import Draft, Drafts
from helpline.services.referral.form import KEEP_FROM
from helpline.services.referral.standing import Standing, offered_steps
from helpline.services.turns.bursts import Meaning

EVENT = "event_self_referral"
#: After one of these the words before them are no answer, and nothing of the form is mentioned:
#: somebody else may have the screen, or the form is not what they are about.
_SILENT = frozenset({"someone_else_typing", "threat_by_visitor", "harmful_request"})
#: Questions to which a danger may be the answer; told at another one, it belongs to the story.
_ABOUT_DANGER = frozenset({"happening", "at_risk", "children"})
#: In answer to one of these an offer to go on would be out of place.
_NO_MOMENT = frozenset({"alert", "delete", "handoff", "restart", "safe_exit", "self_referral"})


@dataclass(frozen=True, slots=True)
class FormState:
    """The form of a chat as its rows say, without a word of it."""

    at: Standing
    answered: tuple[str, ...]


class ReferralTurns:
    """Stands beside every turn of a chat with a form."""

    def __init__(
        self, database: Database, drafts: Drafts, content: Content, conversations: Conversations
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._content = content
        self._conversations = conversations

    async def state(
        self,
        session: AsyncSession,
        conversation_id: str,
        offered: Sequence[Choice],
        last: str = "",
        asks: bool = False,
    ) -> FormState:
        """One look, in the transaction that begins the turn. `last`: the newest response; `asks`:
        whether it asks something that a yes answers."""
        row = (
            await session.execute(
                select(
                    ReferralDraft.status,
                    ReferralDraft.step,
                    ReferralDraft.answered,
                    Case.status.label("case"),
                )
                .select_from(Conversation)
                .outerjoin(ReferralDraft, ReferralDraft.conversation_id == Conversation.id)
                .outerjoin(
                    Case, (Case.conversation_id == Conversation.id) & (Case.status != "closed")
                )
                .where(Conversation.id == conversation_id)
                .order_by(Case.created_at.desc())
                .limit(1)
            )
        ).one()
        steps = offered_steps([choice.payload for choice in offered])
        at = Standing(row.status, row.step, row.case, steps, last, asks)
        return FormState(at, tuple((row.answered or "").split()))

    async def taken(
        self,
        conversation: Conversation,
        state: FormState,
        texts: Sequence[str],
        meaning: Meaning,
    ) -> str | None:
        """What this turn's messages are to the form; None: something else. What another topic
        would lose is kept in the draft."""
        at, form = state.at, self._content.referral
        if not texts or not (at.status or at.case or at.offered):
            return None
        if at.case is None and self._content.form_missing(slots_of(conversation)):
            # Begun before its words were kept back: nothing more is asked, nor taken for an answer.
            return None
        conversation_id = conversation.id
        read = (meaning.intent, meaning.confidence, meaning.alerts, meaning.indicators)
        whole = "\n".join(texts)
        last = form.taken(at, texts[-1], *read)
        if len(texts) > 1 and at.status == "asking" and last in {"skip", "stop", "done"}:
            # "… and then he rang my mum" – "next": both count.
            await self._keep(conversation_id, "\n".join(texts[:-1]))
            return last
        found = form.taken(at, whole, *read)
        if found is None and at.status == "asking":
            async with self._database.write() as session:
                await self._aside(session, conversation_id, whole, meaning.alerts)
        return found

    def edits(self, text: str | None) -> bool:
        """Whether a message is a command to take something out of a list."""
        return text is not None and self._content.referral.edit(text) is not None

    def told(self, state: FormState, taken: str | None, quotes: bool) -> dict[str, Any]:
        """What the assistant's actions learn of it: names of questions, never an answer."""
        return {
            "step": state.at.step,
            "status": state.at.status,
            "answered": list(state.answered),
            "taken": taken,
            "told": quotes,
            "case": state.at.case,
        }

    async def danger(
        self, session: AsyncSession, conversation: Conversation, text: str, kinds: Collection[str]
    ) -> None:
        """An alert's fixed message was the answer: what was an answer to the form is kept in it,
        and nothing more is asked until they go on."""
        status = await session.scalar(
            select(ReferralDraft.status).where(ReferralDraft.conversation_id == conversation.id)
        )
        if status == "asking":
            await self._aside(session, conversation.id, text, kinds)

    async def _keep(self, conversation_id: str, text: str) -> None:
        async with self._database.write() as session:
            draft = await self._drafts.get(session, conversation_id)
            if draft.step is not None:
                draft.answer(draft.step, text)
                await self._drafts.put(session, conversation_id, draft)

    async def _aside(
        self, session: AsyncSession, conversation_id: str, text: str, kinds: Collection[str]
    ) -> None:
        draft: Draft = await self._drafts.get(session, conversation_id)
        silent = bool(_SILENT & set(kinds))
        tells = draft.step == "happening" and len(text.split()) > KEEP_FROM
        if kinds and not silent and draft.step not in _ABOUT_DANGER:
            draft.add_story(text)
        elif draft.step is not None and not silent and (kinds or tells):
            draft.answer(draft.step, text)
        draft.status = "paused" if silent else "danger" if kinds else "aside"
        await self._drafts.put(session, conversation_id, draft)

    async def remind(
        self,
        session: AsyncSession,
        conversation: Conversation,
        effects: Collection[str],
        quiet: bool,
    ) -> None:
        """After another topic: where they were in the form, and that there is no hurry. `quiet`:
        danger was in the message, so nothing is asked."""
        if quiet or _NO_MOMENT & set(effects) or conversation.owner != "assistant":
            return
        if self._content.form_missing(slots_of(conversation)):
            return
        status = await session.scalar(
            select(ReferralDraft.status).where(ReferralDraft.conversation_id == conversation.id)
        )
        if status not in {"aside", "danger"}:
            return
        draft = await self._drafts.get(session, conversation.id)
        draft.step = self._content.referral.next_of(draft.step, draft.answered)
        topic = self._content.referral.topic(draft.step, conversation.language)
        if status == "danger":
            words, draft.status = "utter_self_referral_kept_so_far", "paused"
        else:
            words, draft.status = "utter_self_referral_were_at", "asking"
        await self._drafts.put(session, conversation.id, draft)
        await self._conversations.post(
            session, conversation, words, variables={"topic": topic}, fence=Fence()
        )
