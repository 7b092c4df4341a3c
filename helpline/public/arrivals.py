"""Who says `hello`: a new chat, one that goes on by its token, or one that is gone back to by its
words."""

from __future__ import annotations

from typing import Any, NamedTuple

from helpline.errors import ConversationGone
from helpline.limits import Buckets
from helpline.models import Conversation
from helpline.public import frames
from helpline.public.new_chats import NewChats
from helpline.services_container import Services


class Arrived(NamedTuple):
    """An open conversation, its token where it is given now, and the seq to go on after."""

    conversation: Conversation
    token: str | None
    after: int


class Flooded(Exception):
    """A new chat has to be earned by a puzzle just now: the `challenge` frame."""

    def __init__(self, challenge: dict[str, Any]) -> None:
        super().__init__("a puzzle first")
        self.challenge = challenge


class Arrivals:
    """Answers one caller's hello. `caller` is known by address, which is never kept: only its hash,
    in memory, for the limits."""

    def __init__(
        self, services: Services, word_tries: Buckets, new_chats: NewChats, caller: str
    ) -> None:
        self._services = services
        self._word_tries = word_tries
        self._new_chats = new_chats
        self._caller = caller

    async def arrive(self, frame: frames.Hello) -> Arrived:
        """The conversation this hello opens. FrameError for one that says two things at once,
        Flooded, ConversationGone or KeyGone where there is nothing to go on with."""
        ways = (frame.token is not None, frame.words is not None)
        if all(ways) or (frame.after is not None) != (frame.token is not None):
            raise frames.FrameError("bad_frame")
        if frame.proof is not None and any(ways):
            raise frames.FrameError("bad_frame")
        if frame.token is not None:
            conversation = await self._services.conversations.resume(frame.token)
            return Arrived(conversation, None, frame.after or 0)
        if frame.words is not None:
            return await self._return(frame.words)
        return await self._begin(frame)

    async def _begin(self, frame: frames.Hello) -> Arrived:
        """A new chat. In a flood it costs a solved puzzle; whoever can't solve one still has the
        page with the numbers on it, and every chat that is open goes on."""
        if not self._new_chats.may_open(self._caller, frame.proof):
            raise Flooded(self._new_chats.challenge(self._caller))
        self._new_chats.opened(self._caller)
        opened = await self._services.conversations.open(
            frame.audience, frame.language, frame.nation
        )
        return Arrived(opened.conversation, opened.token, 0)

    async def _return(self, words: list[str] | str) -> Arrived:
        # Too many tries get what wrong words get: no oracle there either.
        if not self._word_tries.take(self._caller):
            raise ConversationGone
        listed = words.split() if isinstance(words, str) else words
        opened = await self._services.leaving.come_back(tuple(listed))
        return Arrived(opened.conversation, opened.token, opened.conversation.folded_seq)
