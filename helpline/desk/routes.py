"""Every route of the desk, in one list."""

from __future__ import annotations

from aiohttp import web

from helpline.desk import api, pages, upgrade
from helpline.health import health_routes
from helpline.static_files import StaticFiles


def routes(files: StaticFiles) -> list[web.RouteDef]:
    return [
        web.get("/", pages.page),
        web.get("/assets/{name}", files.serve),
        web.post("/api/sign-in", api.sign_in),
        web.post("/api/link", api.link),
        web.post("/api/enrol", api.enrol),
        web.post("/api/sign-out", api.sign_out),
        web.get("/api/me", api.me),
        web.get("/desk", upgrade.desk),
        *health_routes(),
    ]
