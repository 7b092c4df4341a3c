"""Everything that is kept, for how long, and what makes it go: one row for each table and file.

docs/retention.md holds the same rows. Tests compare both with the schema (a table, a column or a
file without a row fails), run the clock over rows that are just too old and just not, and look into
a backup for what must not be in it.
"""

from __future__ import annotations

from helpline.retention_rules.cases import CASES
from helpline.retention_rules.chats import CHATS
from helpline.retention_rules.files import FILES
from helpline.retention_rules.rule import Rule
from helpline.retention_rules.service import SERVICE
from helpline.retention_rules.workers import WORKERS

__all__ = ["FILES", "TABLES", "Rule", "markdown"]

TABLES: tuple[Rule, ...] = (*CHATS, *CASES, *WORKERS, *SERVICE)


def markdown() -> str:
    """The table as docs/retention.md shows it."""
    lines = [
        "| where | what | holds | kept | in a backup |",
        "|---|---|---|---|---|",
    ]
    for rule in (*TABLES, *FILES):
        backup = "yes" if rule.in_backup else "no"
        lines.append(f"| {rule.store} | `{rule.name}` | {rule.holds} | {rule.kept} | {backup} |")
    return "\n".join(lines)
