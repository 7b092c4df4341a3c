"""The whole form on one card, to be read, changed and agreed to; or not."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation
from helpline.services.cases.files import Agreement, Cases
from helpline.services.content import Content, slots_of
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Body, EntryLog, Fence
from helpline.services.referral.drafts import Draft, Drafts

CONSENT = "utter_self_referral_consent"
#: Which of the briefs its card is (docs/protocol.md).
KIND = "self_referral"


class ReferralCards:
    """Posts the card; says what stands above its button, and in which version."""

    def __init__(
        self,
        drafts: Drafts,
        cases: Cases,
        log: EntryLog,
        content: Content,
        conversations: Conversations,
    ) -> None:
        self._drafts = drafts
        self._cases = cases
        self._log = log
        self._content = content
        self._conversations = conversations

    def missing(self, conversation: Conversation) -> list[str]:
        """The words of the form that nobody has approved, where that keeps them back."""
        return self._content.form_missing(slots_of(conversation))

    async def offer(
        self,
        session: AsyncSession,
        conversation: Conversation,
        draft: Draft,
        intro: str = "utter_self_referral_review",
        name: str | None = None,
    ) -> None:
        """Posts it, filled with what was answered; after an agreement, with what was agreed to."""
        case = await self._drafts.case(session, conversation)
        if case is not None and not draft.parts:
            draft.parts = await self._cases.parts(case)
        if conversation.nation and "nation" not in draft.parts and "nation" not in draft.answered:
            names = self._content.referral.nations[conversation.nation]
            draft.parts["nation"] = names.get(conversation.language, names["en"])
        draft.status, draft.step = "review", None
        await self._drafts.put(session, conversation.id, draft)
        await self._conversations.post(
            session,
            conversation,
            intro,
            author="service",
            variables={"name": name or ""},
            name=name,
            fence=Fence(),
        )
        words = self._content.referral.card
        card = {
            "type": "brief",
            "kind": KIND,
            **{name: said.get(conversation.language, said["en"]) for name, said in words.items()},
            "parts": self.parts(conversation.language, draft.parts),
            "agree": self.agreement(conversation).shown,
            "history": False,
            "changes": True,
        }
        await self._log.append(
            session,
            conversation.id,
            "service",
            Body(card=card),
            kind="referral",
            fence=Fence(),
            touches=False,
        )

    def parts(self, language: str, texts: dict[str, str]) -> list[dict[str, Any]]:
        """The boxes of the card, in order."""
        return [
            {
                "id": one.id,
                "label": one.label.get(language, one.label["en"]),
                "hint": one.hint.get(language, one.hint["en"]),
                "text": texts.get(one.id, ""),
                "line": one.kind == "short" and one.id != "contact_how",
            }
            for one in self._content.referral.questions
        ]

    def agreement(self, conversation: Conversation) -> Agreement:
        """What this visitor reads beside the box, and its version: the name of the response, and a
        digest of the words."""
        shown = "\n".join(one.text or "" for one in self._content.bodies(CONSENT, conversation))
        digest = hashlib.sha256(shown.encode()).hexdigest()[:12]
        return Agreement(f"{CONSENT} {digest}", shown)
