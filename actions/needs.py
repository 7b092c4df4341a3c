"""What a visitor may need a service for: what they told, what they say of themselves, what they ask
for. Each need has words that say why a service is shown (data/signposting/why.yml)."""

from __future__ import annotations

from collections.abc import Iterator

from actions.base import Seen
from actions.following import plain
from actions.routing import words

#: Writing instead of speaking, and at this hour: these narrow what is shown.
QUIET, NOW = "quiet", "now"
#: How somebody can be reached without speaking.
SILENT_CHANNELS = frozenset({"text", "webchat", "video"})

#: What somebody says of themselves or asks for, and the need it points to.
SAID = {
    NOW: words(
        "open (?:now|at the moment|late|tonight|all night|24)", "(?:right )?now", "tonight",
        "at (?:this|night|the weekend|weekends|\\d+ ?(?:am|pm)?)", "this (?:hour|time|late)",
        "24/7", "24 ?(?:hours?|hr)", "middle of the night", "\\d ?(?:am|in the morning)",
        "out of hours", "bank holiday", "christmas",
    ),
    QUIET: words(
        "text", "texting", "web ?chat", "chat online", "online chat", "live chat", "whatsapp",
        "can'?t (?:talk|ring|speak|call|phone|be heard)", "cant (?:talk|ring|speak|call|phone)",
        "not (?:ring|call|phone|speak)", "without (?:talking|speaking|ringing|calling|phoning)",
        "(?:hate|scared of|no good on|not good on|can'?t do) (?:the )?(?:phone|phones|calls)",
        "instead of (?:ringing|calling|talking|speaking)", "stammer", "someone'?s listening",
    ),
    "deaf": words("deaf", "bsl", "sign language", "hard of hearing"),
    "men": words("for (?:men|a man|lads|blokes)", "(?:i'?m|im|being|as) a (?:man|bloke|guy|lad)",
                 "helps? men"),
    "lgbt": words("lgbt\\w*", "gays?", "lesbians?", "bi(?:sexual)?s?", "trans", "queer",
                  "non ?-?binary", "ex girlfriend and i'?m a (?:woman|girl)"),
    "honour": words("honou?r", "forced marriage", "izzat"),
    "faith": words("muslim", "islam\\w*", "faith", "sikh", "hindu", "mosque", "black", "asian",
                   "minorit\\w*", "bme", "bame", "from my community", "my culture"),
    "older": words("pensioner", "elderly", "older (?:people|person|woman|man)",
                   "(?:7|8|9)\\d years old", "(?:mum|dad|nan|gran\\w*) is (?:7|8|9)\\d"),
    "welsh": words("welsh", "cymraeg", "gymraeg"),
    "legal": words("solicitors?", "legal", "lawyer", "court order", "injunction", "neighbou?rs?"),
    "work": words("my (?:work|boss|employer|job|manager|colleague)", "at work", "hr", "a colleague",
                  "someone (?:at|from) work"),
    "domestic_abuse": words("(?:my|his|her|an|the) ex\\w*", "ex[ -]?(?:husband|wife|partner|bf|gf)",
                            "husband", "wife", "boyfriend", "girlfriend", "partner", "my family",
                            "domestic"),
    "sexual_violence": words("rape\\w*", "sexual(?:ly)? (?:assault|abuse)\\w*"),
    "cyber": words("hack\\w*", "online", "stranger on(?:line)?", "in a game",
                   "fake (?:profile|acc\\w*)",
                   "spyware", "account", "instagram", "snapchat", "discord"),
    "images": words("nudes?", "pictures?", "pics", "photos?", "images?", "videos?"),
    "suicide": words("suicid\\w*", "end(?:ing)? (?:it|my life)", "don'?t want to live"),
}  # fmt: skip

#: What was heard over the conversation, and the need it points to.
HEARD = {
    "image_abuse": "images",
    "sexual_violence": "sexual_violence",
    "children_involved": "children",
    "spyware": "cyber",
    "account_intrusion": "cyber",
    "impersonation": "cyber",
    "former_partner": "domestic_abuse",
}


def needs_of(seen: Seen) -> list[str]:
    """What this visitor may need a service for: stalking first, then what they said and told."""
    told = [need for indicator, need in HEARD.items() if indicator in seen.heard()]
    young = ["young"] if seen.slots.get("audience") == "young" else []
    welsh = ["welsh"] if seen.slots.get("language") == "cy" else []
    return list(dict.fromkeys(["stalking", *young, *asked_for(seen), *welsh, *told]))


def asked_for(seen: Seen) -> list[str]:
    """The needs in this very message, or in the choice that was picked."""
    if "chosen" in seen.metadata:
        picked = str(seen.metadata["chosen"])
        return [picked] if picked in SAID else []
    return list(_said(plain(seen.text)))


def _said(text: str) -> Iterator[str]:
    for need, pattern in SAID.items():
        if pattern.search(text):
            yield need
