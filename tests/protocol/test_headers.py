"""On the wire: every response of every face carries the table, exactly, and nothing besides what
HTTP itself needs. Raw sockets, because a client library would not send what is sent here.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from helpline.actions_door import make_actions_app
from helpline.desk.app import make_desk_app
from helpline.faces import listening
from helpline.headers import HEADERS, PUBLIC_ROUTES
from helpline.public.app import make_public_app
from tests.support import ORIGIN, Helpline
from tests.visitor import PATIENCE

DESK_ORIGIN = "https://desk.example.org"
_CANARY = b"canaryofthewire"

# What HTTP and the upgrade need; no other header may come.
_HTTP = {
    "allow", "connection", "content-length", "content-type", "date", "sec-websocket-accept",
    "sec-websocket-protocol", "upgrade",
}  # fmt: skip
_UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


class Face:
    """A face on a port of its own, and its table."""

    def __init__(self, port: int, table: dict[str, str]) -> None:
        self.port = port
        self.table = table

    async def says(self, sent: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers as they came, and the bytes after them, to these bytes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(sent)
                await writer.drain()
                head = await reader.readuntil(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                headers = [
                    (name, value.strip())
                    for name, _, value in (line.partition(":") for line in lines[1:] if line)
                ]
                length = int({n.lower(): v for n, v in headers}.get("content-length", "0"))
                is_head = sent.startswith(b"HEAD ")
                body = b"" if is_head else await reader.readexactly(length)
                return int(lines[0].split()[1]), headers, body
        finally:
            writer.close()


@pytest.fixture
async def faces(start, tmp_path: Path) -> AsyncIterator[dict[str, Face]]:  # type: ignore[no-untyped-def]
    """The three faces of one helpline, as `serve` puts them on their ports."""
    for part in ("widget", "desk"):
        built = tmp_path / "web" / part / "dist"
        (built / "assets").mkdir(parents=True)
        (built / "index.html").write_text("<!doctype html><title>x</title>")
        (built / "waymark.js").write_text("export {}")
        (built / "assets" / "a1.js").write_text("export {}")
    helpline: Helpline = await start(web_dir=tmp_path / "web", desk_origin=DESK_ORIGIN)
    services = helpline.services
    apps = {
        "public": make_public_app(services),
        "desk": make_desk_app(services),
        "actions": make_actions_app(services),
    }

    async def breaks() -> bool:
        raise RuntimeError(_CANARY.decode())

    services.assistant.alive = breaks  # type: ignore[method-assign]
    async with AsyncExitStack() as stack:
        yield {
            name: Face(
                await stack.enter_async_context(listening(app, "127.0.0.1", 0)), app[HEADERS]
            )
            for name, app in apps.items()
        }


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{line} HTTP/1.1", "Host: x", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def exactly(face: Face, headers: list[tuple[str, str]], route: str = "") -> None:
    """The table and the route's own, each once, and nothing else."""
    wanted = face.table | PUBLIC_ROUTES.get(route, {})
    came = [(name, value) for name, value in headers if name.lower() not in _HTTP]
    assert sorted(came) == sorted(wanted.items())


async def test_what_is_served_refused_and_broken_carries_the_table(faces: dict[str, Face]) -> None:
    sign_in = ("Content-Type: application/json", f"Origin: {DESK_ORIGIN}")
    cases = [
        ("public", request("GET /"), 200, ""),
        ("public", request("HEAD /"), 200, ""),
        ("public", request("GET /frame"), 200, "/frame"),
        ("public", request("GET /waymark.js"), 200, "/waymark.js"),
        ("public", request("GET /assets/a1.js"), 200, ""),
        ("public", request("HEAD /assets/a1.js"), 200, ""),
        ("public", request("GET /assets/none.js"), 404, ""),
        ("public", request("GET /assets/..%2f..%2fx"), 404, ""),
        ("public", request("GET /nowhere?q=canaryofthewire"), 404, ""),
        ("public", request("PUT /exit"), 405, ""),
        ("public", request("POST /exit", body=b"never-issued"), 204, "/exit"),
        ("public", request("GET /chat"), 403, ""),
        ("public", request("GET /chat", f"Origin: {ORIGIN}"), 400, ""),
        ("public", request("GET /healthz"), 200, ""),
        ("public", request("GET /readyz", "Accept: text/html"), 500, ""),
        ("public", request("GET /", "Expect: canaryofthewire"), 417, ""),
        ("public", request("OPTIONS /"), 405, ""),
        ("desk", request("GET /"), 200, ""),
        ("desk", request("HEAD /"), 200, ""),
        ("desk", request("GET /assets/a1.js"), 200, ""),
        ("desk", request("GET /api/none"), 404, ""),
        ("desk", request("GET /api/me"), 401, ""),
        ("desk", request("DELETE /api/me"), 405, ""),
        ("desk", request("POST /api/sign-in"), 403, ""),
        ("desk", request("POST /api/sign-in", *sign_in, body=b"{}"), 400, ""),
        ("desk", request("POST /api/sign-in", *sign_in, body=b"x" * 20_000), 413, ""),
        ("desk", request("GET /desk", f"Origin: {DESK_ORIGIN}"), 401, ""),
        ("desk", request("GET /readyz"), 500, ""),
        ("actions", request("POST /webhook", body=b"{}"), 401, ""),
        ("actions", request("GET /webhook"), 405, ""),
        ("actions", request("GET /metrics"), 200, ""),
        ("actions", request("GET /none"), 404, ""),
        ("actions", request("GET /readyz"), 500, ""),
    ]
    for name, sent, status, route in cases:
        came, headers, body = await faces[name].says(sent)
        assert came == status, (name, sent[:60])
        exactly(faces[name], headers, route)
        assert _CANARY not in body


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + _CANARY + b"\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"G\x00T /canaryofthewire HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nno-colon-canaryofthewire\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /exit HTTP/1.1\r\nHost: x\r\n"
        b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /" + b"c" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
async def test_what_is_not_even_a_request_gets_the_table_and_nothing_of_itself(
    faces: dict[str, Face], sent: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    for face in faces.values():
        status, headers, body = await face.says(sent)
        assert status == 400
        exactly(face, headers)
        assert body == b"The request was refused.\n"
    logged = capsys.readouterr()
    assert _CANARY.decode() not in logged.out + logged.err
    assert "127.0.0.1" not in logged.out + logged.err


async def test_the_upgrade_itself_carries_the_table(faces: dict[str, Face]) -> None:
    asked = request("GET /chat", f"Origin: {ORIGIN}").decode().removesuffix("\r\n") + _UPGRADE
    status, headers, _ = await faces["public"].says(f"{asked}\r\n".encode())
    assert status == 101
    exactly(faces["public"], headers, "/chat")


async def test_https_is_said_to_last_only_where_there_is_https(start) -> None:  # type: ignore[no-untyped-def]
    https: Helpline = await start()
    assert (await https.client.get("/")).headers["Strict-Transport-Security"].startswith("max-age=")
    plain: Helpline = await start(public_origin=None)
    assert "Strict-Transport-Security" not in (await plain.client.get("/")).headers
