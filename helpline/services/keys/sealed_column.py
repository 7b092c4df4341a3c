"""One sealed column of a conversation's row, opened as what it holds.

Sealed under the conversation's key with the column's name bound in, so that it opens nowhere else.
"""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

import msgspec

from helpline.models import Conversation
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.sealing import place, seal, unseal

Held = TypeVar("Held", bound=msgspec.Struct)


class SealedColumn(Generic[Held]):
    """`column`: its name on the row. `shape`: what it holds; an empty column is an empty one."""

    column: ClassVar[str]
    shape: type[Held]

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    async def get(self, conversation: Conversation) -> Held:
        """What the row holds. KeyGone: the chat was erased."""
        sealed: bytes | None = getattr(conversation, self.column)
        if sealed is None:
            return self.shape()
        key = await self._keys.find(conversation.id)
        raw = unseal(key, sealed, place(conversation.id, self.column))
        return msgspec.json.decode(raw, type=self.shape)

    async def put(self, conversation: Conversation, held: Held) -> None:
        """On the row, which the caller's transaction writes."""
        key = await self._keys.find(conversation.id)
        sealed = seal(key, msgspec.json.encode(held), place(conversation.id, self.column))
        setattr(conversation, self.column, sealed)
