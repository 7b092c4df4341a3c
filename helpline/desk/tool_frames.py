"""The frames of a worker's tools in a chat: cards, notes, whispers, pauses, and passing it on."""

from __future__ import annotations

from typing import ClassVar

from helpline.access import Access, Role, allowed
from helpline.desk.frame_base import Frame, Id


class SendCard(Frame, tag="send_card"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="shows a service of the directory in a chat that is theirs"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    id: Id
    # A service's name in data/directory/services.yml.
    ref: Id


class Note(Frame, tag="note"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="notes something on a chat that is theirs, for colleagues"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    id: Id
    text: str


class Whisper(Frame, tag="whisper"):
    access: ClassVar[Access] = allowed(
        Role.WORKER,
        Role.LEAD,
        why="a lead writes to the worker of any chat, that worker to the leads; no visitor sees it",
    )

    conversation: Id
    id: Id
    text: str


class Hand(Frame, tag="hand"):
    access: ClassVar[Access] = allowed(
        Role.WORKER,
        Role.LEAD,
        why="asks the leads for help with a chat that is theirs; a lead may answer it",
    )

    conversation: Id
    on: bool


class Pause(Frame, tag="pause"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="needs a few minutes in a chat that is theirs"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id


class Offer(Frame, tag="offer"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="asks a colleague to take over a chat that is theirs"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    id: Id
    # A colleague's id, as the board has it.
    to: Id
    note: str | None = None


class Accept(Frame, tag="accept"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="takes over a chat, where its worker has asked them"
    )

    conversation: Id


class OfferOver(Frame, tag="offer_over"):
    access: ClassVar[Access] = allowed(
        Role.WORKER,
        Role.LEAD,
        why="declines what a colleague asked of them, or withdraws what they asked",
    )

    conversation: Id


class PassOn(Frame, tag="pass_on"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="lets go of a chat that is theirs, to the front of the queue"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    id: Id
    # The colleague for whom it is kept a moment; left out: whoever is first.
    to: Id | None = None
    note: str | None = None


class AskStillYou(Frame, tag="ask_still_you"):
    access: ClassVar[Access] = allowed(
        Role.WORKER, Role.LEAD, why="asks in a chat that is theirs whether it is still the visitor"
    )
    own_chat: ClassVar[bool] = True

    conversation: Id
    id: Id


ToolFrame = (
    SendCard | Note | Whisper | Hand | Pause | Offer | Accept | OfferOver | PassOn | AskStillYou
)
TOOL_TYPES: dict[str, type[ToolFrame]] = {
    "send_card": SendCard,
    "note": Note,
    "whisper": Whisper,
    "hand": Hand,
    "pause": Pause,
    "offer": Offer,
    "accept": Accept,
    "offer_over": OfferOver,
    "pass_on": PassOn,
    "ask_still_you": AskStillYou,
}
