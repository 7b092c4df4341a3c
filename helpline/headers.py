"""The response headers of both faces, one table each; a middleware puts them on every response."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_COMMON = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "no-referrer",
    "Server": "waymark",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def content_policy(ancestors: tuple[str, ...]) -> str:
    """The Content-Security-Policy of a page: nothing but its own files, no HTML made from
    strings.
    """
    who = " ".join(ancestors) if ancestors else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
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


def public_headers(sites: tuple[str, ...]) -> dict[str, str]:
    """The visitors' face: embeddable by the named sites and itself only."""
    return {
        **_COMMON,
        "Content-Security-Policy": content_policy(("'self'", *sites)),
        # The loader is fetched by other origins; the pages' own files are not sensitive.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def desk_headers() -> dict[str, str]:
    """The workers' face: never embedded."""
    return {
        **_COMMON,
        "Content-Security-Policy": content_policy(()),
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }


def security_headers(table: Mapping[str, str]) -> Middleware:
    """Puts the table on every response, errors included."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPException as error:
            if not error.prepared:
                error.headers.update(table)
            raise
        if not response.prepared:
            for name, value in table.items():
                response.headers.setdefault(name, value)
        return response

    return middleware
