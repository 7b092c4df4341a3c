"""Whatever a client sends, in whatever order, each frame gets one answer of the protocol, the log
keeps each message once and in order, and the helpline goes on."""

import asyncio
import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.languages import LANGUAGES
from helpline.public import frames
from helpline.public.socket import NEW_CHATS
from helpline.services.turns.reading import Reads
from tests.support import Helpline, running
from tests.visitor import Closed, Visitor

IDS = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
HELLO = st.fixed_dictionaries(
    {"audience": st.sampled_from(["adult", "young"]), "language": st.sampled_from(LANGUAGES)}
)
FRAMES = st.one_of(
    st.tuples(st.just("hello"), HELLO),
    st.tuples(st.just("say"), st.fixed_dictionaries({"id": IDS, "text": TEXTS})),
    st.tuples(st.just("choose"), st.fixed_dictionaries({"id": IDS, "choice": TEXTS})),
    st.tuples(st.just("settings"), st.fixed_dictionaries({"style": st.just("simple")})),
    st.tuples(
        st.just("brief"),
        st.fixed_dictionaries(
            {"id": IDS, "agree": st.booleans(), "history": st.booleans(), "parts": st.just({})}
        ),
    ),
    st.tuples(st.sampled_from(["words", "typing", "delete", "ping"]), st.just({})),
    st.tuples(st.text(max_size=8), st.dictionaries(st.text(max_size=5), st.integers())),
)
JUNK = st.one_of(
    st.text(max_size=40),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    ).map(json.dumps),
    st.binary(max_size=30),
)
ANSWERED_BY = {
    "hello": {"welcome", "gone"},
    "say": {"ack"},
    "choose": {"ack"},
    "brief": {"ack"},
    "words": {"words"},
    "delete": {"gone"},
    "ping": {"pong"},
}
CODES = {"bad_json", "bad_frame", "unknown_type", "too_long", "not_open"}


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """A loop that outlives one example."""
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="module")
def open_helpline(
    runner: asyncio.Runner, reads: Reads, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Helpline]:
    """One helpline for all examples; each talks as a visitor of its own."""
    folder: Path = tmp_path_factory.mktemp("any-order")
    stack = contextlib.AsyncExitStack()
    yield runner.run(stack.enter_async_context(running(folder, reads, always_on_shift=False)))
    runner.run(stack.aclose())


async def _fresh(helpline: Helpline) -> Visitor:
    # All examples come from one address; the limit on new chats has a test of its own.
    app = helpline.client.app
    assert app is not None
    app[NEW_CHATS].may_open = lambda _caller, _proof: True  # type: ignore[method-assign]
    return await helpline.connect()


async def _send_all(helpline: Helpline, sent: list[tuple[str, dict[str, Any]]]) -> None:
    visitor = await _fresh(helpline)
    acked: dict[str, int] = {}
    for kind, fields in sent:
        await visitor.send(kind, **fields)
        wanted = ANSWERED_BY.get(kind, set())
        if kind in {"settings", "typing"}:
            # These have no answer of their own where all is well.
            await visitor.send("ping")
            wanted = {"pong"}
        while (frame := await visitor.receive())["type"] not in {*wanted, "error"}:
            assert frame["type"] in frames.SERVER_TYPES
        if frame["type"] == "error":
            assert frame["code"] in CODES
            if wanted == {"pong"} and kind != "ping":
                await visitor.next("pong")
        if frame["type"] == "ack":
            assert acked.setdefault(frame["id"], frame["seq"]) == frame["seq"]
        if frame["type"] == "gone":
            acked.clear()
    if visitor.token and not any(kind == "delete" for kind, _ in sent):
        seqs = [entry["seq"] for entry in visitor.entries]
        assert seqs == sorted(set(seqs))
    await visitor.send("ping")
    await visitor.next("pong")
    await visitor.socket.close()


@settings(max_examples=40)
@given(sent=st.lists(FRAMES, max_size=12))
def test_any_frames_in_any_order_are_answered_each_once(
    runner: asyncio.Runner, open_helpline: Helpline, sent: list[tuple[str, dict[str, Any]]]
) -> None:
    runner.run(_send_all(open_helpline, sent))


async def _send_junk(helpline: Helpline, sent: list[str | bytes]) -> None:
    visitor = await _fresh(helpline)
    for item in sent:
        if isinstance(item, bytes):
            await visitor.socket.send_bytes(item)
        else:
            await visitor.socket.send_str(item)
        frame = await visitor.receive()
        assert frame["type"] == "error"
        assert frame["code"] in CODES
        assert set(frame) <= {"type", "code", "message", "id"}
    await visitor.pong()
    await visitor.socket.close()


@settings(max_examples=40)
@given(sent=st.lists(JUNK, max_size=10))
def test_no_junk_closes_the_socket_or_opens_anything(
    runner: asyncio.Runner, open_helpline: Helpline, sent: list[str | bytes]
) -> None:
    runner.run(_send_junk(open_helpline, sent))


async def _repeat(helpline: Helpline, ids: list[str]) -> None:
    visitor = await _fresh(helpline)
    await visitor.hello()
    seqs: dict[str, int] = {}
    for number, message_id in enumerate(ids):
        ack = await visitor.say(f"message {number}", message_id)
        assert seqs.setdefault(message_id, ack["seq"]) == ack["seq"]
    lines = await helpline.lines(await helpline.id_of(visitor))
    said = [line for line in lines if line.author == "visitor"]
    assert [line.seq for line in said] == sorted(seqs.values())
    assert [line.body.text for line in said] == [
        f"message {ids.index(message_id)}" for message_id in dict.fromkeys(ids)
    ]
    await visitor.socket.close()


@settings(max_examples=15)
@given(ids=st.lists(IDS, min_size=1, max_size=12))
def test_repeated_ids_are_kept_once_with_their_first_words(
    runner: asyncio.Runner, open_helpline: Helpline, ids: list[str]
) -> None:
    runner.run(_repeat(open_helpline, ids))


async def _resume(helpline: Helpline, cuts: list[int]) -> None:
    visitor = await _fresh(helpline)
    await visitor.hello()
    token, had = visitor.token, [entry["seq"] for entry in visitor.entries]
    for number, cut in enumerate(cuts):
        await visitor.say(f"part {number}", f"p{number}")
        for _ in range(cut):
            with contextlib.suppress(Closed):
                await visitor.pong()
        had += [entry["seq"] for entry in visitor.entries if entry["seq"] not in had]
        await visitor.socket.close()
        visitor = await helpline.connect()
        await visitor.hello(token=token, after=max(had, default=0))
    await helpline.settled()
    lines = await helpline.lines(await helpline.id_of(visitor))
    entries = await visitor.upto(lines[-1].seq) if had[-1:] != [lines[-1].seq] else []
    assert had + [entry["seq"] for entry in entries] == [line.seq for line in lines]
    await visitor.socket.close()


@settings(max_examples=15)
@given(cuts=st.lists(st.integers(0, 4), min_size=1, max_size=5))
def test_cut_off_at_any_moment_and_resumed_each_entry_comes_once_in_order(
    runner: asyncio.Runner, open_helpline: Helpline, cuts: list[int]
) -> None:
    runner.run(_resume(open_helpline, cuts))
