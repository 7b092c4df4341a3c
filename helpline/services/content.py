"""The written answers the helpline itself posts, with their facts filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from content import assessment, canned, directory, partners, responses
from content.standing import Stamp, confirmed, stamped, withheld
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


#: What production shows of a service only when its source is certain or was opened.
_CHECKED_FIELDS = ("phone", "text", "web")
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
        self.canned = canned.load(folder, self.responses, self.directory.facts)
        self.partners = partners.load(folder)
        self.assessment = assessment.load(folder, self.directory.facts)
        yaml = YAML(typ="safe")
        self.brief: dict[str, Any] = yaml.load(folder / "handoff" / "brief.yml")["brief"]
        hours = yaml.load(folder / "handoff" / "hours_words.yml")["hours_words"]
        self.months: dict[str, list[str]] = {name: said["months"] for name, said in hours.items()}
        self.why: dict[str, Any] = yaml.load(folder / "signposting" / "why.yml")["why"]
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
        return any(withheld(one, self.directory, self.stamps) for one in possible)

    def form_missing(self, slots: Mapping[str, Any]) -> list[str]:
        """The words of the self-referral that are kept back from this visitor. Empty: it can be
        offered."""
        if not self._production:
            return []
        return missing(self.responses.names(), self.withheld, slots)

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
        """Those that lead somewhere here: none leads into a form that cannot be offered."""
        kept = without_form(offered)
        return kept if len(kept) < len(offered) and self.form_missing(slots) else list(offered)

    def instead(self, conversation: Conversation) -> list[Body]:
        """What is said in place of a withheld answer: who can help, by numbers that are certain."""
        return self.bodies(_WITHHELD, conversation)

    def bodies(
        self, name: str, conversation: Conversation, variables: Mapping[str, str] | None = None
    ) -> list[Body]:
        """The bubbles of a response for this visitor, ready for the log."""
        made = []
        slots = slots_of(conversation)
        for bubble in self.responses.bubbles(
            name, slots, dict(variables or {}), self.directory.facts
        ):
            buttons = [Choice(button["title"], button["payload"]) for button in bubble.buttons]
            choices = self.choices(buttons, slots)
            card = (bubble.custom or {}).get("card")
            made.append(
                Body(
                    text=bubble.text,
                    choices=choices,
                    card=self.card(card, conversation.language),
                    response=name,
                )
            )
        return made

    def card(self, card: Mapping[str, Any] | None, language: str = "en") -> dict[str, Any] | None:
        """A card as the visitor's browser gets it: references to the directory filled in, and
        first in its note why it is shown, if the action said so.
        """
        if card is None:
            return None
        if card.get("type") == "service" and "ref" in card:
            service = self._service(str(card["ref"]))
            if reason := self.why.get(str(card.get("why"))):
                note = service.get("note")
                service["note"] = f"{reason[language]} {note}" if note else reason[language]
            return service
        if card.get("type") == "emergency":
            return {**self.directory.service("police_emergency"), "type": "emergency"}
        return dict(card)

    def _service(self, ref: str) -> dict[str, Any]:
        """A service as people have confirmed it: its hours, once somebody opened the page; in
        production no number that is neither certain nor confirmed."""
        card: dict[str, Any] = dict(self.directory.service(ref))
        facts = self.directory.stated
        hours = facts.get(f"services.{ref}.hours")
        if hours is not None and stamped(hours, self.stamps):
            card["hours"] = hours.value
        for name in _CHECKED_FIELDS:
            fact = facts.get(f"services.{ref}.{name}")
            if self._production and fact is not None and not confirmed(fact, self.stamps):
                card.pop(name, None)
        return card

    def fact(self, key: str) -> str:
        """One fact by its dotted key."""
        return self.directory.facts[key]
