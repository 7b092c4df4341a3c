"""How long people wait, and for what."""

from __future__ import annotations

from helpline import setting_values as values
from helpline.settings.row import Setting

CHATTING: tuple[Setting, ...] = (
    Setting(
        "WAYMARK_ALWAYS_ON_SHIFT",
        "always_on_shift",
        "0",
        values.read_flag,
        "count somebody as on shift always (for trying it out; refused in production)",
    ),
    Setting(
        "WAYMARK_GATHER_MS",
        "gather_ms",
        "700",
        int,
        "pause in milliseconds after which a burst of messages becomes one turn",
    ),
    Setting(
        "WAYMARK_ENGINE_TIMEOUT",
        "engine_timeout",
        "5",
        values.read_seconds,
        "seconds after which the assistant's answer is given up",
    ),
    Setting(
        "WAYMARK_LEASE_SECONDS",
        "lease_seconds",
        "45",
        values.read_seconds,
        "seconds without a sign from a worker's desk after which their chats return to the queue",
    ),
    Setting(
        "WAYMARK_ANSWER_MINUTES",
        "answer_minutes",
        "10",
        values.read_seconds,
        "minutes a visitor may wait for a worker's answer before the chat returns to the queue",
    ),
    Setting(
        "WAYMARK_WORKER_ALERT_SECONDS",
        "worker_alert_seconds",
        "20",
        values.read_seconds,
        "seconds a worker has to act on an alert in their chat before the fixed message is posted",
    ),
    Setting(
        "WAYMARK_CHAT_MINUTES",
        "chat_minutes",
        "15",
        values.read_seconds,
        "usual length of a chat, for the honest wait",
    ),
    Setting(
        "WAYMARK_ALERT_LEAD_MINUTES",
        "alert_lead_minutes",
        "5",
        values.read_from_to(1, 60),
        "minutes after which an alert that nobody has reviewed goes to the leads, 1 to 60",
    ),
    Setting(
        "WAYMARK_ALERT_ON_CALL_MINUTES",
        "alert_on_call_minutes",
        "15",
        values.read_from_to(1, 120),
        "minutes after which it is overdue and goes to whoever is on call, 1 to 120",
    ),
    Setting(
        "WAYMARK_MAX_CHATS",
        "max_chats",
        "3",
        values.read_count,
        "chats a worker has at once at most, unless a lead sets another number for them",
    ),
    Setting(
        "WAYMARK_RING_SECONDS",
        "ring_seconds",
        "30",
        values.read_seconds,
        "seconds a chat waits before it rings for everybody, and as many again for the leads",
    ),
)
