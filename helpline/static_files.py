"""A built page's files, read once at start and served from memory: no path from outside touches
the disk.
"""

from __future__ import annotations

import functools
import gzip
import mimetypes
from pathlib import Path

from aiohttp import web

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}


class StaticFiles:
    """The page, and everything beside it by its address."""

    def __init__(self, folder: Path, page: bytes | None) -> None:
        self.page = page
        self._files: dict[str, tuple[bytes, str]] = {}
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != "index.html":
                    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                    kind = _TYPES.get(path.suffix, guessed)
                    address = "/" + path.relative_to(folder).as_posix()
                    self._files[address] = (path.read_bytes(), kind)

    async def serve(self, request: web.Request) -> web.Response:
        """A file by its exact address, or 404."""
        found = self._files.get(request.path)
        if found is None:
            raise web.HTTPNotFound(text="not here")
        return packed(request, *found)


def packed(request: web.Request, body: bytes, kind: str) -> web.Response:
    """A file as it goes over the wire: compressed where the browser takes it, which on a slow phone
    is most of the wait. Only for what is the same for everybody: beside secrets, compression tells.
    """
    charset = "utf-8" if kind.startswith("text/") else None
    headers = {}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body, headers = _gzipped(body), {"Content-Encoding": "gzip"}
    return web.Response(body=body, content_type=kind, charset=charset, headers=headers)


@functools.lru_cache(maxsize=64)
def _gzipped(body: bytes) -> bytes:
    """Once for each file, not for each visitor."""
    return gzip.compress(body, 9, mtime=0)
