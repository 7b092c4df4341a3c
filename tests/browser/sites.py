"""Small web sites of other people, each on a port of its own: where Exit leads, and charities."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SEARCH = "<title>Search</title><p>Search results</p>"
NEUTRAL = "<title>Weather</title><p>Light rain until four</p>"
_HANG_SECONDS = 20


class Site:
    """Serves `pages` by their path. It can be made to accept requests and say nothing."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        #: What browsers told about where they came from, in order of the requests.
        self.referers: list[str | None] = []
        #: Sent with every page.
        self.headers: dict[str, str] = {}
        #: Answers that there is nothing, and a browser stays where it is.
        self.empty = False
        #: How long an answer takes.
        self.seconds = 0.0
        self._answers = threading.Event()
        self._answers.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def hang(self) -> None:
        self._answers.clear()

    def answer_again(self) -> None:
        self._answers.set()

    def close(self) -> None:
        self._answers.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site._answers.wait(_HANG_SECONDS)
                time.sleep(site.seconds)
                page = site.pages.get(self.path.partition("?")[0])
                if page is not None:
                    site.referers.append(self.headers.get("Referer"))
                body = b"" if site.empty else (page or "").encode()
                try:
                    self.send_response(204 if site.empty else 404 if page is None else 200)
                    self.send_header("Content-Type", "text/html; charset=utf-8")
                    self.send_header("Content-Length", str(len(body)))
                    for name, value in site.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                except ConnectionError:
                    return  # the browser has gone on to another page

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: a test's output is for the test."""

        return Handler


def charity_page(
    chat: str, neutral: str, *, title: str = "Worried about someone", first: str = ""
) -> str:
    """A charity's page with the chat of the service at `chat`, as docs/exit.md says; `first`
    comes before the loader."""
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
{first}<script type="module" async src="{chat}/waymark.js"></script></head>
<body><h1>{title}</h1><p>Is somebody following you? You can talk to us.</p>
<p><a href="/more">More about stalking</a></p>
<label>Search this site <input name="q"></label>
<waymark-chat audience="adult" language="en" nation="england" neutral="{neutral}">
<p>National Stalking Helpline: <a href="tel:08088020300">0808 802 0300</a></p>
</waymark-chat></body></html>"""
