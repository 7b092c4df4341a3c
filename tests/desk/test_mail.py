"""The on-call mail on its way: sealed, or not sent with a password at all."""

import base64
import ssl
from pathlib import Path

import pytest

from helpline.services.alerts.on_call import NoticeNotSent, send_mail
from tests.desk.certificates import make_certificate
from tests.desk.smtp import MailServer

LOGIN = b"\0sam\0a:password"


async def send(scheme: str, server: MailServer, login: str = "sam:a%3Apassword@") -> None:
    url = f"{scheme}://{login}{server.host}:{server.port}"
    await send_mail(url, "waymark@example.org", "oncall@example.org", "A notice", "Text")


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context, with a certificate that this machine trusts for once."""
    shown, context = make_certificate(tmp_path, "127.0.0.2")
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    return context


async def test_smtps_is_sealed_from_the_first_byte(trusted: ssl.SSLContext) -> None:
    server = await MailServer("127.0.0.2", trusted).start()
    await send("smtps", server)
    await server.stop()
    assert "A notice" in server.mails[0]
    assert base64.b64decode(server.logins[0]) == LOGIN
    assert server.in_the_open == []


async def test_smtp_is_sealed_before_the_password_and_the_mail(trusted: ssl.SSLContext) -> None:
    server = await MailServer("127.0.0.2", trusted, offers_starttls=True).start()
    await send("smtp", server)
    await server.stop()
    assert "A notice" in server.mails[0]
    assert base64.b64decode(server.logins[0]) == LOGIN
    assert [line.split()[0].upper() for line in server.in_the_open] == ["EHLO", "STARTTLS"]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_server_that_cannot_show_who_it_is_gets_nothing(
    tmp_path: Path, scheme: str
) -> None:
    _shown, context = make_certificate(tmp_path, "127.0.0.2")
    server = await MailServer("127.0.0.2", context, offers_starttls=scheme == "smtp").start()
    with pytest.raises(NoticeNotSent, match="mail_failed"):
        await send(scheme, server)
    await server.stop()
    assert (server.mails, server.logins) == ([], [])


async def test_a_password_never_travels_in_the_open_to_another_machine() -> None:
    server = await MailServer("127.0.0.2").start()
    with pytest.raises(NoticeNotSent, match="mail_failed"):
        await send("smtp", server)
    assert (server.mails, server.logins) == ([], [])
    # Without a password there is nothing to protect: the notice holds no visitor's word.
    await send("smtp", server, login="")
    await server.stop()
    assert "A notice" in server.mails[0]
