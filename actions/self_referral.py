"""The self-referral: which question comes next, and what is done with an answer.

Nothing of an answer passes through here but to see whether a phone is in it: the helpline keeps
the words of the turn under the name of the question (docs/engine-protocol.md, `self_referral`).
"""

from __future__ import annotations

from collections.abc import Iterable

from actions import plainly, plan, speaker
from actions.base import Decision, Effect, Given, Say, Seen
from actions.in_context import for_whom
from actions.own_behaviour import to_turn_to
from actions.referral_form import (
    ABOUT_CONTACT,
    ASK,
    BEGUN_WITH,
    CLEAR,
    NATION_SAID,
    NATIONS,
    PHONE,
    STORY,
    TOLD_ELSEWHERE,
    UNTELL,
    WHY,
    Form,
    does,
    known,
)
from actions.routing import first


class ActionSelfRefer(Decision):
    """Somebody wants to be contacted: what that means here, before anything is asked. Who is in
    the middle of it goes on; who has done it learns where it stands."""

    def name(self) -> str:
        return "action_self_refer"

    def decide(self, seen: Seen) -> Iterable[Given]:
        form = Form.of(seen)
        if out := plan.taken_out(seen):
            # "Take out number 2" sounds like a wish about one's details.
            yield from out
        elif form.case is not None:
            yield does("status")
        elif form.status is None and (name := plainly.said(seen)):
            yield Say(name)
        elif form.status is None and (theirs := for_whom(seen)):
            yield from theirs
        elif form.status is None and speaker.who(seen) == speaker.OWN:
            # Picked, not written: the form is for those to whom it is done.
            yield from to_turn_to(seen)
        elif form.status == "review":
            yield does("review")
        elif form.status in {"asking", "aside", "paused"}:
            yield from ask(form, form.open_step() or _first(form, seen))
        else:
            yield Say("utter_self_referral_how")
            yield does("offer")


class ActionSelfReferral(Decision):
    """One step of the form."""

    def name(self) -> str:
        return "action_self_referral"

    def decide(self, seen: Seen) -> Iterable[Given]:
        form = Form.of(seen)
        yield from _step(form, seen)


def _step(form: Form, seen: Seen) -> Iterable[Given]:
    match form.taken:
        case "withdraw":
            yield from _withdraw(form)
        case "withdraw_sure":
            yield does("withdraw")
        case "keep":
            yield Say("utter_self_referral_kept")
        case "change" | "review" | "done":
            yield does("review")
        case "at_card":
            yield Say("utter_self_referral_at_card")
        case other if other.startswith(CLEAR) and form.status == "review":
            yield does("clear", part=other.removeprefix(CLEAR))
            yield does("review")
        case "stop":
            yield Say("utter_self_referral_paused")
            yield does("pause")
        case _ if form.case is not None:
            yield does("status")
        case _:
            yield from _question(form, seen)


def _withdraw(form: Form) -> Iterable[Given]:
    if form.case is None:
        yield Say("utter_self_referral_paused")
        yield does("pause")
    elif form.case == "withdrawn":
        yield Say("utter_self_referral_withdrawn")
    else:
        yield Say("utter_self_referral_withdraw")


def _question(form: Form, seen: Seen) -> Iterable[Given]:
    step = form.step
    match form.taken:
        case "again":
            yield from ask(form, step or _first(form, seen), anew=True)
        case other if other.startswith(BEGUN_WITH):
            # A name in place of a yes: it is kept, and the form goes on from there.
            yield from _answered(form, seen, other.removeprefix(BEGUN_WITH))
        case "begin" | "go_on":
            yield from ask(form, form.open_step() or _first(form, seen))
        case "why" if step is not None:
            yield Say(WHY[step])
            yield does("ask", part=step)
        case "back" if step is not None:
            before = [one for one in ASK if one in form.answered and one != step]
            yield from ask(form, before[-1] if before else step, anew=True)
        case "told":
            yield does("fill", part=STORY)
            yield Say("utter_self_referral_put_in")
            yield does("ask", part=STORY)
        case other if other.startswith(UNTELL):
            yield does("untell", value=other.removeprefix(UNTELL))
            yield does("ask", part=STORY)
        case other if other.startswith(CLEAR):
            yield from _cleared(form, seen, other.removeprefix(CLEAR))
        case "skip" if step is not None:
            yield from _skipped(form, seen, step)
        case "story":
            yield does("tell")
            yield Say("utter_self_referral_put_there")
            yield from ask(form, step, anew=True)
        case "answer" if step is not None:
            yield from _answered(form, seen, step)
        case other if other in NATIONS:
            yield Effect("settings", {"nation": other})
            yield does("note", part="nation", value=other)
            yield from _on(form, seen, "nation")
        case other if other in ASK:
            yield from ask(form, other, anew=True)
        case _:
            yield from ask(form, step or _first(form, seen))


def _cleared(form: Form, seen: Seen, part: str) -> Iterable[Given]:
    """An answer is out, wherever in the form they are; then on with the question they were at."""
    yield does("clear", part=part)
    yield Say("utter_self_referral_taken_out")
    step = form.open_step()
    yield from ask(form, form.next_after(part, *known(seen)) if step in {None, part} else step)


def _first(form: Form, seen: Seen) -> str | None:
    """Nobody is asked for the nation that they have told us already."""
    return form.next_after(*known(seen))


def _on(form: Form, seen: Seen, *done: str) -> Iterable[Given]:
    yield from ask(form, form.next_after(*done, *known(seen)))


def _skipped(form: Form, seen: Seen, step: str) -> Iterable[Given]:
    if step == "contact_how" and step not in form.answered:
        for part in (step, *ABOUT_CONTACT):
            yield does("skip", part=part)
        yield Say("utter_self_referral_no_contact")
        yield does("ask", part="access")
        return
    yield does("skip", part=step)
    yield from _on(form, seen, step)


def _answered(form: Form, seen: Seen, step: str) -> Iterable[Given]:
    yield does("keep", part=step)
    if step == STORY:
        yield Say("utter_self_referral_more")
        yield does("ask", part=step)
        return
    done = [step]
    if step == "nation" and (nation := first(NATION_SAID, seen.text)):
        yield Effect("settings", {"nation": nation})
    if step == "contact_how" and not PHONE.search(seen.text):
        yield does("skip", part="voicemail")
        done.append("voicemail")
    yield from _on(form, seen, *done)


def ask(form: Form, step: str | None, *, anew: bool = False) -> Iterable[Given]:
    """The question, or the whole form where none is left. `anew`: not the shortcut of what was
    told before."""
    if step is None:
        yield does("review")
        return
    fresh = step == STORY and not {STORY, TOLD_ELSEWHERE} & set(form.answered)
    if fresh and form.told and not anew:
        # The helpline shows it: what was told passes through no action.
        yield does("show_told")
    else:
        yield Say(ASK[step])
    yield does("ask", part=step)
