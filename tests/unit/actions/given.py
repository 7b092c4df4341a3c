"""What an action has given, by kind (`ask` in conftest.py)."""

from typing import Any


def said(given: list[dict[str, Any]]) -> list[str]:
    """Names of the responses, in order."""
    return [one["response"] for one in given if "response" in one]


def effect(kind: str, **fields: Any) -> dict[str, Any]:
    """What an action gives that asks the helpline to do something."""
    return {"custom": {"effect": {"type": kind, **fields}}}
