"""Each value of the tables is one that browsers know: a header with a wrong value protects nobody,
and no browser says so (`Cross-Origin-Embedder-Policy: same-origin` is ignored in silence).
"""

import re
from collections.abc import Callable

import pytest

from helpline.headers import (
    PUBLIC_ROUTES,
    desk_headers,
    loopback_headers,
    public_headers,
)

_HTTPS = frozenset({"https://chat.example.org"})
_SITES = ("https://www.charity.example", "https://help.charity.example:8443")

_SOURCES = re.compile(r"'none'|'self'|data:|https?://[a-z0-9.-]+(:\d{1,5})?")
_FETCH = {
    "default-src", "script-src", "style-src", "connect-src", "img-src", "font-src",
    "base-uri", "form-action", "frame-ancestors",
}  # fmt: skip


def _policy(value: str) -> bool:
    """Content Security Policy 3: known directives, each once, with sources of their grammar."""
    seen: set[str] = set()
    for directive in value.split("; "):
        name, *values = directive.split(" ")
        if name in seen or not values:
            return False
        seen.add(name)
        if name in _FETCH:
            alone = "'none'" not in values or len(values) == 1
            if not alone or not all(_SOURCES.fullmatch(one) for one in values):
                return False
        elif name == "require-trusted-types-for":
            if values != ["'script'"]:
                return False
        elif name == "trusted-types":
            if not all(re.fullmatch(r"[\w\-#=/@.%]+", one) for one in values):
                return False
        else:
            return False
    return {"default-src", "frame-ancestors"} <= seen


def _features(value: str) -> bool:
    """A structured-field dictionary whose members are empty allow-lists, or the page itself for
    what the desk needs: passkeys."""
    members = value.split(", ")
    names = [one.partition("=")[0] for one in members]
    own = {one for one in members if one.endswith("=(self)")}
    return (
        all(re.fullmatch(r"[a-z][a-z0-9-]*=\((self)?\)", one) for one in members)
        and own <= {"publickey-credentials-get=(self)"}
        and len(set(names)) == len(names)
        and {"camera", "microphone", "geolocation", "display-capture"} <= set(names)
    )


def _one_of(*allowed: str) -> Callable[[str], bool]:
    return lambda value: value in allowed


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


GRAMMAR: dict[str, Callable[[str], bool]] = {
    "Access-Control-Allow-Origin": _one_of("*"),
    "Cache-Control": _one_of("no-store"),
    "Clear-Site-Data": _like(r'"(cache|cookies|storage)"(, "(cache|cookies|storage)")*'),
    "Content-Security-Policy": _policy,
    "Cross-Origin-Embedder-Policy": _one_of("unsafe-none", "require-corp", "credentialless"),
    "Cross-Origin-Opener-Policy": _one_of("same-origin", "noopener-allow-popups"),
    "Cross-Origin-Resource-Policy": _one_of("same-site", "same-origin", "cross-origin"),
    "Origin-Agent-Cluster": _one_of("?1"),
    "Permissions-Policy": _features,
    "Referrer-Policy": _one_of("no-referrer"),
    "Server": _one_of("waymark"),
    "Strict-Transport-Security": _like(r"max-age=[1-9]\d{7,}(; includeSubDomains)?"),
    "X-Content-Type-Options": _one_of("nosniff"),
    "X-DNS-Prefetch-Control": _one_of("on", "off"),
    "X-Frame-Options": _one_of("DENY", "SAMEORIGIN"),
    "X-Robots-Tag": _like(r"noindex, nofollow"),
}
TABLES = {
    "public": public_headers(_SITES, _HTTPS),
    "public, no site": public_headers((), frozenset()),
    "desk": desk_headers(_HTTPS),
    "actions": loopback_headers(),
    **PUBLIC_ROUTES,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_value_is_one_that_browsers_know(name: str) -> None:
    wrong = {
        header: value
        for header, value in TABLES[name].items()
        if header not in GRAMMAR or not GRAMMAR[header](value)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cross-Origin-Embedder-Policy", "yes"),
        ("Cross-Origin-Embedder-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "*"),
        ("Origin-Agent-Cluster", "1"),
        ("Referrer-Policy", "none"),
        ("X-Content-Type-Options", "no-sniff"),
        ("X-Frame-Options", "ALLOW-FROM https://x.example"),
        ("Strict-Transport-Security", "max-age=0"),
        ("Strict-Transport-Security", "31536000"),
        ("Clear-Site-Data", "cache"),
        ("Permissions-Policy", "camera 'none'"),
        ("Permissions-Policy", "camera=(), camera=()"),
        ("Content-Security-Policy", "default-src none; frame-ancestors 'none'"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none' https://a.example"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors *; script-src 'self'"),
        ("Content-Security-Policy", "default-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("Content-Security-Policy", "default-source 'none'; frame-ancestors 'none'"),
        ("Content-Security-Policy", "default-src 'none'"),
    ],
)  # fmt: skip
def test_a_value_that_browsers_would_ignore_is_found(header: str, value: str) -> None:
    assert not GRAMMAR[header](value)


def test_who_may_show_the_chat_is_named_exactly_and_the_desk_is_shown_by_nobody() -> None:
    policy = public_headers(_SITES, _HTTPS)["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {_SITES[0]} {_SITES[1]};" in policy
    for table in (desk_headers(_HTTPS), loopback_headers()):
        assert "frame-ancestors 'none'" in table["Content-Security-Policy"]
        assert table["X-Frame-Options"] == "DENY"
