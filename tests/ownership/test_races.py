"""One speaker: of all who reach for a chat at once, one has it, and nobody speaks over them."""

import asyncio
import uuid
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from helpline.errors import AlreadyTaken, NotTheirs, NotWaiting
from helpline.models import Worker, now
from helpline.services.log import ownership, turn_numbers
from helpline.services.log.entry_log import Body, Fence
from tests.support import Helpline

RACERS = 16


async def _take(helpline: Helpline, conversation_id: str, worker: Worker) -> str | None:
    """None for the winner; what the loser is told otherwise."""
    try:
        await helpline.services.desk.chats.take(conversation_id, worker)
    except AlreadyTaken as lost:
        return lost.name
    return None


async def test_of_sixteen_workers_who_take_one_chat_exactly_one_has_it(
    helpline: Helpline, scale: Callable[[int], int]
) -> None:
    workers = [await helpline.worker(f"Worker {number}") for number in range(RACERS)]
    for _ in range(scale(1000)):
        opened = await helpline.services.conversations.open("adult", "en", None)
        conversation_id = opened.conversation.id
        await helpline.services.handoff.ask(conversation_id, "asked")
        told = await asyncio.gather(
            *(_take(helpline, conversation_id, worker) for worker in workers)
        )
        winners = [worker for worker, name in zip(workers, told, strict=True) if name is None]
        assert len(winners) == 1
        assert set(told) == {None, winners[0].name}
        row = await helpline.row(conversation_id)
        assert row is not None
        assert (row.owner, row.worker_id) == ("worker", winners[0].id)
        joined = [line for line in await helpline.lines(conversation_id) if line.kind == "joined"]
        assert [line.body.name for line in joined] == [winners[0].name]
        # Nobody takes more at once than they take on: the next race begins with free hands.
        await helpline.services.desk.chats.close(conversation_id, winners[0], "other", None)


async def test_one_of_taking_and_leaving_the_queue_wins_never_both(
    helpline: Helpline, scale: Callable[[int], int]
) -> None:
    worker = await helpline.worker()
    for _ in range(scale(1000)):
        opened = await helpline.services.conversations.open("adult", "en", None)
        conversation_id = opened.conversation.id
        await helpline.services.handoff.ask(conversation_id, "asked")
        results = await asyncio.gather(
            helpline.services.desk.chats.take(conversation_id, worker),
            helpline.services.handoff.stay(conversation_id),
            return_exceptions=True,
        )
        row = await helpline.row(conversation_id)
        assert row is not None
        if isinstance(results[0], NotWaiting):
            assert (row.owner, row.worker_id) == ("assistant", None)
        else:
            assert results[0] is None
            assert (row.owner, row.worker_id) == ("worker", worker.id)
            await helpline.services.desk.chats.close(conversation_id, worker, "other", None)


async def test_a_chat_that_does_not_wait_cannot_be_taken(helpline: Helpline) -> None:
    worker = await helpline.worker()
    opened = await helpline.services.conversations.open("adult", "en", None)
    async with helpline.services.database.write() as session:
        assert not await ownership.claim(
            session, opened.conversation.id, worker.id, now() + timedelta(seconds=45)
        )


async def test_no_assistant_line_after_a_claim(
    helpline: Helpline, scale: Callable[[int], int]
) -> None:
    """The assistant thinks; the visitor is put through meanwhile; its answer is thrown away. By the
    services, as the visitor's socket calls them: ten thousand times in a soak."""
    worker, services = await helpline.worker(), helpline.services
    for number in range(scale(10_000)):
        gate = helpline.engine.waits({"text": "Too late."})
        opened = await services.conversations.open("adult", "en", None)
        conversation_id = opened.conversation.id
        await _says(helpline, conversation_id, "hello there")
        await helpline.engine.next_turn()
        if number % 2:
            # The answer comes between the wish for a person and the claim, or at the same moment.
            gate.set()
        await services.handoff.ask(conversation_id, "asked")
        await services.desk.chats.take(conversation_id, worker)
        gate.set()
        await _says(helpline, conversation_id, "are you a person")
        await helpline.settled()
        lines = await helpline.lines(conversation_id)
        joined = next(line.seq for line in lines if line.kind == "joined")
        assert not [line for line in lines if line.author == "assistant" and line.seq > joined]
        if not number % 2:
            assert "Too late." not in {line.body.text for line in lines}
        await services.desk.chats.close(conversation_id, worker, "other", None)


async def _says(helpline: Helpline, conversation_id: str, text: str) -> None:
    """What the visitor's socket does with a message."""
    seq, _new = await helpline.services.messages.say(conversation_id, uuid.uuid4().hex, text)
    helpline.services.hearing.soon(conversation_id, seq, text)


