"""Wrong, expired and never-issued are one: the same work, the same answer. Not only what is said is
compared but what is done for it, statement by statement.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import event

from helpline.models import now
from helpline.services.keys.key_store import KeyStore
from tests.support import Helpline

_NEVER = "A" * 43
_NEVER_WORDS = ["abandon", "ability", "able", "about", "above", "absent"]


class Work:
    """What was done meanwhile."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.hashes = 0
        self.keys = 0

    @property
    def done(self) -> tuple[tuple[str, ...], int, int]:
        return tuple(self.statements), self.hashes, self.keys


@contextmanager
def watching(helpline: Helpline, by: asyncio.Task[Any] | None = None) -> Iterator[Work]:
    """Counts statements, hashes (HMAC and SHA-256) and looks into the key store. `by`: statements
    of this task only, where open pages look into the database of their own accord meanwhile."""
    work = Work()

    def executed(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if by is None or asyncio.current_task() is by:
            work.statements.append(statement)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            work.hashes += 1
            return real(*given, **named)

        return call

    find = KeyStore.find

    async def looked(self: KeyStore, name: str) -> bytes:
        work.keys += 1
        return await find(self, name)

    databases = (helpline.services.database, helpline.services.keys._database)
    engines = {engine for one in databases for engine in (one._writer, one._reader)}
    for engine in engines:
        event.listen(engine.sync_engine, "before_cursor_execute", executed)
    try:
        with (
            mock.patch.object(hmac, "new", counted(hmac.new)),
            mock.patch.object(hashlib, "sha256", counted(hashlib.sha256)),
            mock.patch.object(KeyStore, "find", looked),
        ):
            yield work
    finally:
        for engine in engines:
            event.remove(engine.sync_engine, "before_cursor_execute", executed)


async def _tokens(helpline: Helpline) -> dict[str, str]:
    """One of each kind that opens nothing."""
    left = await helpline.visitor()
    await left.send("exit")
    await left.closed()

    erased = await helpline.visitor()
    await erased.send("delete")
    await erased.next("gone")

    kept = await helpline.visitor()
    await kept.send("words")
    await kept.next("words")
    await kept.send("exit")
    await kept.closed()
    await erased.socket.close()
    return {
        "never issued": _NEVER,
        "left": left.token,
        "erased": erased.token,
        "left, with words that still work": kept.token,
        "almost right": left.token[:-1] + ("A" if left.token[-1] != "A" else "B"),
        "another form": "x",
    }


async def _words(helpline: Helpline) -> dict[str, list[str]]:
    async def given(visitor: Any) -> list[str]:
        await visitor.send("words")
        words: list[str] = (await visitor.next("words"))["words"]
        return words

    replaced = await helpline.visitor()
    first = await given(replaced)
    await given(replaced)

    expired = await helpline.visitor()
    late = await given(expired)
    conversation = await helpline.id_of(expired)
    await helpline.set(conversation, words_until=now() - timedelta(seconds=1))

    erased = await helpline.visitor()
    gone = await given(erased)
    await erased.send("delete")
    await erased.next("gone")
    # Nobody listens meanwhile: an open socket looks for news now and then.
    for visitor in (replaced, expired, erased):
        await visitor.socket.close()
    return {
        "never issued": _NEVER_WORDS,
        "replaced": first,
        "expired": late,
        "erased": gone,
    }


async def _all_alike(
    helpline: Helpline, kinds: dict[str, Any], ask: Callable[[Any], Awaitable[Any]]
) -> None:
    answers, works = {}, {}
    # A caller's first try makes their bucket for the limits; here it is the second and later ones.
    await ask(next(iter(kinds.values())))
    for name, one in kinds.items():
        await helpline.settled()
        with watching(helpline) as work:
            answers[name] = await ask(one)
        works[name] = work.done
    first = next(iter(kinds))
    assert {n: a for n, a in answers.items() if a != answers[first]} == {}
    assert {n: w for n, w in works.items() if w != works[first]} == {}
    statements, hashes, _ = works[first]
    assert statements
    assert hashes


async def test_tokens_that_open_nothing_are_all_alike(helpline: Helpline) -> None:
    async def ask(token: str) -> str:
        socket = await helpline.connect()
        await socket.send("hello", audience="adult", language="en", token=token, after=0)
        return str((await socket.socket.receive()).data)

    await _all_alike(helpline, await _tokens(helpline), ask)


async def test_words_that_open_nothing_are_all_alike(helpline: Helpline) -> None:
    async def ask(words: list[str]) -> str:
        socket = await helpline.connect()
        await socket.send("hello", audience="adult", language="en", words=words)
        return str((await socket.socket.receive()).data)

    await _all_alike(helpline, await _words(helpline), ask)


@pytest.mark.parametrize("shape", ["{}", '{{"token": "{}"}}'])
async def test_the_exit_beacon_is_no_oracle_either(helpline: Helpline, shape: str) -> None:
    async def ask(token: str) -> tuple[int, list[tuple[str, str]], bytes]:
        answer = await helpline.client.post("/exit", data=shape.format(token).encode())
        headers = sorted((n, v) for n, v in answer.headers.items() if n != "Date")
        return answer.status, headers, await answer.read()

    await _all_alike(helpline, await _tokens(helpline), ask)


async def test_the_beacon_says_the_same_to_a_right_token(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    said = []
    for token in (visitor.token, _NEVER):
        answer = await helpline.client.post("/exit", data=token.encode())
        headers = sorted((n, v) for n, v in answer.headers.items() if n != "Date")
        said.append((answer.status, headers, await answer.read()))
    assert said[0] == said[1]
