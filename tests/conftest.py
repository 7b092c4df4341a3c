"""What all tests share: markers by folder, ports, the project's folder, and how large a race is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests import ports

ROOT = Path(__file__).resolve().parent.parent
SOAK = os.environ.get("WAYMARK_SOAK") == "1"

#: What one process of tests holds at most: itself, an assistant, two browsers.
_GIGABYTES_EACH = 2.5

_MARKS = {
    "unit": "quick",
    "docs": "quick",
    "engine": "engine",
    "conversations": "engine",
    "browser": "browser",
    "faults": "faults",
}


#: Folders whose files share what is dear to start (an assistant, a helpline, a browser), and by how
#: many processes each is run. Two of a kind, so that neither waits alone at the end.
_TOGETHER = {"browser": 2, "conversations": 2, "engine": 1}


def pytest_xdist_auto_num_workers() -> int:
    """How many processes `-n auto` means. Most of the time a test waits: for a browser, an engine,
    a process that starts. So three to a core, as long as there is memory for all they start."""
    gigabytes = psutil.virtual_memory().total / 1e9
    return max(1, min(3 * (os.cpu_count() or 1), int(gigabytes / _GIGABYTES_EACH), 12))


def _group(path: str, files: dict[str, list[str]]) -> str:
    """Which tests have to be run by the same process: those of a file, or of every other file of a
    folder that shares a stack."""
    folder = path.partition("/")[0]
    among = files.get(folder)
    return path if among is None else f"{folder} {among.index(path) % _TOGETHER[folder]}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's folder says what it needs; the fixture `scale` says that it grows in a soak. What is
    long begins first, side by side."""
    paths = {item.path: item.path.relative_to(ROOT / "tests").as_posix() for item in items}
    files = {
        folder: sorted(path for path in set(paths.values()) if path.startswith(f"{folder}/"))
        for folder in _TOGETHER
    }
    groups = {path: _group(path, files) for path in paths.values()}
    items.sort(key=lambda item: groups[paths[item.path]] == paths[item.path])
    for item in items:
        item.add_marker(pytest.mark.xdist_group(groups[paths[item.path]]))
        below_tests = item.path.relative_to(ROOT / "tests").parts
        mark = _MARKS.get(below_tests[0])
        if mark:
            item.add_marker(mark)
        if "scale" in getattr(item, "fixturenames", ()):
            item.add_marker("soak")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A browser test on a machine without a browser fails, and says what to install."""
    if not item.get_closest_marker("browser"):
        return
    if not shutil.which("chromium"):
        pytest.fail(
            "Chromium is missing. On Debian or Ubuntu: sudo apt-get install chromium",
            pytrace=False,
        )
    if "start_browser" in getattr(item, "fixturenames", ()) and not _firefox():
        pytest.fail(
            "Firefox is missing. On Debian: sudo apt-get install firefox-esr", pytrace=False
        )


def _firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    return shutil.which("chromium") or pytest.fail("Chromium is missing", pytrace=False)


@pytest.fixture(scope="session")
def firefox() -> str:
    """Where the other browser is, by the name that Debian gives it or by its own."""
    return _firefox() or pytest.fail("Firefox is missing", pytrace=False)


@pytest.fixture(scope="session")
def chromium_flags() -> list[str]:
    """A browser that draws no window and asks nobody outside for anything."""
    return [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]


@pytest.fixture
def free_port() -> Callable[[], int]:
    """Gives a loopback port that nobody listens on, another one at each call."""
    return ports.free_port


@pytest.fixture(scope="session")
def scale() -> Callable[[int], int]:
    """A soak's full number with WAYMARK_SOAK=1, a fiftieth of it (at least 1) otherwise."""
    return lambda full: full if SOAK else max(1, full // 50)
