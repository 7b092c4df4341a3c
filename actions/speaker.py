"""Who is talking: somebody to whom it is done, who worries about another person, who asks as a
worker, or who worries about their own behaviour. Known from what they said before, and from whom
the words of this message tell of.
"""

from __future__ import annotations

from actions.base import Seen
from actions.following import plain
from actions.routing import words

OWN, WORKER, SUPPORTER = "own_behaviour_concern", "professional_enquiry", "supporter_concern"
#: Said of themselves: then they are the one it happens to, whatever else they said.
_OF_THEMSELVES = frozenset({"disclose_stalking", "am_i_being_stalked"})
_CLOSE = (
    "(?:friend|mate|bestie|flat ?mate|house ?mate|room ?mate|sister|brother|mum|mam|mom|dad|nan"
    "|gran|daughter|son|niece|nephew|cousin|grand(?:daughter|son|ma|mother)|aunt|auntie|kid|child"
    "|girl|boy)"
)
_IN_CARE = "(?:client|patient|pupil|student|tenant|resident|service user)s?"
_HARM = (
    "(?:strang\\w*|chok\\w*|hurt\\w*|kill\\w*|hit\\w*|attack\\w*|harm\\w*|follow\\w*|threat\\w*"
    "|watch\\w*|stalk\\w*|rap(?:e|es|ed|ing)|punch\\w*|stab\\w*|beat\\w*|track\\w*|harass\\w*"
    "|assault\\w*|burn\\w*|shoot\\w*|slap\\w*|kick\\w*|grabb?\\w*)"
)
_HARMED = (
    "(?:stalked|followed|harassed|threatened|strangled|choked|attacked|tracked|raped|assaulted|hit"
    "|hurt|beaten|watched|stabbed)"
)
_THEIRS = (
    "(?:flat|house|home|door|garden|work|job|office|school|college|uni|halls|car|phone|bag|rucksack"
    "|window|bedroom|neck|throat|face)"
)
#: Whatever they said before, this is done to them.
DONE_TO_ME = words(
    "(?:hurts?|kills?|hits?|attacks?|harms?|finds?|follow\\w*|scar\\w*|threat\\w*|watch\\w*|stalk\\w*"
    "|ring\\w*|text\\w*|messag\\w*|strang\\w*|chok\\w*|after|at|leave) (?:me|us)"
)
_MYSELF = words("me", "us", "myself", f"my {_THEIRS}", "my (?:own )?(?:kids|children)")


def _named(who: str) -> str:
    return (
        f"(?:my|our|an?|the) (?:\\w+ )?{who}(?:'?s? (?:ex\\b|(?:new |old |former )?(?:boyfriend"
        f"|girlfriend|husband|wife|partner|bf|gf|stalker))|(?:'?s| is| was|'?s been| has been"
        f"| being| keeps? getting| got| gets) (?:being |been )?{_HARMED}\\b)"
    )


_NAMES_CLOSE, _NAMES_IN_CARE = words(_named(_CLOSE)), words(_named(_IN_CARE))
#: Said to somebody to whom it is done, and to whoever worries about another person.
_AS_THEIRS = ("utter_recognising_reflect", "utter_recognising_repeated", "utter_risk_told")
_AS_ANOTHERS = "utter_supporters_"
#: It is done to her, him or them, by somebody who is not the one who writes.
_TO_THEM = words(
    "he(?:'?s|'?ll|'?d)?\\b.*\\b(?:her|she(?:'?s|'?ll)?)",
    "she(?:'?s|'?ll|'?d)?\\b.*\\b(?:him|his|he(?:'?s|'?ll)?)",
    "(?:her|she(?:'?s|'?ll)?)\\b.*\\b(?:he(?:'?s|'?ll)?|him|his)",
    "(?:he|she|they|who|ex|man|woman|guy|bloke|boy|girl|lad|someone|somebody)(?:'?s|'?ll|'?d)? "
    f"(?:\\w+ ){{0,5}}?{_HARM} (?:her|him|them)",
    "(?:on|in|into|at|outside|under|through|round|around|behind|near|to) (?:her|their|his) "
    f"{_THEIRS}",
)


def who(seen: Seen) -> str | None:
    """The intent under which they said who they are; None: nothing of the kind, or it happens to
    them as well. Where the words tell of another person, whoever has said that they ask for one
    does so still, whatever this message was read as."""
    before = list((seen.metadata.get("heard") or {}).get("intents") or ())
    voice = next((one for one in (OWN, WORKER, SUPPORTER) if one in (*before, seen.intent)), None)
    said = plain(seen.text)
    if DONE_TO_ME.search(said):
        return None
    if not _MYSELF.search(said):
        if _NAMES_IN_CARE.search(said):
            return WORKER
        if _NAMES_CLOSE.search(said):
            return voice or SUPPORTER
        if voice and _TO_THEM.search(said):
            return voice
    if seen.intent in _OF_THEMSELVES:
        return None
    if _OF_THEMSELVES & set(before):
        # What was told before, and read as their own, was answered as somebody else's.
        theirs = any(name.startswith(_AS_THEIRS) for name in seen.said_in_chat)
        anothers = any(name.startswith(_AS_ANOTHERS) for name in seen.said_in_chat)
        return voice if anothers and not theirs else None
    return voice
