"""A helpline that died between two steps of a message: the next start takes up what was left."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from unittest import mock

import aiohttp
import pytest

from helpline.services.turns.reading import Reads
from tests.fake_engine import FakeEngine
from tests.faults.helpline_process import HelplineProcess
from tests.support import Helpline, running

Step = Callable[[Helpline, str], Awaitable[None]]
WORDS = "who else can i tell about this"


async def kept(helpline: Helpline, conversation_id: str) -> None:
    """Acked, and no more."""
    await helpline.services.messages.say(conversation_id, "1", WORDS)


async def read(helpline: Helpline, conversation_id: str) -> None:
    """Acked and read; no turn was begun."""
    with mock.patch.object(helpline.services.turns, "poke"):
        seq, _new = await helpline.services.messages.say(conversation_id, "1", WORDS)
        reading = helpline.services.hearing.soon(conversation_id, seq)
        assert reading is not None
        await reading


async def asked(helpline: Helpline, conversation_id: str) -> None:
    """The engine was asked and has not answered."""
    helpline.engine.waits({"text": "Nobody hears this."})
    seq, _new = await helpline.services.messages.say(conversation_id, "1", WORDS)
    helpline.services.hearing.soon(conversation_id, seq)
    await helpline.engine.next_turn()


@pytest.fixture
async def dead_process(
    tmp_path: Path, engine: FakeEngine, free_port: Callable[[], int]
) -> AsyncIterator[HelplineProcess]:
    """Not started yet."""
    made = HelplineProcess(tmp_path, (free_port(), free_port(), free_port()), engine.port)
    yield made
    if made.is_started:
        await made.kill()


@pytest.mark.parametrize("until", [kept, read, asked])
async def test_the_next_start_answers_what_was_left(
    tmp_path: Path,
    reads: Reads,
    dead_process: HelplineProcess,
    session: aiohttp.ClientSession,
    until: Step,
) -> None:
    async with running(tmp_path / "data", reads) as before:
        opened = await before.services.conversations.open("adult", "en", None)
        await until(before, opened.conversation.id)
        lines = await before.lines(opened.conversation.id)
        assert [line.body.text for line in lines if line.author == "visitor"] == [WORDS]
        assert lines[-1].author == "visitor"
    await dead_process.start()
    visitor = await dead_process.connect(session)
    await visitor.hello(token=opened.token, after=lines[-1].seq)
    answer = await visitor.next("entry", author="assistant")
    assert answer["text"].startswith("Engine's answer")
