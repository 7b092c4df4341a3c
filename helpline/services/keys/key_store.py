"""The key store: one data key per conversation, alert, note, case or pack, wrapped by the
service's key.

It lives in a database of its own. Destroying a key is how things are erased: backups of the main
database then hold nothing that can be read. The service's own secrets lie here as well, under
`own:…`, so that a new service key changes nothing but the wrapping.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from helpline.db import Database
from helpline.errors import KeyGone, SealBroken
from helpline.models import Key
from helpline.services.keys.escrow import ESCROWED, Escrow
from helpline.services.keys.ledger import Ledger
from helpline.services.keys.sealing import subkey
from helpline.services.keys.service_key import ServiceKey
from helpline.services.keys.wrapping import Wrapper, unwrap, wrap

_LIVE_KEYS = 4096
# Beside a chat: what its workers wrote about it, under a key that opens nothing of the chat.
ASIDE = "aside:"
# For the names the engine sees, for return words, for the ids of choices, for the secrets of
# second factors, for browsers that somebody signed in with before, for the audit trail, and for the
# links and codes of packs for partners.
_OWN = ("engine-name", "return-words", "choices", "second-factor", "known-browser", "audit", "pack")


def aside_key(conversation_id: str) -> str:
    """The name of the key that seals what stands beside this chat."""
    return f"{ASIDE}{conversation_id}"


class KeyStore:
    """Makes, finds and destroys data keys. Live keys are kept in memory, a bounded number of
    them. `open` comes first.
    """

    def __init__(
        self, database: Database, service_key: ServiceKey, ledger: Ledger, escrow: Escrow
    ) -> None:
        self._database = database
        self._source = service_key
        self._wrapper = Wrapper(service_key)
        self._ledger = ledger
        self._escrow = escrow
        self._live: OrderedDict[str, bytes] = OrderedDict()
        self._removals = 0
        # Whether there may be a key that the escrow has not got yet; unknown at the start.
        self._escrow_owed = True
        self.naming_key = self.pepper = self.choices_key = b""
        self.factors_key = self.browsers_key = self.audit_key = self.packs_key = b""

    async def open(self, *, may_change: bool = False) -> None:
        """Finds out which service key fits, and finishes a change of it that was broken off; with
        `may_change` also one that the settings ask for. SealBroken if none fits.
        """
        async with self._database.write() as session:
            service_key, is_older = await self._wrapper.fit(session)
            own = [await self._own(session, service_key, name, is_older) for name in _OWN]
            wanted = self._source.wanted(service_key) if may_change else service_key
            changed = wanted != service_key
            if changed:
                await self._wrapper.change(session, service_key, wanted)
        self.naming_key, self.pepper, self.choices_key, *others = own
        self.factors_key, self.browsers_key, self.audit_key, self.packs_key = others
        self._source.settle(wanted)
        if changed:
            await self._database.truncate_log()

    async def _own(
        self, session: AsyncSession, service_key: bytes, purpose: str, is_older: bool
    ) -> bytes:
        """One of the service's own secrets. A store that is older than this goes on with what it
        derived from its service key: return words and the engine's names stay good.
        """
        name = f"own:{purpose}"
        wrapped = await session.scalar(select(Key.wrapped).where(Key.id == name))
        if wrapped is not None:
            return unwrap(service_key, name, wrapped)
        key = subkey(service_key, purpose) if is_older else os.urandom(32)
        session.add(Key(id=name, wrapped=wrap(service_key, name, key)))
        await session.flush()
        return key

    async def rotate(self) -> int:
        """A fresh service key, and all keys wrapped by it; gives how many. Another process that has
        the store open follows by itself. WaymarkError where the key is a setting.
        """
        await self.open()
        fresh = self._source.propose()
        async with self._database.write() as session:
            number = await self._wrapper.change(
                session, await self._wrapper.present(session), fresh
            )
        self._source.settle(fresh)
        # Until then the old wrappings stand in the log.
        await self._database.truncate_log()
        return number

    def _remember(self, name: str, key: bytes) -> None:
        self._live[name] = key
        self._live.move_to_end(name)
        while len(self._live) > _LIVE_KEYS:
            self._live.popitem(last=False)

    async def make(self, name: str) -> bytes:
        """A fresh key under that name, kept before this returns."""
        key = os.urandom(32)
        await self.keep(name, key)
        return key

    async def keep(self, name: str, key: bytes) -> None:
        """Keeps a key that was made elsewhere (one from the escrow)."""
        async with self._database.write() as session:
            service_key = await self._wrapper.present(session)
            session.add(Key(id=name, wrapped=wrap(service_key, name, key)))
        if name.startswith(ESCROWED):
            self._escrow_owed = True
        self._remember(name, key)

    async def find(self, name: str) -> bytes:
        """The key of that name; KeyGone if it was destroyed or never made."""
        known = self._live.get(name)
        if known is not None:
            self._live.move_to_end(name)
            return known
        removals = self._removals
        key = None
        for last_try in (False, False, True):
            try:
                key = await self._look_up(name)
                break
            except SealBroken:
                # The service key was changed, and changed for good, while this look was under way.
                if last_try:
                    raise
        if key is None:
            raise KeyGone(name)
        if removals == self._removals:
            self._remember(name, key)
        return key

    async def _look_up(self, name: str) -> bytes | None:
        # The wrapping and the key in one look: between two, the service key may be changed.
        async with self._database.read() as session:
            service_key = await self._wrapper.present(session)
            wrapped = await session.scalar(select(Key.wrapped).where(Key.id == name))
        return None if wrapped is None else unwrap(service_key, name, wrapped)

    async def find_or_make(self, name: str) -> bytes:
        """For a key that somebody else, or an attempt before a crash, may have made already."""
        try:
            return await self.find(name)
        except KeyGone:
            pass
        try:
            return await self.make(name)
        except IntegrityError:
            return await self.find(name)

    async def names(self) -> set[str]:
        """The names of all data keys; the service's own secrets are not among them."""
        async with self._database.read() as session:
            rows = await session.scalars(select(Key.id).where(Key.id.not_like("own:%")))
            return set(rows.all())

    async def made_before(self, moment: datetime) -> set[str]:
        """The names of data keys that are older than that (UTC, without a zone)."""
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Key.id).where(Key.id.not_like("own:%"), Key.made_at < moment)
            )
            return set(rows.all())

    async def destroy(self, *names: str) -> None:
        """Gone for good: noted in the ledger first, then gone from escrow, table and memory, and
        from SQLite's logs.
        """
        await self._ledger.note(*names)
        if escrowed := [name for name in names if name.startswith(ESCROWED)]:
            await self._escrow.remove(*escrowed)
        await self.discard(*names)

    async def discard(self, *names: str) -> None:
        """Removes keys that have sealed nothing: the ledger need not know of them."""
        async with self._database.write() as session:
            await session.execute(delete(Key).where(Key.id.in_(names)))
        self._removals += 1
        for name in names:
            self._live.pop(name, None)
        await self._database.truncate_log()

    async def fill_escrow(self, *, all_anew: bool = False) -> int:
        """Seals to the recovery key what is not in the escrow yet; gives how many. Nothing happens
        while there is no recovery key. Adds only: what is missing here may have been lost here.
        """
        if not self._escrow_owed and not all_anew:
            return 0
        self._escrow_owed = False
        done = False
        try:
            number = await self._fill_escrow(all_anew)
            done = True
        finally:
            self._escrow_owed = self._escrow_owed or not done
        return number

    async def _fill_escrow(self, all_anew: bool) -> int:
        public = await self._escrow.recipient()
        if public is None:
            return 0
        here = {name for name in await self.names() if name.startswith(ESCROWED)}
        missing = sorted(here if all_anew else here - await self._escrow.names(public))
        keys = {}
        for name in missing:
            try:
                keys[name] = await self.find(name)
            except KeyGone:
                continue
        if keys:
            await self._escrow.keep(public, keys)
            # One that was destroyed while this was under way must not come in behind it.
            if gone := keys.keys() - await self.names():
                await self._escrow.remove(*gone)
        return len(keys)
