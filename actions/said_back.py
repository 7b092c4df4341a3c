"""What may be said back. "You've told me that they have hurt you sexually" to somebody who told
nothing of the kind is a blow; a sign that is left unsaid is none. So a grave sign that was read in
a message is said back only if the message has a word for it. It counts for urgency all the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Seen
from actions.following import plain
from actions.routing import words

_PICTURE = "(?:pics?|pictures?|photos?|images?|vids?|videos?|screenshots?)"
#: By sign: words without one of which nobody tells of it.
_NEEDS = {
    "sexual_violence": words(
        "rap(?:e|ed|es|ing|ist)", "sex\\w*", "assault\\w*", "grop\\w*", "molest\\w*", "touch\\w*",
        "forc\\w*", "naked", "undress\\w*", "on top of me", "inside me", "consent\\w*", "coerc\\w*",
        "made me do", "against my will", "pinned", "slept with", "grabbed my", "kiss\\w*",
    ),
    "image_abuse": words(
        "nud\\w*", "naked", "intimate", "private parts", "sext\\w*", "topless", "deep ?fak\\w*",
        "revenge porn", "porn\\w*", "onlyfans",
        f"(?:send|sent|share|post|leak|show|upload|spread|put|got|has|have)\\w* "
        f".{{0,40}}{_PICTURE}",
        f"{_PICTURE} .{{0,60}}(?:send|sent|share|post|leak|show|round|online|everyone|wife|family)",
        "(?:send|show|share|leak|post)s?\\w* (?:it|them) .{0,30}(?:wife|husband|family|mum|dad|boss"
        "|work|everyone|friends|round)",
    ),
    "children_involved": words(
        "child\\w*", "kids?", "sons?", "daughters?", "bab(?:y|ies)", "toddler", "school", "nursery",
        "grand\\w+", "pupils?", "boys?", "girls?", "little ones?", "teenager", "custody", "contact",
    ),
    "impersonation": words(
        "pretend\\w*", "fake\\w*", "impersonat\\w*", "false", "accounts?", "profiles?", "as me",
        "my name", "catfish\\w*", "dead ?name", "clon\\w*", "being me", "to be me", "another name",
        "different (?:name|number)s?", "pos(?:es?|ing|ed) as", "sign\\w* me up", "in my name",
        "made out", "made up",
    ),
    "tracking_device": words(
        "track\\w*", "air ?tags?", "tags?", "tile", "gps", "locat\\w*", "device", "beep\\w*", "bug",
        "box", "under (?:my|the) car", "magnet\\w*",
    ),
    "proxy_helpers": words(
        "friends?", "mates?", "family", "mum|mother|dad|father", "sister|brother|cousins?|uncle",
        "gets? (?:people|others|someone|somebody|him|her|them)", "someone else", "somebody else",
        "people", "others?", "they all", "asked (?:my|a|his|her)", "told (?:my|a|his|her)",
        "through", "via", "behalf", "his new", "her new", "colleagues?", "kids?", "everyone",
    ),
    "breach_of_order": words(
        "order", "bail", "non ?-?mol\\w*", "injunction", "court", "warn\\w*", "caution\\w*",
        "condition\\w*", "licen[cs]e", "police", "polis", "probation", "tag", "spo", "breach\\w*",
        "interdict",
    ),
    "weapon": words(
        "knif\\w*", "knive\\w*", "blade", "gun\\w*", "rifle", "shotgun", "firearm\\w*",
        "weapon\\w*",
        "bat", "hammer", "axe", "machete", "acid", "petrol", "crossbow", "sword", "screwdriver",
        "crowbar", "armed", "taser", "bottle", "shank", "lighter", "scissors", "razor", "cleaver",
    ),
    "threat_of_suicide": words(
        "kill\\w*", "suicid\\w*", "end (?:it|his|her|their|things)", "overdos\\w*",
        "die|dying|dead",
        "harm\\w*", "hurt\\w*", "hang\\w*", "jump\\w*", "without me", "cut\\w*", "pills",
        "can'?t live|can'?t go on", "top (?:him|her|them)sel\\w*", "do something", "bridge",
    ),
}  # fmt: skip

_HARM = "(?:hurt|kill|harm|cut|stab|shoot|hit|burn|end|get|smash|batter)\\w*"
_ONLY_THEMSELVES = words(f"{_HARM} (?:him|her|them)sel(?:f|ves)", "(?:his|her|their) (?:own )?life")
_ANYBODY = words(f"{_HARM} (?:me|us|you|my|our|him\\b|her\\b|them\\b|the|it|everyone|someone)")


def from_before(indicators: Iterable[str]) -> list[str]:
    """Those of the signs read earlier in the chat that may be said back without looking again at
    the words."""
    return [one for one in indicators if one not in _NEEDS]


def may_be_said(seen: Seen, indicators: Iterable[str]) -> list[str]:
    """Those of the signs read in this very message that it has words for."""
    if seen.slots.get("language") == "cy":
        # Welsh is read by its own wordings: what they found stands there.
        return list(indicators)
    text = plain(seen.text)
    said = [one for one in indicators if one not in _NEEDS or _NEEDS[one].search(text)]
    if "threat_of_suicide" in said and _ONLY_THEMSELVES.search(text):
        # "She said she'll hurt herself" threatens nobody else.
        said = [one for one in said if one != "threat_to_harm" or _ANYBODY.search(text)]
    return said
