"""A new service key: everything still opens, under load, after `kill -9`, and from the settings."""

import asyncio
import base64
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.config import Config
from helpline.errors import SealBroken, WaymarkError
from helpline.locks import SERVICE, hold
from helpline.models import Key, Wrapping
from helpline.services.keys.sealing import subkey
from helpline.services.keys.service_key import GivenKey, KeyFile
from helpline.services.keys.wrapping import unwrap
from helpline.services.stores import Stores, open_stores
from tests.atrest.conftest import Type
from tests.support import ROOT, Helpline

NAMES = [f"conversation{number}" for number in range(20)]


async def filled(config: Config) -> dict[str, bytes]:
    """A store with keys in it; what they are, the service's own secrets among them."""
    async with open_stores(config) as stores:
        made = {name: await stores.keys.make(name) for name in NAMES}
        return {**made, **own(stores)}


def own(stores: Stores) -> dict[str, bytes]:
    keys = stores.keys
    return {"naming": keys.naming_key, "pepper": keys.pepper, "choices": keys.choices_key}


async def opened(config: Config) -> dict[str, bytes]:
    async with open_stores(config) as stores:
        found = {name: await stores.keys.find(name) for name in await stores.keys.names()}
        return {**found, **own(stores)}


async def test_after_a_rotation_all_keys_are_the_same_under_another_one(
    config: Config, typed: Type
) -> None:
    before = await filled(config)
    async with open_stores(config) as stores, stores.key_database.read() as session:
        wrapped = (await session.scalars(select(Key.wrapped))).all()
    old = (config.data_dir / "service.key").read_bytes()
    said = await typed("keys", "rotate")
    assert (said.code, said.err) == (0, "")
    assert "27 keys" in said.out
    fresh = (config.data_dir / "service.key").read_bytes()
    assert fresh != old
    assert not (config.data_dir / "service.key.next").exists()
    assert (config.data_dir / "service.key").stat().st_mode & 0o777 == 0o600
    assert await opened(config) == before
    # Nothing is left that the old key would open.
    files = b"".join(file.read_bytes() for file in config.data_dir.glob("keys.db*"))
    assert not any(one in files for one in wrapped)
    (config.data_dir / "service.key").write_bytes(old)
    with pytest.raises(SealBroken):
        await opened(config)


async def test_a_running_service_follows_while_people_write(
    helpline: Helpline, scale: Callable[[int], int]
) -> None:
    """Rotations by another process, as `keys rotate` does it, while visitors come and write."""
    config = helpline.services.config
    visitors = [await helpline.visitor() for _ in range(3)]
    said: list[list[str]] = [[], [], []]

    async def rotate() -> None:
        for _ in range(scale(200)):
            async with open_stores(config) as stores:
                await stores.keys.rotate()

    rotating = asyncio.create_task(rotate())

    async def talk(number: int) -> None:
        while not rotating.done() or len(said[number]) < 3:
            said[number].append(f"line {len(said[number])} of {number}")
            await visitors[number].say(said[number][-1])
            # Whoever comes now gets a key now.
            await helpline.services.conversations.open("adult", "en", None)
            helpline.services.keys._live.clear()

    await asyncio.gather(rotating, *(talk(number) for number in range(3)))
    await helpline.settled()
    helpline.services.keys._live.clear()
    for number, visitor in enumerate(visitors):
        lines = await helpline.lines(await helpline.id_of(visitor))
        assert [line.body.text for line in lines if line.author == "visitor"] == said[number]
    async with open_stores(config) as stores:
        for name in await stores.keys.names():
            assert await stores.keys.find(name)


async def test_a_look_that_began_before_a_rotation_opens_what_it_sees(config: Config) -> None:
    """Beside another that already sees the new wrapping: neither may get the other's key."""
    async with open_stores(config) as stores:
        made = await stores.keys.make("one")
        async with stores.key_database.read() as early:
            assert await early.scalar(select(Wrapping.seal)) is not None
            async with open_stores(config) as another:
                await another.keys.rotate()
            stores.keys._live.clear()
            assert await stores.keys.find("one") == made
            service_key = await stores.keys._wrapper.present(early)
            wrapped = await early.scalar(select(Key.wrapped).where(Key.id == "one"))
            assert wrapped is not None
            assert unwrap(service_key, "one", wrapped) == made


