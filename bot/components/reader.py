"""The reading of messages as a Rasa component, so that `rasa shell` and `rasa test` read as we do.

In service the helpline reads each message and sends what it read with the turn; this component
is then not asked. It wraps the same artefact (`understanding/`), which is trained outside Rasa.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import quiet

if TYPE_CHECKING:
    from understanding import Reader
ARTEFACT = "models/understanding"
RANKED = 5

quiet.install()


@lru_cache(maxsize=1)
def reader_at(artefact: str) -> Reader:
    """The reader of an artefact folder (relative to the project), loaded when first needed.

    `rasa run` never needs it for a turn, so the engine starts without it and without what it
    imports. Raises understanding.ArtefactError.
    """
    from understanding import Reader

    return Reader.load(Path(artefact))


def parse(text: str, artefact: str = ARTEFACT) -> dict[str, Any]:
    """One message read, in Rasa's shape. Text that begins with `/` is text."""
    reading = reader_at(artefact).read(text)
    ranking = [{"name": name, "confidence": value} for name, value in reading.ranking[:RANKED]]
    return {
        "text": text,
        "intent": {"name": reading.intent, "confidence": reading.confidence},
        "intent_ranking": ranking,
        "entities": [],
        "alerts": list(reading.alerts),
        "indicators": list(reading.indicators),
    }


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WaymarkReader(GraphComponent, IntentClassifier):
    """Puts our own reading of the text on each message."""

    def __init__(self, config: dict[str, Any], resource: Resource) -> None:
        self._artefact: str = config["artefact"]
        self._resource = resource

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"artefact": ARTEFACT}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """A newly trained artefact makes this component's fingerprint, and so the model, new."""
        manifest = Path({**cls.get_default_config(), **config}["artefact"]) / "manifest.json"
        return hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WaymarkReader:
        return cls(config, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> WaymarkReader:
        return cls(config, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Nothing to learn here: `python -m understanding.training` has done it."""
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            read = parse(message.get(TEXT) or "", self._artefact)
            message.set(INTENT, read["intent"], add_to_output=True)
            message.set(INTENT_RANKING_KEY, read["intent_ranking"], add_to_output=True)
            for name in ("alerts", "indicators"):
                message.set(name, read[name], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
