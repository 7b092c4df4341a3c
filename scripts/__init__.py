"""How Waymark is set up, trained and run: Python's standard library only.

Run from the project's folder, as `make` does: `python3 -m scripts.run`.
"""

import sys

# This check must parse on old Pythons too, so nothing newer may stand above it.
if sys.version_info < (3, 11):
    sys.exit(
        "waymark: Python 3.11 or newer is needed and this is {}.{}. Install one, then run make "
        "again with its name, for example: make run PYTHON=python3.12".format(*sys.version_info)
    )