async def test_a_look_that_was_overtaken_looks_again(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wrapping it saw is gone from the disk by the time its key is looked for."""
    async with open_stores(config) as stores:
        made = await stores.keys.make("one")
        stores.keys._live.clear()
        present, calls = stores.keys._wrapper.present, 0

        async def overtaken(session: AsyncSession) -> bytes:
            nonlocal calls
            calls += 1
            if calls == 1:
                raise SealBroken("changed since")
            return await present(session)

        monkeypatch.setattr(stores.keys._wrapper, "present", overtaken)
        assert await stores.keys.find("one") == made


async def test_whatever_moment_it_is_killed_at_one_key_opens_everything(
    config: Config, tmp_path: Path
) -> None:
    before = await filled(config)
    steps, last = 0, 1
    while steps == 0:
        folder = tmp_path / f"killed{last}"
        await asyncio.to_thread(shutil.copytree, config.data_dir, folder)
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "tests.atrest.dying", str(folder), str(last)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if done.returncode == 0:
            steps = int(done.stdout)
        else:
            assert done.returncode == -9, done.stderr
        after = Config(data_dir=folder)
        assert await opened(after) == before, f"killed before step {last}"
        # And the next rotation ends what this one began.
        async with open_stores(after) as stores:
            await stores.keys.rotate()
        assert await opened(after) == before
        assert not (folder / "service.key.next").exists()
        last += 1
    assert steps >= 8, "the steps of a rotation were not all met"


async def test_a_key_from_the_settings_is_changed_in_two_steps(config: Config, typed: Type) -> None:
    before = await filled(config)
    said = await typed("keys", "rotate", service_key=_text(b"a" * 32))
    assert "Nothing was changed yet" in said.out
    fresh = said.out.partition("Set WAYMARK_SERVICE_KEY to ")[2].split()[0]
    assert len(base64.urlsafe_b64decode(fresh + "=")) == 32

    # Out of the file into the settings, then from one setting to the next.
    first = Config(data_dir=config.data_dir, service_key=b"a" * 32)
    async with open_stores(first, may_change_key=True):
        pass
    (config.data_dir / "service.key").unlink()
    assert await opened(first) == before

    said = await typed(
        "keys", "rotate", service_key=_text(b"b" * 32), service_key_old=_text(b"a" * 32)
    )
    assert (said.code, said.err) == (0, "")
    assert await opened(Config(data_dir=config.data_dir, service_key=b"b" * 32)) == before
    with pytest.raises(SealBroken):
        await opened(first)


async def test_a_start_with_both_settings_changes_the_key(config: Config) -> None:
    async with open_stores(
        Config(data_dir=config.data_dir, service_key=b"a" * 32), may_change_key=True
    ) as stores:
        made = await stores.keys.make("one")
    both = Config(data_dir=config.data_dir, service_key=b"b" * 32, service_key_old=b"a" * 32)
    async with open_stores(both) as stores:
        assert await stores.keys.find("one") == made, "a command only reads with the old one"
    with pytest.raises(SealBroken):
        await opened(Config(data_dir=config.data_dir, service_key=b"b" * 32))
    async with open_stores(both, may_change_key=True):
        pass
    assert (await opened(Config(data_dir=config.data_dir, service_key=b"b" * 32)))["one"] == made


async def test_a_service_that_knows_only_the_old_key_refuses_to_write(config: Config) -> None:
    """Better no new chat than one that no key opens after the next start."""
    old = Config(data_dir=config.data_dir, service_key=b"a" * 32)
    both = Config(data_dir=config.data_dir, service_key=b"b" * 32, service_key_old=b"a" * 32)
    async with open_stores(old, may_change_key=True) as running:
        made = await running.keys.make("before")
        async with open_stores(both, may_change_key=True):
            pass
        with pytest.raises(SealBroken):
            await running.keys.make("after")
        assert await running.keys.find("before") == made
    assert "after" not in await opened(Config(data_dir=config.data_dir, service_key=b"b" * 32))


async def test_a_setting_is_not_changed_under_a_running_service(
    config: Config, typed: Type
) -> None:
    with hold(config.data_dir / SERVICE, "held", shared=True):
        said = await typed(
            "keys", "rotate", service_key=_text(b"b" * 32), service_key_old=_text(b"a" * 32)
        )
    assert said.code == 1
    assert said.err == "helpline: the service is running: stop it first\n"


async def test_a_store_of_an_earlier_version_goes_on_with_its_secrets(config: Config) -> None:
    """Return words and the engine's names were derived from the service key; they stay good."""
    async with open_stores(config) as stores:
        await stores.keys.make("one")
        async with stores.key_database.write() as session:
            await session.execute(delete(Key).where(Key.id.like("own:%")))
            await session.execute(delete(Wrapping))
    service_key = (config.data_dir / "service.key").read_bytes()
    async with open_stores(config) as stores:
        assert stores.keys.pepper == subkey(service_key, "return-words")
        assert stores.keys.naming_key == subkey(service_key, "engine-name")
        assert stores.keys.choices_key == subkey(service_key, "choices")
        await stores.keys.rotate()
    async with open_stores(config) as stores:
        assert stores.keys.pepper == subkey(service_key, "return-words")


async def test_a_damaged_key_stops_a_rotation_before_anything_is_changed(config: Config) -> None:
    before = await filled(config)
    async with open_stores(config) as stores:
        async with stores.key_database.write() as session:
            row = await session.get(Key, NAMES[7])
            assert row is not None
            row.wrapped = row.wrapped[:-1] + bytes([row.wrapped[-1] ^ 1])
        with pytest.raises(SealBroken):
            await stores.keys.rotate()
    async with open_stores(config) as stores:
        for name in NAMES[:7]:
            assert await stores.keys.find(name) == before[name]


def test_a_given_key_proposes_no_other() -> None:
    with pytest.raises(WaymarkError, match="WAYMARK_SERVICE_KEY"):
        GivenKey(b"a" * 32).propose()


def test_a_left_over_proposal_is_no_obstacle(tmp_path: Path) -> None:
    files = KeyFile(tmp_path)
    current = files.make()
    first, second = files.propose(), files.propose()
    assert first != second
    files.settle(current)
    assert files.candidates() == [current, second]
    files.settle(second)
    assert files.candidates() == [second]


def _text(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()
