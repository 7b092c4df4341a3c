"""The trained model is refused when anything in it is not what was trained."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from understanding import ArtefactError, Reader, encoder
from understanding.artefact import dump_arrays, make_fingerprint, read_artefact


@pytest.fixture
def copy(model: Path, tmp_path: Path) -> Path:
    """A copy of the trained model that a test may spoil."""
    return Path(shutil.copytree(model, tmp_path / "understanding"))


@pytest.mark.parametrize("name", ["intents.npz", "sentinel.npz"])
@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_altered_byte_is_refused_by_name(copy: Path, name: str, place: int) -> None:
    content = bytearray((copy / name).read_bytes())
    content[place] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(ArtefactError, match=name):
        Reader.load(copy)


@pytest.mark.parametrize("name", ["manifest.json", "intents.npz", "sentinel.npz"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ArtefactError, match=name):
        Reader.load(copy)


def test_a_file_with_code_in_it_is_refused(copy: Path) -> None:
    path = copy / "intents.npz"
    np.savez(path, dense=np.array([object()], dtype=object), allow_pickle=True)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"]["intents.npz"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ArtefactError, match=r"intents\.npz"):
        Reader.load(copy)


def test_a_model_of_another_shape_is_refused(copy: Path) -> None:
    path = copy / "sentinel.npz"
    path.write_bytes(dump_arrays({"thresholds": np.zeros(6, dtype=np.float32)}))
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"]["sentinel.npz"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ArtefactError, match="dense"):
        Reader.load(copy)


@pytest.mark.parametrize("content", ["", "[]", '{"format": 0}', '{"format": 1}'])
def test_a_spoilt_manifest_is_refused(copy: Path, content: str) -> None:
    (copy / "manifest.json").write_text(content)
    with pytest.raises(ArtefactError, match=r"manifest\.json"):
        Reader.load(copy)


def test_the_manifest_names_no_file_outside_its_folder(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"]["../secret"] = "0"
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ArtefactError, match="outside"):
        read_artefact(copy)


def test_another_encoder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in list(encoder.PINNED):
        with monkeypatch.context() as patch:
            patch.setitem(encoder.PINNED, key, "0" * 64)
            with pytest.raises(ArtefactError, match=re.escape(key)):
                encoder.Encoder()


def test_the_fingerprint_is_the_manifests(model: Path, reader: Reader) -> None:
    digest = hashlib.sha256((model / "manifest.json").read_bytes()).hexdigest()
    assert reader.fingerprint == make_fingerprint(model) == digest
