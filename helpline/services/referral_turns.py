"""What the assistant is told of the form in a turn, and what of a message is kept when danger or
another topic comes first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Conversation
from helpline.services.bursts import Meaning
from helpline.services.content import Content
from helpline.services.conversations import Conversations
from helpline.services.entry_log import Choice, Fence
from helpline.services.heard import HeardStore
from helpline.services.referral_drafts import Draft, Drafts
from helpline.services.referral_form import KEEP_FROM, Standing, offered_steps

EVENT = "event_self_referral"
#: After one of these the words before them are no answer, and nothing of the form is mentioned:
#: somebody else may have the screen, or the form is not what they are about.
_SILENT = frozenset({"someone_else_typing", "threat_by_visitor", "harmful_request"})
#: In answer to one of these an offer to go on would be out of place.
_NO_MOMENT = frozenset({"alert", "delete", "handoff", "restart", "safe_exit", "self_referral"})


@dataclass(frozen=True, slots=True)
class FormTurn:
    """How a turn stands to the form. `taken`: None if the message is about something else."""

    metadata: dict[str, Any]
    taken: str | None


class ReferralTurns:
    """Stands beside every turn of a chat with a form."""

    def __init__(
        self, drafts: Drafts, content: Content, conversations: Conversations, heard: HeardStore
    ) -> None:
        self._drafts = drafts
        self._content = content
        self._conversations = conversations
        self._heard = heard

    async def begin(
        self,
        session: AsyncSession,
        conversation: Conversation,
        text: str,
        meaning: Meaning,
        offered: list[Choice],
    ) -> FormTurn:
        """What this message is to the form, before the assistant is asked. What would be lost to
        another topic is kept."""
        draft = await self._drafts.get(session, conversation.id)
        case = await self._drafts.case(session, conversation)
        status = None if case is None else case.status
        at = Standing(
            draft.status,
            draft.step,
            status,
            offered_steps([choice.payload for choice in offered]),
        )
        taken = None
        if text and (draft.status or status or at.offered):
            taken = self._content.referral.taken(
                at, text, meaning.intent, meaning.confidence, meaning.alerts
            )
            if taken is None and draft.status == "asking":
                await self._keep_aside(session, conversation, draft, text, meaning.alerts)
        heard = await self._heard.get(conversation)
        told = {
            "step": draft.step,
            "status": draft.status,
            "answered": draft.answered,
            "taken": taken,
            "told": bool(heard.quotes),
            "case": status,
        }
        return FormTurn(told, taken)

    async def danger(
        self, session: AsyncSession, conversation: Conversation, text: str, kinds: Collection[str]
    ) -> None:
        """An alert's fixed message was the answer: what was an answer to the form is kept in it,
        and nothing more is asked until they go on."""
        draft = await self._drafts.get(session, conversation.id)
        if draft.status == "asking":
            await self._keep_aside(session, conversation, draft, text, kinds)

    async def _keep_aside(
        self,
        session: AsyncSession,
        conversation: Conversation,
        draft: Draft,
        text: str,
        kinds: Collection[str],
    ) -> None:
        silent = bool(_SILENT & set(kinds))
        tells = draft.step == "happening" and len(text.split()) > KEEP_FROM
        if not silent and draft.step is not None and (kinds or tells):
            draft.answer(draft.step, text)
        draft.status = "paused" if silent else "danger" if kinds else "aside"
        await self._drafts.put(session, conversation.id, draft)

    async def remind(
        self, session: AsyncSession, conversation: Conversation, effects: Collection[str], quiet: bool
    ) -> None:
        """After another topic: where they were in the form, and that there is no hurry. `quiet`:
        danger was in the message, so nothing is asked."""
        if quiet or _NO_MOMENT & set(effects) or conversation.owner != "assistant":
            return
        draft = await self._drafts.get(session, conversation.id)
        if draft.status not in {"aside", "danger"} or draft.step is None:
            return
        topic = self._content.referral.topic(draft.step, conversation.language)
        if draft.status == "danger":
            words, draft.status = "utter_self_referral_kept_so_far", "paused"
        else:
            words, draft.status = "utter_self_referral_were_at", "asking"
        await self._drafts.put(session, conversation.id, draft)
        await self._conversations.post(
            session, conversation, words, variables={"topic": topic}, fence=Fence()
        )
