"""Whether the trained models are the ones that were signed.

Whoever trains signs: one manifest over every file of the models' folder. Helpline and engine check
it before they open a file, and do not start if anything is other than it was. A plain package of
its own (the engine's Python 3.10 runs it too), with nothing of the rest.
"""

from __future__ import annotations

from signed.checking import NotSigned, Tampered, remember, verify
from signed.keys import public_key, signing_key
from signed.signing import sign

__all__ = ["NotSigned", "Tampered", "public_key", "remember", "sign", "signing_key", "verify"]
