"""Reads Procfile: one process a line, `name: command`, with ${VARIABLES} of the environment."""

import shlex
import string
from collections.abc import Mapping
from pathlib import Path

from scripts.console import Failure
from scripts.places import shown


def read(path: Path, environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Each process's name and the words of its command. No shell is involved."""
    commands: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, command = line.partition(":")
        if not (colon and name.strip() and command.strip()):
            raise Failure(f"{shown(path)}, line {number}", "it is not `name: command`", "Mend it")
        try:
            filled = string.Template(command).substitute(environment)
        except (KeyError, ValueError) as error:
            raise Failure(
                f"{shown(path)}, line {number}", f"{error} is not set", "Mend it"
            ) from error
        commands[name.strip()] = shlex.split(filled)
    return commands
