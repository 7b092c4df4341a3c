"""The form of a self-referral as an action sees it: its questions, and where somebody is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.base import Effect, Seen
from actions.wordings import spoken, topics

#: The questions in order, by their names in data/self_referral/form.yml.
ASK: Mapping[str, str] = {
    "name": "utter_self_referral_ask_name",
    "nation": "utter_self_referral_ask_nation",
    "happening": "utter_self_referral_ask_happening",
    "at_risk": "utter_self_referral_ask_at_risk",
    "children": "utter_self_referral_ask_children",
    "contact_how": "utter_self_referral_ask_contact_how",
    "contact_when": "utter_self_referral_ask_contact_when",
    "voicemail": "utter_self_referral_ask_voicemail",
    "code_word": "utter_self_referral_ask_code_word",
    "contact_never": "utter_self_referral_ask_contact_never",
    "access": "utter_self_referral_ask_access",
}
WHY: Mapping[str, str] = {
    "name": "utter_self_referral_why_name",
    "nation": "utter_self_referral_why_nation",
    "happening": "utter_self_referral_why_happening",
    "at_risk": "utter_self_referral_why_at_risk",
    "children": "utter_self_referral_why_children",
    "contact_how": "utter_self_referral_why_contact_how",
    "contact_when": "utter_self_referral_why_contact_when",
    "voicemail": "utter_self_referral_why_voicemail",
    "code_word": "utter_self_referral_why_code_word",
    "contact_never": "utter_self_referral_why_contact_never",
    "access": "utter_self_referral_why_access",
}
#: Told in several messages; `TOLD_ELSEWHERE`: some of it was told at another question.
STORY, TOLD_ELSEWHERE = "happening", "story"
#: What was told is left out of the form (`untell=2`), an answer taken out of it (`clear=children`).
UNTELL, CLEAR = "untell=", "clear="
#: The form begins with an answer (`begin=name`).
BEGUN_WITH = "begin="
#: Without a way to be reached these have nothing to be about.
ABOUT_CONTACT = ("contact_when", "voicemail", "code_word", "contact_never")
NATIONS = ("england", "wales", "scotland", "northern_ireland")
#: A way to be reached by which a message could be left.
PHONE = spoken("referral_form", "phone")
NATION_SAID = topics("referral_form", "nation_said")


@dataclass(frozen=True)
class Form:
    """Where the form stands, as the helpline tells it: names of questions, never answers.

    `taken`: what the message is to the form (an answer, "skip", …), or the choice that was picked.
    `told`: something was told before the form began. `case`: the status of the case it became.
    """

    step: str | None
    status: str | None
    answered: Sequence[str]
    taken: str
    told: bool
    case: str | None

    @classmethod
    def of(cls, seen: Seen) -> Form:
        form = seen.metadata.get("self_referral") or {}
        return cls(
            step=form.get("step"),
            status=form.get("status"),
            answered=tuple(form.get("answered") or ()),
            taken=str(seen.metadata.get("chosen") or form.get("taken") or "go_on"),
            told=bool(form.get("told")),
            case=form.get("case"),
        )

    def open_step(self) -> str | None:
        """The question they were at, unless it is answered; a story can always go on."""
        if self.step in self.answered and self.step != STORY:
            return None
        return self.step

    def next_after(self, *done: str) -> str | None:
        """The first question that is neither answered nor skipped; None: all are."""
        left = [one for one in ASK if one not in self.answered and one not in done]
        return left[0] if left else None


def does(do: str, **fields: str) -> Effect:
    """What the helpline is to do with the form."""
    return Effect("self_referral", {"do": do, **fields})


def known(seen: Seen) -> tuple[str, ...]:
    return ("nation",) if seen.slots.get("nation") else ()
