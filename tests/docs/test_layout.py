"""The layout rules of the design, checked on the code itself (docs/architecture.md says why)."""

import ast
import re
from pathlib import Path

import pytest

from tests.docs.trees import (
    ROOT,
    at_module_level,
    dotted,
    importing,
    imports,
    modules,
    tree,
)

ASSISTANT = ROOT / "helpline" / "services" / "turns" / "assistant.py"
CONFIG = ROOT / "helpline" / "config.py"
EVENTS = ROOT / "helpline" / "services" / "log" / "events.py"


def test_the_two_faces_never_import_each_other() -> None:
    assert importing("helpline/public", "helpline.desk") == []
    assert importing("helpline/desk", "helpline.public") == []


def test_services_know_neither_face() -> None:
    assert importing("helpline/services", "helpline.public") == []
    assert importing("helpline/services", "helpline.desk") == []


def test_models_know_no_service() -> None:
    assert importing("helpline/models", "helpline.services") == []


def test_only_the_assistant_service_talks_to_the_engine() -> None:
    """The wiring makes the one client and hands it over; on-call notices may use it as well. A
    rehearsal's visitors are clients of the public face."""
    makes = ROOT / "helpline" / "wiring.py"
    notices = {
        ROOT / "helpline" / "services" / "alerts" / "on_call.py",
        ROOT / "helpline" / "rehearsal" / "actor.py",
        ROOT / "helpline" / "rehearsal" / "stage.py",
    }
    clients = {"aiohttp.ClientSession", "httpx", "requests", "urllib.request", "http.client"}
    found = [
        f"{path.relative_to(ROOT)} uses {name}"
        for path in modules("helpline")
        if path not in {ASSISTANT, makes, *notices}
        for name in sorted(_names_used(path) & clients)
    ] + [
        f"{path.relative_to(ROOT)}:{node.lineno} uses {node.attr}"
        for path in modules("helpline")
        if path not in {ASSISTANT, CONFIG, makes}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"engine_address", "engine_port"}
    ]
    assert ASSISTANT.is_file()
    assert found == []


def test_the_helpline_imports_nothing_of_rasa_itself() -> None:
    assert importing("helpline", "rasa") == []
    assert importing("helpline", "bot") == []


def test_only_config_reads_the_environment() -> None:
    reads = {"os.environ", "os.getenv", "os.environb"}
    found = [
        f"{path.relative_to(ROOT)} uses {name}"
        for package in ("helpline", "content")
        for path in modules(package)
        if path != CONFIG
        for name in sorted(_names_used(path) & reads)
    ]
    assert CONFIG.is_file()
    assert found == []


def test_only_events_wakes_sockets() -> None:
    """Services append to the log and tell events.py; they never hold or write to a socket."""
    sends = {"send_str", "send_json", "send_bytes", "WebSocketResponse"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} uses {node.attr}"
        for package in ("helpline/services", "helpline/models")
        for path in modules(package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in sends
    ]
    assert EVENTS.is_file()
    assert found == []


def test_a_face_waits_for_news_in_no_way_of_its_own() -> None:
    wakers = {"asyncio.Event", "asyncio.Condition"}
    found = [
        f"{path.relative_to(ROOT)} uses {name}"
        for face in ("helpline/public", "helpline/desk")
        for path in modules(face)
        for name in sorted(_names_used(path) & wakers)
    ]
    assert found == []


def test_actions_know_nothing_of_the_helpline() -> None:
    for package in ("helpline", "aiohttp", "sqlalchemy", "bot"):
        assert importing("actions", package) == []


def test_what_an_action_listens_for_stands_in_data() -> None:
    """Wordings are for people who need not read Python (data/wordings/). An age is a number."""
    found = {path.name for path in modules("actions") if "re" in set(imports(path))}
    assert found <= {"ages.py", "wordings.py"}


def test_the_languages_are_listed_in_one_place() -> None:
    """A new one begins in content/languages.json. Of Python that knows Welsh as such there is
    some (who speaks it, how it is read); what is drawn on the pages knows only the list."""
    listed = re.compile(r"""["']en["'](?:\]?,|: ?[^,\n]*,) ?["']cy["']""")
    folders = [
        "actions",
        "bench",
        "bot",
        "content",
        "helpline",
        "scripts",
        "tests",
        "understanding",
    ]
    found = [
        path.relative_to(ROOT).as_posix()
        for package in folders
        for path in modules(package)
        if listed.search(path.read_text())
    ]
    named = re.compile(r"""["'`]cy["'`]|\bcy(?:-GB)?["'`]?:|\.cy\.|/cy\.""")
    web = ROOT / "web"
    pages = [
        *web.glob("*.config.ts"),
        *web.glob("scripts/*"),
        *web.glob("desk/locale/*.ts"),
        *(path for part in ("desk/src", "widget/src", "widget/shared", "widget/loader")
          for path in (web / part).iterdir()),
    ]  # fmt: skip
    assert len(pages) > 150
    found += [path.relative_to(ROOT).as_posix() for path in pages if named.search(path.read_text())]
    assert found == []


def test_understanding_is_a_plain_library() -> None:
    for package in ("rasa", "rasa_sdk", "aiohttp", "sqlalchemy", "helpline", "bot", "actions"):
        assert importing("understanding", package) == []


def test_content_needs_only_yaml() -> None:
    for package in ("rasa", "rasa_sdk", "aiohttp", "sqlalchemy", "helpline", "bot", "actions"):
        assert importing("content", package) == []


def test_the_models_signature_is_a_package_of_its_own() -> None:
    for package in ("rasa", "aiohttp", "sqlalchemy", "helpline", "bot", "actions", "understanding"):
        assert importing("signed", package) == []


def test_the_engine_knows_nothing_of_the_helpline() -> None:
    for package in ("helpline", "actions"):
        assert importing("bot", package) == []


@pytest.mark.parametrize(
    "package", ["helpline", "actions", "content", "signed", "understanding", "bot"]
)
def test_nothing_is_opened_when_a_module_is_imported(package: str) -> None:
    """Engines, sessions, clients and connections belong to an app's life, not to a module's."""
    openers = {
        "create_async_engine", "create_engine", "async_sessionmaker", "sessionmaker", "connect",
        "ClientSession", "InferenceSession", "ThreadPoolExecutor", "ProcessPoolExecutor",
    }  # fmt: skip
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} calls {dotted(node.func)}"
        for path in modules(package)
        for node in at_module_level(path)
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in openers
    ]
    assert found == []


def _names_used(path: Path) -> set[str]:
    """Names as written (`os.environ`), and what `from a import b` brings (`a.b`)."""
    return imports(path) | {dotted(node) for node in ast.walk(tree(path))} - {""}
