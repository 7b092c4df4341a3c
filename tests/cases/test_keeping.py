"""What was agreed to stays under its own key when the chat goes; and goes for good when its own
time is over, whichever files of yesterday come back."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from helpline.backups.copying import make_backup
from helpline.backups.restoring import restore
from helpline.config import Config
from helpline.errors import CaseRefused, CaseWithdrawn, KeyGone, SealBroken
from helpline.models import Figure, now
from helpline.services.cases.diary import Attempt
from helpline.services.cases.seals import CaseSeals
from helpline.services.keys.escrow import new_recovery_key
from helpline.services.stores import open_stores
from helpline.services.turns.reading import Reads
from tests.atrest.thief import copied, found
from tests.cases.agreeing import AGREEMENT, PARTS, agreed, case_of, consents, in_an_hour
from tests.support import ROOT, Helpline, running

CANARY = "canarywordcase"


@pytest.mark.parametrize("way", ["exit", "delete"])
async def test_a_case_outlives_its_chat(helpline: Helpline, way: str) -> None:
    visitor = await helpline.visitor()
    case = await agreed(helpline, visitor)
    conversation_id = await helpline.id_of(visitor)
    await visitor.send(way)
    if way == "exit":
        await visitor.closed()
    else:
        await visitor.next("gone")
    assert await helpline.row(conversation_id) is None
    with pytest.raises(KeyGone):
        await helpline.services.keys.find(conversation_id)
    left = await case_of(helpline, case.id)
    assert left is not None
    assert (left.status, left.conversation_id) == ("new", None)
    assert await helpline.services.cases.files.parts(left) == PARTS


async def test_after_closing_it_is_kept_as_long_as_the_charity_says(start) -> None:  # type: ignore[no-untyped-def]
    helpline = await start(keep_case_days=10)
    case = await agreed(helpline, await helpline.visitor())
    worker = await helpline.worker()
    services = helpline.services
    await services.retention.run(now() + timedelta(days=4000))
    assert await case_of(helpline, case.id) is not None, "a case that is worked on has no end"
    await services.cases.work.claim(case.id, worker)
    await services.cases.diary.write(case.id, worker, "n1", "spoke", Attempt("call", "reached"))
    await services.cases.diary.plan(case.id, worker, "c1", in_an_hour(), None, "text first")
    await services.cases.work.close(case.id, worker, "supported")
    await services.retention.run(now() + timedelta(days=9, hours=23))
    assert await case_of(helpline, case.id) is not None
    await services.retention.run(now() + timedelta(days=10, hours=1))
    assert await case_of(helpline, case.id) is None
    with pytest.raises(KeyGone):
        await services.keys.find(f"case:{case.id}")
    assert await services.stores.ledger.erased([f"case:{case.id}"])


async def test_a_case_is_one_in_the_figures_and_so_is_its_end(helpline: Helpline) -> None:
    sam = await helpline.worker()
    case = await agreed(helpline, await helpline.visitor())
    await helpline.services.cases.work.claim(case.id, sam)
    await helpline.services.cases.work.withdrawn(case.id, sam, "")
    async with helpline.services.database.read() as session:
        rows = await session.scalars(select(Figure).where(Figure.name == "case"))
        assert {one.label: one.number for one in rows} == {"self_referral": 1, "withdrawn": 1}


async def test_taken_back_it_is_closed_to_all_at_once_and_erased_a_week_later(
    helpline: Helpline,
) -> None:
    case = await agreed(helpline, await helpline.visitor())
    worker, services = await helpline.worker(), helpline.services
    await services.cases.work.claim(case.id, worker)
    await services.cases.diary.plan(case.id, worker, "c1", in_an_hour(), None, "")
    await services.cases.work.withdrawn(case.id, worker, "rang, knew the code word")
    with pytest.raises(CaseWithdrawn):
        await services.cases.diary.write(case.id, worker, "n1", "one more call")
    with pytest.raises(CaseRefused):
        await services.cases.work.withdrawn(case.id, worker, "again")
    async with services.database.read() as session:
        assert await services.cases.diary.due(session, worker, now() + timedelta(days=9)) == []
    kinds = [(one.kind, one.how, one.worker_id) for one in await consents(helpline, case.id)]
    assert kinds == [("given", "chat", None), ("withdrawn", "told", worker.id)]
    await services.retention.run(now() + timedelta(days=6, hours=23))
    assert await case_of(helpline, case.id) is not None
    await services.retention.run(now() + timedelta(days=7, hours=1))
    assert await case_of(helpline, case.id) is None


@pytest.mark.parametrize(
    "files",
    [
        ("waymark.db",),
        ("waymark.db", "keys.db"),
        ("keys.db",),
        ("waymark.db", "keys.db", "escrow.db"),
    ],
)
async def test_an_erased_case_does_not_come_back_with_yesterdays_files(
    files: tuple[str, ...], tmp_path: Path, reads: Reads
) -> None:
    data, yesterday = tmp_path / "data", tmp_path / "yesterday"
    data.mkdir()
    async with running(data, reads) as helpline:
        gone = await agreed(helpline, await helpline.visitor(), {"happening": CANARY})
        stays = await agreed(helpline, await helpline.visitor())
        copied(data, yesterday, *files)
        await helpline.services.erasing.purge_cases([gone.id])
    copied(yesterday, data, *files)
    async with running(data, reads) as helpline:
        assert await case_of(helpline, gone.id) is None
        with pytest.raises(KeyGone):
            await helpline.services.keys.find(f"case:{gone.id}")
        left = await case_of(helpline, stays.id)
        assert left is not None
        assert await helpline.services.cases.files.parts(left) == PARTS


async def test_a_backup_holds_cases_without_their_keys_and_the_recovery_key_opens_them(
    tmp_path: Path, reads: Reads
) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    data.mkdir()
    words, public = new_recovery_key()
    async with running(data, reads) as helpline:
        await helpline.services.stores.escrow.set_recipient(public)
        case = await agreed(helpline, await helpline.visitor(), {"happening": CANARY})
        worker = await helpline.worker()
        await helpline.services.cases.work.claim(case.id, worker)
        await helpline.services.cases.diary.write(case.id, worker, "n1", CANARY)
        await helpline.services.keys.fill_escrow()
        key = await helpline.services.keys.find(f"case:{case.id}")
    made = await asyncio.to_thread(make_backup, Config(data_dir=data), tmp_path / "backups")
    assert found(CANARY, *made.iterdir()) == []
    assert all(key not in file.read_bytes() for file in made.iterdir())
    config = Config(data_dir=elsewhere, content_dir=ROOT / "data")
    done = await restore(config, made, replace=False)
    assert (done.cases, done.closed) == (1, 1)
    async with open_stores(config) as stores:
        assert f"case:{case.id}" in await stores.escrow.names()
    assert words


async def test_a_stolen_database_shows_no_word_of_a_case(helpline: Helpline) -> None:
    case = await agreed(
        helpline, await helpline.visitor(), {"name": CANARY, "code_word": CANARY, "access": CANARY}
    )
    worker, services = await helpline.worker(), helpline.services
    lead = await helpline.worker("Lee", "lead")
    await services.cases.work.claim(case.id, worker)
    await services.cases.diary.write(case.id, worker, "n1", f"said {CANARY}")
    await services.cases.diary.write(
        case.id, worker, "n2", f"rang {CANARY}", Attempt("call", "no_answer")
    )
    await services.cases.diary.plan(case.id, worker, "c1", in_an_hour(), None, f"ask {CANARY}")
    await services.cases.work.withdrawn(case.id, worker, f"told me {CANARY}")
    await services.cases.openings.ask(case.id, worker, "immediate_danger", f"because {CANARY}")
    await services.cases.openings.answer(case.id, lead, True, f"yes, {CANARY}")
    folder = services.config.data_dir
    assert found(CANARY, *(one for one in folder.rglob("*") if one.is_file())) == []


async def test_a_sealed_text_that_was_moved_to_another_case_does_not_open(
    helpline: Helpline,
) -> None:
    one = await agreed(helpline, await helpline.visitor())
    other = await agreed(helpline, await helpline.visitor())
    seals = CaseSeals(helpline.services.keys)
    with pytest.raises(SealBroken):
        await seals.open(other.id, one.parts, dict[str, str], "parts")
    with pytest.raises(SealBroken):
        await seals.open(one.id, one.parts, dict[str, str], "consent")
    shown = (await consents(helpline, one.id))[0]
    assert shown.wording == AGREEMENT.wording
