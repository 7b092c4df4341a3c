"""Gathers what a person has said that this worker may read: what they gave with their case; of a
chat, the brief they agreed to and the lines that were shared. What they took out is not there."""

from __future__ import annotations

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.assessment import Assessment as Table
from helpline.errors import AssessmentRefused, ConversationGone, KeyGone, NotTheirs
from helpline.models import Case, CaseReturn, Conversation, Worker
from helpline.services.assessing import rights
from helpline.services.assessing.beside import (
    Words,
    beside,
    evened,
    sentence,
    unquoted,
    within,
)
from helpline.services.brief.briefs import Briefs
from helpline.services.cases.files import Cases
from helpline.services.content import Content
from helpline.services.log.entry_log import EntryLog
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.reading import Reads

log = structlog.get_logger(__name__)

#: The boxes of the form, and the parts of the brief, in which somebody tells what happens.
_IN_FORM = ("happening", "at_risk", "children")
_IN_BRIEF = ("happening", "signs", "worry")
_MOST_LINES = 2000
#: Where it was said: in a chat that a worker has linked to the case.
LATER = "later"


def _readable(brief: list[dict[str, str]], later: bool = False) -> list[tuple[str, str]]:
    """What they said in a brief, without labels and marks."""
    return [(unquoted(one["id"], one["text"]), LATER if later else "brief") for one in brief]


def _shown(brief: list[dict[str, str]], later: bool = False) -> list[dict[str, str]]:
    where = {"where": LATER} if later else {}
    return [{"label": one["label"], "text": one["text"], **where} for one in brief]


class Sayings:
    """Reads the texts for one worker. Nothing is kept of it."""

    def __init__(
        self,
        table: Table,
        cases: Cases,
        briefs: Briefs,
        entries: EntryLog,
        heard: HeardStore,
        reads: Reads,
        content: Content,
    ) -> None:
        self._table = table
        self._cases = cases
        self._briefs = briefs
        self._entries = entries
        self._heard = heard
        self._reads = reads
        self._content = content

    async def of_case(
        self, session: AsyncSession, case: Case, worker: Worker
    ) -> tuple[dict[str, list[dict[str, str]]], list[dict[str, str]]]:
        """What stands beside each topic, and the whole of what they told, box by box."""
        parts = await self._cases.parts(case)
        # A form that began with the brief has its marks.
        texts = [(unquoted(name, parts[name]), "form") for name in _IN_FORM if parts.get(name)]
        labels = {one.id: one.label["en"] for one in self._content.referral.questions}
        told = [
            {"label": labels[name], "text": parts[name]} for name in _IN_FORM if parts.get(name)
        ]
        heard: list[Words] = []
        reasons = list(case.reasons)
        for chat, later in await self._chats(session, case, worker):
            brief, words = await self._of_chat(session, chat, later)
            heard += words
            texts += _readable(brief, later)
            told += _shown(brief, later)
            reasons = list(dict.fromkeys([*reasons, *chat.reasons]))
        return await self._beside(texts, heard, reasons), told

    async def _chats(
        self, session: AsyncSession, case: Case, worker: Worker
    ) -> list[tuple[Conversation, bool]]:
        """The chat it came of, then those that were linked to it (True), as far as this worker may
        read them: a yes was given for its own chat, so who has only the case reads none of it."""
        rows = await session.scalars(
            select(CaseReturn.conversation_id)
            .where(CaseReturn.case_id == case.id)
            .order_by(CaseReturn.id)
        )
        found = []
        for chat_id, later in [(case.conversation_id or "", False), *((one, True) for one in rows)]:
            try:
                found.append((await rights.chat_of(session, chat_id, worker), later))
            except (ConversationGone, NotTheirs, AssessmentRefused):
                continue
        return found

    async def of_chat(
        self, session: AsyncSession, chat: Conversation
    ) -> tuple[dict[str, list[dict[str, str]]], list[dict[str, str]]]:
        """The same of a chat whose visitor has agreed."""
        brief, heard = await self._of_chat(session, chat)
        return await self._beside(_readable(brief), heard, list(chat.reasons)), _shown(brief)

    async def _of_chat(
        self, session: AsyncSession, chat: Conversation, later: bool = False
    ) -> tuple[list[dict[str, str]], list[Words]]:
        try:
            brief = await self._briefs.agreed(session, chat)
            parts = (brief or {}).get("parts", [])
            told = [one for one in parts if one["id"] in _IN_BRIEF]
            lines = []
            if chat.shared_from is not None:
                lines = await self._entries.read(
                    session, chat.id, chat.shared_from - 1, limit=_MOST_LINES
                )
            said = [one.body.text or "" for one in lines if one.author == "visitor"]
            evidence = (await self._heard.get(chat)).evidence
            in_brief = "\n".join(
                evened(line) for text, _ in _readable(told) for line in text.splitlines()
            )
            in_chat = "\n".join(map(evened, said))
            in_it, of_it = (LATER, LATER) if later else ("brief", "chat")
            return told, [*within(evidence, in_brief, in_it), *within(evidence, in_chat, of_it)]
        except KeyGone:
            return [], []

    async def _beside(
        self, texts: list[tuple[str, str]], heard: list[Words], reasons: list[str]
    ) -> dict[str, list[dict[str, str]]]:
        words = []
        for text, where in texts:
            words += await self._read(text, where)
        return beside(self._table, [*words, *heard], reasons, self._content.brief["reasons"])

    async def _read(self, text: str, where: str) -> list[Words]:
        """What the reader finds in a text, by category. It only helps to find the place: without
        it the whole text still stands there."""
        try:
            reading = await self._reads.read(text)
        except Exception as error:  # noqa: BLE001 - the page must come without it
            log.warning("assessing.not_read", error=type(error).__name__)
            return []
        return [
            Words(name, sentence(text, start, end), where)
            for name in reading.indicators
            for start, end in reading.evidence.get(name, ())
        ]
