"""What somebody does for a living, where they say so."""

from __future__ import annotations

from actions.routing import Topics, words

_ROLE = (
    "(?:^|[.,;!?] ?)(?:hi,? |hello,? )?(?:i'?m|im|i am|i work as|as|speaking as|am) (?:an? |the )"
)
#: What somebody does for a living says who asks only where a worker or a supporter was heard: a
#: nurse who is stalked herself asks for herself.
ROLES: Topics = (
    (
        words(f"{_ROLE}(?:pc|pcso|police officer|constable|sergeant|detective|dc|ds)"),
        "utter_professionals_police",
    ),
    (
        words(
            f"{_ROLE}(?:\\w+ )?(?:gp|doctor|nurse|midwife|health visitor|paramedic|therapist"
            "|counsellor|psychologist|dentist|pharmacist)",
            "^(?:practice |school )?nurse(?: here)?:", "^(?:gp|midwife|nurse|doctor) here",
        ),
        "utter_professionals_health",
    ),
    (
        words(
            f"{_ROLE}(?:\\w+ )?(?:teacher|tutor|lecturer|head of year|head ?teacher"
            f"|dsl|youth worker)",
            "^dsl (?:at|in|here)", "^(?:head of year|teacher|tutor|youth worker) here",
        ),
        "utter_professionals_teacher",
    ),
    (
        words(f"{_ROLE}(?:\\w+ )?(?:social worker|support worker)", "^social worker(?: here)?,"),
        "utter_professionals_social_worker",
    ),
    (
        words(
            "share .{0,60}i work in \\w+", "i work in \\w+ .{0,60}share",
        ),
        "utter_professionals_sharing",
    ),
)  # fmt: skip
