"""The visitors' application."""

from __future__ import annotations

from aiohttp import WSCloseCode, web

from helpline.access import Door, Role, add_doors, allowed, get, post
from helpline.flood import Flood, Usual
from helpline.headers import (
    PARTNER_ROUTES,
    PUBLIC_ROUTES,
    form_policy,
    public_headers,
    put_headers,
)
from helpline.health import health_doors
from helpline.keys import SERVICES
from helpline.limits import Buckets
from helpline.public import chat_page, loaders, pages, partner_page, socket
from helpline.public.examples import EXAMPLES, Examples, example
from helpline.public.help_page import HELP, HelpPage, help_page
from helpline.public.new_chats import NewChats
from helpline.puzzles import Puzzles
from helpline.services_container import Services
from helpline.static_files import StaticFiles
from helpline.traffic import Traffic, count_traffic


def doors(files: StaticFiles) -> list[Door]:
    """Every route of the face. Nobody signs in here, and nothing is behind a puzzle: help is for
    anyone."""
    page = allowed(Role.ANYONE, why="the chat page, with Exit and the numbers on it")
    tried = allowed(
        Role.ANYONE, why="in local mode: pages to try the chat in; nothing of anybody's"
    )
    fetches = allowed(
        Role.ANYONE, why="a link and a code told by telephone open one pack, once; few tries"
    )
    return [
        get("/", pages.page, page),
        get("/frame", pages.page, page),
        get(
            "/chat",
            socket.chat,
            allowed(
                Role.ANYONE,
                why="anyone may chat; another site's page must not do it in their name",
                own_page=True,
            ),
        ),
        post(
            "/exit",
            pages.leave,
            allowed(Role.ANYONE, why="leaving always works; only a right token ends a chat"),
        ),
        get(
            "/waymark.js",
            pages.loader,
            allowed(Role.ANYONE, why="charities' pages load it; it holds nothing of anybody's"),
        ),
        get(
            "/waymark-{version}.js",
            loaders.versioned,
            allowed(Role.ANYONE, why="the same, of one version: pages name it with its hash"),
        ),
        get(
            "/help",
            help_page,
            allowed(Role.ANYONE, why="numbers and hours without script; the same for everybody"),
        ),
        get(
            "/partner/{link}",
            partner_page.page,
            allowed(Role.ANYONE, why="asks a partner agency for its code; the same for any link"),
        ),
        post("/partner/{link}", partner_page.enter, fetches),
        post("/partner/{link}/file", partner_page.file, fetches),
        post("/partner/{link}/acknowledge", partner_page.acknowledge, fetches),
        get("/examples/", example, tried),
        get("/examples/{name}", example, tried),
        get("/assets/{name}", files.serve, allowed(Role.ANYONE, why="the page's own files")),
        *health_doors(),
    ]


async def _nobody(_request: web.Request) -> Role:
    """On this face nobody is more than anyone."""
    return Role.ANYONE


async def _close_sockets(app: web.Application) -> None:
    sockets = app[socket.SOCKETS]
    for one in list(sockets):
        await one.close(code=WSCloseCode.GOING_AWAY)


def make_public_app(services: Services) -> web.Application:
    """All routes of the public face, with its headers on every answer."""
    config = services.config
    origins = config.own_origins("public")
    app = web.Application(client_max_size=16 * 1024)
    folder = config.web_dir / "widget" / "dist"
    examples = Examples.of(config, services.content)
    made = chat_page.pages_of(services)
    routes = PUBLIC_ROUTES | (examples.headers() if examples else {})
    if made:
        # The scripts are the same in each language.
        policy = chat_page.policy_of(made["en"], ("'self'", *config.embedders))
        for one in ("/", "/frame"):
            routes[one] = routes.get(one, {}) | {"Content-Security-Policy": policy}
    for one in PARTNER_ROUTES:
        routes[one] = {"Content-Security-Policy": form_policy(), "X-Frame-Options": "DENY"}
    put_headers(app, public_headers(config.embedders, origins), routes)
    count_traffic(app, Traffic("public"))
    files = StaticFiles(folder, None)
    app[SERVICES] = services
    app[pages.FILES] = files
    app[pages.PAGES] = made
    app[HELP] = HelpPage(services)
    app[EXAMPLES] = examples
    app[loaders.LOADERS] = loaders.keep(
        loaders.current(config.web_dir), config.data_dir / "loaders"
    )
    app[partner_page.PARTNER_PAGES] = partner_page.PartnerPages(services)
    app[socket.SOCKETS] = set()
    # Return words: five tries, then one every two minutes.
    app[socket.WORD_TRIES] = Buckets(rate=1 / 120, burst=5)
    app[socket.NEW_CHATS] = NewChats(
        Flood(
            Usual(config.new_chats, config.new_chats / 60),
            Usual(config.new_chats_each, config.new_chats_each / 60),
        ),
        Puzzles(),
    )
    add_doors(app, doors(files), _nobody, origins)
    app.on_shutdown.append(_close_sockets)
    return app
