"""How urgent it is: one question at a time, each of which can be skipped, and no score.

Anything told leads to "please talk to someone today" with a person or, where none is there, with
services that are open. Nothing follows from a "no", and nobody is told that it can wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from actions import neck
from actions.base import Effect, Given, Say, Seen, handoff
from actions.following import STOP, asked_last, plain
from actions.today import BEGIN, OFFERS, today
from actions.told import keep, kept, left, table, told, topics_of
from actions.wordings import Said, spoken

END, LATER = "utter_risk_end", "utter_risk_later"
ASK, ANSWER = "utter_risk_ask_", "utter_risk_said_"

#: Read as talk of what is done, as an answer to a question about it these tell even without a sign
#: that the reading knows.
TELLING = frozenset({
    "disclose_stalking", "describe_feelings", "situation_changed", "am_i_being_stalked",
})  # fmt: skip
SKIP = spoken("risk", "skip")
NO = spoken("risk", "no")
LATER_ON = spoken("risk", "later_on")
#: "no", "not yet", "no thanks": more than that begins like one or tells of something.
_SHORT_NO = 2
SOME = spoken("risk", "some")


def asked(seen: Seen) -> str | None:
    """The newest response of this conversation on the screen, if it was the last thing said."""
    names = [str(one.get("utter_action") or "") for one in asked_last(seen)]
    ours = [name for name in names if name in (BEGIN, *OFFERS) or name.startswith(ASK)]
    return ours[-1] if ours and names[-1] in ours else None


def answered(seen: Seen) -> Iterable[Given] | None:
    """What follows if this message answers a question of this conversation; None if it does not."""
    question = asked(seen)
    if question is None or STOP.search(seen.text) or seen.intent.startswith("ask_"):
        # A question of their own is another topic, and comes first.
        return None
    if question in OFFERS:
        return _after_offer(seen, question)
    topic = table().get(question.removeprefix(ASK))
    if topic is None:
        return _after_begin(seen)
    heard = _heard_now(seen)
    no = seen.intent in ("deny", "unsure") or _says(SKIP, seen) or _says(NO, seen)
    if topic.name == neck.TOPIC and not no and neck.answers(seen):
        return _was_told(seen, list(dict.fromkeys([topic.name, *heard])), (neck.SAID,))
    yes = seen.intent == "affirm" or _says(SOME, seen) or (seen.intent in TELLING and not heard)
    if topic.name in heard or (yes and not no):
        said = () if topic.name in heard else topic.answers[:1]
        return _was_told(seen, list(dict.fromkeys([topic.name, *heard])), said)
    skipped = keep(risk={topic.name: "skipped"})
    if heard:
        return [skipped, *_was_told(seen, heard, ())]
    return [skipped, *next_question(seen, topic.name)] if no else None


def picked(seen: Seen, name: str) -> Iterable[Given] | None:
    """What a picked choice of this conversation leads to; None if it is another's."""
    if name == BEGIN:
        return [keep(again=True), Say(BEGIN)]
    if name.startswith(ASK):
        return again(seen)
    if name.startswith(ANSWER):
        said = name.removeprefix("utter_risk_")
        found = [topic.name for topic in table().values() if said in topic.answers]
        return _was_told(seen, found, (said,))
    return None


def again(seen: Seen) -> list[Given]:
    """Goes on with the questions where they were left."""
    return list(next_question(seen))


def next_question(seen: Seen, *done: str) -> Iterator[Given]:
    """The next topic that was neither told nor skipped; after the last one, the end."""
    ahead = left(seen, *done)
    if ahead:
        yield Say(ASK + ahead[0])
    elif told(seen) or seen.slots.get("audience") == "young":
        # Being under 18 is a reason by itself.
        yield from today(seen, END)
    else:
        yield Say(END)


def _was_told(seen: Seen, names: Sequence[str], said: Sequence[str]) -> Iterator[Given]:
    yield keep(risk=dict.fromkeys(names, "told"))
    if neck.told(seen):
        said = (neck.SAID,)
    if said:
        yield Effect("urgency", {"said": list(said)})
        yield Say(f"utter_risk_{said[0]}")
    else:
        yield Say("utter_risk_heard")
    ahead = left(seen, *names)
    yield from today(seen, ASK + ahead[0] if ahead else END, more="told" in kept(seen).values())


def _after_begin(seen: Seen) -> Iterable[Given] | None:
    if seen.intent == "deny" or _says(NO, seen):
        return [Effect("alert", {"alert": "immediate_danger"})]
    if seen.intent not in ("affirm", "unsure") and not _says(SOME, seen) and not _says(SKIP, seen):
        return None
    if names := told(seen):
        ahead = left(seen)
        known = keep(risk=dict.fromkeys(names, "told"))
        return [known, Say("utter_risk_known"), *today(seen, ASK + ahead[0] if ahead else END)]
    return again(seen)


def _after_offer(seen: Seen, question: str) -> Iterable[Given] | None:
    wants_on = {"utter_risk_today_here": "deny"}.get(question, "affirm")
    if seen.intent == wants_on and (wants_on == "affirm" or declines(seen)):
        last = next(one for one in reversed(asked_last(seen)) if one["utter_action"] == question)
        after = str(last.get("next") or END)
        if after == BEGIN:
            return [Say(LATER)]
        return [Say(END)] if after == END else again(seen)
    if seen.intent == "affirm":
        return [handoff("asked")]
    return [Say(LATER)] if declines(seen) else None


def _heard_now(seen: Seen) -> list[str]:
    """Topics that this very message tells."""
    heard = topics_of(seen.indicators)
    return [neck.TOPIC, *heard] if neck.told(seen) else heard


def declines(seen: Seen) -> bool:
    """Whether this is a no, or not now: picked, short, or begun like one. "He touched me and I said
    no" tells; it declines nothing."""
    if seen.intent not in ("deny", "unsure"):
        return False
    said = plain(seen.text)
    begins = NO.search(said) or SKIP.search(said) or LATER_ON.search(said)
    return bool("chosen" in seen.metadata or begins) or len(said.split()) <= _SHORT_NO


def _says(pattern: Said, seen: Seen) -> bool:
    return pattern.search(plain(seen.text)) is not None
