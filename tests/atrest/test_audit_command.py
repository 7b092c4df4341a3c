"""`python -m helpline audit`: whether the trail is whole, as a technician asks it."""

import sqlite3
from contextlib import closing

from helpline.config import Config
from helpline.services.stores import open_stores
from tests.atrest.conftest import Type


def in_the_file(config: Config, *statements: str) -> None:
    """What somebody does who owns the file."""
    with closing(sqlite3.connect(config.data_dir / "waymark.db")) as opened, opened:
        for name in ("audit_no_update", "audit_no_delete"):
            opened.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            opened.execute(statement)


async def test_it_says_whole_then_where_it_breaks(config: Config, typed: Type) -> None:
    for name in ("sam", "kit", "ash"):
        done = await typed(
            "worker", "add", f"{name}@example.org", "--name", name, "--role", "auditor"
        )
        assert done.code == 0, done.err
    whole = await typed("audit", "verify")
    assert (whole.code, whole.out) == (0, "The audit trail is whole.\n")
    line = (await typed("audit", "head")).out.strip()
    assert (await typed("audit", "verify", "--head", line)).code == 0

    in_the_file(config, "UPDATE audit SET subject = '9' WHERE id = 2")
    changed = await typed("audit", "verify")
    assert (changed.code, changed.out) == (1, "It breaks at row 2: it was changed.\n")


async def test_it_finds_what_was_cut_off_and_a_head_kept_on_paper_too(
    config: Config, typed: Type
) -> None:
    async with open_stores(config) as stores:
        for _ in range(3):
            await stores.note("backup")
    line = (await typed("audit", "head")).out.strip()
    in_the_file(config, "DELETE FROM audit WHERE id = 3")
    cut = await typed("audit", "verify")
    assert cut.code == 1
    assert "rows are missing at its end" in cut.out
    # Who owns both databases can make the rest look whole; the paper still knows.
    async with open_stores(config) as stores:
        await stores.heads.accept()
    assert (await typed("audit", "verify")).code == 0
    assert (await typed("audit", "verify", "--head", line)).code == 1
    wrong = await typed("audit", "verify", "--head", "something else")
    assert wrong.code == 1
    assert "A head looks like" in wrong.err
