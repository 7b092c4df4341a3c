"""Runs an action as rasa-sdk does: a tracker's state in, responses out."""

from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

SLOTS = {"audience": "adult", "nation": "england", "language": "en", "style": "standard"}
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def executor() -> ActionExecutor:
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


@pytest.fixture
def ask(executor: ActionExecutor) -> Callable[..., Any]:
    """What an action gives: response names with their variables, or customs."""

    async def run(action: str, *, slots: dict[str, Any] | None = None, **turn: Any) -> Any:
        said_before, said_earlier = turn.pop("said_before", []), turn.pop("said_earlier", [])
        metadata = turn.pop("metadata", {})
        latest = {
            "text": turn.pop("text", "…"),
            "intent": {"name": turn.pop("intent", "affirm"), "confidence": turn.pop("sure", 0.95)},
            "indicators": list(turn.pop("indicators", ())),
            "metadata": metadata,
        }
        assert not turn, f"unknown: {turn}"
        events = [{"event": "user", "text": "earlier"}]
        events += [{"event": "bot", "metadata": said} for said in said_earlier]
        events += [{"event": "user", "text": "before"}]
        events += [{"event": "bot", "metadata": said} for said in said_before]
        events += [{"event": "user", "text": latest["text"]}]
        tracker = {
            "sender_id": "x",
            "slots": {**SLOTS, **(slots or {})},
            "latest_message": latest,
            "events": events,
        }
        call = {"next_action": action, "sender_id": "x", "tracker": tracker, "domain": {}}
        result = await executor.run(call)
        assert result is not None
        given = result if isinstance(result, dict) else result.model_dump()
        assert given["events"] == [], "an action changes nothing itself"
        return [_short(one) for one in given["responses"]]

    return run


def _short(response: dict[str, Any]) -> dict[str, Any]:
    """A response without rasa-sdk's empty fields, and without the old name of `response`."""
    return {key: value for key, value in response.items() if value and key != "template"}
