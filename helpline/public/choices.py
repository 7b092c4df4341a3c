"""What a picked choice does: a turn with its intent, or something the helpline does without the
engine."""

from __future__ import annotations

from typing import Literal

from helpline.services_container import Services

Next = Literal["exit", "delete", "words"]


async def carry_out(services: Services, conversation_id: str, payload: str) -> Next | None:
    """Does it. What ends the chat on this socket is the socket's own to do: its name is given."""
    if payload.startswith("/"):
        services.turns.poke(conversation_id, hurry=True)
        return None
    match payload.removeprefix("service:"):
        case "handoff":
            await services.handoff.ask(conversation_id, "asked")
        case "exit":
            return "exit"
        case "delete":
            return "delete"
        case "words":
            return "words"
        case "stay":
            await services.handoff.stay(conversation_id)
        case _:
            await services.handoff.go_on(conversation_id)
    return None
