"""Old backups go: what was erased since must not lie about for longer than the ledger remembers."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpline.backups import manifest
from helpline.backups.copying import PREFIX
from helpline.models import now


def prune(folder: Path, keep_days: float, at: datetime | None = None) -> list[Path]:
    """Removes the backups below `folder` that are older, and what a broken-off one has left; gives
    which. What has no readable manifest stays: it may be somebody else's.
    """
    oldest = (at or now()).replace(tzinfo=UTC) - timedelta(days=keep_days)
    gone = []
    for one in sorted(folder.glob(f"{PREFIX}*")):
        try:
            made = manifest.read(one).made_at
        except manifest.BadBackup:
            continue
        if made < oldest:
            shutil.rmtree(one)
            gone.append(one)
    for left in folder.glob(f".{PREFIX}*.part"):
        shutil.rmtree(left)
    return gone
