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
    "deaf": words("deaf", "bsl", "sign(?:ed)? language", "hard of hearing",
                  "hearing (?:aids?|loss)",
                  "(?:can'?t|cannot|cant|don'?t|dont) hear", "lip ?read\\w*"),
    "men": words("for (?:men|a man|lads|blokes|guys|males?|fellas)", "men'?s",
                 "(?:i'?m|im|i am|being|as) a (?:\\w+ )?(?:man|bloke|guy|lad|fella|male|dad)",
                 "helps? (?:\\w+ )?(?:men|blokes|guys|lads|males)",
                 "male (?:victims?|survivors?|helpline|line)",
                 "(?:men|blokes|guys|lads) (?:like me|who|can)", "happens? to (?:men|blokes|guys)"),
    "lgbt": words("lgbt\\w*", "lgb", "gays?", "lesbians?", "bi(?:sexual)?s?", "trans\\w*", "queer",
                  "non ?-?binary", "enby", "pan(?:sexual)?", "asexual", "same[ -]sex",
                  "closet(?:ed)?",
                  "not out (?:yet|to)", "outed", "ex girlfriend and i'?m a (?:woman|girl)",
                  "ex boyfriend and i'?m a (?:man|guy|boy|bloke)"),
    "honour": words("honou?r", "dishonou?r", "(?:forced|arranged) marriage", "izzat",
                    "(?:brought|bring|bringing) (?:\\w+ )?shame", "shamed (?:my|the|our) family",
                    "(?:make|making|force|forcing|forced|want|wants|wanting)(?: me| her)? (?:to )?"
                    "(?:get )?marr(?:y|ied)"),
    "faith": words("muslims?", "islam\\w*", "faith", "sikhs?", "hindus?", "mosque", "black",
                   "asian",
                   "relig\\w*", "hijab", "gurdwara", "temple", "imam", "jewish", "christian",
                   "minorit\\w*", "bme", "bame", "(?:from|in) my community", "my culture",
                   "understands? (?:my|our) (?:community|background)", "pakistani", "bengali",
                   "bangladeshi", "somali"),
    "older": words("pensioners?", "elderly", "oaps?", "retired",
                   "older (?:people|person|woman|man|folks?|adults?|lady|gentleman)",
                   "old (?:lady|woman|man|people|person|folks?|age|dear)",
                   "(?:i'?m|i am|im|am) (?:6[5-9]|[789]\\d)(?= |\\W*$)(?! (?:%|percent|miles|min))",
                   "(?:6[5-9]|[789]\\d)[ -](?:years?|yrs?)[ -]?old", "in my (?:seventies|eighties"
                   "|nineties)", "(?:mum|mother|dad|father|nan|gran\\w*|aunt\\w*) is (?:[789]\\d)"),
    "young": words("teen(?:ager)?s?", "for (?:kids|children|young people|young ones|under 18'?s?)",
                   "under 18'?s?", "young people", "kids? (?:like me|my age)", "people my age",
                   "(?:i'?m|i am|im) (?:1[0-7])(?= |\\W*$)"),
    "children": words("(?:worried|worry) about (?:a|my|the) (?:child|kids?|daughter|son|children)",
                      "(?:my|our) (?:kids|children|daughter|son|child|\\d+ ?(?:yr|year)s? ?old)"),
    "welsh": words("welsh(?: speaking| speaker)?", "cymraeg", "gymraeg"),
    "legal": words("solicitors?", "barristers?", "legal advice", "(?:free )?law advice",
                   "legal", "lawyer", "court order", "injunction", "neighbou?rs?"),
    "work": words("my (?:work|boss|employer|job|manager|colleague|supervisor)", "at work", "hr",
                  "a colleague", "colleagues?",
                  "(?:someone|somebody|man|woman|guy) (?:at|from) work",
                  "union", "workmates?", "co-?workers?"),
    "domestic_abuse": words("(?:my|his|her|an|the) ex\\w*", "ex[ -]?(?:husband|wife|partner|bf|gf)",
                            "husband", "wife", "boyfriend", "girlfriend", "partner",
                            "my (?:own )?family",
                            "(?:a )?family member", "(?:my )?relatives?", "domestic", "divorc\\w*",
                            "my (?:bf|gf|hubby|missus|fianc\\w*)"),
    "sexual_violence": words("rap(?:e|ed|es|ing|ist)", "sexual(?:ly)? (?:assault|abuse)\\w*",
                             "sexual violence", "grop(?:e|ed|ing)", "molest\\w*"),
    "cyber": words("hack\\w*", "online", "stranger on(?:line)?", "in a game",
                   "fake (?:profile|acc\\w*)",
                   "spyware", "account", "instagram", "snapchat", "discord"),
    "images": words("nudes?", "naked", "intimate", "pictures?", "pics", "photos?", "images?",
                    "videos?"),
    "suicide": words("suicid\\w*", "end(?:ing)? (?:it|my life)", "don'?t want to (?:live|be here)",
                     "can'?t go on", "want to die"),
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
