"""What changed is kept as dated lines, which a worker reads as far as the visitor leaves them."""

from datetime import timedelta

from helpline.models import Conversation, now
from helpline.services.brief import timeline
from helpline.services.content import Content
from helpline.services.keys.kept import Change, Kept, KeptStore
from tests.support import Helpline
from tests.visitor import Visitor


async def kept(helpline: Helpline, visitor: Visitor) -> Kept:
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    return await KeptStore(helpline.services.keys).get(row)


async def test_a_sign_is_a_line_when_it_first_comes_up(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.say("my ex keeps following me home")
    await visitor.say("he followed me again")
    await visitor.say("its got worse since then")
    await helpline.settled()
    names = [line.what for line in (await kept(helpline, visitor)).changes]
    assert names.count("following") == 1
    assert "situation_changed" in names
    assert names.index("following") < names.index("situation_changed")


async def test_what_was_answered_when_asked_is_a_line_a_category_and_no_invented_name(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    helpline.engine.answers(
        {"text": "Thank you."},
        {"effect": {"type": "urgency", "said": ["said_pets", "made up", "said_can_wait"]}},
        {"effect": {"type": "keep", "risk": {"threats": "told", "weather": "told", "fear": "x"}}},
    )
    await visitor.say("he hurt my cat")
    await visitor.next("entry", author="assistant")
    await helpline.settled()
    held = await kept(helpline, visitor)
    assert [line.what for line in held.changes if line.what.startswith("said_")] == ["said_pets"]
    assert "made up" not in [line.what for line in held.changes]
    assert held.risk == {"threats": "told"}
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    assert "said_pets" in row.reasons
    assert row.urgency == 1


async def test_what_was_skipped_may_be_asked_again_and_what_was_told_not(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    risk = {"threats": "told", "fear": "skipped"}
    helpline.engine.answers({"text": "Yes."}, {"effect": {"type": "keep", "risk": risk}})
    await visitor.say("one")
    await visitor.next("entry", author="assistant")
    helpline.engine.answers({"text": "Yes."}, {"effect": {"type": "keep", "again": True}})
    await visitor.say("two")
    await visitor.next("entry", author="assistant")
    await helpline.settled()
    assert (await kept(helpline, visitor)).risk == {"threats": "told"}
    assert helpline.engine.turns[-1]["metadata"]["kept"]["risk"] == risk


async def test_the_lines_are_in_the_brief_for_the_visitor_to_change_before_anybody_reads_them(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    await visitor.say("my ex keeps following me home")
    await helpline.settled()
    conversation_id = await helpline.id_of(visitor)
    async with helpline.services.database.write() as session:
        row = await session.get(Conversation, conversation_id)
        assert row is not None
        await helpline.services.briefs.offer(session, row)
    await helpline.settled()
    (brief,) = [line for line in await helpline.lines(conversation_id) if line.kind == "brief"]
    assert brief.body.card is not None
    parts = {part["id"]: part["text"] for part in brief.body.card["parts"]}
    assert "Being followed" in parts["changes"]
    async with helpline.services.database.read() as session:
        row = await session.get(Conversation, conversation_id)
        assert row is not None
        assert await helpline.services.briefs.agreed(session, row) is None


async def test_who_comes_back_is_a_line_and_takes_no_half_walk_along(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    store = KeptStore(helpline.services.keys)
    async with helpline.services.database.write() as session:
        row = await session.get(Conversation, conversation_id)
        assert row is not None
        await store.put(row, Kept(place="utter_accounts_step_codes", plan=["tell_neighbour"]))
    words = await helpline.services.leaving.give_words(conversation_id)
    await helpline.services.leaving.come_back(words.words)
    row = await helpline.row(conversation_id)
    assert row is not None
    held = await store.get(row)
    assert (held.place, held.plan) == (None, [])
    assert [line.what for line in held.changes] == ["came_back"]


def test_lines_are_dated_in_uk_time_and_name_only_what_the_desk_can_say(content: Content) -> None:
    labels, months = content.brief["reasons"], content.months["en"]
    at = now().replace(month=7, day=3, hour=21, minute=5, second=0, microsecond=0)
    held = Kept(changes=[Change(at, "following"), Change(at, "no_such_thing")])
    assert timeline.lines(held, labels, months) == ["3 July, 22:05: Being followed"]
    assert timeline.lines(Kept(changes=[Change(at, "came_back")]), labels, months) == []


def test_the_first_lines_and_the_latest_are_kept() -> None:
    held = Kept()
    for number in range(200):
        held.changes = [*held.changes]
        held.note(f"sign_{number}")
        held.changes[-1].at -= timedelta(minutes=200 - number)
    names = [line.what for line in held.changes]
    assert len(names) == 60
    assert names[0] == "sign_0"
    assert names[-1] == "sign_199"
