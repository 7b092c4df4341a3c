"""Rasa's own validation (`bot/rasa data validate`, and each training), without what is meant so.

Rasa knows an answer only if a rule names it: nearly all of ours are said by an action or by the
helpline, and tests/unit/content/ holds that each is reached. What the helpline tells the engine by
an event of ours has no examples, as nobody types it. All else is somebody's slip: it is named, and
nothing is trained.
"""

from __future__ import annotations

import re
import sys
import warnings
from typing import Any

_MEANT = re.compile(
    r"The utterance 'utter_[a-z0-9_]+' is not used in any story or rule"
    r"|The intent 'event_[a-z_]+' is listed in the domain file, but is not found in the NLU"
)


def matters(warning: str) -> bool:
    """Whether this is a slip, and not how the project is meant."""
    return _MEANT.match(warning) is None


class Refused(SystemExit):
    """Rasa found something that nobody meant so."""


def warned(importer: Any) -> list[str]:
    """What Rasa has to say of domain, examples and rules that matters; empty if all is well.
    `importer`: Rasa's, which has read them.
    """
    from rasa.validator import Validator

    validator = Validator.from_importer(importer)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        validator.warn_if_config_mandatory_keys_are_not_set()
        checks = {
            "the domain": validator.verify_domain_validity(),
            "the examples": validator.verify_nlu(),
            "actions in rules": validator.verify_actions_in_stories_rules(),
            "forms in rules": validator.verify_forms_in_stories_rules(),
            "slots of forms": validator.verify_form_slots(),
            "where slots come from": validator.verify_slot_mappings(),
            "rules that contradict each other": validator.verify_story_structure(False),
        }
    said = [str(one.message) for one in heard if issubclass(one.category, UserWarning)]
    failed = [f"Rasa refuses {what}" for what, fine in checks.items() if not fine]
    return [*(one for one in said if matters(one)), *failed]


def before_training() -> None:
    """From now on nothing is trained that Rasa has something to say of. It costs no second
    reading: what was read for the training is what is looked at."""
    import rasa.model_training

    train = rasa.model_training._train_graph

    def checked(file_importer: Any, *given: Any, **named: Any) -> Any:
        if found := warned(file_importer):
            raise Refused("\n".join(found))
        return train(file_importer, *given, **named)

    rasa.model_training._train_graph = checked


def main() -> int:
    """As `rasa data validate` of this project."""
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot import quick_yaml

    quick_yaml.install()
    found = warned(TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"]))
    said = "\n".join(found) or "Rasa's own validation finds nothing that matters."
    sys.stdout.write(f"{said}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
