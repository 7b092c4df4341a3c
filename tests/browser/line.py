"""The line between a page and the helpline, in a test's hand: it may be cut, or left silent. What
goes over it is the real service's."""

from __future__ import annotations

from playwright.async_api import Page, WebSocketRoute


class Line:
    """Set up before the page is opened. `path`: which of our sockets it is."""

    def __init__(self, path: str = "**/chat") -> None:
        self._path = path
        #: The page is connected, and nobody answers.
        self.silent = False
        #: Each new connection is cut at once.
        self.dead = False
        #: Connections stand, and nothing goes through either way: a closed lid, a dead router.
        self.deaf = False
        self._open: list[WebSocketRoute] = []

    async def holds(self, page: Page) -> None:
        await page.route_web_socket(self._path, self._dialled)

    async def is_cut(self, *, dead: bool = False) -> None:
        """The connection is lost; `dead`: and does not come back."""
        self.dead = dead
        cut, self._open = self._open, []
        for one in cut:
            await one.close()

    async def _dialled(self, socket: WebSocketRoute) -> None:
        if self.dead:
            await socket.close()
            return
        self._open.append(socket)
        if self.silent:
            return
        server = socket.connect_to_server()
        socket.on_message(lambda said: None if self.deaf else server.send(said))
        server.on_message(lambda said: None if self.deaf else socket.send(said))
