"""What must outlive a lost key store comes back with the recovery key, and nothing else does."""

import io
import os
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from helpline.config import Config
from helpline.errors import KeyGone, SealBroken
from helpline.models import Alert
from helpline.services.keys.escrow import (
    WrongWords,
    new_recovery_key,
    open_with,
    private_key,
    seal_to,
)
from helpline.services.keys.sealing import place, unseal
from helpline.services.stores import open_stores
from helpline.services.turns.reading import Reads
from tests.atrest.conftest import Type
from tests.atrest.thief import danger
from tests.support import running

CANARY = "canarywordescrow"


def words_in(out: str) -> str:
    """The 24 words as a person copies them from the screen."""
    found = re.findall(r"\d+\. ([a-z]+)", out)
    assert len(found) == 24
    return " ".join(found)


def lose(data: Path, *names: str) -> None:
    for name in names:
        for file in data.glob(f"{name}*"):
            file.unlink()


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Types this at the command's question."""

    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))

    return type_in


async def test_an_alert_comes_back_after_the_key_store_was_lost_and_a_chat_does_not(  # type: ignore[no-untyped-def]
    tmp_path: Path, reads: Reads, typed: Type, hands
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    said = await typed("keys", "recovery", "new")
    words = words_in(said.out)
    async with running(data, reads) as helpline:
        _, conversation_id, alert_id = await danger(helpline, CANARY)
        _, _, reviewed = await danger(helpline, CANARY)
        worker = await helpline.worker(role="lead")
        await helpline.services.alerts.review(reviewed, worker.id, "called_999", "the note's words")
        await helpline.services.timers.look()

    lose(data, "keys.db", "service.key")

    async with open_stores(Config(data_dir=data)) as stores:
        with pytest.raises(KeyGone):
            await stores.keys.find(f"alert:{alert_id}")
    hands(words)
    said = await typed("keys", "recover")
    assert (said.code, said.err) == (0, "")
    assert "brought back from the escrow: 2." in said.out
    assert "can never be read again" in said.out

    async with open_stores(Config(data_dir=data)) as stores:
        async with stores.database.read() as session:
            alert, other = await session.get(Alert, alert_id), await session.get(Alert, reviewed)
        assert alert is not None
        assert alert.excerpt is not None
        key = await stores.keys.find(f"alert:{alert_id}")
        assert CANARY in unseal(key, alert.excerpt, place(alert_id, "excerpt")).decode()
        assert other is not None
        assert other.note is not None
        key = await stores.keys.find(f"note:{reviewed}")
        assert unseal(key, other.note, place(reviewed, "note")) == b"the note's words"
        for closed in (conversation_id, f"alert:{reviewed}"):
            with pytest.raises(KeyGone):
                await stores.keys.find(closed)

    hands(words)
    assert "brought back from the escrow: 0." in (await typed("keys", "recover")).out


async def test_no_conversation_and_no_open_key_is_ever_in_the_escrow(
    tmp_path: Path, reads: Reads, typed: Type
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    await typed("keys", "recovery", "new")
    async with running(data, reads) as helpline:
        _, conversation_id, alert_id = await danger(helpline, CANARY)
        keys = [
            await helpline.services.keys.find(name)
            for name in (conversation_id, f"alert:{alert_id}")
        ]
        await helpline.services.timers.look()
        assert await helpline.services.stores.escrow.names() == {f"alert:{alert_id}"}
        raw = b"".join(file.read_bytes() for file in data.glob("escrow.db*"))
    assert not any(key in raw for key in keys)
    assert conversation_id.encode() not in raw


async def test_a_destroyed_key_leaves_the_escrow_down_to_its_bytes(
    config: Config, typed: Type
) -> None:
    await typed("keys", "recovery", "new")
    async with open_stores(config) as stores:
        for name in ("alert:one", "alert:two", "case:three"):
            await stores.keys.make(name)
        assert await stores.keys.fill_escrow() == 3
        assert await stores.keys.fill_escrow() == 0
        sealed = {row.name: row.sealed for row in await stores.escrow.rows()}
        await stores.keys.destroy("alert:one")
        assert await stores.escrow.names() == {"alert:two", "case:three"}
        raw = b"".join(file.read_bytes() for file in config.data_dir.glob("escrow.db*"))
        assert sealed["alert:one"] not in raw
        assert sealed["alert:two"] in raw


async def test_a_key_destroyed_while_the_escrow_is_filled_does_not_stay_in_it(
    config: Config, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    await typed("keys", "recovery", "new")
    async with open_stores(config) as stores:
        await stores.keys.make("alert:one")
        keep = stores.escrow.keep

        async def late(public: bytes, keys: dict[str, bytes]) -> None:
            await stores.keys.destroy("alert:one")
            await keep(public, keys)

        monkeypatch.setattr(stores.escrow, "keep", late)
        await stores.keys.fill_escrow()
        assert await stores.escrow.names() == set()


async def test_what_the_disk_refused_is_tried_again(
    config: Config, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    await typed("keys", "recovery", "new")
    async with open_stores(config) as stores:
        await stores.keys.make("alert:one")

        async def full(_public: bytes, _keys: dict[str, bytes]) -> None:
            raise OSError

        with monkeypatch.context() as disk:
            disk.setattr(stores.escrow, "keep", full)
            with pytest.raises(OSError):
                await stores.keys.fill_escrow()
        assert await stores.keys.fill_escrow() == 1


async def test_a_lost_key_store_does_not_empty_the_escrow(config: Config, typed: Type) -> None:
    await typed("keys", "recovery", "new")
    async with open_stores(config) as stores:
        await stores.keys.make("alert:one")
        await stores.keys.fill_escrow()
    lose(config.data_dir, "keys.db", "service.key")
    async with open_stores(config) as stores:
        await stores.keys.fill_escrow()
        assert await stores.escrow.names() == {"alert:one"}


async def test_another_recovery_key_seals_everything_anew(  # type: ignore[no-untyped-def]
    config: Config, typed: Type, hands
) -> None:
    first = words_in((await typed("keys", "recovery", "new")).out)
    async with open_stores(config) as stores:
        made = await stores.keys.make("alert:one")
        await stores.keys.fill_escrow()
    said = await typed("keys", "recovery", "new")
    assert "keep both" in said.out
    second = words_in(said.out)
    async with open_stores(config) as stores:
        (row,) = await stores.escrow.rows()
    assert open_with(private_key(second), "alert:one", row.sealed) == made
    lose(config.data_dir, "keys.db")
    hands(first)
    said = await typed("keys", "recover")
    assert "Of another recovery key, not opened: 1." in said.out


@pytest.mark.parametrize(
    "typed_words",
    ["", "one two three", " ".join(["abandon"] * 24), " ".join(["abandon"] * 11 + ["about"])],
)
async def test_wrong_words_are_refused_in_one_line(  # type: ignore[no-untyped-def]
    config: Config, typed: Type, hands, typed_words: str
) -> None:
    hands(typed_words)
    said = await typed("keys", "recover")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert "24 words" in said.err


def test_words_are_read_as_people_write_them() -> None:
    words, public = new_recovery_key()
    untidy = "  " + words.upper().replace(" ", "  \t") + " "
    assert private_key(untidy).public_key().public_bytes_raw() == public


def test_two_words_in_each_others_place_are_refused() -> None:
    """Always the same key: one swap in 256 fits the checksum by chance."""
    words = Mnemonic("english").to_mnemonic(bytes(range(32))).split()
    assert private_key(" ".join(words)).private_bytes_raw() == bytes(range(32))
    words[3], words[4] = words[4], words[3]
    with pytest.raises(WrongWords):
        private_key(" ".join(words))


@given(
    key=st.binary(min_size=32, max_size=32),
    name=st.text(min_size=1, max_size=40),
    other=st.text(min_size=1, max_size=40),
    at=st.integers(min_value=0, max_value=200),
)
def test_a_sealed_key_opens_under_its_name_with_its_recovery_key_alone(
    key: bytes, name: str, other: str, at: int
) -> None:
    private = X25519PrivateKey.from_private_bytes(os.urandom(32))
    sealed = seal_to(private.public_key().public_bytes_raw(), name, key)
    assert key not in sealed
    assert open_with(private, name, sealed) == key
    if other != name:
        with pytest.raises(SealBroken):
            open_with(private, other, sealed)
    with pytest.raises(SealBroken):
        open_with(X25519PrivateKey.generate(), name, sealed)
    changed = bytearray(sealed)
    changed[at % len(changed)] ^= 1
    with pytest.raises(SealBroken):
        open_with(private, name, bytes(changed))
    with pytest.raises(SealBroken):
        open_with(private, name, sealed[: at % len(sealed)])
