"""Carries out the effect `keep`: what a longer conversation asks to be remembered of itself.

Names of our own tables only. What is not in them is left out, so that no words and no invented
names come into the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from content import topics
from helpline.models import Conversation
from helpline.services.assessing.prompts import Prompts
from helpline.services.content import Content
from helpline.services.keys.kept import Kept, KeptStore
from helpline.services.turns.plans import steps_of

ANSWERED = ("told", "skipped")


class Keeping:
    """Changes `Kept`."""

    def __init__(self, kept: KeptStore, content: Content, prompts: Prompts) -> None:
        self._kept = kept
        self._prompts = prompts
        table = topics.load(content.folder)
        self._topics = frozenset(table)
        self._steps = steps_of(content.responses)
        self._said = frozenset(name for topic in table.values() for name in topic.answers)

    async def keep(
        self, session: AsyncSession, conversation: Conversation, effect: Mapping[str, Any]
    ) -> None:
        """`risk`: topics with `told` or `skipped`; `again`: what was skipped may be asked again.
        `plan_add`, `plan_drop`: a step of their plan; `plan_stays`: return words keep the plan."""
        kept = await self._kept.get(conversation)
        self._risk(kept, effect)
        self._plan(kept, effect)
        await self._kept.put(conversation, kept)
        await session.flush()

    def _risk(self, kept: Kept, effect: Mapping[str, Any]) -> None:
        if effect.get("again"):
            kept.risk = {name: how for name, how in kept.risk.items() if how == "told"}
        for name, how in dict(effect.get("risk") or {}).items():
            if name in self._topics and how in ANSWERED:
                kept.risk = {**kept.risk, name: how}

    def _plan(self, kept: Kept, effect: Mapping[str, Any]) -> None:
        added, dropped = effect.get("plan_add"), effect.get("plan_drop")
        if added in self._steps and added not in kept.plan:
            kept.plan = [*kept.plan, str(added)]
        kept.plan = [name for name in kept.plan if name != dropped]
        if isinstance(effect.get("plan_stays"), bool):
            kept.plan_stays = effect["plan_stays"]

    async def said(
        self, session: AsyncSession, conversation: Conversation, names: Iterable[str]
    ) -> None:
        """What somebody answered when they were asked how urgent it is, for the timeline."""
        kept = await self._kept.get(conversation)
        known = {line.what for line in kept.changes}
        fresh = [name for name in map(str, names) if name in self._said - known]
        kept.note(*fresh)
        await self._kept.put(conversation, kept)
        await self._prompts.told(session, conversation.id, fresh)
        await session.flush()
