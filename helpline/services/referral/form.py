"""The words of the self-referral form (`data/self_referral/form.yml`), and what a message is to it.

A person's answer to "what is happening" is a story, whatever else it could be read as: it must
never set off another topic. A question, a danger or a wish for a person in the middle of it must.
What decides is the form of the message, with the reading only where the form is that of a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from helpline.services.referral.begun import BEGIN, Begun
from helpline.services.referral.edits import Edit, Edits
from helpline.services.referral.standing import Standing

#: Wishes that a form never holds up, wherever they are said.
ESCAPES = frozenset({"safe_exit", "delete_my_data"})
DANGERS = frozenset({"immediate_danger", "suicidal_thoughts"})
_SURE, _PLAIN = 0.8, 0.5
#: Not questions to us, whatever they look like.
_NO_QUESTION = frozenset(
    {"disclose_stalking", "describe_feelings", "affirm", "deny", "unsure", "greet", "thank"}
    | {"goodbye", "out_of_scope", "self_refer", "situation_changed", "barrier_to_help"}
)
#: "Can they text first?" says how to reach somebody.
_OF_REACHING = frozenset({"talk_to_human", "ask_contact_response", "ask_support_services"})
_MARKS = re.compile(r"[\s.!?,;:…]+$")
_STORY_AT_NAME = 8
_SHORT = 15
#: The question that is answered in several messages.
STORY = "happening"
#: The first questions, at which many say already how to reach them.
_FIRST = frozenset({"name", "nation"})
#: A question behind a story: what stands before it is kept.
KEEP_FROM = 12


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `kind`: `story`, `short` or `yes_no`."""

    id: str
    kind: str
    label: Mapping[str, str]
    hint: Mapping[str, str]
    topic: Mapping[str, str]
    called: Sequence[str] = ()


class ReferralForm:
    """The questions, their names, and how people say "skip"."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        # Where a question comes from stands with it as well (content/phrases.py).
        known = [field.name for field in fields(Question)]
        self.questions = [
            Question(**{name: one[name] for name in known if name in one})
            for one in written["questions"]
        ]
        self.card: Mapping[str, Mapping[str, str]] = written["card"]
        self.nations: Mapping[str, Mapping[str, str]] = written["nations"]
        self._by_id = {one.id: one for one in self.questions}
        self._commands: dict[str, list[re.Pattern[str]]] = {
            name: [re.compile(rf"(?:{one})") for one in patterns]
            for name, patterns in written["commands"].items()
        }
        called = {one.id: one.called for one in self.questions}
        self.written = written
        self._edits = Edits(written, called)
        self._begun = Begun(written)
        self._said = {
            name: [re.compile(one) for one in written[name]]
            for name in ("yes", "no", "unsure", "polite")
        }
        self._of_case: dict[str, list[re.Pattern[str]]] = {
            name: [re.compile(one) for one in written[name]]
            for name in ("withdraw", "change", "status")
        }
        self._escapes = re.compile(written["escapes"])
        self._asking, self._person = re.compile(written["asking"]), re.compile(written["person"])

    def next_of(self, step: str | None, answered: Collection[str]) -> str | None:
        """Where somebody goes on who was at this question: there, or at the first one that is
        open."""
        if step is not None and (step not in answered or step == STORY):
            return step
        return next((one.id for one in self.questions if one.id not in answered), None)

    def topic(self, step: str | None, language: str) -> str:
        """What a question is about, in the words that follow "We were at:"."""
        topic = self._by_id[step].topic if step in self._by_id else {"en": ""}
        return topic.get(language, topic["en"])

    def taken(
        self,
        at: Standing,
        text: str,
        intent: str,
        confidence: float,
        alerts: Collection[str],
        signs: Collection[str] = (),
    ) -> str | None:
        """What a message is to the form: an answer, a step of it, or None: it is about something
        else. `signs`: the indicators that are in it."""
        plain = _plain(text)
        if (alerts and DANGERS & {*alerts, intent}) or self._escapes.search(plain):
            return None
        if (edited := self._edited(at, plain)) is not None:
            return edited
        if (picked := self._by_yes_or_no(at, plain)) is not None:
            return picked
        if at.offer_open and (begun := self._at_offer(plain, text, intent, {*alerts, *signs})):
            return None if at.asks and begun == BEGIN else begun
        if at.case is not None:
            found = self._about_case(plain, intent)
            if found is not None or at.status not in {"asking", "review"}:
                return found
        if at.status in {None, "offered", "agreed"}:
            return None
        command = self._command(plain)
        if at.status == "review":
            return self._at_card(command, plain)
        if at.status in {"paused", "aside", "danger"}:
            lost = at.after_danger and (intent == "out_of_scope" or confidence < _PLAIN)
            # An answer given on: the question is not on the screen, so it is asked once more.
            return command if command in {"go_on", "done"} else "go_on" if lost else None
        if command is not None:
            return command
        question = self._by_id.get(at.step or "")
        return (
            None if question is None else _answer(self, question, plain, text, intent, confidence)
        )

    def edit(self, text: str) -> Edit | None:
        """The command to take something out of a list, if the whole message is one."""
        return self._edits.read(_plain(text))

    def _edited(self, at: Standing, plain: str) -> str | None:
        """A command to take something out of the list on the screen: of what was told before the
        form (`untell=2`), or of the form itself (`clear=children`). After the yes, the card."""
        edit = self._edits.read(plain)
        if edit is None:
            return None
        if edit.number is not None and "told" in at.offered:
            return f"untell={edit.number}"
        parts = list(self._by_id)
        part = edit.name
        if edit.number is not None and 0 < edit.number <= len(parts):
            part = parts[edit.number - 1]
        if part is None:
            return None
        if at.case is not None:
            return "change"
        # Between topics another list may be on the screen: a bare number is not about the form.
        there = at.open if edit.number is None else at.status in {"asking", "review"}
        return f"clear={part}" if there else None

    def _by_yes_or_no(self, at: Standing, plain: str) -> str | None:
        """A yes to the one thing that was just offered."""
        for step in ("withdraw_sure", "told", "begin", "go_on"):
            if step in at.offered and self.says("yes", plain):
                return step
        if "withdraw_sure" in at.offered and self.says("no", plain):
            return "keep"
        return None

    def _at_offer(self, plain: str, text: str, intent: str, told: Collection[str]) -> str | None:
        """What the form begins with, in answer to whether it shall; None: something else."""
        other = any(self.says(what, plain) for what in ("no", "unsure", "polite"))
        if other or self.asks(_last_sentence(text)):
            return None
        return self._begun.read(plain, intent, told)

    def how_to_reach(self, plain: str) -> str | None:
        """Whether a message says how or when to reach them, whatever was asked: it is kept there,
        and what was asked is asked again."""
        return self._begun.how_to_reach(plain)

    def says(self, what: str, plain: str) -> bool:
        """Whether a message says no more than yes, no, or that they don't know."""
        return any(one.fullmatch(plain) for one in self._said[what])

    def wants_person(self, plain: str) -> bool:
        """Whether a message asks for a person in so many words."""
        return self._person.search(plain) is not None

    def asks(self, sentence: str) -> bool:
        """Whether a sentence is a question, with or without its mark."""
        return sentence.endswith("?") or self._asking.match(sentence.casefold()) is not None

    def _command(self, plain: str) -> str | None:
        for name, patterns in self._commands.items():
            if any(one.fullmatch(plain) for one in patterns):
                return name
        return None

    def _about_case(self, plain: str, intent: str) -> str | None:
        if len(plain.split()) > _SHORT or intent == "disclose_stalking":
            return None
        for name, patterns in self._of_case.items():
            if any(one.search(plain) for one in patterns):
                return name
        return None

    def _at_card(self, command: str | None, plain: str) -> str | None:
        if command in {"go_on", "back"}:
            return "review"
        if command == "stop":
            return "stop"
        if command == "done" or self.says("yes", plain):
            return "at_card"
        return None


