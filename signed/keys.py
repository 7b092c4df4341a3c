"""Who signs. One key for each installation, made at the first training, in `var/` of the project:
apart from the models, readable by its owner alone, and never needed to serve.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HOME = Path(__file__).resolve().parent.parent / "var"
_SECRET = "model-signing.key"
_PUBLIC = "model-signing.pub"


def signing_key(home: Path = HOME) -> Ed25519PrivateKey:
    """The installation's key; made, with its public half beside it, if there is none."""
    path = home / _SECRET
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f".{_SECRET}.{os.getpid()}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32))
            file.flush()
            os.fsync(file.fileno())
        # A link fails if another process was first; then its key is the one.
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    (home / _PUBLIC).write_text(shown(key.public_key()) + "\n")
    return key


def public_key(given: bytes | None, home: Path = HOME) -> Ed25519PublicKey | None:
    """The key that models must be signed with: the one that is given, or the installation's own;
    None if it has none yet. Raises ValueError if the file holds something else."""
    if given is not None:
        return Ed25519PublicKey.from_public_bytes(given)
    path = home / _PUBLIC
    return Ed25519PublicKey.from_public_bytes(read(path.read_text())) if path.exists() else None


def shown(key: Ed25519PublicKey) -> str:
    """A public key as WAYMARK_MODEL_KEY has it."""
    return base64.urlsafe_b64encode(key.public_bytes_raw()).decode().rstrip("=")


def read(text: str) -> bytes:
    """32 bytes from base64url; ValueError for anything else."""
    value = text.strip()
    raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    if len(raw) != 32:
        raise ValueError("a key is 32 bytes, base64url")
    return raw
