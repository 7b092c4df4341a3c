"""Whoever is on call, as tests reach them: a webhook that keeps what it is sent, and mail."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.desk.desks import Desk
from tests.desk.smtp import MailServer

Start = Callable[..., Awaitable[Desk]]


class Hook:
    """A webhook that keeps what it is sent; `statuses` are given in turn, then 204."""

    def __init__(self) -> None:
        self.posts: list[Any] = []
        self.statuses: list[int] = []
        app = web.Application()
        app.router.add_post("/told", self._told)
        self.server = TestServer(app)

    async def _told(self, request: web.Request) -> web.Response:
        self.posts.append(await request.json())
        return web.Response(status=self.statuses.pop(0) if self.statuses else 204)


def by_mail(mail: MailServer, login: str = "") -> dict[str, str]:
    return {
        "smtp_url": f"smtp://{login}127.0.0.1:{mail.port}",
        "on_call_email": "oncall@example.org",
        "on_call_from": "waymark@example.org",
    }
