"""How somebody gets to the desk: a one-time link or a password, then the second factor.

Where a second factor is set up, or one is required, the password alone opens a session that may
do nothing but prove or set it up (its `stage`). With the proof that session ends and a fresh one,
with another cookie, begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.config import Config
from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import Worker, WorkerSession, now
from helpline.services.audit.chain import note_audit
from helpline.services.workers import recovery_codes
from helpline.services.workers.accounts import WorkerProblem, normal_email
from helpline.services.workers.known_browsers import KnownBrowsers
from helpline.services.workers.links import LinkUsed, peek_link, use_link
from helpline.services.workers.passkeys import WrongPasskey
from helpline.services.workers.passwords import Passwords, TooManySignIns, check_password
from helpline.services.workers.second_factors import SecondFactors, Way, WrongCode
from helpline.services.workers.sessions import Found, WorkerSessions
from helpline.services.workers.throttle import SignInThrottle

# After so many wrong codes the password is asked for anew.
_WRONG_CODES = 5

Step = Literal["in", "second", "enrol"]


class WrongSignIn(WaymarkError):
    """No such address, or not its password: one answer for both, after the same work."""


class SessionEnded(WaymarkError):
    """Too many wrong codes, or it ended meanwhile: from the beginning."""


@dataclass(frozen=True, slots=True)
class From:
    """Where a sign-in comes from: the caller's name for the limits, and the cookie of a browser
    somebody may be known in."""

    caller: str = ""
    browser: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What came of it. `step`: `in`, or what is still to come. `cookie`: of a fresh session, or
    None where the one there is goes on. `ways`: how the second factor can be proven. `codes`:
    fresh recovery codes, shown once."""

    worker: Worker
    step: Step
    cookie: str | None = None
    ways: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class SignIn:
    """Lets workers in, step by step."""

    def __init__(
        self,
        config: Config,
        database: Database,
        sessions: WorkerSessions,
        factors: SecondFactors,
        browsers: KnownBrowsers,
        passwords: Passwords,
    ) -> None:
        self._is_local = config.mode == "local"
        self._required = config.needs_second_factor
        self._database = database
        self._sessions = sessions
        self._factors = factors
        self._browsers = browsers
        self._passwords = passwords
        self._throttle = SignInThrottle()

    # The first step

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
            await note_audit(session, worker.id, "enrol")
            return await self._begin(session, worker, "enrol")

    async def by_link(self, token: str) -> SignedIn:
        """The first local worker; LinkUsed. Never in production, whatever the database holds."""
        if not self._is_local:
            raise LinkUsed
        async with self._database.write() as session:
            worker = await use_link(session, token, "link")
            return await self._begin(session, worker, "link")

    async def by_password(
        self, email: str, password: str, where: From, code: str | None = None
    ) -> SignedIn:
        """WrongSignIn; or TooManySignIns after many wrong ones, which a right code (given beside
        the password) passes by: whoever floods an address has none."""
        try:
            email = normal_email(email)
        except WorkerProblem:
            # The same way and work as any other address that nobody has.
            email = ""
        async with self._database.read() as session:
            worker = await session.scalar(
                select(Worker).where(Worker.email == email, Worker.active.is_(True))
            )
        browser = None if worker is None else self._browsers.name_of(where.browser, worker.id)
        proven = False
        if self._throttle.must_wait(email, where.caller, browser):
            proven = worker is not None and await self._code_is_right(worker, code)
            if not proven:
                raise TooManySignIns
        else:
            self._throttle.tried(email, where.caller, browser)
        kept = worker.password if worker is not None else None
        if not await self._passwords.verify(kept, password) or worker is None:
            raise WrongSignIn
        self._throttle.succeeded(email, where.caller, browser)
        proven = proven or await self._code_is_right(worker, code)
        async with self._database.write() as session:
            return await self._begin(session, worker, "password", proven=proven)

    async def _code_is_right(self, worker: Worker, code: str | None) -> bool:
        return bool(code) and await self._factors.prove_code_uncounted(worker.id, code or "")

    async def _begin(
        self, session: AsyncSession, worker: Worker, how: str, *, proven: bool = False
    ) -> SignedIn:
        ways = tuple(await self._factors.ways(session, worker.id))
        if ways and not proven:
            cookie = await self._sessions.begin(session, worker.id, stage="second")
            return SignedIn(worker, "second", cookie, ways)
        if not ways and self._required:
            cookie = await self._sessions.begin(session, worker.id, stage="enrol")
            return SignedIn(worker, "enrol", cookie)
        return await self._let_in(session, worker, f"{how} and code" if proven else how)

    async def _let_in(self, session: AsyncSession, worker: Worker, how: str) -> SignedIn:
        cookie = await self._sessions.begin(session, worker.id)
        await note_audit(session, worker.id, "sign_in", detail=how)
        return SignedIn(worker, "in", cookie)

    # The second step, and the proof in between

    async def prove_code(self, found: Found, code: str) -> SignedIn:
        """By an app's code; WrongCode, or SessionEnded after five wrong ones."""
        _check_stage(found)
        try:
            await self._factors.prove_code(found.worker.id, code)
        except WrongCode:
            await self._count_wrong(found)
            raise
        return await self._proven(found, "code")

    async def prove_passkey(self, found: Found, credential: dict[str, Any]) -> SignedIn:
        """By a passkey; WrongPasskey."""
        _check_stage(found)
        try:
            await self._factors.prove_passkey(found.worker.id, found.token_hash, credential)
        except WrongPasskey:
            await self._count_wrong(found)
            raise
        return await self._proven(found, "passkey")

    async def prove_recovery(self, found: Found, code: str) -> SignedIn:
        """By a recovery code. After a lead's reset it leads on to setting up a new factor."""
        _check_stage(found)
        try:
            async with self._database.write() as session:
                kind = await self._factors.prove_recovery(session, found.worker.id, code)
                await note_audit(session, found.worker.id, "recovery_code", detail=kind)
                if kind == "reset" and found.stage == "second":
                    await session.execute(
                        update(WorkerSession)
                        .where(WorkerSession.token_hash == found.token_hash)
                        .values(stage="enrol")
                    )
                    return SignedIn(found.worker, "enrol")
        except WrongCode:
            await self._count_wrong(found)
            raise
        return await self._proven(found, "recovery")

    async def prove_password(self, found: Found, password: str) -> None:
        """For who has no second factor (local mode): proves again that it is them. WrongSignIn or
        TooManySignIns."""
        async with self._database.read() as session:
            ways = await self._factors.ways(session, found.worker.id)
        name = f"session {found.token_hash.hex()}"
        if self._throttle.must_wait("", "", name):
            raise TooManySignIns
        self._throttle.tried("", "", name)
        if ways or not await self._passwords.verify(found.worker.password, password):
            raise WrongSignIn
        self._throttle.succeeded("", "", name)
        await self._confirm(found, "password")

    async def _count_wrong(self, found: Found) -> None:
        async with self._database.write() as session:
            wrong = await session.scalar(
                update(WorkerSession)
                .where(WorkerSession.token_hash == found.token_hash)
                .values(wrong=WorkerSession.wrong + 1)
                .returning(WorkerSession.wrong)
            )
            await note_audit(session, found.worker.id, "wrong_factor")
            over = wrong is None or (found.stage != "full" and wrong >= _WRONG_CODES)
            if over:
                await session.execute(
                    delete(WorkerSession).where(WorkerSession.token_hash == found.token_hash)
                )
        if over:
            raise SessionEnded

    async def _proven(self, found: Found, how: str) -> SignedIn:
        if found.stage == "full":
            await self._confirm(found, how)
            return SignedIn(found.worker, "in")
        async with self._database.write() as session:
            return await self._next(session, found, f"password and {how}")

    async def _next(self, session: AsyncSession, found: Found, how: str) -> SignedIn:
        """The half session ends and a whole one begins; of two proofs at once, one does that."""
        ended = await session.scalar(
            delete(WorkerSession)
            .where(WorkerSession.token_hash == found.token_hash)
            .returning(WorkerSession.worker_id)
        )
        if ended is None:
            raise SessionEnded
        return await self._let_in(session, found.worker, how)

    async def _confirm(self, found: Found, how: str) -> None:
        async with self._database.write() as session:
            await session.execute(
                update(WorkerSession)
                .where(WorkerSession.token_hash == found.token_hash)
                .values(confirmed_at=now(), wrong=0)
            )
            await note_audit(session, found.worker.id, "confirm", detail=how)

    # Setting up

    async def confirm_app(self, found: Found, code: str) -> SignedIn:
        """The app's first code: it counts from now on. WrongCode."""
        try:
            async with self._database.write() as session:
                await self._factors.confirm_app(session, found.worker.id, code)
                return await self._set_up(session, found, "totp")
        except WrongCode:
            await self._count_wrong(found)
            raise

    async def keep_passkey(self, found: Found, credential: dict[str, Any], name: str) -> SignedIn:
        """A passkey that the browser made: it counts from now on. WrongPasskey."""
        await self._factors.keep_passkey(found.worker.id, found.token_hash, credential, name)
        async with self._database.write() as session:
            return await self._set_up(session, found, "passkey")

    async def _set_up(self, session: AsyncSession, found: Found, kind: str) -> SignedIn:
        """The first one comes with recovery codes."""
        await note_audit(session, found.worker.id, "factor_add", detail=kind)
        codes: list[str] = []
        if not await recovery_codes.count_codes(session, found.worker.id, "own"):
            codes = await recovery_codes.make_codes(session, found.worker.id)
        if found.stage == "full":
            return SignedIn(found.worker, "in", codes=tuple(codes))
        done = await self._next(session, found, f"password and new {kind}")
        return SignedIn(done.worker, "in", done.cookie, codes=tuple(codes))

    async def ways(self, worker_id: int) -> list[Way]:
        """How this worker can prove who they are."""
        async with self._database.read() as session:
            return await self._factors.ways(session, worker_id)


def _check_stage(found: Found) -> None:
    """Where a second factor is still to be set up, there is none to prove."""
    if found.stage == "enrol":
        raise WrongCode
