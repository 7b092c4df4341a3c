"""The repository holds sources and nothing else, and says nothing about whose machine it was on."""

import re

import tomllib

from tests.docs.trees import ROOT, text, tracked

_KEPT_OUT = re.compile(
    r"\.(db|db-wal|db-shm|sqlite3?|log|pem|key|tar\.gz|onnx|npz|pyc)$"
    r"|(^|/)(models|node_modules|\.rasa|__pycache__|dist|var|\.venv|\.tools|\.env)(/|$)"
)
_SOURCE_FOLDERS_NAMED_LIKE_THAT = re.compile(r"^helpline/models/[a-z_]+\.py$")
_ENCODER = "understanding/encoder.onnx"
"""Tuned by hand, not by `make train`, so it is kept with the code (decision 0027)."""
_MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:root|home|work|Users)/[A-Za-z0-9_.\-]")
_REGISTRY = re.compile(
    r"(?:https?:)?//(?:[a-z0-9\-]+\.)*"
    r"(?:pypi"
    r"\.org|python"
    r"hosted\.org|npm"
    r"js\.(?:org|com)|yarn"
    r"pkg\.com|deb"
    r"ian\.org)",
    re.I,
)
_LOCKS = ["requirements/bootstrap.txt", "requirements/node.txt", "requirements/helpline.txt",
          "requirements/dev.txt", "requirements/tuning.txt", "bot/requirements.txt"]  # fmt: skip


def test_no_database_model_log_or_key_is_tracked() -> None:
    found = [name for name in tracked() if _KEPT_OUT.search(name)]
    allowed = [name for name in found if _SOURCE_FOLDERS_NAMED_LIKE_THAT.match(name)]
    assert set(found) - set(allowed) - {_ENCODER} == set()


def test_no_path_of_a_persons_machine_is_written_down() -> None:
    assert _places(_MACHINE_PATH) == []


def test_no_address_of_a_package_registry_is_written_down() -> None:
    assert _places(_REGISTRY) == []


def test_the_npm_lock_names_no_addresses() -> None:
    assert '"resolved"' not in text("web/package-lock.json")


def test_every_lock_pins_with_hashes() -> None:
    for lock in _LOCKS:
        entries = re.split(r"\n(?=[a-zA-Z0-9])", text(lock))
        bare = [e.split()[0] for e in entries if "==" in e.split("\n")[0] and "--hash=" not in e]
        assert bare == [], lock
        assert "--hash=sha256:" in text(lock), lock


def test_the_two_locks_of_the_helpline_agree() -> None:
    """An environment with the test tools stands in for the one without: equal versions."""
    run, dev = _pins("requirements/helpline.txt"), _pins("requirements/dev.txt")
    assert {name: pin for name, pin in run.items() if dev.get(name) != pin} == {}


def test_the_project_asks_for_the_python_that_set_up_asks_for() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "version_info < (3, 11)" in text("scripts/__init__.py")


def test_ci_runs_just_the_readmes_test_command() -> None:
    assert text(".ci/run").rstrip().endswith("exec make test")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def _pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9_.\-]+)(?:\[[^\]]*\])?==([^\s;]+)", text(lock), re.M))


def _places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name in tracked()
        for number, line in enumerate(text(name).splitlines(), start=1)
        if pattern.search(line)
    ]
