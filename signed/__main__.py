"""`python -m signed check [PART]`, `python -m signed sign [PART]`, `python -m signed key`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from signed import checking, keys, signing

OK, TAMPERED, NOT_SIGNED = 0, 1, 3


def given_key() -> bytes | None:
    """The key of whoever publishes the models, if the environment names one."""
    text = os.environ.get("WAYMARK_MODEL_KEY", "")
    return keys.read(text) if text else None


def models_folder() -> Path:
    return Path(os.environ.get("WAYMARK_MODELS_DIR") or "models")


def main(arguments: list[str] | None = None) -> int:
    """One line on standard error and another exit code for models that are not as they were
    signed."""
    parser = argparse.ArgumentParser(prog="python -m signed", description=__doc__)
    parser.add_argument("job", choices=("check", "sign", "key"))
    parser.add_argument("part", nargs="?", default="", help="understanding or engine; else all")
    options = parser.parse_args(arguments)
    models = models_folder()
    try:
        if options.job == "key":
            print(keys.shown(keys.signing_key().public_key()))
        elif options.job == "sign":
            signing.sign(models, options.part)
        elif options.part:
            checking.compare(models, checking.read(models, given_key()), options.part)
        else:
            checking.verify(models, given_key())
    except checking.NotSigned as error:
        print(f"signed: {error}", file=sys.stderr)
        return NOT_SIGNED
    except (checking.Tampered, OSError, ValueError) as error:
        print(f"signed: {error}", file=sys.stderr)
        return TAMPERED
    return OK


if __name__ == "__main__":
    sys.exit(main())
