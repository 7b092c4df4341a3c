"""Other languages. English and Welsh are written here; for the rest we say who can help.

Who writes in Welsh has asked for nothing yet, and is met in Welsh with who speaks it: the assistant
itself understands little of it (`understanding/welsh.py`).
"""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Card, Decision, Effect, Given, Say, Seen, directory
from actions.following import answers_last, asked_last, follow
from actions.in_context import for_this_place
from actions.needs import asked_for
from actions.signposting import ActionSignpost
from actions.wordings import spoken, topics

#: What each of our languages is called by the people who ask for it, and what they are told then.
NAMES, CHANGED = topics("language", "names"), topics("language", "changed")

#: "I don't speak English", "my English is not good": named, and not asked for.
DENIED = spoken("language", "denied")
#: Asked in general, or by a button, with no language named.
GENERAL = spoken("language", "general")
#: Said to somebody who writes Welsh that was not understood; the second time a person is offered.
TYPED, TYPED_AGAIN = "utter_language_typed", "utter_language_typed_again"
#: Who speaks Welsh, those for the whole UK last.
SPEAK_WELSH = ("live_fear_free", "samaritans_welsh")

#: "somebody I could ring who speaks Welsh".
A_LINE = spoken("language", "a_line")

#: How an answer to yes or no begins in Welsh; the reading knows it only where it stands alone.
YES, NO = spoken("language", "welsh_yes"), spoken("language", "welsh_no")


class ActionLanguage(Decision):
    """Changes to Welsh or English where that is asked for."""

    def name(self) -> str:
        return "action_language"

    def decide(self, seen: Seen) -> Iterable[Given]:
        text = seen.text.replace("\u2019", "'")
        asked = [language for names, language in NAMES if names.search(text)]
        told = [answer for names, answer in CHANGED if names.search(text)]
        if (asked == ["cy"] or "deaf" in asked_for(seen)) and A_LINE.search(text):
            # They ask whom to turn to, and not for a chat in it.
            yield from ActionSignpost().decide(seen)
        elif len(asked) == 1 and told and not DENIED.search(text):
            language = asked[0]
            yield Effect("settings", {"language": language})
            yield Say(told[0], {"language": language})
        elif seen.slots.get("language") == "cy" and not asked and _written(text):
            yield from _met_in_welsh(seen)
        elif not text or text.startswith("/") or GENERAL.search(text) or len(asked) > 1:
            yield Say("utter_language_ask")
        elif seen.metadata.get("place") and not asked:
            # The name of a nation is no language.
            yield from for_this_place(seen)
        else:
            yield Say("utter_language_other")


def _written(text: str) -> bool:
    """Whether somebody wrote a message, rather than picked a choice about languages."""
    return bool(text) and not text.startswith("/") and not GENERAL.search(text)


def _met_in_welsh(seen: Seen) -> Iterable[Given]:
    leads = answers_last(seen)
    for answer, saying in (("on_yes", YES), ("on_no", NO)):
        if answer in leads and saying.search(seen.text):
            yield follow(seen, answer, TYPED)
            return
    said = {str(one.get("utter_action")) for one in asked_last(seen)}
    if said & {TYPED, TYPED_AGAIN}:
        yield Say(TYPED_AGAIN)
        return
    nation, audience = seen.slots.get("nation"), seen.slots.get("audience") or "adult"
    for ref in SPEAK_WELSH:
        # Where nobody has said where they live, who writes Welsh most likely lives in Wales.
        if directory().fits(ref, nation or "wales", audience):
            yield Card(ref, "welsh")
    yield Say(TYPED)
