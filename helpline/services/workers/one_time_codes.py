"""Codes of an authenticator app (TOTP, RFC 6238): six digits, a new one every 30 seconds."""

from __future__ import annotations

import hmac
import re

import pyotp
import segno

STEP_SECONDS = 30
# A phone's clock may be one step off, either way.
DRIFT = 1
_SIX_DIGITS = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """160 random bits in base32, as apps take them."""
    return pyotp.random_base32(32)


def address(secret: str, email: str, issuer: str) -> str:
    """The `otpauth://` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def drawn(text: str) -> list[str]:
    """A QR code as lines of 0 and 1, without the white border; the page draws it itself."""
    made = segno.make_qr(text, error="m")
    return ["".join("1" if dark else "0" for dark in row) for row in made.matrix]


def matching_step(secret: str, code: str, at: float, last_step: int | None) -> int | None:
    """The step whose code this is, if it is later than the last one taken: a code is good once.
    `at`: seconds since 1970. None for a wrong, used or older one."""
    plain = "".join(code.split())
    if _SIX_DIGITS.fullmatch(plain) is None:
        return None
    codes = pyotp.TOTP(secret)
    current = int(at) // STEP_SECONDS
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):
        right = hmac.compare_digest(codes.generate_otp(step).encode(), plain.encode())
        if right and (last_step is None or step > last_step):
            found = step
    return found
