"""`/examples/…`, in local mode only: two whole pages of charities that hold the chat, so that it
can be tried and tested as it will be met. The chat in them comes from the other of our two local
origins, as on a real site, and the pages' own policy is as strict as a site's can be.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aiohttp import web

from helpline.config import Config
from helpline.public import loaders
from helpline.public.snippet import Snippet, Wishes
from helpline.services.content import Content

ROUTES = ("/examples/", "/examples/{name}")
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
#: What each page asks of the chat.
PAGES = {
    "charity.html": Wishes(audience="adult", language="en", nation="england"),
    "school.html": Wishes(audience="young", language="en", nation="wales", colour="#b3005e"),
    "inline.html": Wishes(audience="adult", language="cy", nation="wales", inline=True),
}


EXAMPLES: web.AppKey[Examples | None] = web.AppKey("examples")


class Examples:
    """The pages and their few files, read once."""

    def __init__(self, config: Config, content: Content) -> None:
        folder: Path = config.web_dir / "examples"
        self._config = config
        self._snippet = Snippet(config.web_dir, content.directory)
        self._loader = loaders.current(config.web_dir)
        self._files = {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}

    @classmethod
    def of(cls, config: Config, content: Content) -> Examples | None:
        """In local mode, and once the pages are built; else none."""
        built = config.web_dir / "widget" / "dist" / "help.html"
        return cls(config, content) if config.mode == "local" and built.exists() else None

    def headers(self) -> dict[str, dict[str, str]]:
        """By route: the pages are other people's, and not ours to seal off."""
        chats = sorted(self._config.own_origins("public"))
        more = self._snippet.policy(*chats)
        policy = "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' {more['script-src']}",
                f"frame-src {more['frame-src']}",
                "style-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'",
            )
        )
        own = {
            "Content-Security-Policy": policy,
            "Cross-Origin-Embedder-Policy": "unsafe-none",
        }
        return dict.fromkeys(ROUTES, own)

    def serve(self, request: web.Request, name: str) -> web.Response:
        """A file by its name."""
        text = self._files.get(name)
        if text is None:
            raise web.HTTPNotFound(text="not here")
        if name in PAGES:
            chat = self._chat(request)
            text = text.replace("%%HEAD%%", self._snippet.head(chat, self._loader))
            wishes = replace(PAGES[name], neutral=self._config.neutral_site)
            text = text.replace("%%CHAT%%", self._snippet.tag(chat, wishes))
        kind = _KINDS[Path(name).suffix]
        return web.Response(text=text, content_type=kind, charset="utf-8")

    def _chat(self, request: web.Request) -> str:
        """The service's address, at the origin that the page itself is not at."""
        own = f"{request.scheme}://{request.host}"
        others = sorted(self._config.own_origins("public") - {own})
        return others[0] if others else own


async def example(request: web.Request) -> web.Response:
    """`GET /examples/{name}`; the list without a name. Nothing is there but in local mode."""
    examples = request.app[EXAMPLES]
    if examples is None:
        raise web.HTTPNotFound(text="not here")
    return examples.serve(request, request.match_info.get("name", "index.html"))
