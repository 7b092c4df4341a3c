"""`make rehearse`: `make run` for practice, with scripted visitors, on ports and in a folder of its
own. It may run beside the real service."""

import os

from scripts import console, run
from scripts.places import ROOT
from scripts.settings import PORTS

_APART = 100
"""So many ports further on than the real service's."""


def main() -> int:
    os.environ["WAYMARK_REHEARSAL"] = "1"
    real = os.environ.get("WAYMARK_DATA_DIR") or "var"
    os.environ["WAYMARK_DATA_DIR"] = str(ROOT / real / "rehearsal")
    for name, (usual, _) in PORTS.items():
        os.environ[name] = str(int(os.environ.get(name) or usual) + _APART)
    # What would reach real people or real chats is refused by the helpline; here it is left out.
    for name in (
        "WAYMARK_DATABASE_URL",
        "WAYMARK_SMTP_URL",
        "WAYMARK_ON_CALL_EMAIL",
        "WAYMARK_ON_CALL_WEBHOOK",
        "WAYMARK_SITES",
        "WAYMARK_PUBLIC_ORIGIN",
        "WAYMARK_DESK_ORIGIN",
        "WAYMARK_ACTIONS_URL",
    ):
        os.environ.pop(name, None)
    return run.main()


if __name__ == "__main__":
    os.chdir(ROOT)
    console.finish(main)
