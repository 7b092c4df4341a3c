"""Carries out the steps that `actions/self_referral.py` decided (docs/engine-protocol.md), in the
transaction of the turn's answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation
from helpline.services.content import Content, slots_of
from helpline.services.log.conversations import Conversations
from helpline.services.referral.cards import ReferralCards
from helpline.services.referral.drafts import Draft, Drafts
from helpline.services.referral.ends import ReferralEnds
from helpline.services.referral.offered import ENDS
from helpline.services.turns.heard import HeardStore

#: Steps that name a question.
_OF_A_QUESTION = frozenset({"keep", "note", "skip", "ask", "fill", "clear"})
_TOLD, _ASKED = "utter_self_referral_told", "utter_self_referral_ask_happening"


class ReferralSteps:
    """One method for all steps: each is small, and all but the ends change the draft."""

    def __init__(
        self,
        drafts: Drafts,
        cards: ReferralCards,
        ends: ReferralEnds,
        content: Content,
        conversations: Conversations,
        heard: HeardStore,
    ) -> None:
        self._drafts = drafts
        self._cards = cards
        self._ends = ends
        self._content = content
        self._conversations = conversations
        self._heard = heard

    async def apply(
        self, session: AsyncSession, conversation: Conversation, effect: dict[str, Any], text: str
    ) -> bool:
        """Does one step; `text` is what the visitor wrote in this turn. False: it is not known."""
        do, part = str(effect.get("do")), str(effect.get("part"))
        if do in ENDS:
            return await self._end(session, conversation, do)
        known = {one.id for one in self._content.referral.questions}
        if do in _OF_A_QUESTION and part not in known:
            return False
        if self._content.form_missing(slots_of(conversation)):
            # Said in place of the question, and of all that the answer holds (turns/answering.py).
            return True
        draft = await self._drafts.get(session, conversation.id)
        match do:
            case "offer":
                draft.status = draft.status or "offered"
            case "ask":
                draft.step, draft.status = part, "asking"
            case "keep":
                draft.answer(part, text)
            case "tell":
                draft.add_story(text)
            case "note":
                names = self._content.referral.nations.get(str(effect.get("value")), {})
                draft.parts[part] = names.get(conversation.language) or names.get("en", "")
                draft.done(part)
            case "show_told" | "untell":
                await self._show_told(session, conversation, draft, str(effect.get("value") or ""))
            case "fill":
                told = draft.offered or []
                draft.answer(part, "\n".join(f"“{quote}”" for quote in told))
                draft.offered = []
            case "clear":
                draft.clear(part)
            case "skip":
                draft.done(part)
            case "pause":
                draft.status = "paused"
            case "review":
                await self._cards.offer(session, conversation, draft)
                return True
            case _:
                return False
        await self._drafts.put(session, conversation.id, draft)
        return True

    async def _show_told(
        self, session: AsyncSession, conversation: Conversation, draft: Draft, taken_out: str
    ) -> None:
        """Shows what was told before the form, sentence by sentence, without the one they took out;
        none of it is in the form until they put it there. With none left, the question."""
        if draft.offered is None:
            draft.offered = list((await self._heard.get(conversation)).quotes)
        number = int(taken_out) if taken_out.lstrip("-").isdecimal() else 0
        number = len(draft.offered) if number < 0 else number
        if 0 < number <= len(draft.offered):
            del draft.offered[number - 1]
        told = "\n".join(f"{n}. “{quote}”" for n, quote in enumerate(draft.offered, 1))
        await self._conversations.post(
            session, conversation, _TOLD if told else _ASKED, variables={"told": told}
        )

    async def _end(self, session: AsyncSession, conversation: Conversation, do: str) -> bool:
        if do == "withdraw":
            await self._ends.withdraw(session, conversation)
        else:
            await self._ends.status(session, conversation)
        return True
