"""One page that holds a whole report: no script, nothing to load, nothing of a visitor's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from understanding.evaluating.pictures import draw_calibration, draw_limits
from understanding.evaluating.reading_files import AS_WRITTEN
from understanding.evaluating.results import (
    Intents,
    Label,
    Results,
    expected_error,
    macro_and_micro,
)
from understanding.judging import Score

Table = tuple[list[str], list[list[str]]]

MOST_CONFUSED = 25
LEAST_IN_A_SLICE = 5


def make_page(reports: Sequence[Results], fingerprint: str) -> str:
    """The HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    template = environment.get_template("report.html.jinja")
    return template.render(
        parts=[(results.title, list(_sections(results))) for results in reports],
        fingerprint=fingerprint,
    )


def summarise(results: Results) -> list[str]:
    """A few lines for the terminal. Numbers only."""
    lines = [results.title]
    if results.intents:
        right = float(results.intents.right.mean())
        lines.append(f"  intents: macro F1 {results.intents.macro_f1():.3f}, accuracy {right:.3f}")
    for part in ("alerts", "indicators"):
        labels = getattr(results, part)
        if labels:
            macro, micro = macro_and_micro(labels)
            lines.append(f"  {part}: macro F1 {macro:.3f}, micro F1 {micro:.3f}")
    if results.robust:
        drop, name = max((results.robust[AS_WRITTEN] - f1, n) for n, f1 in results.robust.items())
        lines.append(f"  worst drop: {100 * drop:.1f} points ({name})")
    return lines


def _sections(results: Results) -> list[tuple[str, Table | None, Markup | None]]:
    """Title, table, picture of each section."""
    sections: list[tuple[str, Table | None, Markup | None]] = []
    if results.intents:
        intents = results.intents
        head = f"Intents: macro F1 {intents.macro_f1():.3f}, accuracy {intents.right.mean():.3f}"
        sections += [
            (f"{head}, {len(intents.wanted)} messages", _table_of(intents.scores()), None),
            ("Most often confused", _confusions(results, intents), None),
            (
                f"Calibration of intents: off by {100 * expected_error(intents):.1f} points "
                "on average",
                None,
                _picture(draw_calibration(intents)),
            ),
        ]
    for part in ("alerts", "indicators"):
        labels: list[Label] = getattr(results, part)
        if not labels:
            continue
        macro, micro = macro_and_micro(labels)
        title = f"{part.capitalize()}: macro F1 {macro:.3f}, micro F1 {micro:.3f}"
        sections.append((title, _table_of([one.counted() for one in labels]), None))
        if labels[0].chances is not None:
            curves = _picture(draw_limits(labels))
            sections.append((f"{part.capitalize()}: what another limit would give", None, curves))
    if results.robust:
        sections.append(("Robustness (intents)", _robustness(results.robust), None))
    if results.slices:
        sections.append(("Who is heard worse (intents)", _slices(results.slices), None))
    return sections


def _picture(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - drawn here, from numbers and fixed names


def _table_of(scores: Sequence[Score]) -> Table:
    head = ["name", "messages", "recall", "precision", "F1", "missed", "wrong"]
    return head, [
        [
            one.name,
            str(one.found + one.missed),
            f"{one.recall:.2f}",
            f"{one.precision:.2f}",
            f"{one.f1:.2f}",
            str(one.missed),
            str(one.wrong),
        ]
        for one in sorted(scores, key=lambda one: one.f1)
    ]


def _confusions(results: Results, intents: Intents) -> Table:
    pairs = intents.confusions()[:MOST_CONFUSED]
    rows = [[wanted, read, str(count)] for (wanted, read), count in pairs]
    if not results.examples:
        return ["is", "read as", "times"], rows
    for row, (pair, _) in zip(rows, pairs, strict=True):
        row.append(results.examples.get(pair, ""))
    return ["is", "read as", "times", "one of ours"], rows


def _robustness(robust: dict[str, float]) -> Table:
    plain = robust[AS_WRITTEN]
    return ["change", "macro F1", "drop in points"], [
        [name, f"{f1:.3f}", "" if name == AS_WRITTEN else f"{100 * (plain - f1):.1f}"]
        for name, f1 in robust.items()
    ]


def _slices(slices: dict[str, Intents]) -> Table:
    return ["messages", "number", "accuracy"], [
        [name, str(len(some.wanted)), f"{some.right.mean():.2f}"]
        for name, some in slices.items()
        if len(some.wanted) >= LEAST_IN_A_SLICE
    ]
