"""Our encoder's vector and marks as dense features of a Rasa message, for DIET to learn from."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.encoder import Encoder
from understanding.features import find_marks
from understanding.fitting import MARKS_WEIGHT
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain

NAME = "our_features"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class OurFeatures(GraphComponent):
    """One vector a sentence; each word of it gets the same, as DIET asks for some of each."""

    def __init__(self) -> None:
        self._encoder, self._book, self._spelling = Encoder(), load_book(), load_spelling()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OurFeatures:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            plain = make_plain(message.get(TEXT) or "", self._spelling).text or "."
            marks = MARKS_WEIGHT * find_marks(self._book, plain)
            row = np.concatenate([self._encoder.encode(plain), marks])[None].astype(np.float32)
            words = len(message.get(TOKENS_NAMES[TEXT]) or [""])
            for kind, rows in (
                (FEATURE_TYPE_SENTENCE, row),
                (FEATURE_TYPE_SEQUENCE, np.repeat(row, words, axis=0)),
            ):
                message.add_features(Features(rows, kind, TEXT, NAME))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([one for one in training_data.training_examples if one.get(TEXT)])
        return training_data
