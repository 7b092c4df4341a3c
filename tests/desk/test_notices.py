"""An alert while nobody is on shift: whoever is on call is told, without a visitor's word."""

import asyncio
import base64
from email import message_from_string
from email.policy import default

import pytest

from helpline.models import Alert
from helpline.services.notices import Notices
from tests.desk.desks import DESK_ORIGIN, Desk
from tests.desk.on_call import Hook, Start, by_mail
from tests.desk.smtp import MailServer

SECRET = "he is outside my door with a knife"


async def raised(desk: Desk, kind: str = "immediate_danger") -> Alert:
    """An alert, with everything sent that is sent for it."""
    await desk.services.alerts.raise_for(await desk.visitor(), [kind], SECRET)
    await desk.services.notices.settle()
    return (await desk.helpline.alerts())[-1]


async def test_the_person_on_call_gets_a_mail_without_a_word_of_the_visitor(
    start: Start, mail: MailServer
) -> None:
    desk = await start(**by_mail(mail))
    alert = await raised(desk)
    assert mail.recipients == ["rcpt TO:<oncall@example.org>"]
    message = message_from_string(mail.mails[0], policy=default)
    assert (message["To"], message["From"]) == ("oncall@example.org", "waymark@example.org")
    text = message.get_content()
    assert alert.id in text
    assert DESK_ORIGIN in text
    for word in ("knife", "danger", "england", alert.conversation_id):
        assert word is not None
        assert word not in mail.mails[0]
    assert alert.notified_at is not None


async def test_the_webhook_gets_the_alerts_id_and_the_desks_address(
    start: Start, hook: Hook
) -> None:
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    alert = await raised(desk, "suicidal_thoughts")
    assert hook.posts == [{"alert": alert.id, "desk": DESK_ORIGIN}]
    assert alert.notified_at is not None


async def test_both_ways_are_used_when_both_are_set_up(
    start: Start, mail: MailServer, hook: Hook
) -> None:
    url = str(hook.server.make_url("/told"))
    desk = await start(**by_mail(mail, "sam%40x:p%3Aw@"), on_call_webhook=url)
    await raised(desk)
    assert (len(mail.mails), len(hook.posts)) == (1, 1)
    assert base64.b64decode(mail.logins[0]) == b"\0sam@x\0p:w"


async def test_with_somebody_on_shift_nobody_is_called(start: Start, hook: Hook) -> None:
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    await desk.page()
    assert (await raised(desk)).notified_at is None
    assert hook.posts == []


async def test_an_alert_that_asks_for_nobodys_eyes_now_calls_nobody(
    start: Start, hook: Hook
) -> None:
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    await raised(desk, "harmful_request")
    assert hook.posts == []


async def test_what_could_not_be_sent_is_tried_again(
    start: Start, mail: MailServer, hook: Hook
) -> None:
    desk = await start(**by_mail(mail), on_call_webhook=str(hook.server.make_url("/told")))
    alert = await unnotified(desk)
    mail.refuses, hook.statuses = 2, [500, 302]
    notices = with_pauses(desk, 0, 0, 0)
    notices.about(alert.id)
    await notices.settle()
    assert (len(mail.mails), len(hook.posts)) == (1, 3)
    assert (await desk.helpline.alerts())[-1].notified_at is not None


async def test_it_is_given_up_after_a_few_tries_and_the_log_says_no_more_than_that(
    start: Start, hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    hook.statuses = [500] * 9
    notices = with_pauses(desk, 0, 0)
    alert = await unnotified(desk)
    notices.about(alert.id)
    await notices.settle()
    assert len(hook.posts) == 3
    assert (await desk.helpline.alerts())[-1].notified_at is None
    out = capsys.readouterr().out
    assert "notice.given_up" in out
    assert alert.id not in out
    assert SECRET not in out


async def test_a_reviewed_alert_is_not_called_for_again(start: Start, hook: Hook) -> None:
    desk = await start(on_call_webhook=str(hook.server.make_url("/told")))
    alert = await unnotified(desk)
    worker = await desk.helpline.worker()
    hook.statuses = [500] * 9
    notices = with_pauses(desk, 0, 0, 0)
    assert await desk.services.alerts.review(alert.id, worker.id, "false_alarm", None)
    notices.about(alert.id)
    await notices.settle()
    assert len(hook.posts) == 1


async def test_a_dead_mail_server_delays_nobody(start: Start, mail: MailServer) -> None:
    desk = await start(**by_mail(mail))
    await mail.stop()
    conversation = await desk.visitor()
    async with asyncio.timeout(2):
        await desk.services.alerts.raise_for(conversation, ["immediate_danger"], SECRET)
    kinds = [line.kind for line in await desk.helpline.lines(conversation)]
    assert "safety" in kinds
    await desk.services.notices.close()


def with_pauses(desk: Desk, *pauses: float) -> Notices:
    """Notices of the same desk with other pauses."""
    services = desk.services
    return Notices(
        services.config, services.database, services.notices._session, services.content, pauses
    )


async def unnotified(desk: Desk) -> Alert:
    """An alert that was raised while somebody was there."""
    page = await desk.page()
    alert = await raised(desk)
    await page.socket.close()
    return alert
