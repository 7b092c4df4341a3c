"""A case's words: sealed under its own key, with the place they belong to bound in."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal

_Kind = TypeVar("_Kind")


class Said(msgspec.Struct, omit_defaults=True):
    """The words beside a consent: what stood above the button, and what a worker was told."""

    shown: str = ""
    told: str = ""


class Reason(msgspec.Struct, omit_defaults=True):
    """Why a withdrawn case was to be opened, and what the second person said to it."""

    why: str = ""
    answer: str = ""


def key_name(case_id: str) -> str:
    """The name of a case's key: outlives its chat, is escrowed, goes with the case."""
    return f"case:{case_id}"


class CaseSeals:
    """Seals and opens what belongs to one case."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    async def make_key(self, case_id: str) -> None:
        """The key of a case that is about to be; kept before its row is."""
        await self._keys.make(key_name(case_id))

    async def drop_key(self, case_id: str) -> None:
        """The key of a case that came to nothing."""
        await self._keys.discard(key_name(case_id))

    async def seal(self, case_id: str, what: object, *where: str | int) -> bytes:
        """`what` as JSON, bound to the case and to its place in it. KeyGone once it is erased."""
        key = await self._keys.find(key_name(case_id))
        return seal(key, msgspec.json.encode(what), place(case_id, *where))

    async def open(
        self, case_id: str, sealed: bytes, kind: type[_Kind], *where: str | int
    ) -> _Kind:
        """What was sealed there. KeyGone once it is erased; SealBroken where it was moved."""
        key = await self._keys.find(key_name(case_id))
        return msgspec.json.decode(unseal(key, sealed, place(case_id, *where)), type=kind)
