"""`python -m helpline audit …`: whether the trail of who did what is whole, and its head in one
line, to be kept where nobody of the helpline can change it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from helpline.config import Config
from helpline.locks import SERVICE, hold
from helpline.services.audit.chain import Break
from helpline.services.stores import open_stores

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_WHY = {
    "changed": "it was changed",
    "missing": "the row before it is missing, or another stands in its place",
    "unsealed": "it was not written by this helpline",
    "cut_off": "rows are missing at its end",
    "purged": "rows went from its beginning, and not by the purge",
    "head": "what was remembered of its end is missing or was changed (keys.db)",
}


def add_parsers(jobs: Subparsers) -> None:
    """Adds `audit` and what it can do."""
    audit = jobs.add_parser("audit", help="the trail of who did what")
    verbs = audit.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="whether it is whole; says where it breaks")
    verify.add_argument("--head", help="a line that `audit head` printed earlier")
    verbs.add_parser("head", help="its end in one line, to be kept elsewhere")


async def run(config: Config, options: argparse.Namespace) -> int:
    """Runs one verb of `audit`. Exit code 1 if the trail is broken."""
    with hold(config.data_dir / SERVICE, "a restore is under way in this folder", shared=True):
        async with open_stores(config) as stores:
            if options.verb == "head":
                print(await stores.heads.head())  # noqa: T201 - a command for a terminal
                return 0
            found = await stores.heads.verify(options.head)
    print(said(found))  # noqa: T201 - a command for a terminal
    return 0 if found is None else 1


def said(found: Break | None) -> str:
    """What was found, for a technician."""
    if found is None:
        return "The audit trail is whole."
    where = "The audit trail is broken" if found.row is None else f"It breaks at row {found.row}"
    return f"{where}: {_WHY[found.why]}."
