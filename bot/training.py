"""Starts `rasa train` as Rasa is, but for what bot/quick_yaml.py takes out of its way, and refuses
what Rasa's own validation finds (bot/validating.py)."""

from __future__ import annotations

import gc

if __name__ == "__main__":
    # What is imported and read stays; looking for dead objects in it takes a fifth of a training.
    gc.disable()

from rasa.__main__ import main

from bot import quick_yaml, validating

if __name__ == "__main__":
    quick_yaml.install()
    validating.before_training()
    main()
