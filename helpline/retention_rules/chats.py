"""What is kept of a chat, and of the alerts that came of it."""

from __future__ import annotations

from helpline.retention_rules.rule import CLOCK, MAIN, Rule

CHATS: tuple[Rule, ...] = (
    Rule(
        MAIN,
        "conversation",
        "hashes of the visitor's token and return words, their choices, categories of what was"
        " heard, a sealed summary; sealed: their safety plan, which answers they were given, and"
        " what changed when",
        "24 hours after the last message (`WAYMARK_KEEP_HOURS`), or as exit says; with return"
        " words for as long as these are good (`WAYMARK_WORDS_HOURS`)",
        f"{CLOCK}.conversations",
        "id token_hash audience language nation style owner worker_id lease_until unanswered_since"
        " left left_at outcome paused_until offered_to offered_until hand_up_at asides"
        " turn answered_turn seq folded_seq waiting_since urgency front"
        " moved alerted reasons heard kept agreed_at history shared_from words_hash words_until"
        " created_at active_at erase_at",
    ),
    Rule(
        MAIN,
        "entry",
        "what was said, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id seq author kind body client_id created_at read_at turn",
    ),
    Rule(
        MAIN,
        "brief",
        "what a worker learns first, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id parts client_id created_at agreed_at",
    ),
    Rule(
        MAIN,
        "override",
        "that two people, or a lead alone, opened a chat before its visitor agreed, or somebody"
        " asked to; whether the visitor was told; what was written, sealed",
        "with its conversation; what it opened, an hour at most",
        "helpline.services.leaving.erasing.Erasing.erase",
        "id conversation_id worker_id client_id risk words told created_at status at_once second"
        " opened_by opened_at until ended_at",
    ),
    Rule(
        MAIN,
        "override_review",
        "that a lead opened a chat alone, for which danger, and who looked at that afterwards; no"
        " words",
        "until somebody has looked, and 30 days after that",
        f"{CLOCK}.override_reviews",
        "id conversation_id worker_id risk told opened_at reviewed_by agreed reviewed_at"
        " reminded_at counted_at erase_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "aside",
        "what workers wrote beside a chat: notes, and a word from lead to worker or back; sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "id conversation_id kind worker_id to_worker client_id body created_at",
    ),
    Rule(
        MAIN,
        "queue_move",
        "that a lead moved a waiting chat in the order; why, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "id conversation_id worker_id client_id move reason created_at",
    ),
    Rule(
        MAIN,
        "safe_word",
        "a keyed mark of the safe word a visitor chose, never the word; when a worker asked for it,"
        " and what came of it",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id mark chosen_at ask asked_by asked_at answer answered_at",
    ),
    Rule(
        MAIN,
        "alert",
        "which danger was seen, a sealed excerpt, a worker's sealed notes",
        "the excerpt until a worker has reviewed it; the rest for 90 days after that"
        " (`WAYMARK_KEEP_ALERT_DAYS`)",
        f"{CLOCK}.alerts",
        "id conversation_id kind excerpt status created_at answered_at notified_at reviewed_by"
        " reviewed_at action note capacity",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "referral_draft",
        "a visitor's answers before they have agreed to anything, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id parts step status answered origin created_at",
    ),
    Rule(
        MAIN,
        "alert_step",
        "which worker saw an alert, and when it went to the leads and to whoever is on call",
        "with its alert",
        f"{CLOCK}.alerts",
        "id alert_id what worker_id at",
        in_backup=True,
    ),
)
