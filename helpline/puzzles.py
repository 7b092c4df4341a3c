"""Puzzles for floods: work for whoever opens very many chats, under a second for one phone.

A challenge says by itself how hard it is and until when it is good, and is sealed by an HMAC, so
nothing is kept for those who never answer. It has several parts, each a search for a number whose
SHA-256 with the challenge begins with enough zeros: many short searches take about the same time
for everybody, where one long search is luck. An answer is good once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

PARTS = 16
# At the first step: 16 searches of about 1,024 hashes. A slow phone does some 50,000 a second.
FIRST_BITS = 10
GOOD_FOR_SECONDS = 120.0
MOST_SPENT = 50_000

# 15 and 12 bytes are 36 characters: with part and number still one block for SHA-256.
_HEAD = struct.Struct(">BIB9s")
_TAG_BYTES = 12
_FORM = 1


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a client is given: the text to hash with, and the zeros each part needs."""

    text: str
    bits: int
    parts: int = PARTS


class Puzzles:
    """Makes challenges and checks answers. The key lives as long as the process: a challenge is
    answered on the socket it came by, or on the next one."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, most_spent: int = MOST_SPENT
    ) -> None:
        self._clock = clock
        self._key = os.urandom(32)
        self._start = clock()
        self._most = most_spent
        self._spent: OrderedDict[bytes, int] = OrderedDict()
        # Challenges of before this tenth of a second are refused: their answers may be forgotten.
        self._floor = 0

    def _now(self) -> int:
        """Tenths of a second since the start."""
        return int((self._clock() - self._start) * 10)

    def make(self, steps: int) -> Challenge:
        """A challenge of that many steps above nothing, 1 or more."""
        bits = FIRST_BITS + steps - 1
        head = _HEAD.pack(_FORM, self._now(), bits, os.urandom(9))
        return Challenge(base64.urlsafe_b64encode(head + self._tag(head)).decode(), bits)

    def _tag(self, head: bytes) -> bytes:
        return hmac.new(self._key, head, hashlib.sha256).digest()[:_TAG_BYTES]

    def accept(self, proof: str) -> bool:
        """Whether this is the first good answer to a challenge of ours that is still good. `proof`:
        the challenge, then the numbers, divided by full stops."""
        text, *answers = proof.split(".")
        try:
            raw = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return False
        head, tag = raw[: _HEAD.size], raw[_HEAD.size :]
        if len(head) != _HEAD.size or not hmac.compare_digest(tag, self._tag(head)):
            return False
        form, made, bits, nonce = _HEAD.unpack(head)
        if form != _FORM or self._now() - made > GOOD_FOR_SECONDS * 10 or made < self._floor:
            return False
        if nonce in self._spent or not _solved(text, answers, bits):
            return False
        self._spend(nonce, made)
        return True

    def _spend(self, nonce: bytes, made: int) -> None:
        oldest = self._now() - GOOD_FOR_SECONDS * 10
        while self._spent and next(iter(self._spent.values())) < oldest:
            self._spent.popitem(last=False)
        self._spent[nonce] = made
        if len(self._spent) > self._most:
            # Rather ask somebody again than let an answer be used twice.
            _, forgotten = self._spent.popitem(last=False)
            self._floor = max(self._floor, forgotten + 1)

    def __len__(self) -> int:
        return len(self._spent)


def _solved(text: str, answers: list[str], bits: int) -> bool:
    """Whether each part has a number with enough zeros."""
    if len(answers) != PARTS:
        return False
    return all(
        len(answer) <= 10
        and answer.isascii()
        and answer.isdecimal()
        and zeros(hashlib.sha256(f"{text}.{part}.{answer}".encode()).digest()) >= bits
        for part, answer in enumerate(answers)
    )


def zeros(digest: bytes) -> int:
    """How many zero bits a digest begins with."""
    return len(digest) * 8 - int.from_bytes(digest, "big").bit_length()


def solve(challenge: Challenge) -> str:
    """The proof a client sends. For tests, and for clients written in Python."""
    found = []
    for part in range(challenge.parts):
        number = 0
        while (
            zeros(hashlib.sha256(f"{challenge.text}.{part}.{number}".encode()).digest())
            < challenge.bits
        ):
            number += 1
        found.append(str(number))
    return ".".join([challenge.text, *found])
