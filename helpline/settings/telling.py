"""Who is told when nobody is there; practice; the log."""

from __future__ import annotations

from helpline import setting_values as values
from helpline.settings.row import Setting

TELLING: tuple[Setting, ...] = (
    Setting(
        "WAYMARK_SMTP_URL",
        "smtp_url",
        "",
        values.read_optional,
        "smtp://user:password@host:port for on-call notices",
    ),
    Setting(
        "WAYMARK_ON_CALL_EMAIL",
        "on_call_email",
        "",
        values.read_optional,
        "who gets the on-call notice by e-mail",
    ),
    Setting(
        "WAYMARK_ON_CALL_FROM",
        "on_call_from",
        "",
        values.read_optional,
        "sender of the on-call notice",
    ),
    Setting(
        "WAYMARK_ON_CALL_WEBHOOK",
        "on_call_webhook",
        "",
        values.read_optional,
        "address that gets the on-call notice as JSON",
    ),
    Setting(
        "WAYMARK_REHEARSAL",
        "rehearsal",
        "0",
        values.read_speed,
        "`1`: a rehearsal with scripted visitors, in a data folder of its own (`make rehearse`); "
        "`2`: they write twice as fast",
    ),
    Setting(
        "WAYMARK_LOG_LEVEL", "log_level", "info", values.read_text, "debug, info, warning or error"
    ),
)
