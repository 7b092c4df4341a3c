"""Who is talking: somebody to whom it is done, who worries about another person, who asks as a
worker, or who worries about their own behaviour. Known from what they said before, and from whom
the words of this message tell of.
"""

from __future__ import annotations

from actions.base import Seen, who_writes
from content import own_side as side
from content.own_side import OF_THEMSELVES, own_side

OWN, WORKER, SUPPORTER = side.OWN, "professional_enquiry", "supporter_concern"
#: Said to somebody to whom it is done, and to whoever worries about another person.
_AS_THEIRS = ("utter_recognising_reflect", "utter_recognising_repeated", "utter_risk_told")
_AS_ANOTHERS = "utter_supporters_"


def who(seen: Seen) -> str | None:
    """The intent under which they said who they are; None: nothing of the kind, or it happens to
    them as well. Where the words tell of another person, whoever has said that they ask for one
    does so still, whatever this message was read as."""
    before = list((seen.metadata.get("heard") or {}).get("intents") or ())
    voice = next((one for one in (OWN, WORKER, SUPPORTER) if one in (*before, seen.intent)), None)
    words = who_writes()
    if voice in (None, OWN):
        if _own_still(seen, before):
            return OWN
        voice = next((one for one in (WORKER, SUPPORTER) if one in (*before, seen.intent)), None)
    if words.has("done_to_me", seen.text):
        return None
    if not words.has("myself", seen.text):
        if words.has("names_in_care", seen.text):
            return WORKER
        if words.has("names_close", seen.text):
            return voice or SUPPORTER
        if voice and words.has("to_them", seen.text):
            return voice
    if seen.intent in OF_THEMSELVES:
        return None
    if OF_THEMSELVES & set(before):
        # What was told before, and read as their own, was answered as somebody else's.
        theirs = any(name.startswith(_AS_THEIRS) for name in seen.said_in_chat)
        anothers = any(name.startswith(_AS_ANOTHERS) for name in seen.said_in_chat)
        return voice if anothers and not theirs else None
    return voice


def _own_still(seen: Seen, before: list[str]) -> bool:
    """Whether somebody who worries about what they do still speaks as one. "She won't text me back"
    is nothing that is done to them, and "I waited outside hers again" is no telling of it."""
    words, text = who_writes(), seen.text
    kept_from_me = words.has("kept_from_me", text)
    if words.has("done_to_me", text) and not kept_from_me:
        return False
    told = seen.intent in OF_THEMSELVES and "chosen" not in seen.metadata
    if told and not (kept_from_me or words.has("done_by_me", text)):
        return False
    return seen.intent == OWN or own_side(before, seen.said_in_chat)
