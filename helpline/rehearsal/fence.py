"""Keeps rehearsed and real chats in folders of their own."""

from __future__ import annotations

from helpline.config import Config
from helpline.errors import ConfigError

#: An empty file that says: what lies here was rehearsed.
MARK = ".rehearsed"


def keep_apart(config: Config) -> None:
    """Marks the folder of a rehearsal, once. ConfigError for a rehearsal in a folder that holds
    real chats, and for the real service in one that was rehearsed in."""
    mark = config.data_dir / MARK
    if not config.rehearsal:
        if mark.exists():
            raise ConfigError(
                ["WAYMARK_DATA_DIR: this folder was rehearsed in; the service needs another one"]
            )
        return
    if not mark.exists():
        if (config.data_dir / "waymark.db").exists():
            raise ConfigError(
                ["WAYMARK_REHEARSAL: this folder holds the service's own chats; name another one"]
            )
        config.data_dir.mkdir(parents=True, exist_ok=True)
        mark.touch()
