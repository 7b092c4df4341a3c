"""The response headers, in one table. What is here is on every response of a face: pages, files,
errors, upgrades, and what is refused before it is even a request (helpline/faces.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

# Off, all of them: the chat needs no sensor, no payment and no list of what somebody did before.
_FEATURES_OFF = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)


def _policy(own: tuple[str, ...] = ()) -> str:
    """All features off, but for those that the face's own page needs."""
    return ", ".join(f"{name}={'(self)' if name in own else '()'}" for name in _FEATURES_OFF)


COMMON = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": _policy(),
    "Referrer-Policy": "no-referrer",
    "Server": "waymark",
    "X-Content-Type-Options": "nosniff",
    # Links in an answer would be looked up before anybody presses them: on the stalker's router.
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex, nofollow",
}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

# By route, what is more than the table, or other than in it.
PUBLIC_ROUTES: dict[str, dict[str, str]] = {
    # Fetched by charities' pages as a module, which asks for permission by CORS.
    "/waymark.js": {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    "/waymark-{version}.js": {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    # Shown in charities' pages; who may show it is said by `frame-ancestors`.
    "/frame": {"Cross-Origin-Resource-Policy": "cross-origin"},
    "/exit": {"Clear-Site-Data": '"cache", "storage"'},
}
#: Where partner agencies fetch what was referred to them.
PARTNER_ROUTES = ("/partner/{link}", "/partner/{link}/file", "/partner/{link}/acknowledge")


OWN = "'self'"


def content_policy(
    ancestors: tuple[str, ...], scripts: tuple[str, ...] = (), styles: tuple[str, ...] = ()
) -> str:
    """The Content-Security-Policy of a page: nothing but its own files, no HTML made from
    strings. `scripts`, `styles`: hashes of what stands in the page; then no file is taken.
    """
    who = " ".join(ancestors) if ancestors else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts) or OWN}",
            f"style-src {' '.join(styles) or OWN}",
            "connect-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {who}",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html",
        )
    )


def form_policy() -> str:
    """The Content-Security-Policy of a page without script that sends a form to where it came from:
    nothing else is fetched, sent or shown."""
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _secure(origins: frozenset[str]) -> dict[str, str]:
    """Only where browsers reach the face by https do they heed it."""
    return _HTTPS_ONLY if all(one.startswith("https://") for one in origins) else {}


def public_headers(sites: tuple[str, ...], origins: frozenset[str]) -> dict[str, str]:
    """The visitors' face: embeddable by the named sites and itself only."""
    return {
        **COMMON,
        **_secure(origins),
        "Content-Security-Policy": content_policy(("'self'", *sites)),
    }


def desk_headers(origins: frozenset[str]) -> dict[str, str]:
    """The workers' face: never embedded. Its own page may ask for a passkey."""
    return {
        **COMMON,
        **_secure(origins),
        "Permissions-Policy": _policy(own=("publickey-credentials-get",)),
        "Content-Security-Policy": content_policy(()),
        "X-Frame-Options": "DENY",
    }


def loopback_headers() -> dict[str, str]:
    """The door for the engine and for counting: never a page."""
    return {
        **COMMON,
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
    }


HEADERS = web.AppKey("headers", dict[str, str])


def put_headers(
    app: web.Application,
    table: dict[str, str],
    by_route: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Puts the table on every response of the application, at the last moment: whatever made it,
    and whatever it says itself."""

    async def prepare(request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(table)
        resource = request.match_info.route.resource
        if by_route and resource is not None:
            response.headers.update(by_route.get(resource.canonical, {}))

    app[HEADERS] = table
    app.on_response_prepare.append(prepare)
