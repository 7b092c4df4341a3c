"""The loader under a name that never changes what it holds, so that a charity may pin it by its
hash. Versions of before stay: a page that still names one goes on working after an update.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from helpline.static_files import packed

_NAME = re.compile(r"waymark-([0-9a-f]{12})\.js")

LOADERS = web.AppKey("loaders", dict[str, bytes])


@dataclass(frozen=True, slots=True)
class Loader:
    """One version: its file's name, what `integrity=` says of it, and the file."""

    name: str
    integrity: str
    body: bytes


def loader_of(body: bytes) -> Loader:
    """Names a loader after its contents."""
    digest = base64.b64encode(hashlib.sha384(body).digest()).decode()
    return Loader(f"waymark-{_version(body)}.js", f"sha384-{digest}", body)


def current(web_dir: Path) -> Loader | None:
    """The loader as it was built last; None if the pages are not built."""
    path = web_dir / "widget" / "dist" / "waymark.js"
    return loader_of(path.read_bytes()) if path.exists() else None


def keep(loader: Loader | None, folder: Path) -> dict[str, bytes]:
    """Puts this version beside the earlier ones, and gives all of them by name. A file that is
    not what its name says is left out.
    """
    kept = {}
    if loader is not None:
        folder.mkdir(exist_ok=True)
        (folder / loader.name).write_bytes(loader.body)
    for path in sorted(folder.glob("waymark-*.js")):
        body, named = path.read_bytes(), _NAME.fullmatch(path.name)
        if named and named[1] == _version(body):
            kept[path.name] = body
    return kept


async def versioned(request: web.Request) -> web.Response:
    """`GET /waymark-{version}.js`."""
    body = request.app[LOADERS].get(request.path.removeprefix("/"))
    if body is None:
        raise web.HTTPNotFound(text="not here")
    return packed(request, body, "text/javascript")


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]
