"""A backup's manifest: when it was made, for which schema, and the sha256 of each file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from helpline.errors import WaymarkError

FORMAT = 1
NAME = "manifest.json"


class BadBackup(WaymarkError):
    """The folder is no backup of ours, or was damaged; the message says what is wrong."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `manifest.json` says. `made_at`: UTC. `revision`: of the main database's schema.
    `files`: name to sha256.
    """

    format: int
    made_at: datetime
    revision: str
    files: dict[str, str]


def sha256_of(path: Path) -> str:
    """The hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, revision: str, names: list[str], made_at: datetime) -> None:
    """Writes the manifest of these files. `made_at`: UTC, without a zone."""
    made = Manifest(
        FORMAT,
        made_at.replace(tzinfo=UTC, microsecond=0),
        revision,
        {name: sha256_of(folder / name) for name in names},
    )
    text = msgspec.json.format(msgspec.json.encode(made), indent=2)
    (folder / NAME).write_bytes(text + b"\n")


def read(folder: Path) -> Manifest:
    """The manifest, after each file was found as it says; BadBackup."""
    try:
        found = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise BadBackup(f"there is no {NAME} in that folder") from error
    except msgspec.MsgspecError as error:
        raise BadBackup(f"{NAME} cannot be read") from error
    if found.format != FORMAT:
        raise BadBackup("the backup is of another version of Waymark")
    for name, expected in found.files.items():
        path = folder / name
        if Path(name).name != name or not path.is_file():
            raise BadBackup(f"{name} is missing")
        if sha256_of(path) != expected:
            raise BadBackup(f"{name} is not as it was when the backup was made")
    return found