async def test_no_assistant_line_after_a_claim_over_the_visitors_own_socket(
    helpline: Helpline,
) -> None:
    worker = await helpline.worker()
    gate = helpline.engine.waits({"text": "Too late."})
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say("hello there")
    await helpline.engine.next_turn()
    await helpline.services.handoff.ask(conversation_id, "asked")
    await helpline.services.desk.chats.take(conversation_id, worker)
    gate.set()
    await visitor.say("are you a person")
    await helpline.settled()
    joined = await visitor.had("entry", kind="joined")
    await visitor.pong()
    later = [one for one in visitor.entries if one["seq"] > joined["seq"]]
    assert {one["author"] for one in later} <= {"visitor"}
    assert "Too late." not in visitor.texts


async def test_while_a_worker_has_the_chat_the_engine_is_not_asked(helpline: Helpline) -> None:
    worker = await helpline.worker()
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.say("i will wait")
    await helpline.settled()
    await helpline.services.desk.chats.take(conversation_id, worker)
    await visitor.say("hello")
    await helpline.settled()
    assert helpline.engine.turns == []
    owner = await visitor.had("owner", owner="worker")
    assert owner["name"] == "Sam"


async def begun(session: AsyncSession, conversation_id: str) -> int:
    """Begins a turn; its number."""
    conversation = await turn_numbers.begin(session, conversation_id)
    assert conversation is not None
    return conversation.turn


async def test_an_answer_of_an_earlier_turn_is_discarded(helpline: Helpline) -> None:
    services = helpline.services
    opened = await services.conversations.open("adult", "en", None)
    conversation_id = opened.conversation.id
    async with services.database.write() as session:
        first = await begun(session, conversation_id)
        second = await begun(session, conversation_id)
        assert second == first + 1
        assert not await turn_numbers.end(session, conversation_id, first)
        assert await turn_numbers.end(session, conversation_id, second)
        # A turn is answered once.
        assert not await turn_numbers.end(session, conversation_id, second)


async def test_a_change_of_owner_makes_the_turn_under_way_late(helpline: Helpline) -> None:
    services = helpline.services
    opened = await services.conversations.open("adult", "en", None)
    conversation_id = opened.conversation.id
    async with services.database.write() as session:
        turn = await begun(session, conversation_id)
        assert await ownership.enter_queue(session, conversation_id)
        assert await turn_numbers.begin(session, conversation_id) is None
        assert await ownership.leave_queue(session, conversation_id)
        # The assistant owns it again, but that turn was before.
        assert not await turn_numbers.end(session, conversation_id, turn)


async def test_the_fence_holds_back_every_line_out_of_turn(helpline: Helpline) -> None:
    services = helpline.services
    opened = await services.conversations.open("adult", "en", None)
    conversation_id = opened.conversation.id
    fences = {
        Fence(owner="worker"): False,
        Fence(owner="assistant", turn=7): False,
        Fence(owner="assistant", worker_id=1): False,
        Fence(owner="assistant", turn=0): True,
        Fence(): True,
    }
    for fence, expected in fences.items():
        async with services.database.write() as session:
            seq = await services.log.append(
                session, conversation_id, "assistant", Body(text="x"), fence=fence
            )
        assert (seq is not None) is expected, fence
    await services.handoff.ask(conversation_id, "asked")
    worker = await helpline.worker()
    await services.desk.chats.take(conversation_id, worker)
    await services.desk.chats.close(conversation_id, worker, "advised", None)
    async with services.database.write() as session:
        seq = await services.log.append(
            session, conversation_id, "service", Body(text="x"), fence=Fence()
        )
    assert seq is None


async def test_only_the_worker_who_has_the_chat_can_speak_in_it(helpline: Helpline) -> None:
    services = helpline.services
    mine, other = await helpline.worker("Sam"), await helpline.worker("Kim")
    opened = await services.conversations.open("adult", "en", None)
    conversation_id = opened.conversation.id
    await services.handoff.ask(conversation_id, "asked")
    await services.desk.chats.take(conversation_id, mine)
    for act in (
        services.desk.chats.say(conversation_id, other, "1", "not mine"),
        services.desk.chats.hand_back(conversation_id, other),
        services.desk.chats.close(conversation_id, other, "other", None),
        services.desk.chats.typing(conversation_id, other),
    ):
        try:
            await act
        except NotTheirs:
            continue
        raise AssertionError("somebody else's chat was touched")
    first = await services.desk.chats.say(conversation_id, mine, "1", "hello")
    assert first == await services.desk.chats.say(conversation_id, mine, "1", "hello")
    said = [line for line in await helpline.lines(conversation_id) if line.author == "worker"]
    assert [line.body.text for line in said] == ["hello"]
