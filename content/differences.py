"""Which answers belong to an intent, and by what each of them must differ (`data/differs.yml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from content.errors import ContentError
from content.files import read_mapping
from content.languages import LANGUAGES
from content.responses import Responses

#: The wording that everybody gets unless something else is known of them, and the other values.
USUAL = {"audience": "adult", "nation": None, "language": LANGUAGES[0], "style": "standard"}
OTHERS = {
    "audience": ("young",),
    "nation": ("england", "wales", "scotland", "northern_ireland"),
    "language": LANGUAGES[1:],
    "style": ("simple",),
}


#: Two slots that a person has at once and that both decide what is true for them: an answer that
#: differs by each must have words for both, but for intents that differs.yml lists as `apart`.
TOGETHER = ("audience", "nation")
#: Written in another language, it is for everybody who reads that, but for the young, who have
#: their own.
IN_ANOTHER = frozenset({"language", "audience"})


@dataclass(frozen=True, slots=True)
class Need:
    """One answer of one intent, and the slots by which it must differ; `together`: and by the
    young of each nation.
    """

    intent: str
    answer: str
    by: tuple[str, ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """An answer that somebody would get in words not meant for them."""

    need: Need
    slot: str
    value: str


def needs(data_dir: Path) -> list[Need]:
    """What `differs.yml` (the one in data/, and those in the folders of skills) asks of each intent
    that has a rule. Raises ContentError for an intent that none names, and for an action whose
    answers none names.
    """
    path = data_dir / "differs.yml"
    differs: dict[str, list[str]] = {}
    answers: dict[str, list[str]] = {}
    apart: set[str] = set()
    for one in [path, *sorted(data_dir.glob("*/differs.yml"))]:
        written = read_mapping(one)
        differs |= written.get("differs") or {}
        answers |= written.get("answers") or {}
        apart |= set(written.get("apart") or ())
    found = []
    for intent, action in rules(data_dir):
        if intent.startswith("event_"):
            continue
        if intent not in differs:
            raise ContentError(f"{path}: {intent} has a rule, and nothing says how it differs")
        said = [action] if action.startswith("utter_") else answers.get(intent)
        if not said:
            raise ContentError(f"{path}: nothing says what {action} answers to {intent}")
        for answer in said:
            name, _, only = answer.partition(" by ")
            by = tuple(only.split()) if only else tuple(differs[intent])
            if wrong := set(by) - set(OTHERS):
                raise ContentError(f"{path}: {intent} differs by {', '.join(sorted(wrong))}")
            found.append(Need(intent, name, by, intent not in apart and set(TOGETHER) <= set(by)))
    return found


def rules(data_dir: Path) -> Iterator[tuple[str, str]]:
    """(intent, action) of every rule."""
    for path in sorted(data_dir.glob("*/rules.yml")):
        for rule in read_mapping(path).get("rules") or ():
            intent, action = rule["steps"]
            yield intent["intent"], action["action"]


def lacking(all_needs: list[Need], responses: Responses) -> list[Lacking]:
    """Where somebody would get words that were not written for them, or the same as others."""
    missing = []
    for need in all_needs:
        usual = responses.pick(need.answer, USUAL).text
        for slot in need.by:
            said = {usual}
            for value in OTHERS[slot]:
                chosen = responses.pick(need.answer, {**USUAL, slot: value})
                if slot not in chosen.conditions or chosen.text in said:
                    missing.append(Lacking(need, slot, value))
                said.add(chosen.text)
        if need.together:
            missing += _lacking_together(need, responses)
        missing += _not_fitting(need, responses)
    return missing


def mixtures(need: Need) -> Iterator[dict[str, str | None]]:
    """Every kind of person that this answer must differ by: each value of each of its slots with
    each of the others.
    """
    values = [(slot, [USUAL[slot], *OTHERS[slot]]) for slot in need.by]
    for chosen in product(*(options for _, options in values)):
        yield {**USUAL, **dict(zip(need.by, chosen, strict=True))}


def must_have(need: Need, slots: Mapping[str, str | None]) -> frozenset[str]:
    """For which slots the words that this person gets must have been written. The one thing that
    may be lacking is `style`, where an age or a language comes first: how plain these words are
    is measured (scripts/content.py).
    """
    special = {slot for slot in need.by if slots[slot] != USUAL[slot]}
    if "language" in special:
        return frozenset(special & IN_ANOTHER)
    if "audience" in special:
        special -= {"style"} if need.together else {"style", "nation"}
    return frozenset(special)


def _not_fitting(need: Need, responses: Responses) -> list[Lacking]:
    """Mixtures of more than one slot whose words are for another nation, age or language."""
    missing = []
    for slots in mixtures(need):
        special = [slot for slot in need.by if slots[slot] != USUAL[slot]]
        chosen = responses.pick(need.answer, slots)
        if need.together and set(special) == set(TOGETHER):
            continue  # these are looked at more closely above
        if len(special) > 1 and not must_have(need, slots) <= set(chosen.conditions):
            who = " ".join(str(slots[slot]) for slot in special)
            missing.append(Lacking(need, " and ".join(special), who))
    return missing


def wanted(need: Need) -> int:
    """For how many people an answer needs words of their own, beside those for everybody."""
    return sum(len(OTHERS[slot]) for slot in need.by) + need.together * len(OTHERS["nation"])


def _lacking_together(need: Need, responses: Responses) -> list[Lacking]:
    """Where a young person would get words for another nation, or for no nation."""
    missing = []
    said = {responses.pick(need.answer, {**USUAL, "audience": "young"}).text}
    for nation in OTHERS["nation"]:
        chosen = responses.pick(need.answer, {**USUAL, "audience": "young", "nation": nation})
        if not set(TOGETHER) <= set(chosen.conditions) or chosen.text in said:
            missing.append(Lacking(need, "audience and nation", f"young in {nation}"))
        said.add(chosen.text)
    return missing
