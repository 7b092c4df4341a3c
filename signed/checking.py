"""Checks the models' folder against its signed manifest, before anything in it is opened."""

from __future__ import annotations

import json
from pathlib import Path

from cryptography.exceptions import InvalidSignature

from signed import keys
from signed.manifest import NAME, SIGNATURE, Manifest, files_of, load, signed_bytes

_NEWEST = "model-newest.json"


class Tampered(RuntimeError):
    """The models are not as they were signed; the text names the file and never its content."""


class NotSigned(Tampered):
    """Nobody signed them: trained before there were signatures, or never finished."""


def verify(
    models: Path, key: bytes | None = None, data: Path | None = None, home: Path = keys.HOME
) -> Manifest:
    """The manifest, if every file of the folder is as it was signed, none is missing, none is more,
    and it is no older than the newest that was seen in `data` or signed here. `key`: 32 bytes, or
    None for the installation's own.
    """
    manifest = read(models, key, home)
    compare(models, manifest)
    seen = max(newest(one, models) for one in (home, data or home))
    if manifest.serial < seen:
        raise Tampered(f"{models}: an older model ({manifest.serial}) than the newest ({seen})")
    return manifest


def read(models: Path, key: bytes | None = None, home: Path = keys.HOME) -> Manifest:
    """The manifest alone, its signature checked."""
    try:
        content = (models / NAME).read_bytes()
        signature = (models / SIGNATURE).read_bytes()
    except FileNotFoundError as error:
        raise NotSigned(f"{models / NAME}: the models are not signed") from error
    try:
        public = keys.public_key(key, home)
        if public is None:
            raise NotSigned(f"{models}: this installation has no key to check the models with")
        public.verify(signature, signed_bytes(content))
        return load(content)
    except (InvalidSignature, ValueError, KeyError) as error:
        raise Tampered(f"{models / NAME}: is not signed by the key that is trusted here") from error


def compare(models: Path, manifest: Manifest, part: str = "") -> None:
    """Tampered if the files below `part` are not exactly those of the manifest."""
    there = files_of(models, part)
    listed = {
        name: value
        for name, value in manifest.files.items()
        if not part or name.startswith(f"{part}/")
    }
    for name in sorted(there.keys() | listed.keys()):
        if name not in there:
            raise Tampered(f"{models / name}: is missing")
        if name not in listed:
            raise Tampered(f"{models / name}: is not among the files that were signed")
        if there[name] != listed[name]:
            raise Tampered(f"{models / name}: is not the file that was signed")


def _serials(notes: Path) -> dict[str, int]:
    try:
        return {str(k): int(v) for k, v in json.loads((notes / _NEWEST).read_text()).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}


def newest(notes: Path, models: Path) -> int:
    """The serial of the newest model that was in this place, as noted in the folder `notes`."""
    return _serials(notes).get(str(models.resolve()), 0)


def remember(notes: Path, models: Path, manifest: Manifest) -> None:
    """From now on no older model is accepted in this place."""
    if manifest.serial > newest(notes, models):
        notes.mkdir(parents=True, exist_ok=True)
        known = {**_serials(notes), str(models.resolve()): manifest.serial}
        fresh = notes / f".{_NEWEST}"
        fresh.write_text(json.dumps(known) + "\n")
        fresh.replace(notes / _NEWEST)
