"""`python -m helpline worker …`: makes workers, lists them, ends their access. Works while the
service runs; a revoked worker's open pages close within seconds.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from helpline.config import Config
from helpline.locks import SERVICE, hold
from helpline.services.stores import open_stores
from helpline.services.workers.accounts import ROLES, Workers
from helpline.services.workers.sessions import WorkerSessions

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parsers(jobs: Subparsers) -> None:
    """Adds `worker` and what it can do."""
    worker = jobs.add_parser("worker", help="the people at the desk")
    verbs = worker.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="make a worker; prints a one-time enrolment link")
    add.add_argument("email")
    add.add_argument("--name", required=True, help="visitors see it")
    add.add_argument("--role", choices=ROLES, required=True)
    verbs.add_parser("link", help="local mode: a one-time link that signs in the first worker")
    verbs.add_parser("list", help="all workers")
    revoke = verbs.add_parser("revoke", help="end a worker's access and all their sessions")
    revoke.add_argument("email")
    role = verbs.add_parser("role", help="give a worker another role; their sessions end")
    role.add_argument("email")
    role.add_argument("--role", choices=ROLES, required=True)
    reset = verbs.add_parser(
        "reset-second-factor", help="for a lost one: prints a one-time code to set up a new one"
    )
    reset.add_argument("email")


async def run(config: Config, options: argparse.Namespace) -> int:
    """Runs one verb of `worker`; WorkerProblem says what is wrong. Gives the exit code."""
    with hold(config.data_dir / SERVICE, "a restore is under way in this folder", shared=True):
        # With the keys: what is done here is written into the audit trail, which is sealed.
        async with open_stores(config) as stores:
            database = stores.database
            lines = await _do(Workers(config, database, WorkerSessions(database)), options)
    print("\n".join(lines))  # noqa: T201 - a command for a terminal
    return 0


async def _do(workers: Workers, options: argparse.Namespace) -> list[str]:
    match options.verb:
        case "add":
            link = await workers.add(options.email, options.name, options.role)
            return ["Enrolment link, good once, for 72 hours:", link]
        case "link":
            return [await workers.local_link()]
        case "revoke":
            await workers.revoke(options.email)
            return ["Revoked: the password, the second factors, all sessions and links."]
        case "role":
            await workers.change_role(options.email, options.role)
            return [f"Changed to {options.role}. All their sessions have ended."]
        case "reset-second-factor":
            code = await workers.reset_second_factor(options.email)
            return ["Code, good once, for 72 hours, together with their own password:", code]
        case _:
            return [
                f"{one.email}  {one.role}  {one.name}  "
                + ("revoked" if not one.active else "enrolled" if one.password else "invited")
                for one in await workers.everybody()
            ]
