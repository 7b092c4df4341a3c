"""Somebody who refers themselves by conversation, and the cases that come of it."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from typing import Any

from tests.conversations.person import Person
from tests.stack import Stack

ASK_HOW = "safe way to reach you"


def cases(stack: Stack) -> list[dict[str, Any]]:
    """The rows of all cases, the newest last."""
    with closing(sqlite3.connect(stack.folder / "waymark.db")) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(one) for one in opened.execute("SELECT * FROM case_file ORDER BY created_at")]


class Referring:
    """Somebody who is being asked; reads each answer."""

    def __init__(self, person: Person) -> None:
        self.person = person

    async def __call__(self, said: str, *wanted: str) -> str:
        """Writes, or picks `[label]`; the answer, in which each of `wanted` must be (`-`: not)."""
        if said.startswith("["):
            await self.person.choose(said.strip("[]"))
        else:
            await self.person.say(said)
        answer = await self.person.answer("assistant", "service")
        for text in wanted:
            unwanted = text.startswith("-")
            found = text.removeprefix("-").casefold() in answer.casefold()
            assert found != unwanted, f"after {said!r}: {text!r} in {answer!r}"
        return answer

    @property
    def card(self) -> dict[str, Any]:
        """The newest form on the screen."""
        found = [
            one["card"]
            for one in self.person.entries
            if one["author"] == "service" and one.get("kind") == "referral"
        ]
        assert found, "no form is on the screen"
        card: dict[str, Any] = found[-1]
        return card

    @property
    def boxes(self) -> dict[str, str]:
        return {one["id"]: one["text"] for one in self.card["parts"] if one["text"]}

    async def at_card(self, agree: bool, **changed: str) -> str:
        """Presses one of the two buttons under the form."""
        message_id = uuid.uuid4().hex
        frame = {
            "type": "brief",
            "kind": "self_referral",
            "id": message_id,
            "parts": changed,
            "agree": agree,
            "history": False,
        }
        await self.person.send(frame)
        return await self.person.answer("service")


async def begun(person: Person, wish: str = "can someone ring me thursday after 4") -> Referring:
    talk = Referring(person)
    await person.answer()
    await talk(wish, "Would you like to begin", "Nothing goes to anyone", "-I don't send anything")
    return talk
