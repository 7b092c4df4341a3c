"""Everything that lies on the disk, opened together: conversations, keys, escrow and ledger."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from helpline.config import Config
from helpline.db import Database
from helpline.migrations import upgrade
from helpline.services.audit.chain import note_audit
from helpline.services.audit.heads import AuditHeads
from helpline.services.keys.escrow import Escrow
from helpline.services.keys.key_store import KeyStore
from helpline.services.keys.ledger import Ledger
from helpline.services.keys.service_key import GivenKey, KeyFile, ServiceKey
from helpline.services.leaving.erasing import Erasing
from helpline.services.log.events import Events
from helpline.services.log.replay import Replay, Replayed

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of one process, and what keeps them in step."""

    database: Database
    key_database: Database
    ledger_database: Database
    escrow_database: Database
    keys: KeyStore
    ledger: Ledger
    escrow: Escrow
    erasing: Erasing
    replayed: Replayed
    heads: AuditHeads

    async def note(self, action: str, detail: str = "") -> None:
        """Leaves a line in the audit trail: somebody at the machine did this to the stores."""
        async with self.database.write() as session:
            await note_audit(session, None, action, detail=detail)

    async def truncate_if_owed(self) -> None:
        """Empties the logs that a held reader kept from being emptied."""
        for one in (self.database, self.key_database, self.ledger_database, self.escrow_database):
            await one.truncate_if_owed()


def service_key(config: Config) -> ServiceKey:
    """The setting if there is one, else the file in the data folder."""
    if config.service_key is None:
        return KeyFile(config.data_dir)
    return GivenKey(config.service_key, config.service_key_old, config.data_dir)


@asynccontextmanager
async def open_stores(
    config: Config, events: Events | None = None, *, may_change_key: bool = False
) -> AsyncIterator[Stores]:
    """Opens all, brings their schema up to date, and replays the erasure ledger: whoever gets them
    sees nothing that was erased. `may_change_key`: the service's key is changed if the settings
    give another one.
    """
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    await upgrade(config)
    databases = [
        Database(address)
        for address in (
            config.main_database,
            config.key_database,
            config.ledger_database,
            config.escrow_database,
        )
    ]
    database, key_database, ledger_database, escrow_database = databases
    try:
        ledger, escrow = Ledger(ledger_database), Escrow(escrow_database)
        keys = KeyStore(key_database, service_key(config), ledger, escrow)
        await keys.open(may_change=may_change_key)
        heads = AuditHeads(database, key_database, keys.audit_key)
        await heads.open()
        erasing = Erasing(database, keys, events or Events(), config.keep_alert_days)
        replayed = await Replay(database, keys, escrow, ledger, erasing).run()
        if replayed != Replayed():
            log.warning("ledger.replayed", count=replayed.keys + replayed.conversations)
        yield Stores(
            database,
            key_database,
            ledger_database,
            escrow_database,
            keys,
            ledger,
            escrow,
            erasing,
            replayed,
            heads,
        )
        await heads.keep()
    finally:
        for one in databases:
            await one.close()
