"""Carries out the steps that `actions/self_referral.py` decided (docs/engine-protocol.md), in the
transaction of the turn's answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation
from helpline.services.content import Content, slots_of
from helpline.services.log.conversations import Conversations
from helpline.services.referral.cards import ReferralCards
from helpline.services.referral.drafts import Drafts
from helpline.services.referral.ends import ReferralEnds
from helpline.services.turns.heard import HeardStore

#: Steps after which the form is not begun, or nothing is asked.
_ENDS = frozenset({"status", "withdraw"})
_ASKED = "utter_self_referral_"


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

    def ready(self, conversation: Conversation) -> bool:
        """Whether every word of the form may be shown to this visitor: in production nobody fills
        in a form of which half the questions are kept back."""
        slots = slots_of(conversation)
        return not any(
            self._content.withheld(name, slots)
            for name in self._content.responses.names()
            if name.startswith(_ASKED)
        )

    async def apply(
        self, session: AsyncSession, conversation: Conversation, effect: dict[str, Any], text: str
    ) -> bool:
        """Does one step; `text` is what the visitor wrote in this turn. False: it is not known."""
        do, part = str(effect.get("do")), str(effect.get("part"))
        if do in _ENDS:
            return await self._end(session, conversation, do)
        known = {one.id for one in self._content.referral.questions}
        if do in {"keep", "note", "skip", "ask", "fill"} and part not in known:
            return False
        if not self.ready(conversation):
            # The answer in place of the question says so, and names who can help.
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
            case "fill":
                heard = await self._heard.get(conversation)
                draft.answer(part, "\n".join(f"“{quote}”" for quote in heard.quotes))
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

    async def _end(self, session: AsyncSession, conversation: Conversation, do: str) -> bool:
        if do == "withdraw":
            await self._ends.withdraw(session, conversation)
        else:
            await self._ends.status(session, conversation)
        return True
