"""How long what is kept is kept (docs/retention.md)."""

from __future__ import annotations

from helpline import setting_values as values
from helpline.settings.row import Setting

KEEPING: tuple[Setting, ...] = (
    Setting(
        "WAYMARK_KEEP_HOURS",
        "keep_hours",
        "24",
        values.read_from_to(1, 168),
        "hours a chat is kept after its last message, 1 to 168",
    ),
    Setting(
        "WAYMARK_WORDS_HOURS",
        "words_hours",
        "72",
        values.read_from_to(1, 168),
        "hours for which return words are good, 1 to 168",
    ),
    Setting(
        "WAYMARK_KEEP_ALERT_DAYS",
        "keep_alert_days",
        "90",
        values.read_from_to(1, 365),
        "days a reviewed alert is kept, without its excerpt, 1 to 365",
    ),
    Setting(
        "WAYMARK_KEEP_CASE_DAYS",
        "keep_case_days",
        "90",
        values.read_from_to(1, 2190),
        "days a case is kept after it was closed, 1 to 2190",
    ),
    Setting(
        "WAYMARK_KEEP_AUDIT_DAYS",
        "keep_audit_days",
        "365",
        values.read_from_to(30, 2190),
        "days the audit trail is kept, 30 to 2190",
    ),
    Setting(
        "WAYMARK_KEEP_WORKER_DAYS",
        "keep_worker_days",
        "365",
        values.read_from_to(1, 2190),
        "days a worker's name and address are kept after their access ended, 1 to 2190",
    ),
    Setting(
        "WAYMARK_KEEP_FIGURES_DAYS",
        "keep_figures_days",
        "730",
        values.read_from_to(30, 3650),
        "days the lead's figures (numbers of a day, nothing of a person) are kept, 30 to 3650",
    ),
    Setting(
        "WAYMARK_BACKUP_DAYS",
        "backup_days",
        "35",
        values.read_from_to(1, 365),
        "days the oldest backup may be kept, 1 to 365; erasures are remembered a week longer",
    ),
    Setting(
        "WAYMARK_PACK_HOURS",
        "pack_hours",
        "72",
        values.read_from_to(1, 168),
        "hours in which a partner agency can fetch what was referred to it, 1 to 168",
    ),
    Setting(
        "WAYMARK_PACK_REMIND_HOURS",
        "pack_remind_hours",
        "24",
        values.read_from_to(1, 168),
        "hours after which the desk is reminded that a partner has not fetched or answered",
    ),
)
