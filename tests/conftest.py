"""What all tests share: markers by folder, ports, the project's folder, and how large a race is."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import psutil
import pytest

from tests import ports, side_by_side

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
#: Reads five thousand messages: a third of the processor time of all that is quick.
_NOT_QUICK = "test_floors.py"

#: Objects made since the last look for cycles. Python looks at 700, and looks through all that was
#: collected and imported: up to a third of a test's processor time.
_BETWEEN_LOOKS = 20_000


#: Properties are tried on the same examples each time, so that a run that fails fails again; a busy
#: machine is no failure; nothing of them is kept on disk.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("fixed")


def pytest_configure() -> None:
    """Nothing is garbage before the first test; looking for it took a second of each process."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is there now stays to the end and is not looked through again."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 20, 20)
    gc.enable()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many processes `-n auto` means. Most of the time a test waits: for a browser, an engine,
    a process that starts. So two to a core, as long as there is memory for all they start. What is
    quick does not wait, and each process has to import and collect all of it."""
    each_core = 1 if config.option.markexpr == "quick" else 2
    gigabytes = psutil.virtual_memory().total / 1e9
    return max(1, min(each_core * (os.cpu_count() or 1), int(gigabytes / _GIGABYTES_EACH), 8))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> side_by_side.ByGroup:
    """Files that stand on the same stack run in the same process."""
    return side_by_side.ByGroup(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's folder says what it needs; the fixture `scale` says that it grows in a soak."""
    side_by_side.in_order(items)
    for item in items:
        below_tests = item.path.relative_to(ROOT / "tests").parts
        mark = _MARKS.get(below_tests[0])
        if mark and below_tests[-1] != _NOT_QUICK:
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
def windowless(chromium: str) -> str:
    """The same Chromium built without its windows, where it is installed: a third less work for the
    processor, and nothing that a page could tell (docs/decisions/0081)."""
    return shutil.which("chromium-headless-shell") or chromium


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
