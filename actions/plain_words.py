"""Plain words about everything else (`actions/plainly.py` says how they are used). The first that
fits counts."""

from __future__ import annotations

from actions.routing import Topics, words

#: Money or more asked for; only where pictures were spoken of is it about them.
MONEY = words(
    "blackmail\\w*", "sextort\\w*",
    "(?:should|do|shall) i (?:just |have to )?pay", "(?:have|gonna|going) (?:to )?pay",
    "(?:pay|paid|paying) (?:him|her|them|it|up|\\d+|£)", "(?<=£)\\d+",
    "\\d+ ?(?:quid|pounds?|euros?)",
    "bitcoin", "gift ?cards?", "vouchers?", "ransom",
    "(?:wants?|want(?:ing|ed)?|asking for|asked for|demand\\w*|send(?:ing)?) (?:\\w+ )?money",
)  # fmt: skip

WORDS: Topics = (
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
