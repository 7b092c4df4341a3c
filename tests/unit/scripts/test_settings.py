"""Ports and Procfile: wrong ones are refused with the name of what to change."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import ports, procfile, settings
from scripts.console import Failure


def _environment(free_port: Callable[[], int]) -> dict[str, str]:
    return {name: str(free_port()) for name in settings.PORTS}


def test_each_run_has_a_secret_of_its_own(free_port: Callable[[], int]) -> None:
    environment = _environment(free_port)
    first, second = settings.read(environment), settings.read(environment)
    tokens = {run.environment["WAYMARK_ENGINE_TOKEN"] for run in (first, second)}
    assert len(tokens) == 2
    assert min(map(len, tokens)) >= 43


def test_a_secret_that_is_set_is_kept() -> None:
    assert settings.read({"WAYMARK_ENGINE_TOKEN": "x"}).environment["WAYMARK_ENGINE_TOKEN"] == "x"


def test_the_engine_is_told_where_the_actions_are() -> None:
    run = settings.read({"WAYMARK_ACTIONS_PORT": "6055"})
    assert run.environment["WAYMARK_ACTIONS_URL"] == "http://127.0.0.1:6055/webhook"


@pytest.mark.parametrize("value", ["0", "65536", "http", "-1", "80 81"])
def test_a_port_that_is_none_is_refused_by_its_name(value: str) -> None:
    with pytest.raises(Failure, match=f"WAYMARK_DESK_PORT={value}: a port is a number"):
        settings.read({"WAYMARK_DESK_PORT": value})


def test_one_port_for_two_faces_is_refused() -> None:
    with pytest.raises(Failure, match="WAYMARK_PUBLIC_PORT and WAYMARK_DESK_PORT both name it"):
        settings.read({"WAYMARK_PUBLIC_PORT": "8081"})


@pytest.mark.parametrize("name", settings.PORTS)
def test_a_taken_port_is_named_with_its_variable(name: str, free_port: Callable[[], int]) -> None:
    run = settings.read(_environment(free_port))
    ports.check_free(run)
    with socket.create_server(("127.0.0.1", run.ports[name])), pytest.raises(Failure) as caught:
        ports.check_free(run)
    assert f"Port {run.ports[name]} for" in str(caught.value)
    assert f"it is taken. Stop what uses it, or choose another one: {name}=" in str(caught.value)


def test_the_procfile_is_filled_from_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "Procfile"
    file.write_text(
        "# two\n\nengine: bot/rasa run --port ${PORT}\nhelpline: python -m 'help line'\n"
    )
    assert procfile.read(file, {"PORT": "5005"}) == {
        "engine": ["bot/rasa", "run", "--port", "5005"],
        "helpline": ["python", "-m", "help line"],
    }


@pytest.mark.parametrize("line", ["engine", "engine:", ": run", "engine: run ${NOT_SET}"])
def test_a_broken_procfile_names_the_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "Procfile").write_text(f"# first\n{line}\n")
    with pytest.raises(Failure, match="Procfile, line 2"):
        procfile.read(tmp_path / "Procfile", {})
