"""Starts `rasa run` once the models are found as they were signed, and without loading what only
other assistants need.

Rasa imports TensorFlow, Keras and scikit-learn for policies and classifiers, and the libraries of
Slack, Webex, Twilio, Amazon, Google, MongoDB, Redis and RabbitMQ for channels and stores that this
project does not use (config.yml names rules and a reader of our own, endpoints.yml our own store):
8 seconds and 400 MB at every start of the engine, and code that is better not there. Here their
names lead to empty classes: enough for Rasa's modules to be defined, and an error the moment
anything of them would be used. Only serving does this; `train`, `test` and `shell` run Rasa as it
is.
"""

from __future__ import annotations

import argparse
import gc
import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from signed import Tampered, verify
from signed.__main__ import given_key, models_folder

_LEARNING = "tensorflow tensorflow_addons tensorflow_hub tensorflow_text keras sklearn"
_PICTURES = "matplotlib PIL"
_CHANNELS = "aiogram fbmessenger mattermostwrapper rocketchat_API slack_sdk twilio webexteamssdk"
_STORES = "aio_pika boto3 botocore bson confluent_kafka google pymongo redis s3transfer"
ABSENT = frozenset(f"{_LEARNING} sklearn_crfsuite {_PICTURES} {_CHANNELS} {_STORES}".split())


class NotLoaded(RuntimeError):
    """Something in the engine wanted to use a library that is left out; `config.yml` and
    `endpoints.yml` must not need it."""


class _AbsentType(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(name)


class _Absent(metaclass=_AbsentType):
    def __new__(cls, *given: Any, **named: Any) -> Any:
        # `@tf.function` stands above methods when they are defined: leave them as they are.
        if len(given) == 1 and callable(given[0]) and not named:
            return given[0]
        raise NotLoaded(cls.__name__)


class _AbsentModule(ModuleType):
    __path__: Sequence[str] = ()
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(name)


class AbsentFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: every name is made when it is asked for."""


def _absent(name: str) -> type:
    return _AbsentType(name, (_Absent,), {})


def check_models(arguments: Sequence[str]) -> None:
    """Ends the process with one line if the models, or the one that is to be opened, are not as
    they were signed. Rasa would open any archive and run what it names."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", "--model", action="append", type=Path, default=[])
    models = models_folder()
    try:
        manifest = verify(models, given_key(), Path(os.environ.get("WAYMARK_DATA_DIR", "var")))
        for model in parser.parse_known_args(arguments)[0].model:
            name = Path(os.path.relpath(model, models)).as_posix()
            if name not in manifest.files:
                raise Tampered(f"{model}: is not among the files that were signed")
    except (Tampered, OSError, ValueError) as error:
        print(f"engine: {error}", file=sys.stderr)  # noqa: T201 - nothing else runs yet
        raise SystemExit(1) from None


if __name__ == "__main__":
    # What a start makes is kept, and the channel looks for dead objects once it is over.
    gc.disable()
    check_models(sys.argv[1:])
    sys.meta_path.insert(0, AbsentFinder())
    from rasa.__main__ import main

    from bot import quick_yaml

    quick_yaml.install()
    quick_yaml.trust_the_model()
    main()
