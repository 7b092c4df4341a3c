"""The kinds of alert, and how grave each is."""

from __future__ import annotations

# Gravest first: the order in which fixed messages are posted.
URGENCY = {
    "immediate_danger": 2,
    "suicidal_thoughts": 2,
    "child_in_danger": 2,
    "threat_by_visitor": 2,
    "someone_else_typing": 1,
    "harmful_request": 0,
}
# These ask for somebody's eyes now; for them the visitor is told whether anybody is there.
DANGERS = frozenset(kind for kind, urgency in URGENCY.items() if urgency == 2)
