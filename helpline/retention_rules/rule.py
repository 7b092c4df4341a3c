"""One row of what is kept, and the names that many rows share."""

from __future__ import annotations

from dataclasses import dataclass

CLOCK = "helpline.services.leaving.retention.RetentionClock"
MAIN = "waymark.db"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `columns`: all of a table's, so that a new one is thought about here first. `by`:
    the function that enforces it. `in_backup`: whether its rows, or the file, go into a backup.
    """

    store: str
    name: str
    holds: str
    kept: str
    by: str
    columns: str = ""
    in_backup: bool = False
