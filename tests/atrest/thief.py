"""Helpers: files as a thief or a backup tool takes them, and a visitor in danger."""

import base64
import shutil
from pathlib import Path

from tests.support import Helpline
from tests.visitor import Visitor


def copied(source: Path, target: Path, *names: str) -> None:
    """Copies databases as a tool would that knows nothing of them: files with their logs."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        for suffix in ("", "-wal", "-shm"):
            (target / f"{name}{suffix}").unlink(missing_ok=True)
            if (source / f"{name}{suffix}").exists():
                shutil.copy(source / f"{name}{suffix}", target / f"{name}{suffix}")


def spellings(word: str) -> list[bytes]:
    """A word's bytes in the encodings it may lie in, also within base64 at each of its offsets."""
    plain = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    inner = []
    for raw in plain:
        for offset in range(3):
            coded = base64.b64encode(bytes(offset) + raw)
            # What the neighbours of the word decide is left out at both ends.
            inner.append(coded[4 if offset else 0 : -4])
    return [*plain, *(one for one in inner if one), word.encode().hex().encode()]


def found(word: str, *files: Path) -> list[str]:
    """The files that hold the word in any of its spellings."""
    return [
        file.name
        for file in files
        if any(spelling in file.read_bytes() for spelling in spellings(word))
    ]


async def danger(helpline: Helpline, words: str) -> tuple[Visitor, str, str]:
    """A visitor who is in danger and says so with these words; the conversation's and the alert's
    id."""
    visitor = await helpline.visitor()
    await visitor.say(f"he is outside my door right now with a knife. {words}")
    await helpline.settled()
    conversation_id = await helpline.id_of(visitor)
    alert = next(
        one
        for one in await helpline.alerts()
        if one.conversation_id == conversation_id and one.kind == "immediate_danger"
    )
    return visitor, conversation_id, alert.id
