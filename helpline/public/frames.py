"""The frames of docs/protocol.md, as strict types: unknown fields and wrong types are refused."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import msgspec

from content.languages import Language
from helpline.access import Access, Role, allowed

FRAME_BYTES = 16 * 1024
TEXT_CHARACTERS = 4000

MessageId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Audience = Literal["adult", "young"]
Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Style = Literal["standard", "simple"]
Word = Annotated[str, msgspec.Meta(max_length=40)]
SafeWordText = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S")]


class _Frame(msgspec.Struct, tag_field="type", forbid_unknown_fields=True):
    """Every client frame names its type, and says who may send it."""

    access: ClassVar[Access]


class Hello(_Frame, tag="hello"):
    access: ClassVar[Access] = allowed(
        Role.ANYONE, Role.VISITOR, why="begins a chat, or goes on with one by its token or words"
    )

    audience: Audience
    language: Language
    nation: Nation | None = None
    token: Annotated[str, msgspec.Meta(max_length=128)] | None = None
    after: Annotated[int, msgspec.Meta(ge=0, le=2**31)] | None = None
    words: Annotated[list[Word], msgspec.Meta(max_length=12)] | (
        Annotated[str, msgspec.Meta(max_length=400)] | None
    ) = None
    proof: Annotated[str, msgspec.Meta(max_length=400)] | None = None


class Say(_Frame, tag="say"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="writes in their own chat")

    id: MessageId
    text: Annotated[str, msgspec.Meta(min_length=1)]


class Choose(_Frame, tag="choose"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="picks what their own chat offered")

    id: MessageId
    choice: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Settings(_Frame, tag="settings"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="changes how their own chat speaks")

    audience: Audience | None = None
    language: Language | None = None
    nation: Nation | None = None
    style: Style | None = None


#: `partner:7`: the seventh question of all for a yes to a partner agency.
BriefKind = Annotated[str, msgspec.Meta(pattern=r"^(?:handoff|self_referral|partner:[0-9]{1,12})$")]


class BriefAnswer(_Frame, tag="brief"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="corrects and agrees to their own brief")

    id: MessageId
    agree: bool
    history: bool
    parts: Annotated[dict[str, str], msgspec.Meta(max_length=12)]
    #: Which of the briefs this answers.
    kind: BriefKind = "handoff"


class SafeWord(_Frame, tag="safe_word"):
    access: ClassVar[Access] = allowed(
        Role.VISITOR, why="chooses a word by which they can say in their own chat that it is them"
    )

    id: MessageId
    word: SafeWordText


class StillYou(_Frame, tag="still_you"):
    access: ClassVar[Access] = allowed(
        Role.VISITOR, why="answers in their own chat whether it is still them"
    )

    id: MessageId
    #: Which question this answers, as its card has it.
    ask: MessageId
    #: None: not now.
    word: SafeWordText | None = None


class Words(_Frame, tag="words"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="asks for a way back to their own chat")


class Typing(_Frame, tag="typing"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="shows that they write in their own chat")


class Delete(_Frame, tag="delete"):
    access: ClassVar[Access] = allowed(Role.VISITOR, why="has their own chat forgotten")


class Exit(_Frame, tag="exit"):
    access: ClassVar[Access] = allowed(Role.ANYONE, Role.VISITOR, why="leaving always works")


class Ping(_Frame, tag="ping"):
    access: ClassVar[Access] = allowed(
        Role.ANYONE, Role.VISITOR, why="finds out whether the line is alive"
    )


ClientFrame = (
    Hello
    | Say
    | Choose
    | Settings
    | BriefAnswer
    | SafeWord
    | StillYou
    | Words
    | Typing
    | Delete
    | Exit
    | Ping
)
CLIENT_TYPES: dict[str, type[ClientFrame]] = {
    "hello": Hello,
    "say": Say,
    "choose": Choose,
    "settings": Settings,
    "brief": BriefAnswer,
    "safe_word": SafeWord,
    "still_you": StillYou,
    "words": Words,
    "typing": Typing,
    "delete": Delete,
    "exit": Exit,
    "ping": Ping,
}
SERVER_TYPES = (
    "welcome",
    "ack",
    "kept",
    "entry",
    "owner",
    "typing",
    "words",
    "leave",
    "fold",
    "gone",
    "error",
    "pong",
    "challenge",
)


class FrameError(Exception):
    """A frame that is not taken. `code` is one of docs/protocol.md; never carries what was sent."""

    def __init__(self, code: str, message_id: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message_id = message_id


def parse(data: str) -> ClientFrame:
    """A frame from its text; FrameError with `bad_json`, `unknown_type`, `too_long` or
    `bad_frame`.
    """
    try:
        raw: Any = msgspec.json.decode(data.encode("utf-8"))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise FrameError("bad_json") from error
    if not isinstance(raw, dict):
        raise FrameError("bad_frame")
    kind = CLIENT_TYPES.get(raw["type"]) if isinstance(raw.get("type"), str) else None
    if kind is None:
        raise FrameError("unknown_type")
    raw_id = raw.get("id")
    message_id = raw_id if isinstance(raw_id, str) and len(raw_id) <= 64 else None
    text = raw.get("text")
    if kind is Say and isinstance(text, str) and len(text) > TEXT_CHARACTERS:
        raise FrameError("too_long", message_id)
    try:
        frame = msgspec.convert(raw, type=kind, strict=True)
    except msgspec.ValidationError as error:
        raise FrameError("bad_frame", message_id) from error
    if isinstance(frame, Say) and not frame.text.strip():
        raise FrameError("bad_frame", message_id)
    return frame
