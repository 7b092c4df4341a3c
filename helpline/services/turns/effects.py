"""Carries out what the assistant's actions decided, in the transaction that writes their
replies.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from content.languages import LANGUAGES
from helpline.models import Conversation
from helpline.services.alerts.kinds import URGENCY
from helpline.services.handoff import Handoff
from helpline.services.leaving.keeping import Keeping
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Fence
from helpline.services.referral.steps import ReferralSteps
from helpline.services.turns.plans import Plans
from helpline.services.turns.urgency import UrgencyRules

_SETTINGS: Mapping[str, Collection[str]] = {
    "language": set(LANGUAGES),
    "style": {"standard", "simple"},
    "audience": {"adult", "young"},
    "nation": {"england", "wales", "scotland", "northern_ireland"},
}


@dataclass(slots=True)
class AfterCommit:
    """What can only be done once the transaction is kept."""

    leave: bool = False
    forget: bool = False
    alerts: list[str] = field(default_factory=list)
    desk: bool = False


class Effects:
    """The effects of docs/engine-protocol.md; an unknown one is refused by `apply` returning
    False.
    """

    def __init__(
        self,
        conversations: Conversations,
        handoff: Handoff,
        urgency: UrgencyRules,
        referrals: ReferralSteps,
        keeping: Keeping,
        plans: Plans,
    ) -> None:
        self._conversations = conversations
        self._handoff = handoff
        self._urgency = urgency
        self._referrals = referrals
        self._keeping = keeping
        self._plans = plans

    async def apply(
        self,
        session: AsyncSession,
        conversation: Conversation,
        effect: dict[str, Any],
        workers: int,
        after: AfterCommit,
        text: str = "",
    ) -> bool:
        """Applies one effect; `text` is what the visitor wrote. False: it is not known here, and
        nothing was done."""
        match effect.get("type"):
            case "safe_exit":
                if effect.get("sure"):
                    after.leave = True
                else:
                    await self._post(
                        session, conversation, "utter_safe_exit_offer", kind="leave_offer"
                    )
            case "handoff":
                await self._handoff.enter(
                    session, conversation, str(effect.get("reason", "asked")), workers
                )
                after.desk = True
            case "alert" if effect.get("alert") in URGENCY:
                after.alerts.append(str(effect.get("alert")))
            case "delete" if effect.get("sure"):
                after.forget = True
            case "delete":
                await self._post(session, conversation, "utter_privacy_delete_confirm")
            case "settings":
                values = {
                    name: effect[name]
                    for name, allowed in _SETTINGS.items()
                    if str(effect.get(name)) in allowed
                }
                if values:
                    await session.execute(
                        update(Conversation)
                        .where(Conversation.id == conversation.id)
                        .values(**values)
                    )
            case "keep":
                await self._keeping.keep(session, conversation, effect)
            case "urgency" if isinstance(effect.get("said"), list):
                await session.refresh(conversation)
                self._urgency.answered(conversation, map(str, effect["said"]))
                await self._keeping.said(session, conversation, effect["said"])
                after.desk = True
            case "plan":
                await self._plans.show(session, conversation)
            case "self_referral":
                after.desk = True
                return await self._referrals.apply(session, conversation, effect, text)
            case "restart":
                await self._post(session, conversation, "utter_arrival_choices")
            case _:
                return False
        return True

    async def _post(
        self,
        session: AsyncSession,
        conversation: Conversation,
        response: str,
        kind: str | None = None,
    ) -> None:
        await self._conversations.post(session, conversation, response, kind=kind, fence=Fence())
