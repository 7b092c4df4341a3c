"""A worker's second factors: an app's codes, passkeys, and recovery codes for the day both are
lost. What a code or a passkey proves is decided by the one UPDATE that uses it up.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import SealBroken, WaymarkError
from helpline.models import SecondFactor, Worker, WorkerSession, now
from helpline.services.keys.sealing import place, seal, unseal
from helpline.services.throttle import Throttle
from helpline.services.workers import one_time_codes, recovery_codes
from helpline.services.workers.passkeys import NAME, Passkeys, WrongPasskey

Way = Literal["code", "passkey", "recovery"]

NEVER_CONFIRMED_FOR = timedelta(hours=1)
# Who guesses codes has the password already: up to a quarter of an hour between two tries. A
# passkey or a recovery code, which nobody can guess, is taken all the same.
_LONGEST_WAIT = 15 * 60.0


class WrongCode(WaymarkError):
    """No code of theirs, a used one, or one too many wrong ones before it."""


class SecondFactors:
    """Sets up, proves and removes them. `key`: 32 bytes of the key store that seal the secrets."""

    def __init__(
        self,
        database: Database,
        passkeys: Passkeys,
        key: bytes,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._passkeys = passkeys
        self._key = key
        self._clock = clock
        self._throttle = Throttle(longest=_LONGEST_WAIT)

    async def listed(self, session: AsyncSession, worker_id: int) -> list[SecondFactor]:
        """Those that were confirmed, the oldest first."""
        rows = await session.scalars(
            select(SecondFactor)
            .where(SecondFactor.worker_id == worker_id, SecondFactor.confirmed_at.is_not(None))
            .order_by(SecondFactor.created_at, SecondFactor.id)
        )
        return list(rows.all())

    async def ways(self, session: AsyncSession, worker_id: int) -> list[Way]:
        """How this worker can prove who they are; none if they have set up nothing."""
        kinds = {one.kind for one in await self.listed(session, worker_id)}
        ways: list[Way] = []
        if "passkey" in kinds:
            ways.append("passkey")
        if "totp" in kinds:
            ways.append("code")
        was_reset = await recovery_codes.count_codes(session, worker_id, "reset") > 0
        if was_reset or (kinds and await recovery_codes.count_codes(session, worker_id, "own") > 0):
            ways.append("recovery")
        return ways

    # An authenticator app

    async def begin_app(self, worker: Worker) -> tuple[str, list[str]]:
        """A fresh secret for an app, in base32 and as a QR code. Good for nothing until a code of
        it was given back. The last one that was begun counts."""
        secret = one_time_codes.new_secret()
        name = uuid.uuid4().hex
        async with self._database.write() as session:
            await session.execute(
                delete(SecondFactor).where(
                    SecondFactor.worker_id == worker.id,
                    SecondFactor.kind == "totp",
                    SecondFactor.confirmed_at.is_(None),
                )
            )
            session.add(
                SecondFactor(
                    id=name,
                    worker_id=worker.id,
                    kind="totp",
                    secret=seal(self._key, secret.encode(), _place(worker.id, name)),
                )
            )
        address = one_time_codes.address(secret, worker.email, NAME)
        return secret, one_time_codes.drawn(address)

    async def confirm_app(self, session: AsyncSession, worker_id: int, code: str) -> None:
        """The app gave a right code: from now on it counts, not an earlier one. WrongCode."""
        begun = await session.scalar(
            select(SecondFactor)
            .where(
                SecondFactor.worker_id == worker_id,
                SecondFactor.kind == "totp",
                SecondFactor.confirmed_at.is_(None),
                SecondFactor.created_at > now() - NEVER_CONFIRMED_FOR,
            )
            .order_by(SecondFactor.created_at.desc())
            .limit(1)
        )
        step = self._step(begun, code) if begun is not None else None
        if begun is None or step is None:
            raise WrongCode
        await session.execute(
            delete(SecondFactor).where(
                SecondFactor.worker_id == worker_id,
                SecondFactor.kind == "totp",
                SecondFactor.id != begun.id,
            )
        )
        begun.confirmed_at = begun.used_at = now()
        begun.last_step = step
        await session.flush()

    def _step(self, factor: SecondFactor, code: str) -> int | None:
        if factor.secret is None:
            return None
        try:
            secret = unseal(self._key, factor.secret, _place(factor.worker_id, factor.id)).decode()
        except SealBroken:
            # The key store was lost: recovery codes and a lead's reset are what is left.
            return None
        return one_time_codes.matching_step(secret, code, self._clock(), factor.last_step)

    async def prove_code(self, worker_id: int, code: str) -> None:
        """A code of the app, good once; WrongCode."""
        name = str(worker_id)
        if self._throttle.wait(name) > 0:
            raise WrongCode
        self._throttle.failed(name)
        if not await self._use_code(worker_id, code):
            raise WrongCode
        self._throttle.succeeded(name)

    async def prove_code_uncounted(self, worker_id: int, code: str) -> bool:
        """The same beside a password, where the sign-in itself counts; a wrong one must not keep
        the owner waiting at the next step."""
        return await self._use_code(worker_id, code)

    async def _use_code(self, worker_id: int, code: str) -> bool:
        async with self._database.write() as session:
            for factor in await self.listed(session, worker_id):
                step = self._step(factor, code)
                if step is None:
                    continue
                used = await session.scalar(
                    update(SecondFactor)
                    .where(
                        SecondFactor.id == factor.id,
                        (SecondFactor.last_step.is_(None)) | (SecondFactor.last_step < step),
                    )
                    .values(last_step=step, used_at=now())
                    .returning(SecondFactor.id)
                )
                if used is not None:
                    return True
        return False

    # Passkeys

    async def ask_to_make(self, worker: Worker, token_hash: bytes) -> dict[str, Any]:
        """What the browser makes a passkey from."""
        async with self._database.write() as session:
            have = await self._credentials(session, worker.id)
            asked, challenge = self._passkeys.ask_to_make(
                worker.id, worker.email, worker.name, have
            )
            await self._put_challenge(session, token_hash, challenge)
        return asked

    async def ask_to_prove(self, worker: Worker, token_hash: bytes) -> dict[str, Any]:
        """What one of the worker's passkeys is to sign; WrongPasskey if there is none."""
        async with self._database.write() as session:
            have = await self._credentials(session, worker.id)
            if not have:
                raise WrongPasskey
            asked, challenge = self._passkeys.ask_to_prove(have)
            await self._put_challenge(session, token_hash, challenge)
        return asked

    async def _credentials(self, session: AsyncSession, worker_id: int) -> list[bytes]:
        listed = await self.listed(session, worker_id)
        return [one.credential_id for one in listed if one.credential_id is not None]

    async def _put_challenge(
        self, session: AsyncSession, token_hash: bytes, challenge: bytes
    ) -> None:
        await session.execute(
            update(WorkerSession)
            .where(WorkerSession.token_hash == token_hash)
            .values(challenge=challenge)
        )

    async def _take_challenge(self, token_hash: bytes) -> bytes:
        """What this session was asked, once; WrongPasskey if it was asked nothing."""
        async with self._database.write() as session:
            asked = await session.scalar(
                select(WorkerSession.challenge).where(WorkerSession.token_hash == token_hash)
            )
            await self._put_challenge(session, token_hash, b"")
        if not asked:
            raise WrongPasskey
        return asked

    async def keep_passkey(
        self, worker_id: int, token_hash: bytes, credential: dict[str, Any], name: str
    ) -> None:
        """Keeps the passkey that the browser made; WrongPasskey."""
        made = self._passkeys.check_made(credential, await self._take_challenge(token_hash))
        moment = now()
        async with self._database.write() as session:
            taken = await session.scalar(
                select(SecondFactor.id).where(SecondFactor.credential_id == made.credential_id)
            )
            if taken is not None:
                raise WrongPasskey
            session.add(
                SecondFactor(
                    id=uuid.uuid4().hex,
                    worker_id=worker_id,
                    kind="passkey",
                    name=name,
                    credential_id=made.credential_id,
                    public_key=made.public_key,
                    sign_count=made.sign_count,
                    created_at=moment,
                    confirmed_at=moment,
                    used_at=moment,
                )
            )

    async def prove_passkey(
        self, worker_id: int, token_hash: bytes, credential: dict[str, Any]
    ) -> None:
        """One of the worker's passkeys signed what this session was asked; WrongPasskey."""
        challenge = await self._take_challenge(token_hash)
        async with self._database.write() as session:
            for factor in await self.listed(session, worker_id):
                if factor.credential_id is None or factor.public_key is None:
                    continue
                try:
                    count = self._passkeys.check_proof(
                        credential,
                        challenge,
                        factor.credential_id,
                        factor.public_key,
                        factor.sign_count,
                    )
                except WrongPasskey:
                    continue
                factor.sign_count, factor.used_at = count, now()
                return
        raise WrongPasskey

    # Recovery, and an end

    async def prove_recovery(self, session: AsyncSession, worker_id: int, code: str) -> str:
        """Uses up a recovery code; gives its kind, `own` or `reset`. WrongCode."""
        kind = await recovery_codes.use_code(session, worker_id, code)
        if kind is None:
            raise WrongCode
        return kind

    async def remove(self, session: AsyncSession, worker_id: int, factor_id: str) -> bool:
        """Takes one away; False if there is none of that id."""
        removed = await session.scalar(
            delete(SecondFactor)
            .where(SecondFactor.id == factor_id, SecondFactor.worker_id == worker_id)
            .returning(SecondFactor.id)
        )
        return removed is not None


async def reset_factors(session: AsyncSession, worker_id: int) -> str:
    """Takes all of them away, in the caller's transaction, and gives the one code with which, and
    with the password, a new one is set up."""
    await session.execute(delete(SecondFactor).where(SecondFactor.worker_id == worker_id))
    return await recovery_codes.make_reset_code(session, worker_id)


def _place(worker_id: int, factor_id: str) -> bytes:
    return place("second_factor", worker_id, factor_id, "secret")
