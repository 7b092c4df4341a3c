"""The notice to whoever is on call: an alert was raised and nobody is on shift.

It runs beside everything else. A mail server that is slow or dead never delays a visitor's answer;
what could not be sent is tried again a few times, unless somebody has reviewed the alert meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

import structlog
from sqlalchemy import select, update

from content.files import read_mapping
from helpline.config import Config
from helpline.db import Database
from helpline.models import Alert, now
from helpline.services.alerts.on_call import HttpSession, NoticeNotSent, post_webhook, send_mail
from helpline.services.content import Content

log = structlog.get_logger(__name__)

# Seconds before each further try.
PAUSES = (2.0, 15.0, 60.0, 300.0)


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
        words = read_mapping(config.content_dir / "handoff" / "notice.yml")
        self._words: Mapping[str, str] = words["notice"]
        self._overdue: Mapping[str, str] = words["overdue"]
        self._desk = config.desk_origin or f"http://localhost:{config.desk_port}"
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def can_tell(self) -> bool:
        """Whether any way to somebody on call is set up."""
        return bool(self._ways(self._words))

    def about(self, alert_id: str, overdue: bool = False) -> None:
        """Tells whoever is on call that this alert waits; returns at once. `overdue`: whether or
        not somebody is on shift, nobody has reviewed it in time."""
        for way in self._ways(self._overdue if overdue else self._words):
            task = asyncio.create_task(self._tell(alert_id, way))
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

    def _ways(self, words: Mapping[str, str]) -> list[Callable[[str], Awaitable[None]]]:
        config = self._config
        ways: list[Callable[[str], Awaitable[None]]] = []
        if config.smtp_url and config.on_call_email:
            ways.append(partial(self._mail, words))
        if config.on_call_webhook:
            ways.append(self._post)
        return ways

    async def _mail(self, words: Mapping[str, str], alert_id: str) -> None:
        url, recipient = self._config.smtp_url, self._config.on_call_email
        assert url is not None
        assert recipient is not None
        text = words["text"].format(desk=self._desk, alert=alert_id)
        sender = self._config.on_call_from or recipient
        await send_mail(url, sender, recipient, words["subject"], text)

    async def _post(self, alert_id: str) -> None:
        address = self._config.on_call_webhook
        assert address is not None
        await post_webhook(self._session, address, alert_id, self._desk)

    async def _tell(self, alert_id: str, way: Callable[[str], Awaitable[None]]) -> None:
        for attempt, pause in enumerate((0.0, *self._pauses), start=1):
            await asyncio.sleep(pause)
            if attempt > 1 and not await self._still_waits(alert_id):
                return
            try:
                await way(alert_id)
            except NoticeNotSent as error:
                log.warning("notice.not_sent", reason=error.reason, attempt=attempt)
                continue
            async with self._database.write() as session:
                await session.execute(
                    update(Alert).where(Alert.id == alert_id).values(notified_at=now())
                )
            return
        log.error("notice.given_up", attempt=len(self._pauses) + 1)

    async def _still_waits(self, alert_id: str) -> bool:
        async with self._database.read() as session:
            status = await session.scalar(select(Alert.status).where(Alert.id == alert_id))
        return status == "open"
