"""`python -m helpline worker …`, as a technician types it, beside a running service."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from helpline.__main__ import main
from tests.desk.desks import DESK_ORIGIN, PASSWORD, Desk
from tests.support import ROOT

Type = Any


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Type]:
    """Types a command; gives its exit code, what it printed, and what it complained of."""
    monkeypatch.setenv("WAYMARK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WAYMARK_CONTENT_DIR", str(ROOT / "data"))
    monkeypatch.setenv("WAYMARK_DESK_ORIGIN", DESK_ORIGIN)
    monkeypatch.delenv("WAYMARK_ENGINE_TOKEN", raising=False)

    def type_in(*words: str) -> tuple[int, str, str]:
        code = main(["worker", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    yield type_in
    # The command sends the log to its own standard output, which ends with the test.
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


def test_a_worker_is_made_with_a_link_and_listed(typed: Type) -> None:
    code, out, _ = typed("add", "Sam@Example.org", "--name", "Sam", "--role", "lead")
    assert code == 0
    assert out.splitlines()[-1].startswith(f"{DESK_ORIGIN}/#enrol=")
    code, out, _ = typed("list")
    assert out.split() == ["sam@example.org", "lead", "Sam", "invited"]


def test_the_local_link_is_all_that_is_printed_and_is_another_one_each_time(typed: Type) -> None:
    first, second = typed("link"), typed("link")
    assert first[0] == second[0] == 0
    assert first[1].startswith(f"{DESK_ORIGIN}/#link=")
    assert len(first[1].splitlines()) == 1
    assert first[1] != second[1]


@pytest.mark.parametrize("email", ["no address", "@example.org", "sam@", "sam"])
def test_what_is_no_address_is_refused_in_one_line(typed: Type, email: str) -> None:
    code, out, err = typed("add", email, "--name", "Sam", "--role", "worker")
    assert (code, out) == (1, "")
    assert err == "helpline: That is not an e-mail address.\n"


async def test_an_address_is_there_once_and_a_revoked_worker_is_out(
    desk: Desk, typed: Type
) -> None:
    code, out, _ = await asyncio.to_thread(
        typed, "add", "sam@example.org", "--name", "Sam", "--role", "worker"
    )
    token = out.strip().rpartition("=")[2]
    enrolled = await desk.post("/api/enrol", {"token": token, "password": PASSWORD})
    cookie = enrolled.cookies["waymark_desk"].value
    code, _, err = await asyncio.to_thread(
        typed, "add", "SAM@example.org", "--name", "Sam", "--role", "worker"
    )
    assert code == 1
    assert "already" in err
    assert (await desk.me(cookie)).status == 200
    code, _, _ = await asyncio.to_thread(typed, "revoke", "sam@example.org")
    assert code == 0
    assert (await desk.me(cookie)).status == 401
    code, _, err = await asyncio.to_thread(typed, "revoke", "nobody@example.org")
    assert code == 1
    assert "no worker" in err
    code, out, _ = await asyncio.to_thread(
        typed, "add", "sam@example.org", "--name", "Sam", "--role", "worker"
    )
    assert code == 0, "a worker who comes back is let in again"


def test_a_link_is_refused_in_production(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_MODE", "production")
    monkeypatch.setenv("WAYMARK_SERVICE_KEY", "A" * 43)
    monkeypatch.setenv("WAYMARK_PUBLIC_ORIGIN", "https://chat.example.org")
    code, out, err = typed("link")
    assert (code, out) == (1, "")
    assert "local mode only" in err
