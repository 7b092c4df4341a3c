"""What somebody writes of themselves decides who is asked first, and is shown to nobody."""

from helpline.services.turns.heard import HeardStore
from tests.support import Helpline

SAID = "im gay and my ex keeps turning up outside my work"


async def test_it_is_kept_sealed_and_stands_in_no_category(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await helpline.services.handoff.ask(conversation_id, "asked")
    await visitor.say(SAID)
    await helpline.settled()
    row = await helpline.row(conversation_id)
    assert row is not None
    assert "loitering" in row.reasons
    assert "lgbt" not in row.reasons
    assert (await HeardStore(helpline.services.keys).get(row)).needs == ["lgbt"]
    worker = await helpline.worker()
    [shown] = (await helpline.services.desk.view.board(worker))["waiting"]
    assert "lgbt" not in str(shown)
