"""Case references: short enough to say on the phone, not to be guessed, no way in by themselves."""

from __future__ import annotations

import secrets

# No letter or digit that is taken for another when it is read out or written by hand.
LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
_LENGTH = 6


def fresh() -> str:
    """A new reference, e.g. "K7M-4PX": one of 244 million."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))
    return f"{drawn[:3]}-{drawn[3:]}"


def tidied(typed: str) -> str | None:
    """A reference as people type it ("k7m4px", "K7M 4PX"); None if it is none."""
    letters = "".join(one for one in typed.upper() if one.isalnum())
    if len(letters) != _LENGTH or any(one not in LETTERS for one in letters):
        return None
    return f"{letters[:3]}-{letters[3:]}"
