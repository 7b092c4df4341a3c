"""Plain words about everything else (`actions/plainly.py` says how they are used). The first that
fits counts."""

from __future__ import annotations

from actions.routing import Topics, words

#: Money asked for by somebody, so that pictures are not shown: only where pictures were told of.
MONEY = words(
    "blackmail\\w*", "sextort\\w*", "bitcoin", "gift ?cards?", "ransom",
    "(?:pay|paid|paying|give|gave|send|sent|sending) (?:him|her|them|up\\b)"
    "(?! (?:rent|back|maintenance))",
    "(?:wants?|want(?:ing|ed)|asks?|asking|asked|demand\\w*|after) (?:me )?(?:for )?(?:\\w+ ){0,2}?"
    "(?:money|cash|vouchers?|£ ?\\d+|\\d+ ?(?:quid|pounds?|euros?|dollars?|k)\\b)",
    "(?:money|cash|quid|pounds?|(?<=£)\\d+) or (?:he|she|they|else|my)",
)  # fmt: skip
#: A question about paying; only right after an answer about pictures is it about them.
PAYING = words(
    "(?:should|do|shall|must) i (?:just |have to |need to )?pay",
    "(?:have|need|going|gonna) to pay",
    "(?:pay|paid|paying) (?:it|\\d+|£)", "(?<=£)\\d+", "\\d+ ?(?:quid|pounds?|euros?)",
)  # fmt: skip
#: Money for these is no ransom, whatever was told before.
OTHER_COSTS = words(
    "rent", "mortgage", "solicitors?", "lawyers?", "court", "orders?", "legal", "locks?",
    "contract",
    "phone", "plan", "bills?", "fees?", "fines?", "maintenance", "child ?care", "nursery", "hotel",
    "taxi", "bus", "train", "travel", "petrol", "repairs?", "window", "damage", "council",
    "deposit",
    "helpline", "call", "support", "service", "therapy", "counsell\\w*", "doorbell", "camera",
)  # fmt: skip

_THEIR = "(?:he|she|they|him|her|them|ex\\w*|husband|wife|partner|boyfriend|girlfriend|bf|gf)"
_ON_A_BILL = (
    "(?:phone|mobile|contract|sim|number|bill|plan|broadband|wi-?fi|internet|apple id|icloud)"
)

#: A phone, a plan or an account that somebody else pays for or shares.
SHARED: Topics = (
    (
        words(
            f"{_THEIR}(?:'?s)?(?: is| was| has)? (?:still |always )?(?:pays?|paying|paid) (?:for )?"
            f"(?:my|our|the) (?:\\w+ )?{_ON_A_BILL}",
            f"{_ON_A_BILL}(?: (?:contract|plan|account))?(?:'?s| is| are) (?:still )?(?:in|on"
            "|under) (?:his|her|their|my ex'?s?) (?:name|plan|account|contract)",
            "(?:on|in|under) (?:his|her|their|my ex'?s?) (?:\\w+ )?(?:plan|contract|family group)",
            "(?:shared?|sharing|family|joint|same) (?:an? |the |our )?(?:\\w+ )?(?:phone plan"
            "|plan|contract|apple id|apple account|icloud|google account|email account)",
            "family (?:sharing|plan|group)",
            "shar(?:e|ed|ing) (?:an? |the |our )?(?:netflix|spotify|amazon|prime|disney)",
        ),
        "utter_accounts_shared",
    ),
)

#: Which way of reaching a service is safe. Of the person who does this it is asked otherwise.
_RING, _WRITE = "(?:ring|call|phone|speak|talk)", "(?:chat|text|email|write|message|meet|webchat)"
_A_SERVICE = "(?:you|them|someone|somebody|people|(?:a|the|your) (?:help)?lines?|online)"
WAYS = words(
    f"(?:safer|safe|better|best) to (?:{_RING}|{_WRITE})(?: (?:to )?{_A_SERVICE})*,? or (?:to )?"
    f"(?:{_RING}|{_WRITE}|online|face)(?!.{{0,40}}\\b(?:him|her|my ex|back)\\b)",
    "(?:ringing|calling|phoning|texting|chatting) (?:you |them |a helpline |the helpline )?"
    "(?:from|on|with) (?:my|this) (?:own )?(?:phone|mobile)(?: is)? (?:safe|private|show\\w*)",
    "(?:call|text|chat|number)s? (?:to you |to a helpline )?(?:show|appear|come up) (?:up )?on "
    "(?:the|my|our|his|her) (?:phone )?bill",
    "(?:see|meet|speak to) (?:you|someone|somebody) (?:face[- ]to[- ]face|in person)",
)

