"""Frames that are not taken: each error code, and a socket that stays open after it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from helpline.public.refusals import MESSAGES
from tests.support import Helpline

HELLO: dict[str, Any] = {"type": "hello", "audience": "adult", "language": "en"}
WORDS = ["abandon"] * 6

BAD_HELLOS = [
    {**HELLO, "audience": "child"},
    {**HELLO, "language": "fr"},
    {**HELLO, "nation": "ireland"},
    {**HELLO, "token": "x"},
    {**HELLO, "after": 3},
    {**HELLO, "token": "x", "after": 0, "words": WORDS},
    {**HELLO, "token": "x", "after": -1},
    {**HELLO, "token": "x", "after": "0"},
    {**HELLO, "token": "x" * 129, "after": 0},
    {**HELLO, "words": ["x" * 41]},
    {**HELLO, "words": ["x"] * 13},
    {**HELLO, "cookie": "x"},
    {"type": "hello", "audience": "adult"},
    {"type": "hello", "language": "en"},
]
BAD_FRAMES = [
    {"type": "say", "id": "a"},
    {"type": "say", "text": "no id"},
    {"type": "say", "id": "", "text": "empty id"},
    {"type": "say", "id": "a" * 65, "text": "long id"},
    {"type": "say", "id": 1, "text": "number"},
    {"type": "say", "id": "a", "text": 1},
    {"type": "say", "id": "a", "text": ""},
    {"type": "say", "id": "a", "text": "  \n "},
    {"type": "say", "id": "a", "text": "hello", "author": "worker"},
    {"type": "choose", "id": "a"},
    {"type": "choose", "id": "a", "choice": "1-0-000000000000"},
    {"type": "choose", "id": "a", "choice": "/immediate_danger"},
    {"type": "choose", "id": "a", "choice": ""},
    {"type": "settings"},
    {"type": "settings", "style": "loud"},
    {"type": "settings", "owner": "worker"},
    {"type": "brief", "id": "a", "agree": "yes", "history": False, "parts": {}},
    {"type": "brief", "id": "a", "agree": True, "parts": {}},
    {"type": "brief", "id": "a", "agree": True, "history": False, "parts": {"happening": 1}},
    {"type": "typing", "text": "never"},
    {"type": "words", "words": WORDS},
    {"type": "exit", "token": "x"},
    {"type": "ping", "at": 1},
    HELLO,
]


async def _still_open(visitor: Any) -> None:
    await visitor.pong()


@pytest.mark.parametrize("text", ["", "{", "nul", '{"type": "ping"', "[1,]", '"\\ud800"x', "\x00"])
async def test_broken_json_is_an_error_and_the_socket_stays_open(
    helpline: Helpline, text: str
) -> None:
    visitor = await helpline.connect()
    await visitor.socket.send_str(text)
    assert (await visitor.receive())["code"] == "bad_json"
    await _still_open(visitor)


async def test_what_is_json_but_no_frame(helpline: Helpline) -> None:
    visitor = await helpline.connect()
    for text in ("[]", "1", "null", '"hello"', "true"):
        await visitor.socket.send_str(text)
        assert (await visitor.receive())["code"] == "bad_frame"
    for text in ("{}", '{"type": 1}', '{"type": null}', '{"type": "HELLO"}', '{"type": ["say"]}'):
        await visitor.socket.send_str(text)
        assert (await visitor.receive())["code"] == "unknown_type"
    await visitor.socket.send_str("[" * 8000 + "]" * 8000)
    assert (await visitor.receive())["code"] in {"bad_json", "bad_frame"}
    await _still_open(visitor)


async def test_a_binary_frame_is_an_error_and_the_socket_stays_open(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.socket.send_bytes(b'{"type": "ping"}')
    assert (await visitor.next("error"))["code"] == "bad_frame"
    await _still_open(visitor)


async def test_a_hello_with_wrong_fields_opens_nothing(helpline: Helpline) -> None:
    visitor = await helpline.connect()
    for hello in BAD_HELLOS:
        await visitor.socket.send_str(json.dumps(hello))
        assert (await visitor.receive()).get("code") == "bad_frame", hello
    await visitor.send("say", id="a", text="is anyone there")
    assert (await visitor.receive())["code"] == "not_open"


async def test_wrong_and_unknown_fields_are_refused_and_nothing_is_kept(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    before = await helpline.lines(await helpline.id_of(visitor))
    for frame in BAD_FRAMES:
        await visitor.socket.send_str(json.dumps(frame))
        error = await visitor.next("error")
        assert error["code"] == "bad_frame", frame
        assert set(error) <= {"type", "code", "message", "id"}
    await _still_open(visitor)
    assert await helpline.lines(await helpline.id_of(visitor)) == before


async def test_before_hello_everything_but_ping_and_exit_is_not_open(helpline: Helpline) -> None:
    visitor = await helpline.connect()
    for frame in (
        {"type": "say", "id": "a", "text": "hello"},
        {"type": "choose", "id": "a", "choice": "1-0-000000000000"},
        {"type": "settings", "style": "simple"},
        {"type": "brief", "id": "a", "agree": True, "history": False, "parts": {}},
        {"type": "words"},
        {"type": "typing"},
        {"type": "delete"},
    ):
        await visitor.socket.send_str(json.dumps(frame))
        error = await visitor.receive()
        assert error["code"] == "not_open", frame
        assert error.get("id") == frame.get("id")


async def test_a_brief_that_was_never_offered_is_not_open(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.send("brief", id="a", agree=True, history=True, parts={"happening": "x"})
    error = await visitor.next("error")
    assert (error["code"], error["id"]) == ("not_open", "a")


async def test_4000_characters_are_taken_and_one_more_is_too_long(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.say("🚒" * 4000, "fits")
    await visitor.send("say", id="long", text="a" * 4001)
    error = await visitor.next("error")
    assert (error["code"], error["id"]) == ("too_long", "long")
    assert (await visitor.had("entry", author="visitor"))["text"] == "🚒" * 4000


async def test_more_than_16_kib_closes_the_socket_with_1009(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.send("say", id="huge", text="a" * 17_000)
    assert await visitor.closed() == 1009


async def test_faster_than_the_allowed_rate_is_too_fast(
    start: Callable[..., Awaitable[Helpline]],
) -> None:
    helpline = await start(frames_per_second=2.0)
    visitor = await helpline.connect()
    for _ in range(12):
        await visitor.send("ping")
    frames = [await visitor.receive() for _ in range(12)]
    assert [frame["type"] for frame in frames[:6]] == ["pong"] * 6
    assert "too_fast" in {frame.get("code") for frame in frames[6:]}


async def test_lone_surrogates_and_control_characters_do_no_harm(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    for index, text in enumerate(
        ("\ud800", "a\udfffb", "\x00\x07\u202ehello", "\ufffe", "👩🏽‍🚒" * 300)
    ):
        said = {"type": "say", "id": f"s{index}", "text": text}
        await visitor.socket.send_str(json.dumps(said))
        while (frame := await visitor.receive())["type"] not in {"ack", "error"}:
            pass
        assert frame["type"] == "ack" or frame["code"] in {"bad_json", "bad_frame"}
    await visitor.socket.send_str('{"type":"hello","audience":"adult","language":"en",'
                                  '"token":"\\ud800","after":0}')  # fmt: skip
    assert (await visitor.next("error"))["code"] in {"bad_json", "bad_frame"}
    await helpline.settled()
    await _still_open(visitor)


async def test_every_error_code_of_the_protocol_has_a_message() -> None:
    assert set(MESSAGES) == {
        "bad_json",
        "bad_frame",
        "unknown_type",
        "too_long",
        "too_fast",
        "not_open",
        "busy",
    }
