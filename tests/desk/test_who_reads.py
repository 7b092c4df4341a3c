"""Whatever happens to a chat, in whatever order: who may read it, and what is said of that."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from helpline.errors import NotTheirs, WaymarkError
from helpline.models import Override, Worker, now
from helpline.services.desk.overrides import Asked, Reasons
from tests.desk.desks import Desk
from tests.desk.one_desk import histories

NAMES = ("Sam", "Kit", "Lou", "Ola")
LEADS = ("Lou", "Ola")
#: What is said of who can't read, and would not be true of a chat that a lead has opened.
CLAIMS = ("unless you agree", "only if you ticked", "is not shared", "no longer reads")
STEPS = st.one_of(
    st.tuples(st.sampled_from(["say", "ask", "stay", "lapse", "vanish", "hand_back"])),
    st.tuples(st.just("take"), st.sampled_from(NAMES)),
    st.tuples(st.just("answer"), st.booleans(), st.booleans()),
    st.tuples(st.just("override"), st.sampled_from(NAMES), st.booleans()),
)


@dataclass
class Chat:
    """One visitor's chat, and what is known of it without asking the code under test."""

    desk: Desk
    people: dict[str, Worker]
    id: str
    # Whose override holds.
    opened_by: str | None = None
    told: int = 0
    number: int = 0

    async def do(self, kind: str, *given: object) -> None:
        """One step; one that is refused changes nothing."""
        self.number += 1
        services, mark = self.desk.services, f"s{self.number}"
        row = await self.desk.helpline.row(self.id)
        assert row is not None
        owner = next((one for one in self.people.values() if one.id == row.worker_id), None)
        with contextlib.suppress(WaymarkError):
            match kind:
                case "say":
                    await self.desk.say(self.id, mark)
                case "ask":
                    await services.handoff.ask(self.id, "asked")
                case "stay":
                    await services.handoff.stay(self.id)
                    self.opened_by = None if row.owner == "waiting" else self.opened_by
                case "lapse":
                    async with services.database.write() as session:
                        await session.execute(update(Override).values(until=now()))
                    self.opened_by = None
                case "vanish":
                    await self.desk.helpline.set(self.id, lease_until=now() - timedelta(seconds=1))
                    await services.desk.leases.lapsed(10)
                case "hand_back" if owner is not None:
                    await services.desk.chats.hand_back(self.id, owner)
                    self.opened_by = None
                case "take":
                    await services.desk.chats.take(self.id, self.people[str(given[0])])
                case "answer":
                    agree, history = bool(given[0]), bool(given[1])
                    await services.briefs.answer(
                        self.id, mark, {"happening": mark}, agree, agree and history
                    )
                case "override":
                    reasons = Reasons("why", "because" if given[1] else None, "at the door")
                    name = str(given[0])
                    asked = Asked(mark, "immediate_danger", reasons)
                    came = await services.desk.overrides.ask(self.id, self.people[name], asked)
                    self.told += came.told
                    assert self.opened_by is None
                    assert name in LEADS
                    assert row.owner in {"waiting", "worker"}
                    self.opened_by = name
        await self.desk.helpline.settled()

    async def check(self, before: int) -> None:
        """Each of the four reads what they may, and nothing untrue was said."""
        row = await self.desk.helpline.row(self.id)
        assert row is not None
        lines = await self.desk.helpline.lines(self.id)
        whole = [line.seq for line in lines if line.kind != "brief"]
        view = self.desk.services.desk.view
        for name, one in self.people.items():
            has_it, lead = row.worker_id == one.id, name in LEADS
            if not has_it and not lead:
                with pytest.raises(NotTheirs):
                    await view.entries(self.id, one, 0)
                continue
            all_of_it = self.opened_by is not None and (has_it or name == self.opened_by)
            since = 1 if all_of_it else row.shared_from
            wanted = [] if since is None else [seq for seq in whole if seq >= since]
            assert [frame["seq"] for frame in (await view.entries(self.id, one, 0))[0]] == wanted
            state = await view.chat(self.id, one)
            assert state["from"] == since
            if not all_of_it and row.agreed_at is None:
                assert state["brief"] is None
            assert (state["override"] or {"open": False})["open"] == (self.opened_by is not None)
        if self.opened_by is not None:
            said = [line.body.text or "" for line in lines if line.seq > before]
            assert not [text for text in said if any(claim in text for claim in CLAIMS)]
        opened = [line.body.text or "" for line in lines if line.kind == "opened"]
        assert sum("without asking you first" in text for text in opened) == self.told


@pytest.fixture(scope="module")
def people(runner: asyncio.Runner, one_desk: Desk) -> dict[str, Worker]:
    roles = {name: "lead" if name in LEADS else "worker" for name in NAMES}
    return {
        name: runner.run(one_desk.helpline.worker(name, role=role)) for name, role in roles.items()
    }


@histories(600, quick=12)
@given(steps=st.lists(STEPS, min_size=2, max_size=12))
def test_each_reads_what_they_may_whatever_happens_to_the_chat(
    runner: asyncio.Runner,
    one_desk: Desk,
    people: dict[str, Worker],
    steps: list[tuple[object, ...]],
) -> None:
    async def live() -> None:
        chat = Chat(one_desk, people, await one_desk.visitor())
        # Most of what is of interest begins in the queue.
        for kind, *more in [("say",), ("ask",), *steps]:
            before = (await one_desk.helpline.lines(chat.id))[-1].seq
            await chat.do(str(kind), *more)
            await chat.check(before)

    runner.run(live())
