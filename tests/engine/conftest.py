"""One trained engine for all tests of a run, and one of its own for those that kill it."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.engine.engine_process import ROOT, ActionsServer, Engine, Visitor


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The trained rules. `make train` keeps them up to date; here they are only made if missing."""
    model = ROOT / os.environ.get("WAYMARK_MODELS_DIR", "models") / "engine" / "waymark.tar.gz"
    if not model.exists():
        subprocess.run([str(ROOT / "bot" / "rasa"), "train"], check=True, timeout=300)
    return model


@pytest.fixture(scope="session")
def actions_server() -> Iterator[ActionsServer]:
    server = ActionsServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def engine(
    trained_model: Path, actions_server: ActionsServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """An engine shared by all tests; each test talks as visitors of its own.

    It runs with --debug, so that every test is also a chance for words to get into the log.
    """
    running = Engine(tmp_path_factory.mktemp("engine"), actions_server.url, options=("--debug",))
    yield running.start()
    running.stop()


@pytest.fixture
def new_engine(
    trained_model: Path, actions_server: ActionsServer, tmp_path: Path
) -> Iterator[Callable[..., Engine]]:
    """Starts an engine that the test may kill; the same data folder each time."""
    started: list[Engine] = []

    def start(**options: object) -> Engine:
        settings = {"actions_url": actions_server.url, **options}
        started.append(Engine(tmp_path, **settings).start())
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def visitor(engine: Engine) -> Visitor:
    return Visitor(engine)


@pytest.fixture
def young_visitor(engine: Engine) -> Visitor:
    return Visitor(engine, slots={"audience": "young", "nation": None, "language": "en"})
