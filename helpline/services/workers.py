"""The people at the desk: made on the command line, enrolled by a one-time link, signed in by
password."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlalchemy import delete, select

from content.files import read_mapping
from helpline.config import Config
from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import SignInLink, Worker, now
from helpline.services.audit import note_audit
from helpline.services.events import Events, worker_topic
from helpline.services.passwords import Passwords, TooManySignIns, check_password
from helpline.services.sign_in_links import LinkUsed, make_link, peek_link, use_link
from helpline.services.throttle import Throttle
from helpline.services.worker_sessions import WorkerSessions, hash_secret

ROLES = ("worker", "lead")
# The signal that ends the sockets of a session: its value is the session's mark.
SESSION_OVER = "session_over"


class WrongSignIn(WaymarkError):
    """No such address, or not its password: one answer for both, after the same work."""


class WorkerProblem(WaymarkError):
    """A worker could not be made or found; the message says why, for the technician."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A worker and the value of their fresh cookie."""

    worker: Worker
    cookie: str


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
    """Makes workers, lets them in, and ends their sessions."""

    def __init__(self, config: Config, database: Database, events: Events) -> None:
        self._config = config
        self._database = database
        self._events = events
        self._passwords = Passwords()
        self._throttle = Throttle()
        self._sessions = WorkerSessions(database)

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
            raise WorkerProblem("A role is worker or lead.")
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
            token = await make_link(session, worker.id, "enrol")
            await note_audit(session, None, "worker_add", str(worker.id), role)
        return self.address("enrol", token)

    async def everybody(self) -> list[Worker]:
        """All workers, by address."""
        async with self._database.read() as session:
            return list((await session.scalars(select(Worker).order_by(Worker.email))).all())

    async def revoke(self, email: str) -> None:
        """Ends all sessions and links of a worker, and their password; WorkerProblem if there is
        none."""
        async with self._database.write() as session:
            worker = await session.scalar(select(Worker).where(Worker.email == normal_email(email)))
            if worker is None:
                raise WorkerProblem("There is no worker with that address.")
            worker.active, worker.password, worker.revoked_at = False, None, now()
            await self._sessions.end_all(session, worker.id)
            await session.execute(delete(SignInLink).where(SignInLink.worker_id == worker.id))
            await note_audit(session, None, "worker_revoke", str(worker.id))
        self._events.signal(worker_topic(worker.id), SESSION_OVER)

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

    async def enrol(self, token: str, password: str) -> SignedIn:
        """Chooses the first password; LinkUsed or WeakPassword (which leaves the link good)."""
        async with self._database.read() as session:
            worker = await peek_link(session, token, "enrol")
        check_password(password, worker.email)
        hashed = await self._passwords.hash(password)
        async with self._database.write() as session:
            worker = await use_link(session, token, "enrol")
            worker.password = hashed
            await self._sessions.end_all(session, worker.id)
            cookie = await self._sessions.begin(session, worker.id)
            await note_audit(session, worker.id, "enrol")
        return SignedIn(worker, cookie)

    async def sign_in_by_link(self, token: str) -> SignedIn:
        """The first local worker; LinkUsed. Never in production, whatever the database holds."""
        if self._config.mode != "local":
            raise LinkUsed
        async with self._database.write() as session:
            worker = await use_link(session, token, "link")
            cookie = await self._sessions.begin(session, worker.id)
            await note_audit(session, worker.id, "sign_in", detail="link")
        return SignedIn(worker, cookie)

    async def sign_in(self, email: str, password: str) -> SignedIn:
        """By password; WrongSignIn, or TooManySignIns after many wrong ones."""
        try:
            email = normal_email(email)
        except WorkerProblem:
            # The same way and work as any other address that nobody has.
            email = ""
        if self._throttle.wait(email) > 0:
            raise TooManySignIns
        # Counted before the work, so that many at once are not all the first.
        self._throttle.failed(email)
        async with self._database.read() as session:
            worker = await session.scalar(
                select(Worker).where(Worker.email == email, Worker.active.is_(True))
            )
        kept = worker.password if worker is not None else None
        if not await self._passwords.verify(kept, password) or worker is None:
            raise WrongSignIn
        self._throttle.succeeded(email)
        async with self._database.write() as session:
            cookie = await self._sessions.begin(session, worker.id)
            await note_audit(session, worker.id, "sign_in", detail="password")
        return SignedIn(worker, cookie)

    async def of(self, cookie: str) -> Worker | None:
        """The worker of a session, which is prolonged; None if it is over or never was."""
        return await self._sessions.find(cookie)

    async def sign_out(self, cookie: str) -> None:
        """Ends the session and the sockets that were opened with it."""
        worker_id = await self._sessions.end(cookie)
        if worker_id is not None:
            self._events.signal(worker_topic(worker_id), SESSION_OVER, session_mark(cookie))
