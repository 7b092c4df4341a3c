"""What nearly every service rests on, handed on together when they are wired."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.config import Config
from helpline.db import Database
from helpline.services.content import Content
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events


@dataclass(frozen=True, slots=True)
class Core:
    """Settings and stores, words, and the log of conversations."""

    config: Config
    database: Database
    keys: KeyStore
    events: Events
    content: Content
    log: EntryLog
    conversations: Conversations
