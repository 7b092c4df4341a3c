"""One owner, also while a chat goes from one worker to another: of all who act, one wins."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from unittest import mock

import pytest

from helpline.errors import WaymarkError
from helpline.models import Worker, now
from helpline.services.desk.transfers import Passing
from tests.support import Helpline

Act = Coroutine[Any, Any, None]


async def _asked(helpline: Helpline, sam: Worker, priya: Worker) -> str:
    """A chat that Sam has and that Priya is asked to take over."""
    opened = await helpline.services.conversations.open("adult", "en", None)
    conversation_id = opened.conversation.id
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, sam)
    await helpline.services.desk.transfers.offer(
        conversation_id, sam, Passing(priya.id, f"o-{conversation_id}")
    )
    return conversation_id


@pytest.fixture
async def three(helpline: Helpline) -> list[Worker]:
    """Sam, Priya and Kit, all at an open desk."""
    workers = [await helpline.worker(name) for name in ("Sam", "Priya", "Kit")]
    for one in workers:
        await helpline.at_desk(one)
    return workers


async def test_whatever_happens_at_once_to_a_chat_that_is_offered_it_has_one_owner(
    helpline: Helpline, three: list[Worker], scale: Callable[[int], int]
) -> None:
    """Taken over, withdrawn, declined, passed on, handed back, closed, left and lapsed, all at the
    same moment: one owner comes of it, and whoever speaks afterwards is that one."""
    sam, priya, kit = three
    services = helpline.services
    ended: set[tuple[str, str | None]] = set()
    for number in range(scale(1000)):
        conversation_id = await _asked(helpline, sam, priya)
        acts: list[Callable[[], Act]] = [
            lambda c=conversation_id: services.desk.transfers.accept(c, priya),
            lambda c=conversation_id: services.desk.transfers.accept(c, kit),
            lambda c=conversation_id: services.desk.transfers.take_back(c, sam),
            lambda c=conversation_id: services.desk.transfers.take_back(c, priya),
            lambda c=conversation_id, n=number: services.desk.transfers.pass_on(
                c, sam, Passing(kit.id, f"p{n}")
            ),
            lambda c=conversation_id: services.desk.chats.hand_back(c, sam),
            lambda c=conversation_id: services.desk.chats.take(c, kit),
            lambda: services.desk.transfers.lapse(),
        ]
        # Another order each time; which of them is first must not matter.
        turned = acts[number % len(acts) :] + acts[: number % len(acts)]
        results = await asyncio.gather(*(act() for act in turned), return_exceptions=True)
        wrong = [one for one in results if isinstance(one, Exception)]
        assert all(isinstance(one, WaymarkError) for one in wrong), wrong
        # Kit was not asked, whenever it was that he tried.
        assert isinstance(results[turned.index(acts[1])], WaymarkError)
        row = await helpline.row(conversation_id)
        assert row is not None
        assert (row.owner == "worker") == (row.worker_id is not None)
        names = {one.id: one.name for one in three}
        ended.add((row.owner, names.get(row.worker_id or 0)))
        await _only_the_owner_speaks(helpline, conversation_id, three)
        # Whoever is said to have come is the one who has it, or had it and let go.
        joined = [
            line.body.name
            for line in await helpline.lines(conversation_id)
            if line.kind == "joined"
        ]
        if row.owner == "worker":
            assert joined[-1] == names[row.worker_id or 0]
        await _over(helpline, conversation_id, three)
    assert len(ended) >= 2, ended


async def _over(helpline: Helpline, conversation_id: str, workers: list[Worker]) -> None:
    """Ends it: nobody here has more chats at once than they take on."""
    row = await helpline.row(conversation_id)
    assert row is not None
    for one in workers:
        if one.id == row.worker_id:
            await helpline.services.desk.chats.close(conversation_id, one, "other", None)
    await helpline.services.leaving.leave(conversation_id)


async def _only_the_owner_speaks(
    helpline: Helpline, conversation_id: str, workers: list[Worker]
) -> None:
    row = await helpline.row(conversation_id)
    assert row is not None
    spoke = []
    for one in workers:
        try:
            await helpline.services.desk.chats.say(conversation_id, one, f"s{one.id}", "hello")
        except WaymarkError:
            continue
        spoke.append(one.id)
    assert spoke == ([row.worker_id] if row.owner == "worker" else [])


async def test_of_taking_over_and_withdrawing_one_wins_and_the_visitor_is_told_that_one(
    helpline: Helpline, three: list[Worker], scale: Callable[[int], int]
) -> None:
    sam, priya, _ = three
    services = helpline.services
    for number in range(scale(500)):
        conversation_id = await _asked(helpline, sam, priya)
        both = [
            services.desk.transfers.accept(conversation_id, priya),
            services.desk.transfers.take_back(conversation_id, sam),
        ]
        if number % 2:
            both.reverse()
        results = await asyncio.gather(*both, return_exceptions=True)
        assert sum(isinstance(one, WaymarkError) for one in results) == 1, results
        row = await helpline.row(conversation_id)
        assert row is not None
        said = [line.body.text or "" for line in await helpline.lines(conversation_id)]
        stays = any(text == "Nothing changes: Sam stays with you." for text in said)
        came = any(text.startswith("Priya is here now") for text in said)
        assert (row.worker_id == priya.id, came, stays) in {
            (True, True, False),
            (False, False, True),
        }
        await _over(helpline, conversation_id, three)


async def test_a_chat_kept_for_one_colleague_is_nobody_elses_until_that_is_over(
    helpline: Helpline, three: list[Worker], scale: Callable[[int], int]
) -> None:
    sam, priya, kit = three
    services = helpline.services
    for number in range(scale(300)):
        opened = await services.conversations.open("adult", "en", None)
        conversation_id = opened.conversation.id
        await services.handoff.ask(conversation_id, "asked")
        await services.desk.chats.take(conversation_id, sam)
        await services.desk.transfers.pass_on(conversation_id, sam, Passing(priya.id, f"k{number}"))
        takers = [kit, priya, sam]
        await asyncio.gather(
            *(services.desk.chats.take(conversation_id, one) for one in takers),
            return_exceptions=True,
        )
        row = await helpline.row(conversation_id)
        assert row is not None
        assert (row.owner, row.worker_id) == ("worker", priya.id)
        assert row.offered_to is None
        await _over(helpline, conversation_id, three)


async def test_when_the_moment_is_over_anybody_may_take_it_and_a_late_yes_changes_nothing(
    helpline: Helpline, three: list[Worker]
) -> None:
    sam, priya, kit = three
    services = helpline.services
    conversation_id = await _asked(helpline, sam, priya)
    late = now().replace(year=now().year + 1)
    clock = mock.patch("helpline.services.log.ownership.now", return_value=late)
    with clock, pytest.raises(WaymarkError):
        await services.desk.transfers.accept(conversation_id, priya)
    await services.desk.transfers.take_back(conversation_id, sam)
    await services.desk.transfers.pass_on(conversation_id, sam, Passing(priya.id, "k"))
    with clock:
        await services.desk.chats.take(conversation_id, kit)
    row = await helpline.row(conversation_id)
    assert row is not None
    assert row.worker_id == kit.id
