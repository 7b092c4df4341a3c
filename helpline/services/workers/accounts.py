"""The people at the desk: made on the command line; their roles, and the end of their access. How
they get in is in services/workers/sign_in.py."""

from __future__ import annotations

import unicodedata

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.files import read_mapping
from helpline.config import Config
from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import RecoveryCode, SecondFactor, SignInLink, Worker, now
from helpline.services.audit.chain import note_audit
from helpline.services.workers.links import make_link
from helpline.services.workers.second_factors import reset_factors
from helpline.services.workers.session_watch import SessionWatch
from helpline.services.workers.sessions import Found, WorkerSessions, hash_secret

ROLES = ("worker", "lead", "content_editor", "auditor")


class WorkerProblem(WaymarkError):
    """A worker could not be made or found; the message says why, for the technician."""


def normal_email(email: str) -> str:
    """One spelling for one address; WorkerProblem if it is none."""
    plain = unicodedata.normalize("NFKC", email).strip().casefold()
    name, _, host = plain.rpartition("@")
    if not name or not host or len(plain) > 254 or any(sign.isspace() for sign in plain):
        raise WorkerProblem("That is not an e-mail address.")
    return plain


def session_mark(cookie: str) -> str:
    """Names a session to its own sockets without being the cookie."""
    return hash_secret(cookie).hex()


class Workers:
    """Makes workers, and ends their access and their sessions. `watch`: None for a command, whose
    sessions another process has open; that one looks each second."""

    def __init__(
        self,
        config: Config,
        database: Database,
        sessions: WorkerSessions,
        watch: SessionWatch | None = None,
    ) -> None:
        self._config = config
        self._database = database
        self._sessions = sessions
        self._watch = watch

    def address(self, purpose: str, token: str) -> str:
        """A one-time link as it is opened in a browser. After the #, so that no server sees it."""
        desk = self._config.desk_origin or f"http://localhost:{self._config.desk_port}"
        return f"{desk}/#{purpose}={token}"

    async def add(self, email: str, name: str, role: str) -> str:
        """A new worker's enrolment link; WorkerProblem if the address is taken. Who has not
        enrolled yet gets a fresh link; who was revoked is let in again, with a password to be
        chosen anew."""
        email, name = normal_email(email), " ".join(name.split())
        if role not in ROLES:
            raise WorkerProblem(f"A role is one of {', '.join(ROLES)}.")
        if not 1 <= len(name) <= 80:
            raise WorkerProblem("A name has 1 to 80 characters: visitors see it.")
        async with self._database.write() as session:
            worker = await session.scalar(select(Worker).where(Worker.email == email))
            if worker is not None and worker.active and worker.password is not None:
                raise WorkerProblem("There is a worker with that address already.")
            if worker is None:
                worker = Worker(email=email)
                session.add(worker)
            worker.name, worker.role = name, role
            worker.active, worker.password, worker.revoked_at = True, None, None
            await session.flush()
            await session.execute(delete(SecondFactor).where(SecondFactor.worker_id == worker.id))
            await session.execute(delete(RecoveryCode).where(RecoveryCode.worker_id == worker.id))
            token = await make_link(session, worker.id, "enrol")
            await note_audit(session, None, "worker_add", str(worker.id), role)
        return self.address("enrol", token)

    async def everybody(self) -> list[Worker]:
        """All workers, by address."""
        async with self._database.read() as session:
            return list((await session.scalars(select(Worker).order_by(Worker.email))).all())

    async def revoke(self, email: str) -> None:
        """Ends all sessions and links of a worker, their password and their second factors;
        WorkerProblem if there is none."""
        async with self._database.write() as session:
            worker = await self._named(session, email)
            worker.active, worker.password, worker.revoked_at = False, None, now()
            await self._sessions.end_all(session, worker.id)
            for table in (SignInLink, SecondFactor, RecoveryCode):
                await session.execute(delete(table).where(table.worker_id == worker.id))
            await note_audit(session, None, "worker_revoke", str(worker.id))
        self._close(worker.id)

    async def change_role(self, email: str, role: str) -> None:
        """Another role from now on; their sessions end, so that nothing stays open of the old
        one. WorkerProblem."""
        if role not in ROLES:
            raise WorkerProblem(f"A role is one of {', '.join(ROLES)}.")
        async with self._database.write() as session:
            worker = await self._named(session, email)
            worker.role = role
            await self._sessions.end_all(session, worker.id)
            await note_audit(session, None, "worker_role", str(worker.id), role)
        self._close(worker.id)

    async def reset_second_factor(self, email: str) -> str:
        """For when no lead can do it at the desk; gives the code with which, and with the
        password, a new one is set up. WorkerProblem."""
        async with self._database.write() as session:
            worker = await self._named(session, email)
            code = await reset_factors(session, worker.id)
            await self._sessions.end_all(session, worker.id)
            await note_audit(session, None, "factor_reset", str(worker.id))
        self._close(worker.id)
        return code

    async def _named(self, session: AsyncSession, email: str) -> Worker:
        worker = await session.scalar(select(Worker).where(Worker.email == normal_email(email)))
        if worker is None:
            raise WorkerProblem("There is no worker with that address.")
        return worker

    def _close(self, worker_id: int) -> None:
        if self._watch is not None:
            self._watch.end(worker_id)

    async def local_link(self) -> str:
        """A link that signs in the first worker of a local trial, who is made if need be."""
        if self._config.mode != "local":
            raise WorkerProblem("Sign-in links are for local mode only.")
        path = self._config.content_dir / "handoff" / "desk.yml"
        first = read_mapping(path)["desk"]["local_worker"]
        async with self._database.write() as session:
            worker = await session.scalar(select(Worker).where(Worker.email == first["email"]))
            if worker is None:
                worker = Worker(email=first["email"], name=first["name"], role="lead")
                session.add(worker)
            worker.active, worker.revoked_at = True, None
            await session.flush()
            token = await make_link(session, worker.id, "link")
        return self.address("link", token)

    async def found(self, cookie: str) -> Found | None:
        """The session of this cookie, which is prolonged; None if it is over or never was."""
        return await self._sessions.find(cookie)

    async def of(self, cookie: str) -> Worker | None:
        """The worker of a session in which nothing is still to come, which is prolonged; None for
        any other."""
        found = await self._sessions.find(cookie)
        return found.worker if found is not None and found.stage == "full" else None

    async def sign_out(self, cookie: str) -> None:
        """Ends the session and the sockets that were opened with it."""
        worker_id = await self._sessions.end(cookie)
        if worker_id is not None and self._watch is not None:
            self._watch.end(worker_id, hash_secret(cookie))
