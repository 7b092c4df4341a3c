"""One table a file; each says what personal data it holds and for how long."""

from helpline.models.alert import Alert
from helpline.models.audit import Audit
from helpline.models.base import Base, KeyBase, now
from helpline.models.brief import Brief
from helpline.models.conversation import OWNERS, Conversation
from helpline.models.entry import Entry
from helpline.models.key import Key
from helpline.models.presence import Presence
from helpline.models.timer import Timer
from helpline.models.worker import SignInLink, Worker, WorkerSession

__all__ = [
    "OWNERS",
    "Alert",
    "Audit",
    "Base",
    "Brief",
    "Conversation",
    "Entry",
    "Key",
    "KeyBase",
    "Presence",
    "SignInLink",
    "Timer",
    "Worker",
    "WorkerSession",
    "now",
]
