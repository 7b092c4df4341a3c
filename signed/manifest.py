"""The list of every file with its sha256, as bytes that can be signed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

NAME = "signed.json"
SIGNATURE = "signed.json.sig"
_FORMAT = 1
# What is signed begins with this, so that no signature of another thing fits.
_PURPOSE = b"waymark models 1\n"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`serial` grows with every signing, so that an older model is known for one."""

    serial: int
    files: dict[str, str]

    def dump(self) -> bytes:
        whole = {"format": _FORMAT, "serial": self.serial, "files": self.files}
        return (json.dumps(whole, indent=1, sort_keys=True) + "\n").encode()


def signed_bytes(content: bytes) -> bytes:
    """What the signature is over."""
    return _PURPOSE + content


def load(content: bytes) -> Manifest:
    """A manifest whose signature was checked before; ValueError if it is of another format."""
    whole = json.loads(content)
    if whole.get("format") != _FORMAT:
        raise ValueError("another format")
    return Manifest(int(whole["serial"]), {str(k): str(v) for k, v in whole["files"].items()})


def files_of(folder: Path, part: str = "") -> dict[str, str]:
    """The sha256 of each file below the folder, by its path in it. A link is no file of ours: what
    it leads to may change."""
    found = {}
    for path in sorted((folder / part).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name in (NAME, SIGNATURE):
            continue
        if path.is_symlink():
            found[name] = "link"
        elif path.is_file():
            found[name] = digest(path)
    return found


def digest(path: Path) -> str:
    with path.open("rb") as file:
        total = hashlib.sha256()
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()
