"""The written answers the helpline itself posts, with their facts filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from content import assessment, canned, directory, partners, phrases, responses
from content import choices as titles
from content.errors import MissingVariable, UnknownResponse
from content.languages import LANGUAGES
from content.responses import Bubble, Variation
from content.standing import Stamp, confirmed, stamped, withheld
from content.wording import placeholders
from helpline.models import Conversation
from helpline.services.log.entry_log import Body, Choice
from helpline.services.referral.form import ReferralForm
from helpline.services.referral.offered import missing, without_form


def slots_of(conversation: Conversation) -> dict[str, str | None]:
    """What the wording depends on."""
    return {
        "audience": conversation.audience,
        "nation": conversation.nation,
        "language": conversation.language,
        "style": conversation.style,
    }


#: Without one of these a service cannot be reached, and is not shown.
_WAYS = ("phone", "text", "web")
#: What of a service is a fact that somebody must vouch for. Hours below A are replaced by "check
#: opening times" when they are loaded.
_ON_A_CARD = ("phone", "text", "web", "note", "who", "hours")
#: What a person reads when they are asked for a yes to a partner agency (content/partners.py).
_PARTNER, _CONSENT = "utter_partner_", ("partner_consent_", "partner_purpose_")
#: Said in production instead of an answer that nobody has approved.
_WITHHELD = "utter_safety_withheld"


class Content:
    """Responses and directory, loaded once; raises at start if a fact or a response is missing.

    `stamps`: what people have said of them; services/approvals.py keeps these up to date.
    """

    def __init__(self, folder: Path, mode: str = "local") -> None:
        self._production = mode == "production"
        self.folder = folder
        self.stamps: Mapping[str, Stamp] = {}
        self.directory = directory.load(folder)
        self.responses = responses.load(folder)
        self.phrases = phrases.load(folder)
        self._titles = titles.load(folder, self.directory.facts)
        self.canned = canned.load(folder, self.responses, self.directory.facts)
        self.partners = partners.load(folder)
        self.assessment = assessment.load(folder, self.directory.facts)
        yaml = YAML(typ="safe")
        self.brief: dict[str, Any] = yaml.load(folder / "handoff" / "brief.yml")["brief"]
        hours = yaml.load(folder / "handoff" / "hours_words.yml")["hours_words"]
        self.months: dict[str, list[str]] = {name: said["months"] for name, said in hours.items()}
        form = yaml.load(folder / "self_referral" / "form.yml")["form"]
        self.referral = ReferralForm(form)
        self.own: dict[str, Any] = yaml.load(folder / "directory" / "own.yml")["own"]

    def use(self, stamps: Mapping[str, Stamp]) -> None:
        """Goes by these stamps from now on."""
        self.stamps = stamps

    @property
    def production(self) -> bool:
        """Whether drafts and unconfirmed facts are kept back."""
        return self._production

    @property
    def demonstration(self) -> bool:
        """Whether visitors read words that nobody has approved: the page then says so."""
        return not self._production

    def withheld(self, name: str, slots: Mapping[str, Any]) -> bool:
        """Whether an answer of the engine's is kept back here: in production, what is a draft or
        quotes a fact that nobody has confirmed. Any wording that this turn may have led to counts,
        as an answer can change the style and the age it is written for.
        """
        if not self._production:
            return False
        free = {"style", "audience"}
        possible = [
            one
            for one in self.responses.variations(name)
            if all(slots.get(k) == v or k in free for k, v in one.conditions.items())
        ]
        return any(self._kept_back(one, slots) for one in possible)

    def _kept_back(self, one: Variation, slots: Mapping[str, Any]) -> bool:
        """Whether these words are withheld, or some that they are filled with."""
        if withheld(one, self.directory, self.stamps):
            return True
        filled = phrases.REFLECTION in placeholders(one.text)
        return filled and bool(self._phrases_missing(phrases.SAID_BACK, slots))

    def _phrases_missing(self, prefix: str, slots: Mapping[str, Any]) -> list[str]:
        """The phrases of a kind that nobody has approved in this language."""
        return [
            name
            for name in self.phrases.names()
            if name.startswith(prefix)
            and withheld(self.phrases.pick(name, slots), self.directory, self.stamps)
        ]

    def form_missing(self, slots: Mapping[str, Any]) -> list[str]:
        """The words of the self-referral that are kept back from this visitor. Empty: it can be
        offered."""
        if not self._production:
            return []
        return [
            *missing(self.responses.names(), self.withheld, slots),
            *self._phrases_missing(phrases.FORM, slots),
        ]

    def partner_missing(self, slots: Mapping[str, Any]) -> list[str]:
        """The words of a yes to a partner agency that this person would read or hear and that
        nobody has approved, where drafts are kept back. Empty: they can be asked."""
        if not self._production:
            return []
        asked = [n for n in self.responses.names() if n.startswith(_PARTNER)]
        read = [n for n in self.partners.words.names() if n.startswith(_CONSENT)]
        words = self.partners.words
        return [name for name in asked if self.withheld(name, slots)] + [
            name for name in read if withheld(words.pick(name, slots), self.directory, self.stamps)
        ]

    def choices(self, offered: Sequence[Choice], slots: Mapping[str, Any]) -> list[Choice]:
        """Those that lead somewhere here, in the visitor's language: none leads into a form that
        cannot be offered."""
        called = self._titles.get(str(slots.get("language")), {})
        named = [Choice(called.get(one.label, one.label), one.payload) for one in offered]
        kept = without_form(named)
        return kept if len(kept) < len(named) and self.form_missing(slots) else named

    def only_in_english(self, name: str, slots: Mapping[str, Any]) -> bool:
        """Whether a response has no words yet in the language that this visitor reads."""
        language = slots.get("language") or "en"
        if language == "en":
            return False
        try:
            return self.responses.pick(name, slots).conditions.get("language") != language
        except UnknownResponse:
            return False

    def instead(self, conversation: Conversation) -> list[Body]:
        """What is said in place of a withheld answer: who can help, by numbers that are certain."""
        return self.bodies(_WITHHELD, conversation)

    def bodies(
        self, name: str, conversation: Conversation, variables: Mapping[str, str] | None = None
    ) -> list[Body]:
        """The bubbles of a response for this visitor, ready for the log; in production those of
        what is said in its place, if nobody has approved it: whoever posts it."""
        slots = slots_of(conversation)
        if self.withheld(name, slots):
            return self.instead(conversation)
        bubbles = self.responses.bubbles(name, slots, dict(variables or {}), self.directory.facts)
        return [self._body(name, bubble, slots) for bubble in bubbles]

    def approved_in_english(self, name: str, slots: Mapping[str, Any]) -> list[Body]:
        """An answer in English for who reads another language, in which nobody has approved it yet:
        that is better than none. Empty if it is not approved in English either, or is filled with
        what only the engine knows.
        """
        english = {**slots, "language": LANGUAGES[0]}
        if english == dict(slots) or self.withheld(name, english):
            return []
        try:
            bubbles = self.responses.bubbles(name, english, {}, self.directory.facts)
        except MissingVariable:
            return []
        return [self._body(name, bubble, slots) for bubble in bubbles]

    def _body(self, name: str, bubble: Bubble, slots: Mapping[str, Any]) -> Body:
        choices = [Choice(button["title"], button["payload"]) for button in bubble.buttons]
        return Body(
            text=bubble.text,
            choices=self.choices(choices, slots),
            card=self.card((bubble.custom or {}).get("card"), str(slots.get("language"))),
            response=name,
        )

    def card(self, card: Mapping[str, Any] | None, language: str = "en") -> dict[str, Any] | None:
        """A card as the visitor's browser gets it: references to the directory filled in, and
        first in its note why it is shown, if the action said so. None: there is nothing on it by
        which anybody could be reached.
        """
        if card is None:
            return None
        if card.get("type") == "service" and "ref" in card:
            service = self.service(str(card["ref"]))
            reason = self._why(str(card.get("why") or ""), language)
            if service is not None and reason:
                note = service.get("note")
                service["note"] = f"{reason} {note}" if note else reason
            return service
        if card.get("type") == "emergency":
            return {**(self.service("police_emergency") or {}), "type": "emergency"}
        return dict(card)

    def _why(self, need: str, language: str) -> str | None:
        """Why a service is shown; nothing in production while nobody has approved these words."""
        name = f"{phrases.WHY}{need}"
        if name not in self.phrases.names():
            return None
        one = self.phrases.pick(name, {"language": language})
        if self._production and withheld(one, self.directory, self.stamps):
            return None
        return one.text

    def service(self, ref: str) -> dict[str, Any] | None:
        """A service as people have confirmed it: its hours, once somebody opened the page; in
        production nothing but its name that is neither certain nor confirmed. None: then no way
        to reach it is left. Raises UnknownService.
        """
        card: dict[str, Any] = dict(self.directory.service(ref))
        facts = self.directory.stated
        hours = facts.get(f"services.{ref}.hours")
        if hours is not None and stamped(hours, self.stamps):
            card["hours"] = hours.value
        if not self._production:
            return card
        said = {
            name: facts[key] for name in _ON_A_CARD if (key := f"services.{ref}.{name}") in facts
        }
        unsure = {name for name, fact in said.items() if not confirmed(fact, self.stamps)}
        for name in unsure - {"hours", "who"}:
            card.pop(name, None)
        if "who" in unsure and "note" in card:
            # Whom it is for stands first in the note (content/directory.py).
            card["note"] = said["note"].value if "note" in said else ""
        if not card.get("note"):
            card.pop("note", None)
        return card if any(name in card for name in _WAYS) else None

    def fact(self, key: str) -> str:
        """One fact by its dotted key."""
        return self.directory.facts[key]
