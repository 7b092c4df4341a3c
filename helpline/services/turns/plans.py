"""The visitor's own safety plan: steps that they picked, by name, shown as one card.

Theirs alone: no worker sees it but in the brief, or in the chat so far, that they agreed to share.
It is never printed, nor saved on the device.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from content.responses import Responses
from content.wording import fill
from helpline.models import Conversation
from helpline.services.content import Content, slots_of
from helpline.services.keys.kept import KeptStore
from helpline.services.log.entry_log import EntryLog, Fence

SHOWN, EMPTY = "utter_safety_planning_plan", "utter_safety_planning_empty"


class Plans:
    """Reads plans back."""

    def __init__(self, kept: KeptStore, content: Content, log: EntryLog) -> None:
        self._kept = kept
        self._content = content
        self._log = log

    async def show(self, session: AsyncSession, conversation: Conversation) -> None:
        """Posts the plan as a card of kind `steps`; or that there is nothing in it yet; or, where
        its words are kept back, what is said in their place."""
        kept = await self._kept.get(conversation)
        card = self._card(conversation, kept.plan)
        if not kept.plan:
            bodies = self._content.bodies(EMPTY, conversation)
        elif card is None or self._content.withheld(SHOWN, slots_of(conversation)):
            bodies = self._content.instead(conversation)
        else:
            bodies = self._content.bodies(SHOWN, conversation)
            bodies[-1].card = card
        await self._log.append(
            session, conversation.id, "assistant", *bodies, fence=Fence(), touches=False
        )

    async def lines(self, conversation: Conversation) -> list[str]:
        """The steps as they stand in the plan, in the visitor's words for them."""
        kept = await self._kept.get(conversation)
        return [line for line, _ in self._steps(conversation, kept.plan)]

    def _card(self, conversation: Conversation, names: Iterable[str]) -> dict[str, Any] | None:
        steps = self._steps(conversation, names)
        if not steps:
            return None
        words = self._words(SHOWN, conversation)
        marked = [f"{line} {words['mark']}" if noticed else line for line, noticed in steps]
        # What can be noticed is said before any step is read.
        first = [words["warning"]] if any(noticed for _, noticed in steps) else []
        return {"type": "steps", "title": words["title"], "steps": [*first, *marked]}

    def _steps(self, conversation: Conversation, names: Iterable[str]) -> list[tuple[str, bool]]:
        """Each step's line, and whether it can be noticed. One that nobody has approved is left out
        in production, as everywhere."""
        slots = slots_of(conversation)
        found = []
        for name in names:
            if not self._content.withheld(name, slots):
                words = self._words(name, conversation)
                found.append((str(words["line"]), bool(words.get("noticed"))))
        return found

    def _words(self, name: str, conversation: Conversation) -> dict[str, Any]:
        chosen = self._content.responses.pick(name, slots_of(conversation))
        facts = self._content.directory.facts
        return dict(fill(dict(chosen.custom or {})["plan"], name=name, facts=facts, variables={}))


@cache
def steps_of(responses: Responses) -> frozenset[str]:
    """The responses that offer a step for a plan."""
    return frozenset(
        name
        for name in responses.names()
        if "line" in dict(dict(responses.pick(name, {}).custom or {}).get("plan") or {})
    )


def lines_in_english(content: Content) -> dict[str, str]:
    """The English line of each step, by its line in every other language."""
    facts, found = content.directory.facts, {}
    for name in sorted(steps_of(content.responses)):
        for one in content.responses.variations(name):
            if "language" in one.conditions and (one.custom or {}).get("plan"):
                usual = content.responses.pick(name, {})
                said = [dict(dict(of.custom or {})["plan"])["line"] for of in (one, usual)]
                other, english = (
                    str(fill(line, name=name, facts=facts, variables={})) for line in said
                )
                found[other] = english
    return found
