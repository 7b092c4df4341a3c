"""The written answers the helpline itself posts, with their facts filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from content import directory, responses
from helpline.models import Conversation
from helpline.services.entry_log import Body, Choice


def slots_of(conversation: Conversation) -> dict[str, str | None]:
    """What the wording depends on."""
    return {
        "audience": conversation.audience,
        "nation": conversation.nation,
        "language": conversation.language,
        "style": conversation.style,
    }


class Content:
    """Responses and directory, loaded once; raises at start if a fact or a response is missing."""

    def __init__(self, folder: Path) -> None:
        self.directory = directory.load(folder)
        self.responses = responses.load(folder)
        yaml = YAML(typ="safe")
        self.brief: dict[str, Any] = yaml.load(folder / "handoff" / "brief.yml")["brief"]
        self.own: dict[str, Any] = yaml.load(folder / "directory" / "own.yml")["own"]

    def bodies(
        self, name: str, conversation: Conversation, variables: Mapping[str, str] | None = None
    ) -> list[Body]:
        """The bubbles of a response for this visitor, ready for the log."""
        made = []
        for bubble in self.responses.bubbles(
            name, slots_of(conversation), dict(variables or {}), self.directory.facts
        ):
            choices = [Choice(button["title"], button["payload"]) for button in bubble.buttons]
            card = (bubble.custom or {}).get("card")
            made.append(
                Body(text=bubble.text, choices=choices, card=self.card(card), response=name)
            )
        return made

    def card(self, card: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """A card as the visitor's browser gets it: references to the directory filled in."""
        if card is None:
            return None
        if card.get("type") == "service" and "ref" in card:
            return dict(self.directory.service(str(card["ref"])))
        if card.get("type") == "emergency":
            return {**self.directory.service("police_emergency"), "type": "emergency"}
        return dict(card)

    def fact(self, key: str) -> str:
        """One fact by its dotted key."""
        return self.directory.facts[key]
