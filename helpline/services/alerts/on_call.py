"""Reaches whoever is on call: by e-mail, by webhook. What is sent holds no visitor's word."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

import aiohttp

from helpline.errors import WaymarkError

HttpSession: TypeAlias = aiohttp.ClientSession

_SMTP_SECONDS = 20.0
_WEBHOOK_SECONDS = 10.0
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class NoticeNotSent(WaymarkError):
    """The notice did not arrive. `reason` is one of our own codes, never a server's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def post_webhook(
    session: HttpSession, address: str, about: Mapping[str, str], desk: str
) -> None:
    """Posts what waits, by its id, and the desk's address; NoticeNotSent unless it says 2xx."""
    limit = aiohttp.ClientTimeout(total=_WEBHOOK_SECONDS)
    try:
        async with session.post(
            address, json={**about, "desk": desk}, timeout=limit, allow_redirects=False
        ) as response:
            status = response.status
    except (TimeoutError, aiohttp.ClientError) as error:
        raise NoticeNotSent("webhook_unreachable") from error
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise NoticeNotSent("webhook_refused")


async def send_mail(url: str, sender: str, recipient: str, subject: str, text: str) -> None:
    """Sends a plain mail by an smtp:// or smtps:// address, off the event loop; NoticeNotSent if it
    fails."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = recipient
    message["Date"] = formatdate()
    # Not the machine's own name, which is the default.
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    message.set_content(text)
    try:
        await asyncio.to_thread(_deliver, url, message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NoticeNotSent("mail_failed") from error


def _deliver(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_SMTP_SECONDS, context=context)
    elif parts.scheme == "smtp":
        server = smtplib.SMTP(host, parts.port or 587, timeout=_SMTP_SECONDS)
    else:
        raise ValueError("an address that begins with smtp:// or smtps://")
    with server:
        is_sealed = parts.scheme == "smtps"
        server.ehlo()
        if not is_sealed and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
            is_sealed = True
        if parts.username:
            if not is_sealed and host not in _LOOPBACK:
                # The password would travel readable; rather no mail, and a line in the log.
                raise ValueError("the server offers no encryption")
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
