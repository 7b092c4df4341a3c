"""The escrow: keys that must survive a lost key store, sealed to a key that is not here.

Only keys of alerts, notes and cases; never a conversation's. The service knows the public half of
the recovery key and cannot open what it writes. HPKE (RFC 9180) with X25519, HKDF-SHA256 and
AES-256-GCM; the key's name is bound to it. The private half is 24 words on paper.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from mnemonic import Mnemonic
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from helpline.db import Database
from helpline.errors import SealBroken, WaymarkError
from helpline.models import Escrowed, RecoveryKey

ESCROWED = ("alert:", "note:", "case:")
_PURPOSE = b"waymark escrow 1\0"


class WrongWords(WaymarkError):
    """What was typed is not 24 words of a recovery key."""


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_recovery_key() -> tuple[str, bytes]:
    """A fresh private key as 24 words (BIP-39, with its checksum), and its public half."""
    private = X25519PrivateKey.generate()
    words = Mnemonic("english").to_mnemonic(private.private_bytes_raw())
    return words, private.public_key().public_bytes_raw()


def private_key(words: str) -> X25519PrivateKey:
    """The private key those words say; WrongWords for a misspelt, missing or swapped one.

    The checksum has 8 bits: one wrong word in 256 passes, and then opens nothing (`open_with`).
    """
    tidy = " ".join(words.casefold().split())
    try:
        raw = bytes(Mnemonic("english").to_entropy(tidy))
    except (ValueError, LookupError) as error:
        raise WrongWords("those are not the 24 words of a recovery key") from error
    if len(raw) != 32:
        raise WrongWords("a recovery key has 24 words")
    return X25519PrivateKey.from_private_bytes(raw)


def seal_to(public: bytes, name: str, key: bytes) -> bytes:
    """A key sealed so that only the recovery key opens it, and only under its name."""
    recipient = X25519PublicKey.from_public_bytes(public)
    return _suite().encrypt(key, recipient, info=_PURPOSE + name.encode())


def open_with(private: X25519PrivateKey, name: str, sealed: bytes) -> bytes:
    """The key inside; SealBroken if it was sealed to another one, moved or changed."""
    try:
        return _suite().decrypt(sealed, private, info=_PURPOSE + name.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken("does not open with this recovery key") from error


class Escrow:
    """The sealed rows. What fills it is `KeyStore.fill_escrow`, which alone knows the keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recipient(self) -> bytes | None:
        """The public half of the recovery key; None while none was made."""
        async with self._database.read() as session:
            return await session.scalar(select(RecoveryKey.public).where(RecoveryKey.id == 1))

    async def set_recipient(self, public: bytes) -> None:
        """From now on the escrow is for this recovery key."""
        async with self._database.write() as session:
            await session.merge(RecoveryKey(id=1, public=public))

    async def names(self, recipient: bytes | None = None) -> set[str]:
        """Whose keys are in it; only those sealed to this recipient, if one is given."""
        statement = select(Escrowed.name)
        if recipient is not None:
            statement = statement.where(Escrowed.recipient == recipient)
        async with self._database.read() as session:
            return set((await session.scalars(statement)).all())

    async def rows(self) -> list[Escrowed]:
        """Everything in it, by name."""
        async with self._database.read() as session:
            return list((await session.scalars(select(Escrowed).order_by(Escrowed.name))).all())

    async def keep(self, public: bytes, keys: dict[str, bytes]) -> None:
        """Seals these keys and keeps them; what was kept under their names is replaced."""
        rows = [
            {"name": name, "sealed": seal_to(public, name, key), "recipient": public}
            for name, key in keys.items()
        ]
        statement = insert(Escrowed)
        async with self._database.write() as session:
            await session.execute(
                statement.on_conflict_do_update(
                    index_elements=["name"],
                    set_={
                        "sealed": statement.excluded.sealed,
                        "recipient": statement.excluded.recipient,
                    },
                ),
                rows,
            )
        # A copy of the file alone, without its log, is then whole.
        await self._database.truncate_log()

    async def remove(self, *names: str) -> None:
        """Gone also from the log."""
        async with self._database.write() as session:
            gone = await session.scalars(
                delete(Escrowed).where(Escrowed.name.in_(names)).returning(Escrowed.name)
            )
            any_gone = bool(gone.all())
        if any_gone:
            await self._database.truncate_log()
