"""Other languages. English and Welsh are written here; for the rest we say who can help."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.base import Decision, Effect, Given, Say, Seen

#: What each of our languages is called by the people who ask for it.
NAMES = {
    "cy": re.compile(r"\b(?:welsh|cymraeg|gymraeg|nghymraeg)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:english|saesneg)\b", re.IGNORECASE),
}
SAID = {"cy": "utter_language_welsh", "en": "utter_language_english"}

#: "I don't speak English", "my English is not good": named, and not asked for.
DENIED = re.compile(
    r"\b(?:no|not|dont|don't|doesn't|doesnt|can't|cant|cannot|little|bad|poor)\b", re.IGNORECASE
)
#: Asked in general, or by a button, with no language named.
GENERAL = re.compile(r"\b(?:(?:change|switch|other|what|which) languages?|newid iaith)\b", re.I)


class ActionLanguage(Decision):
    """Changes to Welsh or English where that is asked for."""

    def name(self) -> str:
        return "action_language"

    def decide(self, seen: Seen) -> Iterable[Given]:
        text = seen.text.replace("\u2019", "'")
        asked = [language for language, names in NAMES.items() if names.search(text)]
        if len(asked) == 1 and not DENIED.search(text):
            language = asked[0]
            yield Effect("settings", {"language": language})
            yield Say(SAID[language], {"language": language})
        elif not text or text.startswith("/") or GENERAL.search(text) or len(asked) > 1:
            yield Say("utter_language_ask")
        else:
            yield Say("utter_language_other")
