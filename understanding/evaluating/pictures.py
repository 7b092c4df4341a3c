"""Pictures of a report, as SVG that stands inside the page, drawn by matplotlib."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from understanding.evaluating.results import Intents, Label, calibrate

_ABOUT = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_LIMITS = np.linspace(0.0, 1.0, 41)
_STEADY: dict[Any, Any] = {"svg.hashsalt": "waymark", "svg.fonttype": "none", "font.size": 8}


def draw_calibration(intents: Intents) -> str:
    """What a confidence is worth: share of right readings in each tenth of confidence."""
    figure = Figure(figsize=(4.2, 3.4), layout="constrained")
    axes = figure.add_subplot()
    bins = calibrate(intents)
    axes.plot([0, 1], [0, 1], linestyle=":", color="0.5", label="as sure as right")
    axes.plot([b[0] for b in bins], [b[1] for b in bins], marker="o", label="held out")
    _finish(axes, "confidence", "share that was right")
    return _to_svg(figure)


def draw_limits(labels: Sequence[Label], columns: int = 4) -> str:
    """Recall and precision of each label over the limit it could have; a line where it is."""
    rows = -(-len(labels) // columns)
    figure = Figure(figsize=(2.3 * columns, 1.9 * rows), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes, label in zip(grid, labels, strict=False):
        at = [label.at(float(limit)) for limit in _LIMITS]
        axes.plot(_LIMITS, [one.recall for one in at], label="recall")
        # Where nothing is heard there is no precision.
        shares = [one.precision if one.found + one.wrong else np.nan for one in at]
        axes.plot(_LIMITS, shares, linestyle="--", label="precision")
        if label.limit is not None:
            axes.axvline(label.limit, color="0.4", linewidth=0.8)
        axes.set_title(label.name, fontsize=8)
        axes.set_ylim(0, 1.02)
    for axes in grid[len(labels) :]:
        axes.set_axis_off()
    grid[0].legend(fontsize=6)
    return _to_svg(figure)


def _finish(axes: Axes, across: str, up: str) -> None:
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.legend(loc="upper left")


def _to_svg(figure: Figure) -> str:
    """The picture without its prologue and date, so that the same numbers give the same bytes."""
    out = io.StringIO()
    with mpl.rc_context(_STEADY):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return _ABOUT.sub("", text[text.index("<svg") :])
