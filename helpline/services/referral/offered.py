"""Whether the form can be offered. In production nobody is asked questions of which some are kept
back, as then an answer would lead nowhere: the form is there as a whole, or it is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from content.standing import FRAME
from helpline.services.log.entry_log import Choice
from helpline.services.referral.standing import CHOSEN

#: Every word of the form; those of its end are never kept back (content/standing.py).
WORDS = "utter_self_referral_"
#: Said in place of the form. Part of the frame.
NOT_OFFERED = "utter_safety_no_form"
_BEGINS = "/self_refer"
#: Steps after which the form is not begun, or nothing is asked.
ENDS = frozenset({"status", "withdraw"})
#: Steps that must be open to whoever has a case, whatever has become of the form since.
_ALWAYS = frozenset({"withdraw", "withdraw_sure", "keep"})

Withheld = Callable[[str, Mapping[str, Any]], bool]


def missing(names: Iterable[str], withheld: Withheld, slots: Mapping[str, Any]) -> list[str]:
    """The words of the form that this visitor may not be shown. Empty: it can be offered."""
    return [name for name in names if name.startswith(WORDS) and withheld(name, slots)]


def without_form(choices: Iterable[Choice]) -> list[Choice]:
    """The choices that do not lead into the form."""
    return [one for one in choices if not _leads_in(one.payload)]


def of_the_form(response: str | None, effect: Mapping[str, Any] | None) -> bool:
    """Whether a reply of the engine's is a step of the form, but for those of its end."""
    if effect is not None and effect.get("type") == "self_referral":
        return effect.get("do") not in ENDS
    return response is not None and response.startswith(WORDS) and not FRAME.match(response)


def _leads_in(payload: str) -> bool:
    step = payload.removeprefix(CHOSEN)
    return payload == _BEGINS or (step != payload and step not in _ALWAYS)