def _plain(text: str) -> str:
    """In lower case, with the apostrophe that patterns know, without its end punctuation."""
    return _MARKS.sub("", text.strip().casefold().replace("\u2019", "'"))


def _answer(
    form: ReferralForm, question: Question, plain: str, text: str, intent: str, confidence: float
) -> str | None:
    """An answer to this question, or a way around it; None where it is a question to us, or a wish
    that does not wait."""
    if intent in ESCAPES and confidence >= _PLAIN:
        return None
    if intent in DANGERS and confidence >= _SURE:
        return None
    reaching = question.id.startswith(("contact_", "voicemail", "access"))
    read = intent == "talk_to_human" and confidence >= _PLAIN
    if read and form.wants_person(plain) and (not reaching or plain.endswith(" now")):
        return None
    if _asks(form, text, intent, confidence) and not (reaching and intent in _OF_REACHING):
        return "why" if intent == "clarify" else None
    if question.kind != "yes_no":
        if form.says("no", plain) or form.says("unsure", plain):
            return "skip"
        if form.says("yes", plain):
            return "again"
    if form.says("polite", plain):
        return "again"
    if question.id in _FIRST and (other := form.how_to_reach(plain)):
        return other
    if question.id == "name" and len(plain.split()) > _STORY_AT_NAME:
        return "story"
    return "answer"


def _asks(form: ReferralForm, text: str, intent: str, confidence: float) -> bool:
    """Whether it ends in a question to us, about something we know an answer to."""
    looks = form.asks(_last_sentence(text))
    return looks and intent not in _NO_QUESTION and confidence >= _PLAIN


def _last_sentence(text: str) -> str:
    parts = [one.strip() for one in re.split(r"(?<=[.!?])\s+|\n+", text.strip()) if one.strip()]
    return parts[-1] if parts else ""
