"""Takes the known costs out of how Rasa reads YAML. Each patch keeps what it replaces in meaning.

Measured with Rasa 3.6.21 and ruamel.yaml 0.17.21: of the processor time of an engine's start four
fifths went into reading one file, the domain in its own model. ruamel.yaml looks up what kind of
value a word may be in a list, and makes that list longer at every word by what stands for all
words (Rasa puts its `${VARIABLE}` there): the tenth thousand word is compared ten thousand times.
The same holds for every file of the training data. And Rasa reads the domain of a model four
times, once of these to check against a schema what Rasa itself wrote when it was trained.
(docs/decisions/0074)
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.shared.core.domain import Domain
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver


@functools.lru_cache(maxsize=1)
def install() -> None:
    """For training and serving: before Rasa reads its first file."""
    VersionedResolver.resolve = _resolve


@functools.lru_cache(maxsize=1)
def trust_the_model() -> None:
    """For serving alone, where all of the model was found as it was signed (bot/serve.py)."""
    Domain.from_directory = classmethod(_from_directory)


def _resolve(self: VersionedResolver, kind: type, value: Any, implicit: Any) -> Any:
    """As ruamel.yaml's, without `+=` on the list that it keeps."""
    if kind is ScalarNode and implicit[0]:
        known = self.versioned_resolver
        for tag, pattern in (*known.get(value[:1], ()), *known.get(None, ())):
            if pattern.match(value):
                return tag
        implicit = implicit[1]
    if self.yaml_path_resolvers:
        exact = self.resolver_exact_paths[-1]
        if kind in exact:
            return exact[kind]
        if None in exact:
            return exact[None]
    if kind is ScalarNode:
        return self.DEFAULT_SCALAR_TAG
    if kind is SequenceNode:
        return self.DEFAULT_SEQUENCE_TAG
    if kind is MappingNode:
        return self.DEFAULT_MAPPING_TAG
    return None


def _from_directory(cls: type[Domain], path: str) -> Domain:
    """As Rasa's, but each file is read once, and no schema is asked: this is the model's own
    domain, which passed it when it was trained."""
    combined: dict[str, Any] = {}
    for folder, _, names in os.walk(path, followlinks=True):
        for name in names:
            read = rasa.shared.utils.io.read_yaml(Path(folder, name).read_text(encoding="utf-8"))
            combined = cls.merge_domain_dicts(read, combined)
    return cls.from_dict(combined)
