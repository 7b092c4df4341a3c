"""Where somebody is in the self-referral, and what is offered to them: names only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpline.services.referral.begun import BEGIN, BETWEEN

#: The choice of a step: `/event_self_referral=skip`.
CHOSEN = "/event_self_referral="


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody is in the form. `offered`: the steps that the newest choices lead to; `last`:
    the newest response, by name; `asks`: it asks something else, to which a yes is the answer."""

    status: str | None
    step: str | None
    case: str | None
    offered: frozenset[str] = frozenset()
    last: str = ""
    asks: bool = False

    @property
    def offer_open(self) -> bool:
        """They were asked whether to begin, and nothing came after it that asks something else."""
        if self.case is not None:
            return False
        return BEGIN in self.offered or (self.status == "offered" and self.last.startswith(BETWEEN))

    @property
    def open(self) -> bool:
        """The form is begun and not agreed to, so that its list may be on the screen."""
        return self.status in {"asking", "aside", "review"}

    @property
    def after_danger(self) -> bool:
        """A fixed message came between, and they have not gone on yet."""
        return self.status == "danger" or "go_on" in self.offered


def offered_steps(payloads: Sequence[str]) -> frozenset[str]:
    """The steps of the form that these choices lead to."""
    return frozenset(one.removeprefix(CHOSEN) for one in payloads if one.startswith(CHOSEN))
