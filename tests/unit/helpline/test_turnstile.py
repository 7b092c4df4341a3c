"""Dear looks go one after another, and nobody else has to wait for them."""

import asyncio

import pytest

from helpline import turnstile as module
from helpline.turnstile import Ticket, Turnstile


class Place:
    """A place in the line that can be waited for."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._called = asyncio.Event()
        self.ticket = turnstile.ask(self._called.set)

    async def come(self) -> Ticket:
        async with asyncio.timeout(5):
            await self._called.wait()
        return self.ticket


async def test_who_asks_first_looks_first_and_one_at_a_time() -> None:
    turnstile, inside, order = Turnstile(), 0, []

    async def looks(name: int) -> None:
        nonlocal inside
        with await Place(turnstile).come():
            inside += 1
            assert inside == 1
            order.append(name)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(looks(name) for name in range(20)))
    assert order == list(range(20))


async def test_what_is_ready_has_room_between_two_looks() -> None:
    """Twenty looks wait; whatever the loop has to do besides gets its chance after each."""
    turnstile, between = Turnstile(), []

    async def looks() -> None:
        with await Place(turnstile).come():
            done.append(len(between))

    done: list[int] = []
    looking = asyncio.gather(*(looks() for _ in range(20)))
    while not looking.done():
        between.append("a word")
        await asyncio.sleep(0)
    assert len(set(done)) == 20


async def test_the_line_stands_still_after_a_look() -> None:
    turnstile = Turnstile()
    first, second = Place(turnstile), Place(turnstile)
    with first.ticket:
        assert not second.ticket.called
    assert not second.ticket.called, "not in the same breath"
    await second.come()


async def test_who_leaves_the_line_holds_up_nobody() -> None:
    turnstile = Turnstile()
    first, second, third, fourth = (Place(turnstile) for _ in range(4))
    turnstile.leave(second.ticket)
    turnstile.leave(first.ticket)  # called, and gone before it looked
    await third.come()
    assert not second.ticket.called
    turnstile.leave(second.ticket)  # twice makes no difference
    assert not fourth.ticket.called


async def test_a_look_that_fails_lets_the_next_one_in() -> None:
    turnstile = Turnstile()
    first, second = Place(turnstile), Place(turnstile)
    with pytest.raises(ZeroDivisionError), first.ticket:
        raise ZeroDivisionError
    await second.come()


@pytest.mark.parametrize("enters", [False, True])
async def test_a_desk_that_stands_still_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, enters: bool
) -> None:
    """A laptop that went to sleep takes no frames: neither its place nor its look is waited for."""
    monkeypatch.setattr(module, "_LONGEST_TURN", 0.01)
    turnstile = Turnstile()
    asleep, second, third = Place(turnstile), Place(turnstile), Place(turnstile)
    if enters:
        asleep.ticket.__enter__()
    held = await second.come()
    with held:
        # Awake again in somebody else's turn, it takes nothing from them.
        turnstile.leave(asleep.ticket)
        await asyncio.sleep(0)
        assert not third.ticket.called
    await third.come()