WORDS: Topics = (
    *SHARED,
    (WAYS, "utter_signposting_ways"),
    (
        # Of this chat: who can see a place, a post or a screen is a question of its own.
        words(
            "(?:did|has|can|will|does) (?:anyone|anybody|someone|somebody) (?:read|see|seen)"
            "(?=\\W*$| (?:this|these|it|what i|the chat|our chat|my messages here)\\b)",
        ),
        "utter_privacy_who_can_see",
    ),
    (
        words(
            "what can (?:my |the )?(?:uni|university|halls) (?:actually |even |really )?do\\b",
            "what (?:do|should|can) i tell (?:my |the )?(?:uni|university|tutor)",
        ),
        "utter_safety_planning_university",
    ),
    (
        words("(?:move|change|swap|switch) (?:halls|flats?|rooms?|accommodation|course|seminar)"),
        "utter_safety_planning_step_university_room",
    ),
    (
        words(
            "what can (?:my |the )?(?:work|boss|employer|manager) "
            "(?:actually |even |really )?do\\b",
            "plan for (?:going to |getting to )?work", "what (?:do|should|can) i tell (?:my )?work",
        ),
        "utter_safety_planning_work",
    ),
    (
        words(
            "what can (?:my |the )?(?:school|college) (?:actually |even |really )?do\\b",
            "what (?:do|should|can) i tell (?:the |my |her |his |their )?(?:school|teachers?)",
        ),
        "utter_safety_planning_school",
    ),
    (
        words("(?:can|could|will) (?:it|they|this|that) be (?:taken|took|got) (?:down|off)"),
        "utter_images_help",
    ),
    (
        words(
            "(?:uni|university|school|college|tutor|teachers?) (?:say|says|said|told me|reckon)"
            ".{0,20}(?:can'?t|cant|cannot|won'?t|wont) (?:do|help)",
        ),
        "utter_challenging_school",
    ),
    (
        words(
            "(?:work|boss|manager|hr) (?:say|says|said|told me|reckon).{0,20}(?:can'?t|cant|cannot"
            "|won'?t|wont) (?:do|help)",
        ),
        "utter_challenging_work",
    ),
    (
        words(
            "(?:council|landlord|housing).{0,40}(?:neighbou?r|dispute)",
            "neighbou?r.{0,40}(?:council|landlord|housing)", "neighbou?r dispute",
            "^(?:my|our) neighbou?r(?:'?s| is)? (?:driving me|making my|a nightmare|awful)[^?]*$",
        ),
        "utter_safety_planning_neighbours",
    ),
    (
        words(
            "(?:how|can|could|cud) (?:do |can |could )?(?:i |me )?(?:go|get|walk) home",
        ),
        "utter_safety_planning_out",
    ),
    (
        words(
            "(?:get|take|got) (?:them|it|those|the (?:pics?|pictures?|videos?|photos?|images?)) "
            "(?:off|down|taken down|removed)",
        ),
        "utter_images_help",
    ),
    (
        words(
            "(?:feel|felt|look) (?:so |very |rather |a bit )*(?:foolish|silly|daft|stupid)",
            "embarrass\\w*",
            "(?:don'?t|do not|without|hate)(?: \\w+){0,3}? (?:mak\\w*|caus\\w*) (?:a |any )?"
            "(?:fuss|scene|bother)",
            "(?:be|being) (?:a )?(?:nuisance|burden)",
            "wast(?:e|ing) (?:your|their|anyone'?s) time",
        ),
        "utter_obstacles_embarrassed",
    ),
    (
        words("(?:can|could|will|would|does) (?:my |the )?(?:uni|university) (?:do|help)\\b"),
        "utter_safety_planning_university",
    ),
    (
        words("(?:can|could|will|would|does) (?:my |the )?(?:school|college) (?:do|help)\\b"),
        "utter_safety_planning_school",
    ),
    (
        words("(?:can|could|will|would|does) (?:my |the )?(?:work|boss|employer) (?:do|help)\\b"),
        "utter_safety_planning_work",
    ),
    (
        words(
            "who (?:do|can|should|would) (?:i|we) refer",
            "refer (?:her|him|them|a (?:client|pupil|patient|student|tenant))",
        ),
        "utter_recognising_professional",
    ),
    (words("marac", "masip", "masp", "s-?dash"), "utter_professionals_risk"),
    (
        words(
            "my (?:friend|mate|flat ?mate|sister|brother|mum|dad|daughter|son"
            "|colleague|house ?mate) "
            "(?:won'?t|wont|refuses to|doesn'?t want to) (?:report|tell|ring|call|go to)",
        ),
        "utter_supporters_choice",
    ),
    (
        words(
            "(?:worn out|exhausted|drained|knackered|shattered) (?:with|by|from) (?:my|her|his|a) "
            "(?:friend|mate|sister|brother|daughter|son|mum)\\w*",
        ),
        "utter_supporters_yourself",
    ),
    (
        words("(?:she|he|they)(?:'?s| is| are) (?:going to|gonna) end it"),
        "utter_supporters_urgent",
    ),
)  # fmt: skip
