"""Keys: kept before anything is sealed with them, wrapped on the disk, gone once destroyed."""

from pathlib import Path

import pytest
from sqlalchemy import update

from helpline.db import Database
from helpline.errors import KeyGone, SealBroken
from helpline.models import Key
from helpline.services.keys import key_store
from helpline.services.keys.escrow import Escrow
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.ledger import Ledger
from helpline.services.keys.service_key import GivenKey, KeyFile
from tests.databases import bytes_of


@pytest.fixture
def another(key_database: Database, ledger: Ledger, escrow: Escrow):  # type: ignore[no-untyped-def]
    """The same store as another process opens it, with this service key."""

    async def open_with(service_key: bytes = b"k" * 32) -> KeyStore:
        store = KeyStore(key_database, GivenKey(service_key), ledger, escrow)
        await store.open()
        return store

    return open_with


async def test_a_key_is_found_again_also_by_another_process(keys: KeyStore, another) -> None:  # type: ignore[no-untyped-def]
    made = await keys.make("one")
    assert await keys.find("one") == made
    assert await (await another()).find("one") == made
    assert await keys.make("two") != made


async def test_a_destroyed_key_is_gone_from_memory_table_and_disk(  # type: ignore[no-untyped-def]
    keys: KeyStore, another, key_database: Database, tmp_path: Path
) -> None:
    plain = await keys.make("one")
    async with key_database.read() as session:
        wrapped = (await session.get(Key, "one")).wrapped  # type: ignore[union-attr]
    kept = bytes_of(tmp_path)
    assert wrapped in kept
    assert plain not in kept
    await keys.destroy("one")
    left = bytes_of(tmp_path)
    assert wrapped not in left
    for store in (keys, await another()):
        with pytest.raises(KeyGone):
            await store.find("one")


async def test_a_key_that_was_never_made_and_one_destroyed_look_alike(keys: KeyStore) -> None:
    await keys.make("one")
    await keys.destroy("one")
    for name in ("one", "never"):
        with pytest.raises(KeyGone):
            await keys.find(name)


async def test_what_is_destroyed_is_in_the_ledger_and_what_was_never_used_is_not(
    keys: KeyStore, ledger: Ledger, tmp_path: Path
) -> None:
    for name in ("one", "unused", "kept"):
        await keys.make(name)
    await keys.destroy("one")
    await keys.discard("unused")
    assert set(await ledger.erased(["one", "unused", "kept"])) == {"one"}
    assert b"one" not in (tmp_path / "erased.db").read_bytes()


async def test_the_ledger_knows_of_it_before_the_key_goes(
    keys: KeyStore, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keys.make("one")

    async def power_cut(*_names: str) -> None:
        raise OSError

    monkeypatch.setattr(keys, "discard", power_cut)
    with pytest.raises(OSError):
        await keys.destroy("one")
    assert set(await ledger.erased(["one"])) == {"one"}


async def test_keys_cannot_be_swapped_or_opened_with_another_service_key(  # type: ignore[no-untyped-def]
    keys: KeyStore, another, key_database: Database
) -> None:
    await keys.make("mine")
    await keys.make("theirs")
    with pytest.raises(SealBroken):
        await another(b"x" * 32)
    async with key_database.write() as session:
        theirs = (await session.get(Key, "theirs")).wrapped  # type: ignore[union-attr]
        await session.execute(update(Key).where(Key.id == "mine").values(wrapped=theirs))
    with pytest.raises(SealBroken):
        await (await another()).find("mine")


async def test_only_so_many_keys_are_held_in_memory(
    keys: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_store, "_LIVE_KEYS", 2)
    made = [await keys.make(str(number)) for number in range(4)]
    assert list(keys._live) == ["2", "3"]
    assert [await keys.find(str(number)) for number in range(4)] == made


def test_the_service_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert KeyFile(folder).candidates() == []
    first = KeyFile(folder).make()
    assert KeyFile(folder).make() == first
    assert KeyFile(folder).candidates() == [first]
    assert len(first) == 32
    assert (folder / "service.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in folder.iterdir()] == ["service.key"]
    (folder / "service.key").write_bytes(b"short")
    with pytest.raises(SealBroken):
        KeyFile(folder).candidates()
