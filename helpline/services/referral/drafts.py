"""The draft of a self-referral: sealed under the chat's key, seen by nobody, gone with the chat."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.models import Case, Conversation, ReferralDraft
from helpline.services.cases.files import Cases
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal

#: Stands among the answered questions once a story was told at another one.
TOLD_ELSEWHERE = "story"
#: More than anybody types into one answer; what is longer is cut.
PART_CHARACTERS = 12_000


@dataclass(slots=True)
class Draft:
    """The answers by name of question, and where the form stands."""

    parts: dict[str, str] = field(default_factory=dict)
    step: str | None = None
    status: str | None = None
    answered: list[str] = field(default_factory=list)
    origin: str = "self_referral"

    def answer(self, part: str, text: str) -> None:
        """Adds to an answer: a story is told in several messages."""
        before = self.parts.get(part, "")
        whole = f"{before}\n{text.strip()}" if before and text.strip() else before or text.strip()
        self.parts[part] = whole[:PART_CHARACTERS]
        self.done(part)

    def add_story(self, text: str) -> None:
        """What was told elsewhere: put with the story, which is still asked for."""
        told = "happening" in self.answered
        self.answer("happening", text)
        if not told:
            self.answered.remove("happening")
        self.done(TOLD_ELSEWHERE)

    def done(self, part: str) -> None:
        """Answered or skipped: it is not asked again by itself."""
        if part not in self.answered:
            self.answered.append(part)


class Drafts:
    """Finds and keeps drafts, in the caller's transaction."""

    def __init__(self, keys: KeyStore, cases: Cases) -> None:
        self._keys = keys
        self._cases = cases

    async def get(self, session: AsyncSession, conversation_id: str) -> Draft:
        """The draft of this chat; an empty one if none was begun."""
        row = await session.get(ReferralDraft, conversation_id, populate_existing=True)
        if row is None:
            return Draft()
        key = await self._keys.find(conversation_id)
        raw = unseal(key, row.parts, place(conversation_id, "referral"))
        return Draft(
            msgspec.json.decode(raw, type=dict[str, str]),
            row.step,
            row.status,
            row.answered.split(),
            row.origin,
        )

    async def put(self, session: AsyncSession, conversation_id: str, draft: Draft) -> None:
        """Keeps it."""
        key = await self._keys.find(conversation_id)
        sealed = seal(key, msgspec.json.encode(draft.parts), place(conversation_id, "referral"))
        row = await session.get(ReferralDraft, conversation_id)
        if row is None:
            row = ReferralDraft(conversation_id=conversation_id, parts=sealed)
            session.add(row)
        row.parts, row.step, row.status = sealed, draft.step, draft.status or "asking"
        row.answered, row.origin = " ".join(draft.answered), draft.origin
        await session.flush()

    async def case(self, session: AsyncSession, conversation: Conversation) -> Case | None:
        """The case that this chat has led to and that is not closed."""
        return await self._cases.of_conversation(session, conversation.id)
