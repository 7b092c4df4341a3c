"""A yes to a partner agency, given by the person themselves: on a card in their chat, which shows
who would get what, word for word, what for and until when. They agree, or not now; and take it back
on the same card at any time. Nothing is passed on by it alone: a worker makes the pack
(services/partners/referrals.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import ConversationGone, PartnerRefused
from helpline.models import Case, Consent, Conversation, Partner, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.cases import work as case_work
from helpline.services.cases.files import LIVE, Cases
from helpline.services.cases.seals import Said
from helpline.services.content import Content, slots_of
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import Body, EntryLog, Fence
from helpline.services.log.events import DESK, Events, conversation_topic
from helpline.services.partners import sharing
from helpline.services.partners.book import PartnerBook
from helpline.services.partners.sharing import GOOD_FOR, Sharing
from helpline.services.partners.words import PartnerWords

#: Which of the briefs its card is (docs/protocol.md), with the number of the question.
KIND = re.compile(r"partner:([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class _Answered:
    """What is said to an answer, and whether the card counts as agreed to."""

    words: str
    agreed: bool = False


class ConsentAsking:
    """Posts the card into the worker's chat with the person, and takes their answers."""

    def __init__(
        self,
        database: Database,
        cases: Cases,
        log: EntryLog,
        conversations: Conversations,
        book: PartnerBook,
        words: PartnerWords,
        content: Content,
        own: Sharing,
        events: Events,
    ) -> None:
        self._database = database
        self._cases = cases
        self._log = log
        self._conversations = conversations
        self._book = book
        self._words = words
        self._content = content
        self._sharing = own
        self._events = events

    async def ask(
        self, case_id: str, worker: Worker, partner_id: str, purpose: str, parts: Sequence[str]
    ) -> int:
        """Asks the person, who is in a chat with this worker now; gives the question's number.

        PartnerRefused: `not_in_chat` where they are not, `words_not_approved` in production while
        some of what they would read is a draft, those of the book and `bad_parts`; the errors of
        `case_work.live`.
        """
        async with self._database.write() as session:
            case = await case_work.live(session, case_id, worker)
            conversation = await self._theirs(session, case, worker)
            partner = await self._book.fit(session, partner_id, purpose)
            wanted = await self._sharing.covered(case, parts)
            slots = slots_of(conversation)
            if self._content.partner_missing(slots):
                raise PartnerRefused("words_not_approved")
            card = await self._card(case, partner, purpose, wanted, slots)
            wording = self._words.consent_on_card(self._name, partner.name, slots)[1]
            asked = await self._sharing.record(
                session, case_id, "asked", "chat", wording, Said(shown=_read(card)), worker.id
            )
            asked.partner_id, asked.purpose, asked.parts = partner_id, purpose, wanted
            asked.until = asked.at + GOOD_FOR
            await session.flush()
            posted = await self._conversations.post(
                session,
                conversation,
                "utter_partner_asked",
                author="service",
                variables={"name": worker.name, "partner": partner.name},
                name=worker.name,
                fence=Fence(owner="worker", worker_id=worker.id),
            )
            if posted is None:
                raise PartnerRefused("not_in_chat")
            await self._log.append(
                session,
                conversation.id,
                "service",
                Body(card={**card, "kind": f"partner:{asked.id}"}),
                kind="partner_ask",
                fence=Fence(),
                touches=False,
            )
            await note_audit(session, worker.id, "partner_consent_asked", case_id, partner_id)
        self._events.news(conversation_topic(conversation.id), DESK)
        return asked.id

    async def answer(self, conversation_id: str, client_id: str, asked: int, agree: bool) -> int:
        """Their answer on the card, or that they take it back there. Gives the seq of the line that
        records it; the same `client_id` again has no second effect. ConversationGone for a
        question that was never put in this chat."""
        marked = f"v:{client_id}"
        async with self._database.write() as session:
            known = await self._log.repeated(session, conversation_id, marked)
            if known is not None:
                return known
            conversation = await session.get(Conversation, conversation_id)
            question = await session.get(Consent, asked)
            case = await session.get(Case, question.case_id) if question is not None else None
            if (
                conversation is None
                or question is None
                or case is None
                or question.kind != "asked"
                or case.conversation_id != conversation_id
            ):
                raise ConversationGone
            partner = await session.get(Partner, question.partner_id)
            name = partner.name if partner is not None else ""
            answered = await self._settle(session, case, question, agree)
            seq = await self._log.append(
                session,
                conversation_id,
                "visitor",
                Body(card={"type": "brief", "kind": f"partner:{asked}", "agreed": answered.agreed}),
                kind="partner_answer",
                fence=Fence(),
                client_id=marked,
            )
            if seq is None:
                raise ConversationGone
            await self._conversations.announce(
                session, conversation, answered.words, {"partner": name}
            )
        self._events.news(conversation_topic(conversation_id), DESK)
        return seq

    async def _settle(
        self, session: AsyncSession, case: Case, asked: Consent, agree: bool
    ) -> _Answered:
        assert asked.partner_id is not None
        holds = await sharing.latest(session, case, asked.partner_id)
        # A yes that was given before this question was put is not what they answer here.
        given = holds if holds is not None and holds.at > asked.at else None
        if not agree:
            if given is None:
                await self._add(session, case, asked, "declined")
                return _Answered("utter_partner_not_now")
            fetched = await self._sharing.end(
                session, case.id, asked.partner_id, "chat", asked.wording, Said(), None
            )
            return _Answered("utter_partner_back_fetched" if fetched else "utter_partner_back")
        if given is not None:
            return _Answered("utter_partner_agreed", agreed=True)
        if not await self._still_so(session, case, asked):
            return _Answered("utter_partner_over")
        await self._add(session, case, asked, "shared")
        await note_audit(
            session, None, "partner_consent", case.id, f"{asked.partner_id}, in the chat"
        )
        return _Answered("utter_partner_agreed", agreed=True)

    async def _still_so(self, session: AsyncSession, case: Case, asked: Consent) -> bool:
        """Whether what the card shows is what would go: the newest question, about these words, to
        a partner that may still be asked for it."""
        assert asked.partner_id is not None
        assert asked.purpose is not None
        newest = await sharing.newest_ask(session, case.id, asked.partner_id)
        if case.status not in LIVE or newest is not asked:
            return False
        if not sharing.is_of_these_words(asked, case):
            return False
        if asked.until is not None and asked.until <= now():
            return False
        try:
            await self._book.fit(session, asked.partner_id, asked.purpose)
        except PartnerRefused:
            return False
        return True

    async def _add(self, session: AsyncSession, case: Case, asked: Consent, kind: str) -> None:
        """Their answer in the history, with what they answered to."""
        said = await self._sharing.read(asked)
        given = await self._sharing.record(
            session, case.id, kind, "chat", asked.wording, Said(shown=said.shown), None
        )
        given.partner_id, given.purpose = asked.partner_id, asked.purpose
        given.parts, given.until = asked.parts, asked.until
        await session.flush()

    async def _theirs(self, session: AsyncSession, case: Case, worker: Worker) -> Conversation:
        conversation = (
            await session.get(Conversation, case.conversation_id) if case.conversation_id else None
        )
        if (
            conversation is None
            or conversation.left is not None
            or conversation.owner != "worker"
            or conversation.worker_id != worker.id
        ):
            raise PartnerRefused("not_in_chat")
        return conversation

    async def _card(
        self,
        case: Case,
        partner: Partner,
        purpose: str,
        wanted: Sequence[str],
        slots: dict[str, str | None],
    ) -> dict[str, Any]:
        texts = await self._cases.parts(case)
        language = slots["language"] or "en"
        until = self._words.day(now() + GOOD_FOR, language)
        labels = {
            one.id: one.label.get(language, one.label["en"])
            for one in self._content.referral.questions
        }

        def said(name: str) -> str:
            return self._words.on_card(name, slots, partner=partner.name, until=until)

        rows = [
            {"label": said("who"), "text": partner.name},
            {"label": said("what_for"), "text": self._words.purpose(purpose, language)},
            *({"label": labels[one], "text": texts[one]} for one in wanted),
            {"label": said("until"), "text": said("until_day")},
        ]
        words = ("title", "intro", "send", "refuse", "agreed", "refused", "undo")
        return {
            "type": "brief",
            **{name: said(name) for name in words},
            "rows": rows,
            "parts": [],
            "agree": self._words.consent_on_card(self._name, partner.name, slots)[0],
            "history": False,
        }

    @property
    def _name(self) -> str:
        return self._content.fact("own.helpline.name")


def _read(card: dict[str, Any]) -> str:
    """All that was on the card, for the history."""
    rows = [f"{row['label']}: {row['text']}" for row in card["rows"]]
    return "\n".join([card["title"], card["intro"], *rows, card["agree"]])
