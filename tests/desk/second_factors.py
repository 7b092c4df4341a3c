"""Workers with an app that makes codes."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from aiohttp import ClientResponse

from tests.desk.desks import PASSWORD, Desk, desk_on

EMAIL = "sam@example.org"


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk that asks everybody for a second factor, as in production."""
    async with desk_on(tmp_path, second_factor=True) as one:
        yield one


def cookie_of(answer: ClientResponse) -> str:
    return answer.cookies["waymark_desk"].value


async def code(answer: ClientResponse) -> str:
    return str((await answer.json())["error"]["code"])


async def half_in(desk: Desk, email: str = EMAIL, role: str = "worker") -> str:
    """Enrolled by a link, with a password and no second factor yet; the cookie."""
    link = await desk.services.workers.add(email, "Sam", role)
    answer = await desk.post("/api/enrol", {"token": link.partition("=")[2], "password": PASSWORD})
    assert await answer.json() == {"step": "enrol", "ways": []}
    return cookie_of(answer)


class App:
    """An authenticator app. Its clock may be moved: each code is good once."""

    def __init__(self, desk: Desk, secret: str) -> None:
        self.desk = desk
        self.codes = pyotp.TOTP(secret)
        self.now = time.time()
        desk.services.access.second_factors._clock = lambda: self.now

    def shows(self, steps: int = 0) -> str:
        return self.codes.at(int(self.now) + 30 * steps)

    def next(self) -> str:
        """Thirty seconds later."""
        self.now += 30
        return self.shows()


async def with_app(
    desk: Desk, email: str = EMAIL, role: str = "worker"
) -> tuple[App, str, list[str]]:
    """Somebody who has set up an app; it, their cookie, and their recovery codes."""
    half = await half_in(desk, email, role)
    begun = await (await desk.post("/api/second-factor/app", {}, half)).json()
    app = App(desk, begun["secret"])
    answer = await desk.post("/api/second-factor/app/confirm", {"code": app.shows()}, half)
    body = await answer.json()
    assert body["worker"]["role"] == role, body
    return app, cookie_of(answer), body["recovery_codes"]


async def by_password(desk: Desk, email: str = EMAIL, **more: Any) -> ClientResponse:
    return await desk.post("/api/sign-in", {"email": email, "password": PASSWORD, **more})
