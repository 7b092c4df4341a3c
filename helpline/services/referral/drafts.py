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
#: The one question that is answered in several messages.
STORY = "happening"
#: More than anybody types into one answer; what is longer is cut.
PART_CHARACTERS = 12_000
#: Where the sentences that they may put in lie in the sealed answers; no question is called so.
_OFFERED = "_offered"
_BETWEEN = "\n"


@dataclass(slots=True)
class Draft:
    """The answers by name of question, and where the form stands. `offered`: what was told before
    the form, sentence by sentence, as far as they left it in; None until it was shown to them."""

    parts: dict[str, str] = field(default_factory=dict)
    step: str | None = None
    status: str | None = None
    answered: list[str] = field(default_factory=list)
    origin: str = "self_referral"
    offered: list[str] | None = None

    def answer(self, part: str, text: str) -> None:
        """Adds to a story, which is told in several messages. Any other answer takes the place of
        the one before: whoever goes back to a question wants it changed."""
        before = self.parts.get(part, "") if part == STORY else ""
        whole = f"{before}\n{text.strip()}" if before and text.strip() else before or text.strip()
        self.parts[part] = whole[:PART_CHARACTERS]
        self.done(part)

    def add_story(self, text: str) -> None:
        """What was told elsewhere: put with the story, which is still asked for."""
        told = STORY in self.answered
        self.answer(STORY, text)
        if not told:
            self.answered.remove(STORY)
        self.done(TOLD_ELSEWHERE)

    def done(self, part: str) -> None:
        """Answered or skipped: it is not asked again by itself."""
        if part not in self.answered:
            self.answered.append(part)

    def clear(self, part: str) -> None:
        """Takes an answer out; the question counts as skipped."""
        self.parts.pop(part, None)
        self.done(part)


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
        parts = msgspec.json.decode(raw, type=dict[str, str])
        offered = parts.pop(_OFFERED, None)
        return Draft(
            parts,
            row.step,
            row.status,
            row.answered.split(),
            row.origin,
            None if offered is None else [one for one in offered.split(_BETWEEN) if one],
        )

    async def put(self, session: AsyncSession, conversation_id: str, draft: Draft) -> None:
        """Keeps it."""
        key = await self._keys.find(conversation_id)
        kept = dict(draft.parts)
        if draft.offered is not None:
            kept[_OFFERED] = _BETWEEN.join(draft.offered)
        sealed = seal(key, msgspec.json.encode(kept), place(conversation_id, "referral"))
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
