"""`make content`: what of the content is a draft, overdue, unread or too hard, and what is wrong.

Says what people have to do, then fails if anything is wrong that the writer can mend.
"""

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

import textstat

import content
import content.directory
import content.responses
from content import differences, frame, in_welsh, numbers, reach, sayings, standing
from content.languages import LANGUAGES, NAMES
from content.responses import Responses, Variation
from content.wording import PLACEHOLDER
from scripts.places import ROOT

#: Ages at which a text can be read: a US school grade (Flesch and Kincaid, 1975) and five years.
GRADE_TO_AGE = 5
OLDEST, MEDIAN, MEDIAN_EASY = 12.0, 10.0, 9.0
#: What somebody gets who asked for simple words, whatever else they are.
OLDEST_SIMPLE = 10.0
LONGEST = 12


def reading_age(one: Variation) -> float:
    """The age of a reader who can read this. Names and numbers come from the directory and are
    not our choice: each counts as one short word.
    """
    card = (one.custom or {}).get("card") or {}
    parts = [*one.text.split("\n\n"), *card.get("steps", ())]
    lines = [PLACEHOLDER.sub("this", part).strip().rstrip(".") for part in parts if part.strip()]
    said = ". ".join(lines).replace("?.", "?") + "."
    return float(textstat.flesch_kincaid_grade(said)) + GRADE_TO_AGE


def reading_ages(responses: Responses) -> dict[str, float]:
    """Of every English wording, by its key: the measure knows no other language."""
    return {
        standing.wording_key(one): reading_age(one)
        for name in responses.names()
        for one in responses.variations(name)
        if one.conditions.get("language", LANGUAGES[0]) == LANGUAGES[0]
    }


def easy(key: str) -> bool:
    return "young" in key or "simple" in key


def errors(root: Path, data: Path) -> list[str]:
    """What the writer must mend, one line each."""
    facts = content.directory.load(data)
    words = content.responses.load(data, facts.facts)
    ages = reading_ages(words)
    if broken := sayings.wrong(data, words.names()):
        return broken
    found = [f"nothing leads to {name}" for name in reach.unreached(words, data, root)]
    found += [f"nothing says {key}" for key in reach.unquoted(facts, data)]
    found += [
        f"{one.need.answer} ({one.need.intent}): no words of its own for {one.slot}={one.value}"
        for one in differences.lacking(differences.needs(data), words)
    ]
    found += in_welsh.wrong(data, words) + frame.wrong(root, data)
    found += [f"{name}: {number} is typed, not quoted" for name, number in numbers.typed(words)]
    found += [f"{name} has two numbers: {two}" for name, two in numbers.conflicts(facts)]
    found += [f"{place}: {n} is in no directory" for place, n in numbers.strangers(root, facts)]
    found += [f"{key}: reading age {age:.1f}" for key, age in ages.items() if age > OLDEST]
    if (middle := median(ages.values())) > MEDIAN:
        found.append(f"median reading age {middle:.1f}")
    if (middle := median(age for key, age in ages.items() if easy(key))) > MEDIAN_EASY:
        found.append(f"median reading age of young and simple wordings {middle:.1f}")
    found += [f"{key}: reading age {age:.1f}, asked for simple" for key, age in hard(data, words)]
    return found


def hard(data: Path, words: Responses) -> list[tuple[str, float]]:
    """(key, reading age) of what people get who asked for simple words and it is not: for the young
    their own words stand in, where those are plain enough."""
    found = {}
    for need in differences.needs(data):
        if "style" not in need.by:
            continue
        for slots in differences.mixtures(need):
            one = words.pick(need.answer, slots)
            if slots["style"] == "simple" and slots["language"] == LANGUAGES[0]:
                found[standing.wording_key(one)] = reading_age(one)
    return [(key, age) for key, age in found.items() if age > OLDEST_SIMPLE]


