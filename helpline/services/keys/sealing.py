"""Sealing: AES-256-GCM with what a text belongs to bound to it, padded so that its length tells
little.

A sealed body moved to another conversation, line or author does not open. Bodies are padded to one
of a few sizes (Padmé would leak less for huge texts; ours are at most a few KiB, so plain powers
of two from 256 bytes do).
"""

from __future__ import annotations

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from helpline.errors import SealBroken

NONCE_BYTES = 12
_SMALLEST = 256


def padded(plain: bytes) -> bytes:
    """Length-prefixed and filled with zeros to the next power of two, at least 256 bytes."""
    needed = len(plain) + 4
    size = _SMALLEST
    while size < needed:
        size *= 2
    return struct.pack(">I", len(plain)) + plain + b"\0" * (size - needed)


def unpadded(block: bytes) -> bytes:
    """The text inside `padded`; SealBroken if the length makes no sense."""
    if len(block) < 4:
        raise SealBroken("too short")
    (length,) = struct.unpack(">I", block[:4])
    if length > len(block) - 4:
        raise SealBroken("wrong length")
    return block[4 : 4 + length]


def place(*parts: str | int) -> bytes:
    """Additional data naming where a body belongs. Parts are length-prefixed, so that
    ("a", "bc") and ("ab", "c") differ."""
    pieces = [str(part).encode() for part in parts]
    return b"".join(struct.pack(">I", len(piece)) + piece for piece in pieces)


def seal(key: bytes, plain: bytes, where: bytes) -> bytes:
    """Nonce, then ciphertext with tag."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, padded(plain), where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """The plain bytes; SealBroken if key, place or content is not what was sealed."""
    try:
        block = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], where)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("does not open") from error
    return unpadded(block)


def subkey(key: bytes, purpose: str) -> bytes:
    """32 bytes derived for one purpose (HKDF-SHA256); knowing one tells nothing of the others."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(key)
