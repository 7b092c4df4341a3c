"""Nothing is open by forgetting: every route of the running applications and every frame says who
may use it and why, and docs/access.md is what they say.
"""

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from helpline.access import DECLARED, Access, Role, add_doors, allowed, get
from helpline.actions_door import make_actions_app
from helpline.desk import frames as desk_frames
from helpline.desk.app import make_desk_app
from helpline.public import frames as public_frames
from helpline.public.app import make_public_app
from tests.access.matrix import page
from tests.desk.desks import Desk
from tests.support import ROOT

FRAMES = {
    "public": (public_frames._Frame, public_frames.CLIENT_TYPES),
    "desk": (desk_frames._Frame, desk_frames.DESK_TYPES),
}


def undeclared(app: web.Application) -> list[str]:
    """Routes of a running application that say nothing."""
    return [
        f"{route.method} {route.resource.canonical}"
        for route in app.router.routes()
        if route.resource is None
        or ("GET" if route.method == "HEAD" else route.method, route.resource.canonical)
        not in app[DECLARED]
    ]


async def test_every_route_that_answers_is_declared(desk: Desk) -> None:
    for make in (make_public_app, make_desk_app, make_actions_app):
        app = make(desk.services)
        assert len(list(app.router.routes())) > 3
        assert undeclared(app) == []
        assert all(access.why for access in app[DECLARED].values())


@pytest.mark.parametrize("face", FRAMES)
def test_every_frame_that_is_taken_is_declared(face: str) -> None:
    base, types = FRAMES[face]
    kinds = set(base.__subclasses__())
    assert kinds == set(types.values()), "a frame that no socket takes, or one that is not listed"
    assert {kind.__struct_config__.tag for kind in kinds} == set(types)
    undeclared = [
        kind.__name__ for kind in kinds if not isinstance(vars(kind).get("access"), Access)
    ]
    assert undeclared == []
    assert all(kind.access.why and kind.access.roles for kind in kinds)


def test_a_frame_that_says_nothing_would_be_found() -> None:
    class Silent(msgspec.Struct, tag_field="type"):
        pass

    assert not isinstance(vars(Silent).get("access"), Access)


async def test_a_route_that_says_nothing_is_found_and_answers_nobody() -> None:
    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text="hello")

    async def nobody(_request: web.Request) -> Role:
        return Role.ANYONE

    app = web.Application()
    add_doors(app, [get("/open", hello, allowed(Role.ANYONE, why="a test"))], nobody, frozenset())
    app.router.add_get("/forgotten", hello)
    assert sorted(undeclared(app)) == ["GET /forgotten", "HEAD /forgotten"]
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/open")).status == 200
        assert (await client.head("/open")).status == 200
        assert (await client.get("/forgotten")).status == 403


def test_the_page_is_what_the_code_says() -> None:
    written = (ROOT / "docs" / "access.md").read_text()
    assert written == page(), "write it anew, as its head says"
