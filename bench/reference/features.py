"""What our reading sees of a text, as features of a Rasa message, for DIET to learn from.

It runs in the engine's Python and computes nothing: arrays.py wrote down what each text is seen as.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from bench.reference.arrays import BUCKETS, make_key

NAME = "our_features"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class OurFeatures(Featurizer[Any], GraphComponent):
    """Vector and marks, and pieces of words, of the whole text.

    DIET asks for features of words too. There are none: it gets those of the whole once more, as if
    it were one word, and without a transformer looks at the whole alone.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(NAME, config)
        with np.load(config["arrays"], allow_pickle=False) as arrays:
            self._rows = {key: row for row, key in enumerate(arrays["keys"].tolist())}
            self._dense = arrays["dense"]
            self._pieces = sparse.csr_matrix(
                (arrays["values"], arrays["buckets"], arrays["ends"]),
                shape=(len(self._rows), BUCKETS),
            )

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**Featurizer.get_default_config(), "arrays": "arrays.npz"}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        pass

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OurFeatures:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            row = self._rows[make_key(message.get(TEXT) or "")]
            for part in (self._dense[row : row + 1], self._pieces[row].tocoo()):
                self.add_features_to_message(part, part, TEXT, message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([one for one in training_data.training_examples if one.get(TEXT)])
        return training_data