def report(data: Path, today: date, *, each_draft: bool = False) -> list[str]:
    """What people have to do, and the figures. `each_draft`: what is a draft one by one as well;
    until people have approved things, that is nearly everything."""
    facts = content.directory.load(data)
    words = content.responses.load(data, facts.facts)
    all_of_it = standing.standings(standing.items(facts, words), {})
    lines = []
    for title, chosen in (
        ("Drafts", [one for one in all_of_it if one.draft]),
        ("Overdue", [one for one in all_of_it if one.overdue(today)]),
        ("Unconfirmed", [one for one in all_of_it if one.unconfirmed]),
    ):
        kinds = Counter(one.item.kind for one in chosen)
        lines.append(f"{title}: {kinds['wording']} wordings, {kinds['fact']} facts")
        if title != "Drafts" or each_draft:
            lines += [f"  {one.item.key}  due {one.due}  {one.item.source}" for one in chosen]
    for slot, value in (("audience", "young"), ("style", "simple")):
        without = [
            name
            for name in words.names()
            if not any(slot in one.conditions or _everyone(one) for one in words.variations(name))
        ]
        lines.append(f"No {value} wording of its own: {len(without)}")
        lines += [f"  {name}" for name in without]
    return [*lines, *_no_words(words), *_own_words(data, words), *_ages(reading_ages(words))]


def _no_words(words: Responses) -> list[str]:
    """Answers that who reads another language gets in English, after being told so."""
    without, lines = in_welsh.without(words), []
    for language in LANGUAGES[1:]:
        names = [name for name, lacking in without.items() if language in lacking]
        lines.append(f"No wording in {NAMES[language]}: {len(names)} of {len(words.names())}")
        lines += [f"  {name}" for name in names]
    return lines


def _own_words(data: Path, words: Responses) -> list[str]:
    """For each intent: by what its answers must differ, and for how many of those there are words
    of their own."""
    needs = differences.needs(data)
    missing = Counter(one.need.intent for one in differences.lacking(needs, words))
    rows = []
    for intent in dict.fromkeys(need.intent for need in needs):
        mine = [need for need in needs if need.intent == intent]
        wanted = sum(differences.wanted(need) for need in mine)
        by = " ".join(dict.fromkeys(slot for need in mine for slot in need.by))
        rows.append((intent, wanted - missing[intent], wanted, len(mine), by))
    whole, own = sum(row[2] for row in rows), sum(row[1] for row in rows)
    return [
        f"Words of their own: {own} of {whole}, for {len(needs)} answers to {len(rows)} intents",
        *(
            f"  {own:3} of {wanted:3}  {intent} ({count}): {by}"
            for intent, own, wanted, count, by in rows
        ),
    ]


def _ages(ages: dict[str, float]) -> list[str]:
    light = [age for key, age in ages.items() if easy(key)]
    hardest = sorted(ages.items(), key=lambda one: -one[1])[:LONGEST]
    return [
        f"Reading age: median {median(ages.values()):.1f}, young and simple {median(light):.1f},"
        f" highest {max(ages.values()):.1f}, {len(ages)} wordings",
        *(f"  {age:4.1f}  {key}" for key, age in hardest),
    ]


def _everyone(one: Variation) -> bool:
    """Written once, plainly enough for all."""
    return bool(one.metadata.get("everyone"))


def main() -> int:
    if "--ages" in sys.argv:
        words = content.responses.load(content.DATA)
        for key, age in sorted(reading_ages(words).items(), key=lambda one: one[1]):
            print(f"{age:5.1f}  {key}")
        return 0
    today = date.today()  # noqa: DTZ011 - a writer's own day
    print("\n".join(report(content.DATA, today, each_draft="--drafts" in sys.argv)))
    wrong = errors(ROOT, content.DATA)
    for line in wrong:
        print(f"WRONG  {line}")
    print(f"{len(wrong)} to mend." if wrong else "Nothing to mend.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
