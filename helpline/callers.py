"""Who is calling, for the limits only: the peer, or whom a trusted proxy says it is.

What is given here goes into a keyed hash (helpline/limits.py) and nowhere else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from aiohttp import web

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# More hops than any honest chain of proxies has.
_MOST_HOPS = 16


def caller_of(request: web.Request, proxies: Sequence[Network]) -> str:
    """One caller's name. Without a trusted proxy a forwarded-for header is somebody's own claim
    and is not looked at."""
    return find_caller(request.remote or "", request.headers.getall("X-Forwarded-For", ()), proxies)


def find_caller(peer: str, forwarded: Sequence[str], proxies: Sequence[Network]) -> str:
    """From the peer backwards through the proxies we trust: the first address that is not one of
    them. What stands further left may be made up, so nobody can pass for another."""
    nearest = _address(peer)
    if nearest is None:
        return peer
    hops = [hop for line in forwarded for hop in line.split(",")][-_MOST_HOPS:]
    while hops and any(nearest in network for network in proxies):
        found = _address(hops.pop())
        if found is None:
            break
        nearest = found
    return _name(nearest)


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _name(address: Address) -> str:
    """An IPv6 line is a whole /64: one household could else be as many callers as it liked."""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
