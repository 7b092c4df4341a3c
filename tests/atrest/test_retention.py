"""Each rule is kept: what is too old goes, what is younger stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpline.config import Config
from helpline.errors import ConfigError, KeyGone
from helpline.models import Alert, Audit, Presence, SignInLink, Worker
from helpline.retention_rules import TABLES
from helpline.services.leaving.retention import RetentionClock
from helpline.services.stores import Stores, open_stores
from tests.atrest.row_tools import DAY, HOUR, MINUTE, NOW, add, names, tokens
from tests.atrest.rows import CASES, WITHOUT_A_CLOCK, audited, erased_names, noted
from tests.atrest.rows_of_people import a_chat, chat, reviewed
from tests.atrest.rows_of_workers import colleague, desk, worker
from tests.support import ROOT


def test_every_rule_has_a_row_that_is_too_old() -> None:
    timed = {name.partition(",")[0] for name in CASES}
    assert timed | WITHOUT_A_CLOCK.keys() == {rule.name for rule in TABLES}
    assert timed & WITHOUT_A_CLOCK.keys() == set()
    assert all((ROOT / test).is_file() for test in WITHOUT_A_CLOCK.values())


def clock(stores: Stores, **days: float) -> RetentionClock:
    base = {
        "keep_audit_days": 365.0,
        "keep_worker_days": 365.0,
        "keep_figures_days": 730.0,
        "backup_days": 35.0,
    }
    return RetentionClock(
        stores.database, stores.keys, stores.ledger, stores.erasing, **{**base, **days}
    )


@pytest.mark.parametrize("name", CASES)
async def test_a_row_goes_when_its_time_is_over_and_not_before(stores: Stores, name: str) -> None:
    case = CASES[name]
    await case.make(stores, "old", case.kept + case.precision)
    await case.make(stores, "young", case.kept - case.precision)
    assert {"old", "young"} <= await case.left(stores)
    await clock(stores).run(NOW)
    assert {"old", "young"} & await case.left(stores) == {"young"}
    await clock(stores).run(NOW)
    assert {"old", "young"} & await case.left(stores) == {"young"}, "a second run changes nothing"


async def test_an_open_alert_never_goes_by_itself(stores: Stores) -> None:
    await stores.keys.make("alert:open")
    await add(
        stores,
        Alert(id="open", kind="immediate_danger", excerpt=b"sealed", created_at=NOW - 5000 * DAY),
    )
    await clock(stores).run(NOW)
    assert await names(stores, Alert.id) == {"open"}
    assert await stores.keys.find("alert:open")


async def test_with_the_row_go_its_keys(stores: Stores) -> None:
    await reviewed(stores, "old", 91 * DAY)
    await chat(stores, "over", DAY)
    await clock(stores).run(NOW)
    for name in ("note:old", "over"):
        with pytest.raises(KeyGone):
            await stores.keys.find(name)
    assert set(await stores.ledger.erased(["note:old", "alert:old", "over", "other"])) == {
        "note:old",
        "alert:old",
        "over",
    }


async def test_a_worker_stays_while_a_chat_of_theirs_is_kept(stores: Stores) -> None:
    await worker(stores, "gone", 400 * DAY)
    async with stores.database.read() as session:
        number = await session.scalar(select(Worker.id))
    await add(stores, a_chat("theirs", worker_id=number, owner="worker"))
    await clock(stores).run(NOW)
    assert await names(stores, Worker.email) == {"gone"}
    await clock(stores).run(NOW + 2 * DAY)
    assert await names(stores, Worker.email) == set()


async def test_with_another_database_in_its_place_no_key_is_destroyed(stores: Stores) -> None:
    await stores.keys.make("chat")
    await clock(stores).run(NOW)
    assert await stores.keys.find("chat")


async def test_a_used_link_goes_at_once(stores: Stores) -> None:
    who = await colleague(stores, "sam")
    await add(
        stores,
        SignInLink(
            token_hash=b"t", worker_id=who, purpose="enrol", expires_at=NOW + DAY, used_at=NOW
        ),
    )
    await clock(stores).run(NOW)
    assert await tokens(stores, SignInLink.token_hash) == set()


async def test_the_settings_move_the_times(config: Config) -> None:
    settings = Config(data_dir=config.data_dir, keep_alert_days=10)
    async with open_stores(settings) as stores:
        await reviewed(stores, "old", 11 * DAY)
        await reviewed(stores, "young", 9 * DAY)
        await audited(stores, "old", 41 * DAY)
        await audited(stores, "young", 39 * DAY)
        await worker(stores, "old", 6 * DAY)
        await worker(stores, "young", 4 * DAY)
        await noted(stores, "old", 10 * DAY)
        await noted(stores, "young", 8 * DAY)
        await clock(stores, keep_audit_days=40, keep_worker_days=5, backup_days=2).run(NOW)
        assert await names(stores, Alert.id) == {"young"}
        assert {"old", "young"} & await names(stores, Audit.subject) == {"young"}
        assert await names(stores, Worker.email) == {"young"}
        assert await erased_names(stores) == {"young"}


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("WAYMARK_KEEP_HOURS", ["0", "0.5", "169", "-1", "nan", "soon"]),
        ("WAYMARK_WORDS_HOURS", ["0", "169"]),
        ("WAYMARK_KEEP_ALERT_DAYS", ["0", "366"]),
        ("WAYMARK_KEEP_CASE_DAYS", ["0", "2191"]),
        ("WAYMARK_KEEP_AUDIT_DAYS", ["29", "2191"]),
        ("WAYMARK_KEEP_WORKER_DAYS", ["0", "2191"]),
        ("WAYMARK_BACKUP_DAYS", ["0", "366", "inf"]),
    ],
)
def test_a_slip_in_a_setting_neither_erases_at_once_nor_keeps_for_ever(
    variable: str, wrong: list[str]
) -> None:
    for value in wrong:
        with pytest.raises(ConfigError, match=variable):
            Config.from_environment({variable: value})


async def test_the_clock_runs_each_hour_and_not_more_often(stores: Stores) -> None:
    one = clock(stores)
    await one.run_hourly(NOW)
    await desk(stores, "old", MINUTE)
    await one.run_hourly(NOW + 59 * MINUTE)
    assert await names(stores, Presence.socket_id) == {"old"}
    await one.run_hourly(NOW + HOUR)
    assert await names(stores, Presence.socket_id) == set()


async def test_the_running_service_runs_the_clock(helpline: Any) -> None:
    stores = helpline.services.stores
    async with stores.database.write() as session:
        who = Worker(email="kim", name="Kim")
        session.add(who)
        await session.flush()
        session.add(Presence(socket_id="old", worker_id=who.id, until=NOW - timedelta(days=5000)))
    await helpline.services.timers.look()
    assert await names(stores, Presence.socket_id) == set()
