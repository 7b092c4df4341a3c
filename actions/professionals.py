"""Workers who ask for somebody they meet in their job: their role, or what they ask about."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked, words
from actions.today import with_it

#: What a worker asks for, or what they are; the first that fits.
PROFESSIONALS = (
    (
        words(
            "perpetrators?", "offenders?", "probation", "on (?:a )?licen[cs]e",
            "(?:is|he'?s|she'?s) fixated on", "someone who (?:stalks|can'?t stop)",
            "client (?:who )?(?:is )?(?:stalks|stalking|harassing)",
        ),
        "utter_professionals_offenders",
    ),
    (
        words(
            "(?:one|another|member|two|both) of (?:my|our) (?:staff|team|employees)",
            "(?:employee|colleague|worker|staff member|manager) (?:is |keeps |who is )*"
            "(?:stalk|harass|follow|messag|bother)ing",
            "between (?:two )?(?:staff|colleagues)",
        ),
        "utter_professionals_colleague",
    ),
    (
        words(
            "contact (?:arrangements?|orders?|cent(?:re|er)s?)", "hand ?overs?", "family court",
            "cafcass", "supervised contact",
        ),
        "utter_professionals_contact",
    ),
    (
        words(
            "consent", "confidential\\w*", "gdpr", "shar(?:e|ing)", "data protection",
            "without (?:her|his|their) (?:permission|knowledge|say)", "pass (?:it|this) on",
            "tell (?:her|his|their|the) (?:parents|police|mum|gp|school)",
        ),
        "utter_professionals_sharing",
    ),
    (
        words(
            "risk", "s-?dash", "dash", "sash", "marac", "dara", "assess\\w*", "thresholds?",
            "checklist",
        ),
        "utter_professionals_risk",
    ),
    (
        words(
            "teach\\w*", "schools?", "pupils?", "students?", "tutors?", "lecturers?", "college",
            "uni(?:versity)?", "dsl", "safeguarding lead", "head of year", "nursery",
            "youth (?:worker|leader|club)", "coach", "sixth form", "ta",
        ),
        "utter_professionals_teacher",
    ),
    (
        words(
            "gps?", "doctors?", "nurses?", "midwi\\w*", "health visitor", "patients?", "surgery",
            "hospital", "a&e", "therapists?", "counsell\\w*", "psycholog\\w*", "psychiatr\\w*",
            "paramedics?", "pharmac\\w*", "dentist", "ward",
        ),
        "utter_professionals_health",
    ),
    (
        words(
            "social (?:work\\w*|care|services)", "support worker", "foster\\w*", "care home",
            "children'?s services", "case ?worker", "family support", "refuge worker",
        ),
        "utter_professionals_social_worker",
    ),
    (
        words(
            "pc on", "pcso", "(?:as|i'?m|am) a police (?:officer|sergeant)",
            "police officer here", "constable", "sergeant", "detective", "police call handler",
            "response team", "in the (?:police|force|job)",
        ),
        "utter_professionals_police",
    ),
    (
        words(
            "employees?", "staff", "hr", "(?:line )?managers?", "employers?", "work ?place",
            "team members?", "reception\\w*", "my (?:team|business|company|shop|worker)",
            "human resources",
        ),
        "utter_professionals_employer",
    ),
    (
        words(
            "how (?:do|should|can) i (?:respond|talk|ask|react|speak|listen)",
            "what (?:do|should) i say", "disclos\\w*", "told me",
        ),
        "utter_professionals_disclosure",
    ),
)  # fmt: skip


class ActionProfessional(InContext):
    """Answers a worker by their role, or by what they ask."""

    def name(self) -> str:
        return "action_professional"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(PROFESSIONALS, seen, "utter_recognising_professional"))
        yield from with_it(seen)
