"""A danger that was told outlives the chat, a crash and the visitor's leaving, until a person has
looked. Messages are read by the real reader."""

from pathlib import Path

from helpline.services.keys.sealing import place, unseal
from helpline.services.turns.reading import Reads
from tests.databases import bytes_of
from tests.support import Helpline, running

DANGER = "hes outside my door with a knife"
ANSWERED = "If you are in danger now, call 999."


async def test_an_alert_outlives_exit_until_a_worker_has_reviewed_it(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    conversation_id = await helpline.id_of(visitor)
    await visitor.say(DANGER)
    await helpline.settled()
    await visitor.send("exit")
    await visitor.closed()
    await helpline.services.timers.look()
    assert await helpline.row(conversation_id) is None
    alert = next(one for one in await helpline.alerts() if one.kind == "immediate_danger")
    assert (alert.status, alert.conversation_id) == ("open", None)
    key = await helpline.services.keys.find(f"alert:{alert.id}")
    assert alert.excerpt is not None
    excerpt = unseal(key, alert.excerpt, place(alert.id, "excerpt")).decode()
    assert excerpt == DANGER

    worker = await helpline.worker(role="lead")
    review = helpline.services.alerts.review
    assert await review(alert.id, worker.id, "called_999", "gave the address")
    other = await helpline.worker("Kim")
    assert not await review(alert.id, other.id, "false_alarm", None)
    reviewed = next(one for one in await helpline.alerts() if one.id == alert.id)
    assert (reviewed.status, reviewed.action) == ("reviewed", "called_999")
    assert reviewed.excerpt is None


async def test_danger_said_in_the_last_moment_before_exit_is_still_seen(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    await visitor.send("say", id="last", text=DANGER)
    await visitor.send("exit")
    await visitor.closed()
    await helpline.settled()
    assert "immediate_danger" in {alert.kind for alert in await helpline.alerts()}
    assert {alert.conversation_id for alert in await helpline.alerts()} == {None}


async def test_danger_kept_before_a_crash_is_seen_at_the_next_start(
    tmp_path: Path, reads: Reads
) -> None:
    async with running(tmp_path, reads) as before:
        opened = await before.services.conversations.open("adult", "en", None)
        conversation_id = opened.conversation.id
        await before.services.messages.say(conversation_id, "1", DANGER)
    async with running(tmp_path, reads) as after:
        await after.services.hearing.sweep()
        await after.settled()
        assert ANSWERED in str(await after.lines(conversation_id))


async def test_danger_kept_before_a_crash_is_seen_when_the_visitor_leaves_first(
    helpline: Helpline,
) -> None:
    opened = await helpline.services.conversations.open("adult", "en", None)
    conversation_id = opened.conversation.id
    # Kept, and by nobody's hand brought to be read: as a crash leaves it.
    await helpline.services.messages.say(conversation_id, "1", DANGER)
    await helpline.services.leaving.leave(conversation_id)
    assert await helpline.row(conversation_id) is None
    assert "immediate_danger" in {alert.kind for alert in await helpline.alerts()}


async def test_the_excerpt_is_sealed_on_the_disk(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await visitor.say(DANGER)
    await helpline.settled()
    assert b"with a knife" not in bytes_of(helpline.services.config.data_dir)
