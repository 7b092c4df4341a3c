"""How a setting's text becomes its value. Each raises ValueError with what is wanted instead."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit


def read_port(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 65535:
        raise ValueError("a port is a number from 0 to 65535")
    return number


def read_flag(value: str) -> bool:
    lowered = value.strip().lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"", "0", "false", "no", "off"}:
        return False
    raise ValueError("use 1 or 0")


def read_speed(value: str) -> float:
    number = float(value or 0)
    if not 0 <= number <= 1000:
        raise ValueError("a number from 0 to 1000")
    return number


def read_origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise ValueError("an origin looks like https://www.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def read_origins(value: str) -> tuple[str, ...]:
    return tuple(read_origin(item) for item in value.replace(",", " ").split())


def read_web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("a full web address is needed")
    return value


def read_optional_origin(value: str) -> str | None:
    return read_origin(value) if value else None


def read_networks(value: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(item) for item in value.replace(",", " ").split())


def read_count(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError("a whole number, 1 or more")
    return number


def read_mode(value: str) -> str:
    if value not in {"local", "production"}:
        raise ValueError("local or production")
    return value


def read_seconds(value: str) -> float:
    number = float(value)
    if number < 0:
        raise ValueError("a number of seconds, 0 or more")
    return number


def read_from_to(least: float, most: float) -> Callable[[str], float]:
    """For a time that things are kept: bounded, so that a slip neither erases at once nor keeps
    for ever.
    """

    def read(value: str) -> float:
        number = float(value)
        if not least <= number <= most:
            raise ValueError(f"a number from {least:g} to {most:g}")
        return number

    return read


def read_key(value: str) -> bytes | None:
    if not value:
        return None
    try:
        raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except (binascii.Error, ValueError) as error:
        raise ValueError("32 bytes in base64url") from error
    if len(raw) != 32:
        raise ValueError("32 bytes in base64url")
    return raw


def read_text(value: str) -> str:
    return value


def read_optional(value: str) -> str | None:
    return value or None
