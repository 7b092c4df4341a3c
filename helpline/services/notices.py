"""The notice to whoever is on call: an alert was raised and nobody is on shift, or a lead acted
alone and nobody has looked at that (services/desk/alone.py).

It runs beside everything else. A mail server that is slow or dead never delays a visitor's answer;
what could not be sent is tried again a few times, unless somebody has looked at it meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import select, update

from content.files import read_mapping
from helpline.config import Config
from helpline.db import Database
from helpline.models import Alert, OverrideReview, now
from helpline.services.alerts.on_call import HttpSession, NoticeNotSent, post_webhook, send_mail
from helpline.services.content import Content

log = structlog.get_logger(__name__)

# Seconds before each further try.
PAUSES = (2.0, 15.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class _Notice:
    """What waits for somebody. `of`: `alert` or `override`; `words`: its part of the file."""

    of: str
    subject: str
    words: str


class Notices:
    """Sends on-call notices in the background, by every way that is set up.

    `content` is what the other services share; the mail's words are staff's and stand in
    `handoff/notice.yml` of the same folder.
    """

    def __init__(
        self,
        config: Config,
        database: Database,
        http_session: HttpSession,
        content: Content,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._config = config
        self._database = database
        self._session = http_session
        self._content = content
        self._pauses = tuple(pauses)
        self._words: Mapping[str, Mapping[str, str]] = read_mapping(
            config.content_dir / "handoff" / "notice.yml"
        )
        self._desk = config.desk_origin or f"http://localhost:{config.desk_port}"
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def can_tell(self) -> bool:
        """Whether any way to somebody on call is set up."""
        return bool(self._ways())

    def about(self, alert_id: str, overdue: bool = False) -> None:
        """Tells whoever is on call that this alert waits; returns at once. `overdue`: whether or
        not somebody is on shift, nobody has reviewed it in time."""
        self._send(_Notice("alert", alert_id, "overdue" if overdue else "notice"))

    def about_override(self, override_id: str, words: str) -> None:
        """The same of what a lead opened alone. `words`: `alone_overdue` or `alone_often`."""
        self._send(_Notice("override", override_id, words))

    def _send(self, notice: _Notice) -> None:
        for way in self._ways():
            task = asyncio.create_task(self._tell(notice, way))
            self._tasks.add(task)
            task.add_done_callback(self._finished)

    async def settle(self) -> None:
        """Until everything under way is sent or given up."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stops trying."""
        for task in list(self._tasks):
            task.cancel()
        await self.settle()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("notice.failed", error=type(error).__name__)

    def _ways(self) -> list[Callable[[_Notice], Awaitable[None]]]:
        config = self._config
        ways: list[Callable[[_Notice], Awaitable[None]]] = []
        if config.smtp_url and config.on_call_email:
            ways.append(self._mail)
        if config.on_call_webhook:
            ways.append(self._post)
        return ways

    async def _mail(self, notice: _Notice) -> None:
        url, recipient = self._config.smtp_url, self._config.on_call_email
        assert url is not None
        assert recipient is not None
        words = self._words[notice.words]
        text = words["text"].format(desk=self._desk, alert=notice.subject)
        sender = self._config.on_call_from or recipient
        await send_mail(url, sender, recipient, words["subject"], text)

    async def _post(self, notice: _Notice) -> None:
        address = self._config.on_call_webhook
        assert address is not None
        about = {notice.of: notice.subject}
        if notice.of != "alert":
            about["what"] = notice.words
        await post_webhook(self._session, address, about, self._desk)

    async def _tell(self, notice: _Notice, way: Callable[[_Notice], Awaitable[None]]) -> None:
        for attempt, pause in enumerate((0.0, *self._pauses), start=1):
            await asyncio.sleep(pause)
            if attempt > 1 and not await self._still_waits(notice):
                return
            try:
                await way(notice)
            except NoticeNotSent as error:
                log.warning("notice.not_sent", reason=error.reason, attempt=attempt)
                continue
            if notice.of == "alert":
                async with self._database.write() as session:
                    await session.execute(
                        update(Alert).where(Alert.id == notice.subject).values(notified_at=now())
                    )
            return
        log.error("notice.given_up", attempt=len(self._pauses) + 1)

    async def _still_waits(self, notice: _Notice) -> bool:
        async with self._database.read() as session:
            if notice.of == "alert":
                status = await session.scalar(
                    select(Alert.status).where(Alert.id == notice.subject)
                )
                return status == "open"
            if notice.words == "alone_often":
                return True
            waits = await session.scalar(
                select(OverrideReview.id).where(
                    OverrideReview.id == notice.subject, OverrideReview.reviewed_at.is_(None)
                )
            )
        return waits is not None
