"""`make lock`: resolves every version anew from the .in files, with hashes, for each platform.

`make lock KEEP=1` keeps the versions that are locked already: for a dependency that is added.
"""

import sys

from scripts import commands, console
from scripts.console import say, step
from scripts.environments import ensure_uv
from scripts.places import ROOT

# The helpline's versions bind the test tools', so that both locks agree where they meet.
LOCKS = [
    ("requirements/bootstrap.in", "requirements/bootstrap.txt", "3.11", []),
    ("requirements/node.in", "requirements/node.txt", "3.11", []),
    ("requirements/helpline.in", "requirements/helpline.txt", "3.11", []),
    ("requirements/dev.in", "requirements/dev.txt", "3.11", ["-c", "requirements/helpline.txt"]),
    ("requirements/tuning.in", "requirements/tuning.txt", "3.11", []),
    ("bot/requirements.in", "bot/requirements.txt", "3.10", []),
]


def main() -> int:
    uv = ensure_uv()
    upgrade = [] if "--keep" in sys.argv[1:] else ["--upgrade"]
    for source, lock, python, more in LOCKS:
        with step(lock):
            commands.run(
                f"Resolving {source}",
                [uv, "pip", "compile", "--universal", "--generate-hashes", "--quiet", *upgrade,
                 "--override", "requirements/overrides.txt",
                 "--python-version", python, *more, source, "-o", lock],
                cwd=ROOT,
            )  # fmt: skip
    say("Resolved. Run make test before you commit the locks.")
    return 0


if __name__ == "__main__":
    console.finish(main)
