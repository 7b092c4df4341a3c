"""Signs what was just trained. Only that: what was signed before stays as it was signed, so that a
file somebody changed meanwhile is not signed along with it.
"""

from __future__ import annotations

import time
from pathlib import Path

from signed import checking, keys
from signed.manifest import NAME, SIGNATURE, Manifest, files_of, signed_bytes


def sign(models: Path, part: str = "", home: Path = keys.HOME) -> Manifest:
    """Signs the files below `part` of the models' folder (all of it, if none is named), with the
    installation's key. Gives the new manifest."""
    key = keys.signing_key(home)
    kept: dict[str, str] = {}
    before = checking.newest(home, models)
    try:
        old = checking.read(models, key.public_key().public_bytes_raw(), home)
    except checking.Tampered:
        old = None
    if old is not None:
        before = max(before, old.serial)
        if part:
            kept = {n: v for n, v in old.files.items() if not n.startswith(f"{part}/")}
    # Seconds since 1970, so that two installations of one charity never count alike.
    manifest = Manifest(max(before + 1, int(time.time())), {**kept, **files_of(models, part)})
    content = manifest.dump()
    for name, value in (
        (SIGNATURE, key.sign(signed_bytes(content))),
        (NAME, content),
    ):
        fresh = models / f"{name}.new"
        fresh.write_bytes(value)
        fresh.replace(models / name)
    checking.remember(home, models, manifest)
    return manifest
