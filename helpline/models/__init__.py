"""One table a file; each says what personal data it holds and for how long."""

from helpline.models.alert import Alert
from helpline.models.aside import Aside
from helpline.models.audit import Audit, AuditAnchor
from helpline.models.base import Base, EscrowBase, KeyBase, LedgerBase, now
from helpline.models.brief import Brief
from helpline.models.content_stamp import ContentStamp
from helpline.models.conversation import OWNERS, Conversation
from helpline.models.entry import Entry
from helpline.models.erased import Erased, LedgerSalt
from helpline.models.escrow import Escrowed, RecoveryKey
from helpline.models.key import Key, Wrapping
from helpline.models.override import Override
from helpline.models.presence import Presence
from helpline.models.timer import Timer
from helpline.models.worker import SignInLink, Worker, WorkerSession

__all__ = [
    "OWNERS",
    "Alert",
    "Aside",
    "Audit",
    "AuditAnchor",
    "Base",
    "Brief",
    "ContentStamp",
    "Conversation",
    "Entry",
    "Erased",
    "EscrowBase",
    "Escrowed",
    "Key",
    "KeyBase",
    "LedgerBase",
    "LedgerSalt",
    "Override",
    "Presence",
    "RecoveryKey",
    "SignInLink",
    "Timer",
    "Worker",
    "WorkerSession",
    "Wrapping",
    "now",
]
