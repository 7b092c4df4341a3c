"""Words that say by themselves what is asked, whatever a message was read as.

Close questions are told apart badly by their first words: "officer told me to come off facebook" is
about the police, not about Facebook. Each pattern here is plain by itself, so that it may outweigh
the reading. Nothing here is looked at where danger, leaving or a telling of what happens was read.
"""

from __future__ import annotations

import re

from actions.base import Seen
from actions.following import asked_last, plain
from actions.plain_law import BREACH, CONTACT, LAW
from actions.plain_needs import OF_ONESELF
from actions.plain_police import POLICE
from actions.plain_words import MONEY, OTHER_COSTS, PAYING, SHARED, WORDS
from actions.roles import ROLES
from actions.routing import Topics, first
from actions.said_back import may_be_said

#: Read as one of these, a message is never taken for something else.
NEVER = frozenset({
    "immediate_danger", "suicidal_thoughts", "request_harmful_help", "safe_exit", "talk_to_human",
    "own_behaviour_concern", "doubt_or_self_blame", "affirm", "deny", "goodbye",
})  # fmt: skip
#: Here it is a question only if nothing was told with it.
TELLING = frozenset({"disclose_stalking", "situation_changed", "am_i_being_stalked"})

#: Read as one of these, handing over children is what a message is about.
ABOUT_CHILDREN = TELLING | {
    "supporter_concern", "ask_protective_orders", "ask_safety_planning", "out_of_scope",
}  # fmt: skip
#: Who it is and how it feels: no telling of what is done.
CIRCUMSTANCES = frozenset({"former_partner", "fear"})

#: What is read into a phone that somebody else pays for: the answer to that speaks of it.
GUESSED_FROM_A_PHONE = CIRCUMSTANCES | {
    "spyware", "account_intrusion", "online_monitoring", "proxy_helpers",
}  # fmt: skip

PLAINLY: Topics = (*BREACH, *POLICE, *LAW, *WORDS)

#: "would he know": whether they notice a change.
WOULD_NOTICE = re.compile(
    r"^\W*(?:but |and )*(?:would|will|wud|can|could|does) (?:he|she|they|it) "
    r"(?:know|notice|see|find out|be told|get told|tell (?:him|her|them))",
    re.I,
)
#: Short questions that mean something only after an answer of this skill.
AFTER = (
    (
        "utter_recognising_barrier_police",
        re.compile(
            r"(?:who|how|where).{0,20}(?:report|go to|tell)"
            r"|(?:mates|colleagues|friends|they|station).{0,12}(?:know|find out|tell|warn)",
            re.I,
        ),
        "utter_obstacles_police_report",
    ),
    (
        "utter_trackers_",
        re.compile(
            r"^\W*(?:can|could|should|shall|do) i (?:just )?"
            r"(?:chuck|bin|throw|smash|destroy|burn|get rid of|dump|move|remove|take) ",
            re.I,
        ),
        "utter_trackers_leave",
    ),
    (
        # The answer about work stands above already.
        "utter_safety_planning_work",
        re.compile(r"\b(?:quit|resign|leave my job|hand in my notice)", re.I),
        "utter_safety_planning_work_duty",
    ),
    (
        "utter_safety_planning_",
        re.compile(
            r"^\W*(?:but |and |ok )*what (?:if|happens if|do i do if) (?:he|she|they)(?:'s|'re)? "
            r"(?:is |are )?(?:gets? on|follow\w*|comes?|turns? up|there|sees? me|waiting|shows?)",
            re.I,
        ),
        "utter_safety_planning_step_out_followed",
    ),
    *(
        (f"utter_{skill}_", WOULD_NOTICE, f"utter_{skill}_step_plan")
        for skill in ("location_sharing", "accounts", "devices", "social_media", "contact")
    ),
    ("utter_trackers_", WOULD_NOTICE, "utter_trackers_leave"),
    ("utter_police_", WOULD_NOTICE, "utter_police_afraid"),
    (
        "utter_police_",
        re.compile(
            r"^\W*(?:and |so |ok )*what (?:happens|will happen) (?:next|after|efter|then|now)", re.I
        ),
        "utter_police_after",
    ),
)
#: Asked for somebody else: what is said to oneself would be wrong.
OF_OTHERS = frozenset({"professional_enquiry", "supporter_concern"})
#: Only here does what somebody does for a living say who asks.
FROM_A_ROLE = frozenset({"professional_enquiry", "supporter_concern", "ask_confidentiality"})


def said(seen: Seen) -> str | None:
    """The answer that the words ask for by themselves; None: what was read decides."""
    if "chosen" in seen.metadata or seen.intent in NEVER:
        return None
    if _for_pictures(seen):
        return "utter_images_money"
    if (shared := first(SHARED, seen.text)) and set(seen.indicators) <= GUESSED_FROM_A_PHONE:
        return shared
    if seen.intent in TELLING and may_be_said(seen, set(seen.indicators) - CIRCUMSTANCES):
        return None
    if name := _after(seen):
        return name
    if seen.intent in FROM_A_ROLE and (name := first(ROLES, seen.text)):
        return name
    if seen.intent in ABOUT_CHILDREN and (name := first(CONTACT, seen.text)):
        return name
    if name := first(PLAINLY, seen.text):
        return name
    return None if seen.intent in OF_OTHERS else first(OF_ONESELF, seen.text)


def _for_pictures(seen: Seen) -> bool:
    """Whether money is asked for, so that pictures are not shown. Once pictures were told of, "do I
    have to pay" may still be about a solicitor."""
    text = plain(seen.text)
    if "image_abuse" not in seen.heard() or OTHER_COSTS.search(text):
        return False
    just_said = {str(one.get("utter_action")) for one in asked_last(seen)}
    of_pictures = any(name.startswith("utter_images_") for name in just_said)
    return bool(MONEY.search(text) or (of_pictures and PAYING.search(text)))


def _after(seen: Seen) -> str | None:
    """What a short question means after the answer it follows."""
    said = {str(one.get("utter_action")) for one in asked_last(seen)}
    for skill, pattern, answer in AFTER:
        if pattern.search(plain(seen.text)) and any(name.startswith(skill) for name in said):
            return answer
    return None
