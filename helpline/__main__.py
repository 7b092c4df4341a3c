"""`python -m helpline serve`, and the commands: `worker`, `keys`, `backup`,
`restore`, `embed`, `card`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys

from helpline import audit_commands, backup_commands, commands, embed_commands, key_commands, logs
from helpline.config import Config
from helpline.errors import ConfigError, WaymarkError

# Messages are read in threads beside the event loop. While one of them runs Python the loop waits
# for its turn at most this many seconds (Python's own choice is ten times as long).
_TURN = 0.0005


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpline", description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    jobs.add_parser("serve", help="serve visitors, workers and the engine's actions")
    commands.add_parsers(jobs)
    key_commands.add_parsers(jobs)
    backup_commands.add_parsers(jobs)
    audit_commands.add_parsers(jobs)
    embed_commands.add_parsers(jobs)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs one job; a problem is one line on standard error and exit code 1."""
    options = _parser().parse_args(arguments)
    try:
        config = Config.from_environment()
        logs.configure(config.log_level)
        if options.job == "serve":
            if missing := config.problems_of_serving():
                raise ConfigError(missing)
            # What a start makes is kept; looking for dead objects in it takes a tenth of the start.
            gc.disable()
            # Imported late: the worker commands start without the models.
            from helpline.app import serve

            sys.setswitchinterval(_TURN)
            asyncio.run(serve(config))
            return 0
        run = {
            "worker": commands.run,
            "keys": key_commands.run,
            "audit": audit_commands.run,
            "backup": backup_commands.run_backup,
            "restore": backup_commands.run_restore,
            "embed": embed_commands.run_embed,
            "card": embed_commands.run_card,
        }[options.job]
        return asyncio.run(run(config, options))
    except ConfigError as error:
        for problem in error.problems:
            print(f"helpline: {problem}", file=sys.stderr)
        return 2
    except (WaymarkError, OSError) as error:
        print(f"helpline: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
