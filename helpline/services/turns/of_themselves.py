"""What a message says of whoever writes it, taken in before anybody answers it.

A fixed message answers without the assistant, and must all the same be in their language and, told
in passing that they are under 18, in the words for the young. Whom a message is about, and which
signs stand in it in so many words, is told to the assistant when it is next asked, so that a turn
which it was not asked in is no gap in what it knows.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import ColumnElement, update

from content.plainly_told import PlainlyTold
from content.sayings import Sayings
from helpline.db import Database
from helpline.models import Conversation
from helpline.services.turns.heard import Heard
from understanding import Reading, is_welsh

SUPPORTER, WORKER = "supporter_concern", "professional_enquiry"
#: Told of themselves; where the words name somebody else, it was told of that person.
_OF_THEMSELVES = frozenset({"disclose_stalking", "am_i_being_stalked"})


class OfThemselves:
    """Language, age and whom it is about, by wordings. `folder`: `data/`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._words = Sayings(folder / "arrival" / "who_writes.yml")
        self._plainly = PlainlyTold(folder)

    async def settle(self, conversation_id: str, text: str) -> None:
        """The language and audience of whoever writes this, from this message on. Nobody is taken
        for an adult by what they say in passing."""
        if is_welsh(text):
            await self._set(conversation_id, Conversation.language != "cy", language="cy")
        if self._words.has("young_in_passing", text):
            adult = Conversation.audience != "young"
            if self._words.has("age_alone", text):
                # The assistant has an answer of its own to nothing but an age.
                adult &= Conversation.owner != "assistant"
            await self._set(conversation_id, adult, audience="young")

    def take_in(self, heard: Heard, text: str, reading: Reading, language: str) -> None:
        """Notes in what was heard whom this message is about, and the signs it has words for."""
        for intent in self._intents(text, reading.intent):
            if intent not in heard.intents:
                heard.intents.append(intent)
        told = self._plainly.among(reading.indicators, text, language)
        fresh = self._plainly.need_words.intersection(told).difference(heard.plainly)
        heard.plainly = [*heard.plainly, *sorted(fresh)]

    def _intents(self, text: str, read: str) -> tuple[str, ...]:
        """What it was read as, and who they are by whom it names; what names another person was
        not told of themselves."""
        if self._words.has("myself", text):
            return (read,)
        if self._words.has("names_in_care", text):
            spoken = WORKER
        elif self._words.has("names_close", text):
            spoken = SUPPORTER
        else:
            return (read,)
        return (spoken,) if read in _OF_THEMSELVES else (read, spoken)

    async def _set(self, conversation_id: str, where: ColumnElement[bool], **values: str) -> None:
        async with self._database.write() as session:
            await session.execute(
                update(Conversation).where(Conversation.id == conversation_id, where).values(values)
            )
