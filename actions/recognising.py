"""Answering what somebody tells of being stalked: seriously, in their own words, never a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import content
from actions import neck, speaker
from actions.base import Effect, Given, Say, Seen
from actions.following import asked_last, plain
from actions.in_context import InContext
from actions.said_back import from_before, may_be_said
from actions.today import BEGIN, first_told, in_passing, today
from actions.told import keep
from actions.wordings import spoken
from content.files import read_mapping

#: What is said back first when there is much: the gravest. All of the 24 indicators.
GRAVEST_FIRST = (
    "threat_to_harm", "weapon", "sexual_violence", "physical_violence", "home_intrusion",
    "breach_of_order", "tracking_device", "threat_of_suicide", "image_abuse",
    "children_involved", "spyware", "account_intrusion", "following", "loitering",
    "property_damage", "escalation", "impersonation", "proxy_helpers", "third_party_contact",
    "unwanted_contact", "unwanted_gifts", "online_monitoring", "fear", "former_partner",
)  # fmt: skip
MOST_REFLECTED = 3

#: Who it is and how it feels; not something that is done.
CIRCUMSTANCES = frozenset({"former_partner", "fear"})

#: Words by which one thing told is plainly more than once. (FOUR: repeated.)
REPEATED = spoken("recognising", "repeated")


#: Asks whether it has happened more than once.
FIRST_SAID = "utter_recognising_reflect_first"
LISTEN, GO_ON = "utter_recognising_listen", "utter_recognising_go_on"
#: No blame, and the services that take pictures down.
PICTURES = "utter_images_help"
#: In these it was said that it sounds like stalking.
PLAINLY_SAID = frozenset(
    {"utter_recognising_reflect", "utter_recognising_reflect_more", "utter_recognising_repeated"}
    | {"utter_risk_told"}
)


class ActionRecognise(InContext):
    """Says back what was told, and plainly where it sounds like stalking."""

    def name(self) -> str:
        return "action_recognise"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        if seen.intent == "situation_changed":
            # What was skipped may be asked again.
            yield keep(again=True)
        heard = seen.heard()
        told = may_be_said(seen, [one for one in seen.indicators if one not in CIRCUMSTANCES])
        before = [one for one in heard if one not in CIRCUMSTANCES and one not in seen.indicators]
        done = [*told, *from_before(seen, before)]
        if topics := first_told(seen):
            yield from urgent(seen, topics, told or done)
        elif pictures_of_a_child(seen):
            yield Say(PICTURES)
        elif seen.intent == "situation_changed":
            told_again = told_before(seen) and REPEATED.search(plain(seen.text))
            yield Say("utter_recognising_repeated" if told_again else "utter_recognising_changed")
        elif not told and FIRST_SAID in _just_said(seen) and REPEATED.search(plain(seen.text)):
            # "Has it happened more than once?" "He's been at it for months."
            yield Say("utter_recognising_repeated")
        elif not done:
            asked = seen.intent == "am_i_being_stalked"
            yield Say("utter_recognising_ask" if asked else listening(seen))
        else:
            four_said = bool(PLAINLY_SAID & seen.said_in_chat)
            name = "utter_recognising_reflect" if again(seen) else FIRST_SAID
            if four_said or (told_before(seen) and again(seen)):
                # The four signs were said before: who is telling wants to be heard.
                name = "utter_recognising_reflect_more" if told else listening(seen)
                if seen.intent == "am_i_being_stalked" and not told:
                    # Asked in so many words, it is said again in so many words.
                    name = "utter_recognising_repeated"
            language = seen.slots.get("language") or "en"
            yield Say(name, {"reflection": reflect(told or done, language)})


class ActionFeelings(InContext):
    """Answers how somebody feels; being asked how frightened they are, it is their answer."""

    def name(self) -> str:
        return "action_feelings"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say("utter_recognising_feelings")
        yield from in_passing(seen)


def pictures_of_a_child(seen: Seen) -> bool:
    """Whether somebody young tells that pictures of them are shared, or may be, and has not heard
    yet how to have them taken down. That cannot wait until they ask: whoever threatens with them
    sends them to others, and wants more."""
    young = seen.slots.get("audience") == "young"
    return young and "image_abuse" in seen.indicators and PICTURES not in seen.said_in_chat


def listening(seen: Seen) -> str:
    """An ear; in other words if that was said before."""
    said = seen.said_in_chat | _just_said(seen)
    return GO_ON if said & {LISTEN, GO_ON} else LISTEN


def _just_said(seen: Seen) -> set[str]:
    return {str(one.get("utter_action")) for one in asked_last(seen)}


def said_more(seen: Seen) -> str | None:
    """What follows if a few words say that what was just said back is no single time: "for months",
    read as a yes. None: they say nothing of the kind."""
    if not told_before(seen) or not REPEATED.search(plain(seen.text)):
        return None
    return "utter_recognising_repeated" if FIRST_SAID in _just_said(seen) else listening(seen)


def told_before(seen: Seen) -> bool:
    """Whether what they told before this message was just said back to them."""
    return any(name.startswith("utter_recognising_reflect") for name in _just_said(seen))


def again(seen: Seen) -> bool:
    """Whether what was told is plainly more than once (FOUR: repeated), or was said to be a moment
    ago: it is not asked again then."""
    if PLAINLY_SAID & _just_said(seen):
        return True
    heard = seen.heard()
    done = [name for name in heard if name not in CIRCUMSTANCES]
    several = len(done) > 1 or sum(heard[name] for name in done) > 1 or seen.incidents() > 1
    several |= seen.intent == "situation_changed" or "escalation" in heard
    return several or REPEATED.search(plain(seen.text)) is not None


def urgent(seen: Seen, topics: Sequence[str], told: Sequence[str]) -> Iterable[Given]:
    """Said back as always, and then "please talk to someone today"."""
    if speaker.who(seen) == speaker.SUPPORTER:
        yield Say("utter_supporters_heard")
        yield from in_passing(seen)
        return
    name = "utter_risk_told" if again(seen) else "utter_risk_told_first"
    if neck.told(seen):
        name, topics = neck.TOLD, list(dict.fromkeys([*topics, neck.TOPIC]))
        yield Effect("urgency", {"said": [neck.SAID]})
    yield keep(risk=dict.fromkeys(topics, "told"))
    if told:
        yield Say(name, {"reflection": reflect(told, seen.slots.get("language") or "en")})
    else:
        # Nothing was read that can be said back for sure.
        yield Say("utter_risk_heard")
    yield from today(seen, BEGIN)


def reflect(indicators: Iterable[str], language: str) -> str:
    """The gravest few of what was told, as a clause after "You've told me that"."""
    written = _reflections()
    gravest = sorted(set(indicators), key=GRAVEST_FIRST.index)[:MOST_REFLECTED]
    rows = [written["reflections"][name] for name in gravest]
    # A clause and a half in two languages is none: English, unless each has its words.
    said = language if all(language in row for row in [*rows, written["joiner"]]) else "en"
    return _joined([row[said] for row in rows], written["joiner"][said])


def _joined(phrases: Sequence[str], joiner: Mapping[str, str]) -> str:
    if len(phrases) == 1:
        return phrases[0]
    return joiner["between"].join(phrases[:-1]) + joiner["last"] + phrases[-1]


@lru_cache(maxsize=1)
def _reflections() -> dict[str, Any]:
    return read_mapping(content.DATA / "recognising" / "reflections.yml")
