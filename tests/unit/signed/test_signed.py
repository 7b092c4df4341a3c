"""A model that anybody changed is refused, whatever the change."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from signed import NotSigned, Tampered, public_key, remember, sign, signing_key, verify
from signed.__main__ import main
from signed.manifest import NAME, SIGNATURE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def models(tmp_path: Path, home: Path) -> Path:
    """A signed folder like the real one, small."""
    folder = tmp_path / "models"
    for name in ("understanding/manifest.json", "understanding/a.npz", "engine/waymark.tar.gz"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Random(name).randbytes(300))
    sign(folder, home=home)
    return folder


def test_what_was_signed_is_accepted(models: Path, home: Path) -> None:
    assert set(verify(models, home=home).files) == {
        "understanding/manifest.json",
        "understanding/a.npz",
        "engine/waymark.tar.gz",
    }


def test_the_secret_half_is_its_owners_alone_and_not_beside_the_models(
    models: Path, home: Path
) -> None:
    secret = home / "model-signing.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    raw = secret.read_bytes()
    assert not any(raw in path.read_bytes() for path in models.rglob("*") if path.is_file())
    assert signing_key(home).private_bytes_raw() == raw, "made once, then used again"


def _mutate(models: Path, older: Path, random: Random) -> str:
    """One change that somebody might make; what was done."""
    files = sorted(path for path in models.rglob("*") if path.is_file())
    victim = random.choice(files)
    kind = random.choice(["bit", "cut", "more", "gone", "swapped", "added", "link", "old"])
    content = bytearray(victim.read_bytes())
    match kind:
        case "bit":
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
            victim.write_bytes(content)
        case "cut":
            victim.write_bytes(content[: random.randrange(len(content))])
        case "more":
            victim.write_bytes(content + random.randbytes(1))
        case "gone":
            victim.unlink()
        case "swapped":
            other = random.choice([path for path in files if path != victim])
            first, second = victim.read_bytes(), other.read_bytes()
            victim.write_bytes(second)
            other.write_bytes(first)
        case "added":
            folder = random.choice([models, models / "engine", models / "new"])
            folder.mkdir(exist_ok=True)
            (folder / f"{random.randrange(10**6)}.npz").write_bytes(b"")
        case "link":
            moved = models.parent / f"moved-{random.randrange(10**9)}"
            shutil.move(victim, moved)
            victim.symlink_to(moved)
        case _:
            name = victim.relative_to(models)
            shutil.copy(older / name, victim)
    return f"{kind} {victim.name}"


def test_any_change_is_refused(
    models: Path, home: Path, tmp_path: Path, scale: Callable[[int], int]
) -> None:
    older, clean = tmp_path / "older", tmp_path / "clean"
    shutil.copytree(models, older)
    for path in models.rglob("*"):
        if path.is_file() and path.parent != models:
            path.write_bytes(path.read_bytes()[::-1])
    sign(models, home=home)
    shutil.copytree(models, clean)
    random = Random(7)
    for _ in range(scale(5000)):
        shutil.rmtree(models)
        shutil.copytree(clean, models)
        done = _mutate(models, older, random)
        if done.startswith("link") and done.split()[1] in (NAME, SIGNATURE):
            continue  # the manifest may lie elsewhere: what counts is what it says
        with pytest.raises(Tampered) as refused:
            verify(models, home=home)
        assert str(models) in str(refused.value), done


def test_the_whole_of_an_older_model_is_refused(models: Path, home: Path, tmp_path: Path) -> None:
    shutil.copytree(models, tmp_path / "older")
    sign(models, home=home)
    shutil.rmtree(models)
    shutil.copytree(tmp_path / "older", models)
    with pytest.raises(Tampered, match="an older model"):
        verify(models, home=home)


def test_an_older_one_of_another_signer_is_refused_after_a_newer_was_seen(
    models: Path, home: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    key = signing_key(home).public_key().public_bytes_raw()
    shutil.copytree(models, tmp_path / "older")
    sign(models, home=home)
    elsewhere = tmp_path / "another-home"
    remember(data, models, verify(models, key, data, elsewhere))
    shutil.rmtree(models)
    shutil.copytree(tmp_path / "older", models)
    with pytest.raises(Tampered, match="an older model"):
        verify(models, key, data, elsewhere)


def test_another_key_is_not_trusted(models: Path, home: Path, tmp_path: Path) -> None:
    stranger = signing_key(tmp_path / "stranger").public_key().public_bytes_raw()
    with pytest.raises(Tampered, match="not signed by the key"):
        verify(models, stranger, home=home)
    sign(models, home=tmp_path / "stranger")
    with pytest.raises(Tampered, match="not signed by the key"):
        verify(models, home=home)
    # A charity that publishes models gives its key, and that is the one that counts.
    assert verify(models, stranger, home=home)


def test_unsigned_models_and_an_installation_without_a_key_are_refused(
    models: Path, home: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotSigned, match="no key"):
        verify(models, home=tmp_path / "empty")
    (models / SIGNATURE).unlink()
    with pytest.raises(NotSigned, match="not signed"):
        verify(models, home=home)
    assert public_key(None, tmp_path / "empty") is None


def test_signing_one_part_signs_nothing_else(models: Path, home: Path) -> None:
    """Somebody changed the reader; then the engine was trained, and signed, in good faith."""
    (models / "understanding" / "a.npz").write_bytes(b"changed")
    (models / "engine" / "waymark.tar.gz").write_bytes(b"trained anew")
    sign(models, "engine", home)
    with pytest.raises(Tampered, match=r"understanding/a\.npz: is not the file"):
        verify(models, home=home)


def test_the_command_says_it_in_one_line(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WAYMARK_MODELS_DIR", str(models.parent / "nowhere"))
    assert main(["check"]) == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "not signed" in error
