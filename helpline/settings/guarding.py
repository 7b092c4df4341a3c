"""How workers get in, and how much comes in at once."""

from __future__ import annotations

from helpline import setting_values as values
from helpline.settings.row import Setting

GUARDING: tuple[Setting, ...] = (
    Setting(
        "WAYMARK_SECOND_FACTOR",
        "second_factor",
        "0",
        values.read_flag,
        "ask everybody at the desk for a second factor also in local mode; in production always",
    ),
    Setting(
        "WAYMARK_SESSION_IDLE_MINUTES",
        "session_idle_minutes",
        "15",
        values.read_from_to(1, 60),
        "minutes without a sign of life after which a worker is signed out, 1 to 60",
    ),
    Setting(
        "WAYMARK_SESSION_HOURS",
        "session_hours",
        "8",
        values.read_from_to(1, 24),
        "hours after which a worker signs in anew in any case, 1 to 24",
    ),
    Setting(
        "WAYMARK_CONFIRM_MINUTES",
        "confirm_minutes",
        "10",
        values.read_from_to(1, 60),
        "minutes for which a proof of who it is stands, for exports and second factors, 1 to 60",
    ),
    Setting(
        "WAYMARK_FRAMES_PER_SECOND",
        "frames_per_second",
        "10",
        float,
        "frames a second that one visitor's socket may send, three seconds' worth at once",
    ),
    Setting(
        "WAYMARK_NEW_CHATS",
        "new_chats",
        "600",
        values.read_count,
        "new chats at once, and in each minute after, before a puzzle is asked for",
    ),
    Setting(
        "WAYMARK_NEW_CHATS_EACH",
        "new_chats_each",
        "120",
        values.read_count,
        "the same for one address (a school may share one)",
    ),
    Setting(
        "WAYMARK_TRUSTED_PROXIES",
        "trusted_proxies",
        "",
        values.read_networks,
        "addresses or networks of reverse proxies whose X-Forwarded-For is believed, "
        "separated by spaces",
    ),
)
