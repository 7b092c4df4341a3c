"""A worker changes their own password: with the present one, and a fresh proof that it is them (the
route asks for that). All their other sessions end, and the sockets that were opened with them.
"""

from __future__ import annotations

from sqlalchemy import delete, update

from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import SignInLink, Worker, WorkerSession
from helpline.services.audit.chain import note_audit
from helpline.services.workers.passwords import Passwords, TooManySignIns, check_password
from helpline.services.workers.session_watch import SessionWatch
from helpline.services.workers.sessions import Found, WorkerSessions
from helpline.services.workers.throttle import SignInThrottle


class WrongPassword(WaymarkError):
    """The present password is another one, or meanwhile it was changed elsewhere."""


class SamePassword(WaymarkError):
    """The new password is the present one."""


class OwnPassword:
    """Changes it."""

    def __init__(
        self,
        database: Database,
        sessions: WorkerSessions,
        passwords: Passwords,
        watch: SessionWatch,
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._passwords = passwords
        self._watch = watch
        self._throttle = SignInThrottle()

    async def change(self, found: Found, present: str, password: str) -> None:
        """WrongPassword (also where nobody has chosen one yet), TooManySignIns after many wrong
        ones, WeakPassword, SamePassword. This session goes on; every other ends."""
        worker = found.worker
        name = f"password {worker.id}"
        if self._throttle.must_wait("", "", name):
            raise TooManySignIns
        self._throttle.tried("", "", name)
        if not await self._passwords.verify(worker.password, present):
            raise WrongPassword
        self._throttle.succeeded("", "", name)
        check_password(password, worker.email)
        if await self._passwords.verify(worker.password, password):
            raise SamePassword
        hashed = await self._passwords.hash(password)
        async with self._database.write() as session:
            changed = await session.scalar(
                update(Worker)
                .where(
                    Worker.id == worker.id,
                    Worker.active.is_(True),
                    Worker.password == worker.password,
                )
                .values(password=hashed)
                .returning(Worker.id)
                .execution_options(synchronize_session=False)
            )
            if changed is None:
                raise WrongPassword
            ended = await session.scalars(
                delete(WorkerSession)
                .where(
                    WorkerSession.worker_id == worker.id,
                    WorkerSession.token_hash != found.token_hash,
                )
                .returning(WorkerSession.token_hash)
            )
            others = list(ended.all())
            # A link that waits in a mailbox would open what was just closed.
            await session.execute(delete(SignInLink).where(SignInLink.worker_id == worker.id))
            await note_audit(session, worker.id, "password_change")
        for token_hash in others:
            self._watch.end(worker.id, token_hash)
