"""Every route of the desk, in one list, with who may use it."""

from __future__ import annotations

from helpline.access import Door, Role, allowed, get, post
from helpline.desk import api, content_api, figures_api, pages, replies_api, upgrade
from helpline.health import health_doors
from helpline.static_files import StaticFiles


def doors(files: StaticFiles) -> list[Door]:
    """What changes something, or takes the cookie to a socket, is for the desk's own page only."""
    return [
        get("/", pages.page, allowed(Role.ANYONE, why="the sign-in page; it holds no data")),
        get("/assets/{name}", files.serve, allowed(Role.ANYONE, why="the page's own files")),
        post(
            "/api/sign-in",
            api.sign_in,
            allowed(Role.ANYONE, why="who is not signed in yet signs in", own_page=True),
        ),
        post(
            "/api/link",
            api.link,
            allowed(Role.ANYONE, why="a one-time link is the sign-in", own_page=True),
        ),
        post(
            "/api/enrol",
            api.enrol,
            allowed(Role.ANYONE, why="a one-time link is the invitation", own_page=True),
        ),
        post(
            "/api/sign-out",
            api.sign_out,
            allowed(Role.ANYONE, why="signing out works also when it is over", own_page=True),
        ),
        get(
            "/api/me",
            api.me,
            allowed(Role.WORKER, Role.LEAD, why="the page learns who is signed in"),
        ),
        get(
            "/desk",
            upgrade.desk,
            allowed(Role.WORKER, Role.LEAD, why="the socket of who is signed in", own_page=True),
        ),
        get(
            "/api/content",
            content_api.listed,
            allowed(Role.LEAD, why="sees which words and facts need somebody"),
        ),
        post(
            "/api/content/stamp",
            content_api.stamp,
            allowed(Role.LEAD, why="stands for what visitors are told; it is noted", own_page=True),
        ),
        get(
            "/api/replies",
            replies_api.replies,
            allowed(Role.WORKER, Role.LEAD, why="finds a written reply for a kind of visitor"),
        ),
        get(
            "/api/services",
            replies_api.services,
            allowed(Role.WORKER, Role.LEAD, why="finds a service of the directory"),
        ),
        get(
            "/api/figures",
            figures_api.shown,
            allowed(Role.LEAD, why="sees how the helpline is doing, in numbers only"),
        ),
        get(
            "/api/figures.csv",
            figures_api.download,
            allowed(Role.LEAD, why="takes the numbers along; it is noted"),
        ),
        *health_doors(),
    ]
