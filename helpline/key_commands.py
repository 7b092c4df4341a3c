"""`python -m helpline keys …`: a new service key, the recovery key, and what it brings back."""

from __future__ import annotations

import argparse
import base64
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from helpline.backups import manifest
from helpline.backups.copying import ESCROW
from helpline.backups.restoring import merge_escrow
from helpline.config import Config
from helpline.errors import SealBroken
from helpline.locks import ROTATION, SERVICE, hold
from helpline.services.keys.escrow import new_recovery_key, open_with, private_key
from helpline.services.stores import Stores, open_stores

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_RUNNING = "the service is running: stop it first"
_RESTORING = "a restore is under way in this folder"


def add_parsers(jobs: Subparsers) -> None:
    """Adds `keys` and what it can do."""
    keys = jobs.add_parser("keys", help="the service's key and the recovery key")
    verbs = keys.add_subparsers(dest="verb", required=True)
    verbs.add_parser("rotate", help="a new service key; all others are wrapped by it")
    recovery = verbs.add_parser("recovery", help="the key that opens the escrow")
    recovery.add_argument("what", choices=["new"], help="prints 24 words, once")
    recover = verbs.add_parser("recover", help="bring back keys from the escrow; asks for 24 words")
    recover.add_argument("--from", dest="folder", type=Path, help="with the escrow of this backup")


async def run(config: Config, options: argparse.Namespace) -> int:
    """Runs one verb of `keys`; WaymarkError says what is wrong. Gives the exit code."""
    match options.verb:
        case "rotate":
            lines = await _rotate(config)
        case "recovery":
            lines = await _new_recovery_key(config)
        case _:
            lines = await _recover(config, options.folder)
    print("\n".join(lines))  # noqa: T201 - a command for a terminal
    return 0


async def _rotate(config: Config) -> list[str]:
    with hold(config.data_dir / ROTATION, "another rotation is under way"):
        if config.service_key is None:
            with hold(config.data_dir / SERVICE, _RESTORING, shared=True):
                async with open_stores(config) as stores:
                    number = await stores.keys.rotate()
                    await stores.note("keys_rotate")
            return [f"A new service key is in service.key. It wraps all {number} keys."]
        if config.service_key_old is None:
            fresh = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")
            return [
                "The service's key is a setting here. Nothing was changed yet. To change it:",
                "1. Set WAYMARK_SERVICE_KEY_OLD to what WAYMARK_SERVICE_KEY is now.",
                f"2. Set WAYMARK_SERVICE_KEY to {fresh}",
                "   (made just now, shown once, kept nowhere).",
                "3. Start the service again. It wraps all keys anew before it listens.",
                "4. Remove WAYMARK_SERVICE_KEY_OLD.",
            ]
        # A running service has only the old key in hand.
        with hold(config.data_dir / SERVICE, _RUNNING):
            async with open_stores(config, may_change_key=True) as stores:
                await stores.note("keys_rotate")
        return ["All keys are wrapped by WAYMARK_SERVICE_KEY. WAYMARK_SERVICE_KEY_OLD may go."]


async def _new_recovery_key(config: Config) -> list[str]:
    words, public = new_recovery_key()
    with hold(config.data_dir / SERVICE, _RESTORING, shared=True):
        async with open_stores(config) as stores:
            had_one = await stores.escrow.recipient() is not None
            await stores.escrow.set_recipient(public)
            number = await stores.keys.fill_escrow(all_anew=True)
            await stores.note("keys_recovery_new")
    parts = words.split()
    lines = ["The recovery key. Write it on paper and keep it away from this machine:", ""]
    lines += [
        "  " + "  ".join(f"{at + 1:2}. {parts[at]:<9}" for at in range(start, start + 4)).rstrip()
        for start in range(0, len(parts), 4)
    ]
    lines += ["", "It is shown once and kept nowhere. With it and a backup, alerts can be read."]
    lines.append(f"Keys in the escrow now: {number}.")
    if had_one:
        lines.append("Backups made before now open with the earlier words only: keep both.")
    return lines


async def _recover(config: Config, folder: Path | None) -> list[str]:
    if sys.stdin.isatty():
        print("The 24 words of the recovery key, in one line:", file=sys.stderr)  # noqa: T201
    private = private_key(sys.stdin.readline())
    with hold(config.data_dir / SERVICE, _RESTORING, shared=True):
        if folder is not None:
            manifest.read(folder)
            config.data_dir.mkdir(parents=True, exist_ok=True)
            merge_escrow(config.data_dir / ESCROW, folder / ESCROW)
        # Opening replays the ledger: what was erased has left the escrow before it is looked at.
        async with open_stores(config) as stores:
            public = private.public_key().public_bytes_raw()
            here = await stores.keys.names()
            missing = [row for row in await stores.escrow.rows() if row.name not in here]
            brought = 0
            for row in missing:
                if row.recipient == public:
                    await stores.keys.keep(row.name, _opened(private, row.name, row.sealed))
                    brought += 1
            await stores.note("keys_recover", f"{brought} keys")
            lines = [f"Keys brought back from the escrow: {brought}."]
            if brought < len(missing):
                lines.append(f"Of another recovery key, not opened: {len(missing) - brought}.")
            lines.append(await _chats_line(stores))
    return lines


def _opened(private: X25519PrivateKey, name: str, sealed: bytes) -> bytes:
    try:
        return open_with(private, name, sealed)
    except SealBroken as error:
        raise SealBroken("a row of the escrow is damaged; what came before it is back") from error


async def _chats_line(stores: Stores) -> str:
    conversations = [name for name in await stores.keys.names() if ":" not in name]
    return (
        "Chats have no escrow: those whose key was lost can never be read again."
        f" Chats with a key here: {len(conversations)}."
    )
