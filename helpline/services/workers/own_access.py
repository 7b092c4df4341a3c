"""What a worker can see and do about their own way in: second factors, recovery codes, sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from helpline.config import Config
from helpline.db import Database
from helpline.errors import WaymarkError
from helpline.models import SecondFactor, WorkerSession, now
from helpline.services.audit.chain import note_audit
from helpline.services.desk.shapes import iso
from helpline.services.workers import recovery_codes
from helpline.services.workers.second_factors import SecondFactors
from helpline.services.workers.session_watch import SessionWatch
from helpline.services.workers.sessions import Found, WorkerSessions

# Enough of a hash to tell one's own sessions apart.
_ID_BYTES = 8


class LastFactor(WaymarkError):
    """Where a second factor is required, the last one stays."""


class OwnAccess:
    """Lists and ends what is a worker's own."""

    def __init__(
        self,
        config: Config,
        database: Database,
        sessions: WorkerSessions,
        factors: SecondFactors,
        watch: SessionWatch,
    ) -> None:
        self._required = config.needs_second_factor
        self._is_local = config.mode == "local"
        self._fresh_for = timedelta(minutes=config.confirm_minutes)
        self._database = database
        self._sessions = sessions
        self._factors = factors
        self._watch = watch

    async def is_fresh(self, found: Found) -> bool:
        """Whether it was proven a short while ago that it is them. The first worker of a local
        trial has nothing to prove it with."""
        if found.stage != "full":
            return found.stage == "enrol"
        confirmed = found.confirmed_at
        if confirmed is not None and now() - confirmed < self._fresh_for:
            return True
        if not self._is_local or found.worker.password is not None:
            return False
        async with self._database.read() as session:
            return not await self._factors.ways(session, found.worker.id)

    async def shown(self, found: Found) -> dict[str, Any]:
        """`GET /api/security`."""
        worker = found.worker
        async with self._database.read() as session:
            factors = await self._factors.listed(session, worker.id)
            ways: list[str] = list(await self._factors.ways(session, worker.id))
            left = await recovery_codes.count_codes(session, worker.id, "own")
        if not ways and worker.password is not None:
            ways = ["password"]
        sessions = await self._sessions.of_worker(worker.id)
        return {
            "factors": [_factor(one) for one in factors],
            "recovery_codes": left,
            "required": self._required,
            "ways": ways,
            "fresh": await self.is_fresh(found),
            "sessions": [_session(one, found) for one in sessions],
        }

    async def new_codes(self, found: Found) -> list[str]:
        """A fresh set of recovery codes; the old ones are good no more."""
        async with self._database.write() as session:
            await note_audit(session, found.worker.id, "recovery_codes")
            return await recovery_codes.make_codes(session, found.worker.id)

    async def remove(self, found: Found, factor_id: str) -> bool:
        """Takes a second factor away; False if there is none of that id, LastFactor."""
        async with self._database.write() as session:
            have: list[SecondFactor] = await self._factors.listed(session, found.worker.id)
            if factor_id not in {one.id for one in have}:
                return False
            if len(have) == 1 and self._required:
                raise LastFactor
            await self._factors.remove(session, found.worker.id, factor_id)
            if len(have) == 1:
                # A code that stands in for nothing is only one more thing to lose.
                await recovery_codes.drop_codes(session, found.worker.id)
            await note_audit(session, found.worker.id, "factor_remove")
        return True

    async def end(self, found: Found, session_id: str) -> bool:
        """Ends one of one's own sessions, and its sockets; False if there is none of that id."""
        for one in await self._sessions.of_worker(found.worker.id):
            if _id(one.token_hash) != session_id:
                continue
            async with self._database.write() as session:
                await session.execute(
                    delete(WorkerSession).where(WorkerSession.token_hash == one.token_hash)
                )
                await note_audit(session, found.worker.id, "session_end")
            self._watch.end(found.worker.id, one.token_hash)
            return True
        return False

    async def end_all(self, found: Found) -> None:
        """Signs out everywhere, here too; all sockets close."""
        async with self._database.write() as session:
            await self._sessions.end_all(session, found.worker.id)
            await note_audit(session, found.worker.id, "session_end_all")
        self._watch.end(found.worker.id)


def _id(token_hash: bytes) -> str:
    return token_hash[:_ID_BYTES].hex()


def _factor(one: SecondFactor) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "since": iso(one.created_at),
        "used": iso(one.used_at) if one.used_at else None,
    }


def _session(one: WorkerSession, found: Found) -> dict[str, Any]:
    return {
        "id": _id(one.token_hash),
        "since": iso(one.created_at),
        "seen": iso(one.seen_at),
        "this": one.token_hash == found.token_hash,
    }
