"""What an action has given, by kind (`ask` in conftest.py)."""

from typing import Any


def said(given: list[dict[str, Any]]) -> list[str]:
    """Names of the responses, in order."""
    return [one["response"] for one in given if "response" in one]
