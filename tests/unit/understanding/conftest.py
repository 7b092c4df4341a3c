"""The trained reader, loaded once; it is what `make train` made."""

from pathlib import Path

import pytest

from understanding import Reader


@pytest.fixture(scope="session")
def model(root: Path) -> Path:
    """The folder of the trained model."""
    folder = root / "models" / "understanding"
    if not (folder / "manifest.json").is_file():
        pytest.fail("models/understanding is missing: run make train", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def reader(model: Path) -> Reader:
    """One reader for all tests, as in the service."""
    return Reader.load(model)
