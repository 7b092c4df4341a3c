"""Words that say by themselves what is asked, whatever a message was read as.

Close questions are told apart badly by their first words: "officer told me to come off facebook" is
about the police, not about Facebook. Each pattern here is plain by itself, so that it may outweigh
the reading. Nothing here is looked at where danger, leaving or a telling of what happens was read.
"""

from __future__ import annotations

from actions import speaker
from actions.base import Seen
from actions.following import asked_last, plain
from actions.routing import first
from actions.said_back import may_be_said
from actions.wordings import joined, spoken, topics

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

#: A phone, a plan or an account that somebody else pays for or shares.
SHARED = topics("plain_words", "shared")
PLAINLY = joined(
    topics("plain_law", "breach"),
    topics("plain_police", "police"),
    topics("plain_law", "law"),
    SHARED,
    topics("plain_words", "words"),
)
#: Children and what was agreed about them: before all about orders.
CONTACT = topics("plain_law", "contact")
#: What is special about who writes, and what they ask for themselves.
OF_ONESELF = topics("plain_needs", "of_oneself")
#: What somebody does for a living says who asks only where a worker or a supporter was heard: a
#: nurse who is stalked herself asks for herself.
ROLES = topics("roles", "roles")
#: Money asked for by somebody, so that pictures are not shown: only where pictures were told of.
MONEY = spoken("plain_words", "money")
#: A question about paying; only right after an answer about pictures is it about them.
PAYING = spoken("plain_words", "paying")
#: Money for these is no ransom, whatever was told before.
OTHER_COSTS = spoken("plain_words", "other_costs")

#: "would he know": whether they notice a change.
WOULD_NOTICE = spoken("plainly", "would_notice")
#: "should i take it off her car".
TAKE_IT_OFF = spoken("plainly", "take_it_off")
#: Short questions that mean something only after an answer of this skill.
AFTER = (
    (
        "utter_recognising_barrier_police",
        spoken("plainly", "to_the_police"),
        "utter_obstacles_police_report",
    ),
    (
        "utter_trackers_",
        spoken("plainly", "throw_it_away"),
        "utter_trackers_leave",
    ),
    (
        # The answer about work stands above already.
        "utter_safety_planning_work",
        spoken("plainly", "leave_the_job"),
        "utter_safety_planning_work_duty",
    ),
    (
        "utter_safety_planning_",
        spoken("plainly", "if_they_come"),
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
        spoken("plainly", "what_then"),
        "utter_police_after",
    ),
)
#: Asked for somebody else: what is said to oneself would be wrong.
OF_OTHERS = frozenset({"professional_enquiry", "supporter_concern"})
#: Only here does what somebody does for a living say who asks.
FROM_A_ROLE = frozenset({"professional_enquiry", "supporter_concern", "ask_confidentiality"})


def said(seen: Seen) -> str | None:
    """The answer that the words ask for by themselves; None: what was read decides."""
    if "chosen" in seen.metadata or seen.intent in NEVER or speaker.who(seen) == speaker.OWN:
        # Who worries about what they do has answers of their own to all of it.
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
    """What a short question means after the answer it follows, or after what was told."""
    if "tracking_device" in seen.heard() and TAKE_IT_OFF.search(plain(seen.text)):
        return "utter_trackers_leave"
    said = {str(one.get("utter_action")) for one in asked_last(seen)}
    for skill, pattern, answer in AFTER:
        if pattern.search(plain(seen.text)) and any(name.startswith(skill) for name in said):
            return answer
    return None
