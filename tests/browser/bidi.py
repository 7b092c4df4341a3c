"""WebDriver BiDi, as Firefox speaks it: one command, one answer, JSON over a WebSocket.

Source: https://www.w3.org/TR/webdriver-bidi/. Why not through a library:
docs/decisions/0017-firefox-without-a-driver.md.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

#: Longer than any command of a test takes; none waits this long unless something is broken.
_SECONDS = 60


class Refused(Exception):
    """The browser answered with an error: `code` is one of the protocol's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Bidi:
    """One session with a browser that listens on `address`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = ClientSession()
        self._socket: ClientWebSocketResponse | None = None
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._listener: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        self._socket = await self._client.ws_connect(f"{self._address}/session", max_msg_size=0)
        self._listener = asyncio.create_task(self._listen(self._socket))
        await self.send("session.new", capabilities={})

    async def send(self, method: str, /, **params: Any) -> dict[str, Any]:
        """One command; what it gives. Refused if the browser says no."""
        assert self._socket is not None
        number = len(self._asked) + 1
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        async with asyncio.timeout(_SECONDS):
            result: dict[str, Any] = await answer
        return result

    async def end(self) -> None:
        """Lets go of the browser, whether or not it is still there."""
        await self._client.close()
        if self._listener is not None:
            await self._listener

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            frame: dict[str, Any] = json.loads(message.data)
            answer = self._asked.get(frame.get("id") or 0)
            if answer is None or answer.done():
                continue
            if frame["type"] == "success":
                answer.set_result(frame["result"])
            else:
                answer.set_exception(Refused(frame["error"], frame["message"]))
