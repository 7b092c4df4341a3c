"""Whether a new chat may be opened now: nearly always yes, in a flood for a solved puzzle."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from helpline.flood import Flood
from helpline.puzzles import Puzzles


class NewChats:
    """Asked before a chat is opened; told when it was."""

    def __init__(self, flood: Flood, puzzles: Puzzles) -> None:
        self._flood = flood
        self._puzzles = puzzles

    def may_open(self, caller: str, proof: str | None) -> bool:
        """Whether this caller needs no puzzle, or has solved one."""
        if not self._flood.steps(caller):
            return True
        return proof is not None and self._puzzles.accept(proof)

    def opened(self, caller: str) -> None:
        self._flood.opened(caller)

    def challenge(self, caller: str) -> dict[str, Any]:
        """The `challenge` frame for this caller, as hard as it is now."""
        made = asdict(self._puzzles.make(max(1, self._flood.steps(caller))))
        return {"type": "challenge", "challenge": made.pop("text"), **made}
