"""What comes over the desk's socket is taken as the protocol says, or refused and survived."""

import json
from typing import Any

from aiohttp import WSMsgType
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.desk import frames
from helpline.desk.frames import FrameError
from tests.desk.desks import Desk, desk_on

REFUSED = (
    ("", "bad_json"),
    ("{", "bad_json"),
    ('{"type": "ping"} x', "bad_json"),
    ("[" * 8000, "bad_json"),
    ("[]", "bad_frame"),
    ("7", "bad_frame"),
    ("{}", "unknown_type"),
    ('{"type": 7}', "unknown_type"),
    ('{"type": "hello"}', "unknown_type"),
    ('{"type": "ping", "more": 1}', "bad_frame"),
    ('{"type": "available", "on": 1}', "bad_frame"),
    ('{"type": "available"}', "bad_frame"),
    ('{"type": "take", "conversation": ""}', "bad_frame"),
    ('{"type": "open", "conversation": "x", "after": -1}', "bad_frame"),
    ('{"type": "open", "conversation": "x", "after": "1"}', "bad_frame"),
    ('{"type": "say", "conversation": "x", "id": "1", "text": "  "}', "bad_frame"),
    ('{"type": "close", "conversation": "x", "outcome": "bored"}', "bad_frame"),
    ('{"type": "review", "alert": "x", "action": "ignored"}', "bad_frame"),
    ('{"type": "take", "conversation": "no-such-chat"}', "not_found"),
    ('{"type": "open", "conversation": "no-such-chat", "after": 0}', "not_found"),
    ('{"type": "hand_back", "conversation": "no-such-chat"}', "not_found"),
    ('{"type": "close", "conversation": "no-such-chat", "outcome": "other"}', "not_found"),
    ('{"type": "review", "alert": "no-such-alert", "action": "false_alarm"}', "not_found"),
    ('{"type": "typing", "conversation": "no-such-chat"}', "not_yours"),
)


async def test_a_frame_that_is_not_right_is_refused_and_the_desk_goes_on(desk: Desk) -> None:
    page = await desk.page()
    for sent, code in REFUSED:
        await page.socket.send_str(sent)
        refused = await page.next("error")
        assert refused["code"] == code, sent
        assert refused["message"]
    await page.pong()


async def test_a_binary_frame_is_refused(desk: Desk) -> None:
    page = await desk.page()
    await page.socket.send_bytes(b'{"type": "ping"}')
    assert (await page.next("error"))["code"] == "bad_frame"


async def test_an_oversized_frame_ends_the_socket(desk: Desk) -> None:
    page = await desk.page()
    await page.socket.send_str('{"type": "ping"' + " " * frames.FRAME_BYTES + "}")
    assert await page.closed() == 1009


async def test_a_text_that_is_too_long_is_refused_with_its_id(desk: Desk) -> None:
    page = await desk.page()
    await page.send("say", conversation="x", id="m1", text="é" * 4001)
    refused = await page.next("error")
    assert (refused["code"], refused["id"], refused["conversation"]) == ("too_long", "m1", "x")


async def test_too_many_frames_at_once_are_refused_not_kept(tmp_path: Any) -> None:
    async with desk_on(tmp_path, frames_per_second=1.0) as desk:
        page = await desk.page()
        for _ in range(5):
            await page.send("ping")
        assert (await page.next("error"))["code"] == "too_fast"


async def test_a_client_that_talks_another_protocol_is_not_answered_in_ours(desk: Desk) -> None:
    page = await desk.page()
    assert page.socket.protocol == "waymark.desk.v1"
    await page.socket.close()
    assert (await page.socket.receive()).type is WSMsgType.CLOSED


NAMED = {"bad_json", "bad_frame", "unknown_type", "too_long"}


def taken(data: str) -> str:
    """The type of the frame, or the code it is refused with."""
    try:
        frame = frames.parse(data)
    except FrameError as error:
        return error.code
    return next(name for name, kind in frames.DESK_TYPES.items() if kind is type(frame))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "conversation", "id", "text", "on", "after", "note", "x"]),
            inner | st.sampled_from(list(frames.DESK_TYPES)),
            max_size=5,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(_json)
def test_whatever_comes_is_a_frame_or_a_named_refusal(raw: Any) -> None:
    assert taken(json.dumps(raw)) in {*frames.DESK_TYPES, *NAMED}


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_whatever_text_comes_is_refused_by_name(text: str) -> None:
    assert taken(text) in NAMED
