"""Plain words about everything else (`actions/plainly.py` says how they are used). The first that
fits counts."""

from __future__ import annotations

from actions.routing import Topics, words

#: Money or more asked for; only where pictures were spoken of is it about them.
MONEY = words(
    "blackmail\\w*", "sextort\\w*",
    "(?:should|do|shall) i (?:just |have to )?pay", "(?:have|gonna|going) (?:to )?pay",
    "(?:pay|paid|paying) (?:him|her|them|it|up|\\d+|£)", "(?<=£)\\d+", "\\d+ ?(?:quid|pounds?|euros?)",
    "bitcoin", "gift ?cards?", "vouchers?", "ransom",
    "(?:wants?|want(?:ing|ed)?|asking for|asked for|demand\\w*|send(?:ing)?) (?:\\w+ )?money",
)  # fmt: skip

WORDS: Topics = (
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
