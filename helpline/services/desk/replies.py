"""What a worker can put into a chat without writing it: replies and answers from the content store,
and cards of services from the directory. Nothing here is typed: numbers come from the directory
only, and production withholds what it would withhold of the assistant.
"""

from __future__ import annotations

from typing import Any

from content.responses import Bubble, render
from content.standing import items as all_items
from content.standing import standings, wording_key
from content.standing import withheld as is_withheld
from helpline.errors import NotInDirectory
from helpline.models import Worker
from helpline.services.content import Content
from helpline.services.desk.worker_chats import WorkerChats
from helpline.services.log.entry_log import Body


class DeskReplies:
    """Lists replies and services for a kind of visitor, and sends a card."""

    def __init__(self, content: Content, worker_chats: WorkerChats) -> None:
        self._content = content
        self._chats = worker_chats

    def replies(self, slots: dict[str, str | None], worker: Worker) -> list[dict[str, Any]]:
        """By topic, in the order of the file: the wording for these people, filled in, with its
        source, its date and whether somebody has approved it. `slots`: audience, nation, language,
        style."""
        content, canned = self._content, self._content.canned
        stands = self._stands()
        found = []
        for topic, names in canned.by_topic.items():
            for name in names:
                one = canned.pick(name, slots, content.responses)
                if content.production and is_withheld(one, content.directory, content.stamps):
                    continue
                found.append(
                    {
                        "id": name,
                        "topic": canned.topics[topic],
                        "text": _text(render(one, {"name": worker.name}, content.directory.facts)),
                        "language": one.conditions.get("language", "en"),
                        **stands[wording_key(one)],
                    }
                )
        return found

    def _stands(self) -> dict[str, dict[str, Any]]:
        content = self._content
        written = all_items(content.directory, content.responses, content.canned.replies)
        return {
            one.item.key: {
                "source": one.item.source,
                "checked": one.item.checked if one.stamp is None else one.stamp.at.isoformat(),
                "due": one.due,
                "draft": one.draft,
            }
            for one in standings(written, content.stamps)
        }

    def services(self, nation: str | None, audience: str) -> list[dict[str, Any]]:
        """Every service as its card would be sent, those that fit this place and age first."""
        directory = self._content.directory
        cards = []
        for key, entry in directory.services.items():
            card = self._content.card({"type": "service", "ref": key})
            # In production one of which nothing is certain reaches nobody.
            if card is not None:
                cards.append(
                    {
                        "fits": directory.fits(key, nation, audience),
                        "needs": list(entry.get("needs", ())),
                        "card": card,
                    }
                )
        return sorted(cards, key=lambda one: not one["fits"])

    async def send_card(
        self, conversation_id: str, worker: Worker, client_id: str, ref: str
    ) -> int:
        """Puts a service's card into the worker's own chat; its seq. NotInDirectory for what is no
        service that can be shown; the same id again has no second effect."""
        card = None
        if ref in self._content.directory.services:
            card = self._content.card({"type": "service", "ref": ref})
        if card is None:
            await self._chats.must_have(conversation_id, worker)
            raise NotInDirectory
        return await self._chats.send(conversation_id, worker, client_id, Body(card=card))


def _text(bubbles: list[Bubble]) -> str:
    """As one message: paragraphs, then the steps of a card if there is one."""
    parts = [bubble.text for bubble in bubbles if bubble.text]
    for bubble in bubbles:
        card = (bubble.custom or {}).get("card") or {}
        parts += [f"{n}. {step}" for n, step in enumerate(card.get("steps", ()), 1)]
    return "\n\n".join(parts)
