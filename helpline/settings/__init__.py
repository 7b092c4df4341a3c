"""Every setting: variable, default, meaning. docs/settings.md has the same rows."""

from helpline.settings.chatting import CHATTING
from helpline.settings.guarding import GUARDING
from helpline.settings.keeping import KEEPING
from helpline.settings.row import Setting
from helpline.settings.serving import SERVING
from helpline.settings.telling import TELLING

__all__ = ["SETTINGS", "Setting"]

#: In the order in which the page has them.
SETTINGS: tuple[Setting, ...] = (*SERVING, *CHATTING, *KEEPING, *GUARDING, *TELLING)
