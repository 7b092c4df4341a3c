"""Correcting the brief by words: "take out number 1", "leave out the signs", typed while waiting; a
part by its name also while a worker is there.

Whoever finds the boxes of the card too fiddly, or is read to by their phone, can say it instead. A
number is a sentence of what they told, in the order of the card; a name is one of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Brief, Conversation
from helpline.services.brief.brief_text import without_removed
from helpline.services.brief.briefs import Briefs
from helpline.services.content import Content
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Fence
from helpline.services.referral.edits import Edit, Edits

TOLD = "happening"
_ENDS = re.compile(r"[\s.!?,;:…]+$")


class BriefEdits:
    """Reads such commands, and carries them out."""

    def __init__(self, briefs: Briefs, content: Content, conversations: Conversations) -> None:
        called = {part["id"]: part["called"] for part in content.brief["parts"]}
        self._edits = Edits(content.referral.written, called)
        self._briefs = briefs
        self._conversations = conversations

    async def apply(self, session: AsyncSession, conversation: Conversation, text: str) -> bool:
        """Takes it out, and asks anew for a yes to what is left: nothing is shared until then. Once
        a worker is there, the yes they gave holds for what is left of it. False: the message is no
        such command, or there is no brief; nothing was done."""
        edit = self._edits.read(_ENDS.sub("", text.strip().casefold().replace("\u2019", "'")))
        brief = await session.get(Brief, conversation.id) if edit is not None else None
        if edit is None or brief is None:
            return False
        with_worker = conversation.owner == "worker"
        if with_worker and (edit.name is None or brief.agreed_at is None):
            # A number may be one of the worker's own list; and who said no is not asked again.
            return False
        before = await self._briefs.texts(conversation.id, brief)
        left = _without(before, edit)
        if left is None and with_worker:
            return False
        if left is None:
            await self._conversations.post(
                session,
                conversation,
                "utter_handoff_brief_not_there",
                author="service",
                fence=Fence(),
            )
        else:
            texts = without_removed(before, left)
            if with_worker:
                await self._briefs.leave(session, conversation, texts)
            else:
                words = "utter_handoff_brief_taken_out"
                await self._briefs.ask(session, conversation, texts, words)
        return True


def _without(texts: Mapping[str, str], edit: Edit) -> dict[str, str] | None:
    """What is left of the parts; None: there is nothing of that number or name."""
    if edit.name is not None:
        return {**texts, edit.name: ""} if texts.get(edit.name, "").strip() else None
    told = [line for line in texts.get(TOLD, "").splitlines() if line.strip()]
    number = len(told) if edit.number == -1 else edit.number or 0
    if not 0 < number <= len(told):
        return None
    del told[number - 1]
    return {**texts, TOLD: "\n".join(told)}
