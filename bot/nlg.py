"""The words of the engine's answers: the most specific wording, with its facts filled in."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import content
import content.directory
import content.responses
from bot import quiet
from bot.turn import SLOTS

logger = logging.getLogger(__name__)
quiet.install()


class WaymarkWords(TemplatedNaturalLanguageGenerator):
    """Chooses and fills responses as `content/` does for everybody else.

    Reads `data/` once, when the engine starts: a response that quotes a missing fact, or is
    written twice, stops the start and is named.
    """

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)
        data = Path(endpoint_config.kwargs.get("data", content.DATA))
        self._facts = content.directory.load(data).facts
        self._words = content.responses.load(data, self._facts)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        return self.generate_from_slots(
            utter_action, tracker.current_slot_values(), output_channel, **kwargs
        )

    def generate_from_slots(
        self,
        utter_action: str,
        filled_slots: dict[str, Any],
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The message for one response, or None when it cannot be said (which is logged).

        An action may ask for a wording other than the slots say (`style="simple"`): a setting
        that it has just changed is not in the slots before the next turn.
        """
        asked = {name: kwargs[name] for name in SLOTS if kwargs.get(name)}
        try:
            chosen = self._words.pick(utter_action, {**filled_slots, **asked})
            bubbles = content.responses.render(chosen, kwargs, self._facts)
        except content.ContentError as error:
            # Names the response and the placeholder: both are content, nobody's words.
            logger.error("response.failed: %s", error)
            return None
        last = bubbles[-1]
        message: dict[str, Any] = {"text": "\n\n".join(one.text for one in bubbles if one.text)}
        if last.buttons:
            message["buttons"] = last.buttons
        if last.custom:
            message["custom"] = last.custom
        return message
