"""The trained models as files: arrays and JSON, no code, each checked by its sha256.

`manifest.json` lists every file with its hash, the inputs they were made from, and what was
measured. Nothing in it depends on the clock or the machine, so the same inputs give the same
manifest, and its own hash names the model.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from understanding.errors import ArtefactError

FORMAT = 1
MANIFEST = "manifest.json"

Arrays = dict[str, npt.NDArray[Any]]


def sha256(content: bytes) -> str:
    """Hex digest of some bytes."""
    return hashlib.sha256(content).hexdigest()


def make_fingerprint(folder: Path) -> str:
    """The hash that names a trained model; for whoever must notice a new one."""
    return sha256(_read(folder, MANIFEST))


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ArtefactError(f"{name} is missing or cannot be read") from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest alone, its format checked."""
    try:
        manifest = json.loads(_read(folder, MANIFEST))
    except ValueError as error:
        raise ArtefactError(f"{MANIFEST} is not JSON") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ArtefactError(f"{MANIFEST} has another format; train again")
    return manifest


def read_artefact(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and the content of every file it lists, each verified before it is used."""
    manifest = read_manifest(folder)
    files: dict[str, bytes] = {}
    listed = manifest.get("files")
    if not isinstance(listed, dict):
        raise ArtefactError(f"{MANIFEST} lists no files")
    for name, digest in listed.items():
        if name != Path(name).name:
            raise ArtefactError(f"{MANIFEST} names a file outside its folder")
        content = _read(folder, name)
        if sha256(content) != digest:
            raise ArtefactError(f"{name} is not the file that was trained")
        files[name] = content
    return manifest, files


def load_arrays(files: dict[str, bytes], name: str) -> Arrays:
    """The arrays of one verified file."""
    if name not in files:
        raise ArtefactError(f"{name} is missing from {MANIFEST}")
    try:
        with np.load(io.BytesIO(files[name]), allow_pickle=False) as archive:
            return {key: archive[key] for key in archive.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ArtefactError(f"{name} does not hold arrays") from error


def dump_arrays(arrays: Arrays) -> bytes:
    """Arrays as one file's content; the same arrays always give the same bytes."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **{key: arrays[key] for key in sorted(arrays)})
    return buffer.getvalue()


def write_artefact(
    folder: Path, manifest: dict[str, Any], files: dict[str, bytes], extra: dict[str, bytes]
) -> None:
    """Puts a whole new model in place at once: a reader finds the old one or the new one.

    `extra` files are not part of the model (a cache) and are not listed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    digests = {name: sha256(content) for name, content in sorted(files.items())}
    text = json.dumps({**manifest, "format": FORMAT, "files": digests}, indent=1, sort_keys=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        for name, content in {**files, **extra, MANIFEST: f"{text}\n".encode()}.items():
            (fresh / name).write_bytes(content)
        old = fresh.with_name(f"{fresh.name}.old")
        if folder.exists():
            os.rename(folder, old)
        os.rename(fresh, folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
