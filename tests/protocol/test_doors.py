"""Who may open a socket, what every response carries, and the doors beside the socket."""

import aiohttp
import pytest

from tests.support import ORIGIN, Helpline


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "https://evil.example",
        "http://chat.example.org",
        "https://chat.example.org:444",
        "https://chat.example.org.evil.example",
        "https://CHAT.example.org/",
    ],
)
async def test_another_site_or_none_at_all_cannot_open_a_socket(
    helpline: Helpline, origin: str | None
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await helpline.connect(origin)
    assert refused.value.status == 403


async def test_the_own_origin_gets_the_protocol_and_no_compression(helpline: Helpline) -> None:
    visitor = await helpline.connect(ORIGIN)
    assert visitor.socket.protocol == "waymark.v1"
    assert not visitor.socket.compress


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/frame"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/nowhere"),
        ("GET", "/assets/none.js"),
        ("GET", "/assets/..%2f..%2fhelpline%2fconfig.py"),
        ("GET", "/chat"),
        ("PUT", "/exit"),
        ("POST", "/exit"),
    ],
)
async def test_every_response_carries_the_headers(
    helpline: Helpline, method: str, path: str
) -> None:
    response = await helpline.client.request(method, path)
    headers = response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Server"] == "waymark"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert "Set-Cookie" not in headers
    assert "aiohttp" not in str(headers).lower()


async def test_pages_that_are_not_built_say_so_plainly(helpline: Helpline) -> None:
    response = await helpline.client.get("/")
    assert response.status == 503
    assert await response.text() == "The pages are not built: run `make setup`."


async def test_alive_and_ready(helpline: Helpline) -> None:
    alive = await helpline.client.get("/healthz")
    assert (alive.status, await alive.json()) == (200, {"alive": True})
    ready = await helpline.client.get("/readyz")
    assert (ready.status, await ready.json()) == (200, {"assistant": True, "database": True})


async def test_ready_says_which_part_is_missing(helpline: Helpline) -> None:
    await helpline.engine.stop()
    ready = await helpline.client.get("/readyz")
    assert (ready.status, await ready.json()) == (503, {"assistant": False, "database": True})
    assert (await helpline.client.get("/healthz")).status == 200


@pytest.mark.parametrize("shape", ["plain", "json"])
async def test_the_exit_beacon_ends_the_chat(helpline: Helpline, shape: str) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    body = visitor.token if shape == "plain" else f'{{"token": "{visitor.token}"}}'
    response = await helpline.client.post("/exit", data=body.encode())
    assert response.status == 204
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    await visitor.next("gone")
    assert await helpline.row(conversation_id) is None


async def test_the_exit_beacon_answers_alike_whatever_it_carries(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    answers = set()
    for body in (
        visitor.token.encode(),
        visitor.token.encode(),
        b"never-issued",
        b"",
        b"{",
        b'{"token": 1}',
        b'{"token": "never-issued"}',
        b"\xff\xfe\x00",
        b"x" * 5000,
    ):
        response = await helpline.client.post("/exit", data=body)
        kept = {name: value for name, value in response.headers.items() if name != "Date"}
        answers.add((response.status, tuple(sorted(kept.items())), await response.read()))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 204
