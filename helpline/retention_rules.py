"""Everything that is kept, for how long, and what makes it go: one row for each table and file.

docs/retention.md holds the same rows. Tests compare both with the schema (a table, a column or a
file without a row fails), run the clock over rows that are just too old and just not, and look into
a backup for what must not be in it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `columns`: all of a table's, so that a new one is thought about here first. `by`:
    the function that enforces it. `in_backup`: whether its rows, or the file, go into a backup.
    """

    store: str
    name: str
    holds: str
    kept: str
    by: str
    columns: str = ""
    in_backup: bool = False


_CLOCK = "helpline.services.leaving.retention.RetentionClock"
_MAIN = "waymark.db"

TABLES: tuple[Rule, ...] = (
    Rule(
        _MAIN,
        "conversation",
        "hashes of the visitor's token and return words, their choices, categories of what was"
        " heard, a sealed summary; sealed: their safety plan, and what changed when",
        "24 hours after the last message (`WAYMARK_KEEP_HOURS`), or as exit says; with return"
        " words for as long as these are good (`WAYMARK_WORDS_HOURS`)",
        f"{_CLOCK}.conversations",
        "id token_hash audience language nation style owner worker_id lease_until unanswered_since"
        " left left_at outcome paused_until offered_to offered_until hand_up_at asides"
        " turn answered_turn seq folded_seq waiting_since urgency front"
        " moved alerted reasons heard kept agreed_at history shared_from words_hash words_until"
        " created_at active_at erase_at",
    ),
    Rule(
        _MAIN,
        "entry",
        "what was said, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id seq author kind body client_id created_at read_at turn",
    ),
    Rule(
        _MAIN,
        "brief",
        "what a worker learns first, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id parts client_id created_at agreed_at",
    ),
    Rule(
        _MAIN,
        "override",
        "that a lead opened a chat before its visitor agreed, whether they were told; why, sealed",
        "with its conversation; what it opened, an hour at most",
        "helpline.services.leaving.erasing.Erasing.erase",
        "id conversation_id worker_id client_id risk words told created_at until ended_at",
    ),
    Rule(
        _MAIN,
        "aside",
        "what workers wrote beside a chat: notes, and a word from lead to worker or back; sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "id conversation_id kind worker_id to_worker client_id body created_at",
    ),
    Rule(
        _MAIN,
        "queue_move",
        "that a lead moved a waiting chat in the order; why, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "id conversation_id worker_id client_id move reason created_at",
    ),
    Rule(
        _MAIN,
        "safe_word",
        "a keyed mark of the safe word a visitor chose, never the word; when a worker asked for it,"
        " and what came of it",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id mark chosen_at ask asked_by asked_at answer answered_at",
    ),
    Rule(
        _MAIN,
        "alert",
        "which danger was seen, a sealed excerpt, a worker's sealed notes",
        "the excerpt until a worker has reviewed it; the rest for 90 days after that"
        " (`WAYMARK_KEEP_ALERT_DAYS`)",
        f"{_CLOCK}.alerts",
        "id conversation_id kind excerpt status created_at answered_at notified_at reviewed_by"
        " reviewed_at action note capacity",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "case_file",
        "what a visitor agreed to give for being contacted, sealed under the case's own key;"
        " categories, times and who works on it",
        "until it is closed and for 90 days after that (`WAYMARK_KEEP_CASE_DAYS`); 7 days once"
        " the visitor has taken it back, 30 more where two people opened it",
        f"{_CLOCK}.cases",
        "id reference origin conversation_id parts audience language nation urgency reasons status"
        " worker_id version outcome created_at agreed_at returned_at changed_at withdrawn_at"
        " closed_at erase_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "consent",
        "that a visitor agreed, corrected or took it back, to which wording; to which partner"
        " agency, what for and which parts; the words, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id kind how wording worker_id words partner_id purpose parts at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "case_note",
        "a worker's notes and attempts to make contact, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id worker_id client_id kind way result words at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "call_back",
        "when somebody may be contacted and by whom; what to mind, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id made_by client_id worker_id due_at until status words created_at settled_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "case_opening",
        "that two people opened a case after its visitor took it back; why, sealed",
        "with its case; what it opened, an hour",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id asked_by risk words asked_at status second answered_at until",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "assessment",
        "what a trained worker wrote down of risk: answers, judgement, plan, actions; sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id number worker_id client_id wording words at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "assessment_draft",
        "a risk assessment that is being written, sealed",
        "until it is saved or dropped, at most with its case or conversation",
        "helpline.services.assessing.drafts.Drafts.forget",
        "id case_id conversation_id worker_id begun_from version words at",
    ),
    Rule(
        _MAIN,
        "look_again",
        "when and by which category a risk assessment is to be looked at again; why not, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id because about day due_at open_key version made_at answered_at answered_by"
        " answer words",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "partner",
        "a partner agency: what for, where, the agreement's dates; the name, telephone and e-mail"
        " address of somebody there",
        "while it is on the list, and a year after it was taken off",
        f"{_CLOCK}.partners",
        "id name contact_name contact_phone contact_email purposes nations region agreed_on"
        " review_by confirmed_by confirmed_at version created_at ended_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "partner_referral",
        "that a case went to a partner, what for, on which ground, by whom, and when it was fetched"
        " and acknowledged; what was given, and the reasons of a decision in danger, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id partner_id partner_name purpose basis consent_id risk second made_by client_id"
        " parts words status sealed made_at fetched_at acknowledged_at acknowledged_how ended_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "referral_pack",
        "what a partner may fetch, sealed under a key of its own; keyed hashes of link and code",
        "72 hours (`WAYMARK_PACK_HOURS`); at once when the agreement is taken back or corrected",
        f"{_CLOCK}.packs",
        "referral_id link_hash code_hash tries expires_at receipt_hash receipt_until body",
    ),
    Rule(
        _MAIN,
        "referral_draft",
        "a visitor's answers before they have agreed to anything, sealed",
        "with its conversation",
        "helpline.services.leaving.erasing.Erasing.erase",
        "conversation_id parts step status answered origin created_at",
    ),
    Rule(
        _MAIN,
        "alert_step",
        "which worker saw an alert, and when it went to the leads and to whoever is on call",
        "with its alert",
        f"{_CLOCK}.alerts",
        "id alert_id what worker_id at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "worker",
        "name, e-mail address, role, hash of the password",
        "while they work here, and a year after their access ended (`WAYMARK_KEEP_WORKER_DAYS`)",
        f"{_CLOCK}.workers",
        "id email name role password active created_at revoked_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "desk_profile",
        "how many chats a worker has at once, their skills, how they like their desk: the waiting"
        " list, graphic content, the language",
        "with the worker",
        f"{_CLOCK}.workers",
        "worker_id max_chats own_limit skills hides_queue covers_graphic language",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "worker_session",
        "hash of a session's cookie, its times, and how far the sign-in has come",
        "until signed out; 15 minutes without a sign of life, 8 hours at most"
        " (`WAYMARK_SESSION_IDLE_MINUTES`, `WAYMARK_SESSION_HOURS`); 10 minutes while the second"
        " factor is still to come",
        f"{_CLOCK}.sessions",
        "token_hash worker_id created_at seen_at stage confirmed_at challenge wrong",
    ),
    Rule(
        _MAIN,
        "second_factor",
        "what a worker's second factor is checked with: a sealed secret, or a passkey's public key",
        "until it is taken away, or with the worker; one that was never confirmed, an hour",
        f"{_CLOCK}.factors",
        "id worker_id kind name secret last_step credential_id public_key sign_count created_at"
        " confirmed_at used_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "recovery_code",
        "hash of a code that stands in for a lost second factor",
        "until used, or the next set is made, or with the worker; a lead's reset code, 72 hours",
        f"{_CLOCK}.factors",
        "code_hash worker_id kind expires_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "sign_in_link",
        "hash of a one-time link",
        "until used, 72 hours at most (a local sign-in link: 1 hour)",
        f"{_CLOCK}.links",
        "token_hash worker_id purpose expires_at used_at",
    ),
    Rule(
        _MAIN,
        "presence",
        "that a worker's desk is open",
        "45 seconds after it was last seen",
        f"{_CLOCK}.presence",
        "socket_id worker_id available until",
    ),
    Rule(
        _MAIN,
        "timer",
        "what is to be done later, by number of an alert or conversation",
        "until done, 8 days at most; of an alert, until it is reviewed",
        f"{_CLOCK}.timers",
        "id kind subject due_at tries made_at",
    ),
    Rule(
        _MAIN,
        "audit",
        "what a worker did and to which chat or alert",
        "a year (`WAYMARK_KEEP_AUDIT_DAYS`), by whole days",
        f"{_CLOCK}.audit",
        "id at worker_id action subject detail previous hash seal",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "audit_anchor",
        "the hash from which the audit trail is still checked; nothing personal",
        "until the next removal",
        "helpline.services.audit.chain.purge_audit",
        "id through_id hash",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "content_stamp",
        "which worker approved which words or confirmed which fact; nothing of a visitor",
        "until the next stamp of the same words, or a year after it ran out",
        f"{_CLOCK}.stamps",
        "key digest worker_id at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "figure",
        "how often something happened on a day; nothing personal",
        "two years (`WAYMARK_KEEP_FIGURES_DAYS`)",
        f"{_CLOCK}.figures",
        "day name label number",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "pattern",
        "in how many chats of a month a kind of behaviour was told of, by nation; when people"
        " wrote; nothing personal",
        "two years (`WAYMARK_KEEP_FIGURES_DAYS`), by whole months",
        f"{_CLOCK}.figures",
        "month kind name nation number",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "shift",
        "that a worker is planned for some hours of a day",
        "a month after that day, or with the worker",
        f"{_CLOCK}.rota",
        "id worker_id day starts ends nation skill created_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "hours_exception",
        "that a day is closed or short-staffed, and which lead said so",
        "a month after that day",
        f"{_CLOCK}.rota",
        "id day nation kind worker_id created_at",
        in_backup=True,
    ),
    Rule(
        _MAIN,
        "alembic_version",
        "which version the tables have; nothing personal",
        "always",
        "helpline.migrations.upgrade",
        "version_num",
        in_backup=True,
    ),
    Rule(
        "keys.db",
        "key",
        "the keys that open all of the above, wrapped by the service's key",
        "until what it seals is erased; one that came to seal nothing, a day",
        f"{_CLOCK}.keys",
        "id wrapped made_at",
    ),
    Rule(
        "keys.db",
        "wrapping",
        "which service key wraps the others; nothing personal",
        "until the next rotation",
        "helpline.services.keys.wrapping.Wrapper.change",
        "id seal",
    ),
    Rule(
        "keys.db",
        "audit_head",
        "number and hash of the newest audit row, in case rows are cut off; nothing personal",
        "until the next row",
        "helpline.services.audit.heads.AuditHeads.keep",
        "id through_id hash sealed_from at seal",
    ),
    Rule(
        "escrow.db",
        "escrowed",
        "keys of alerts, notes and cases, sealed to the recovery key",
        "as long as the key itself",
        "helpline.services.keys.key_store.KeyStore.destroy",
        "name sealed recipient",
        in_backup=True,
    ),
    Rule(
        "escrow.db",
        "recovery_key",
        "the public half of the recovery key; nothing personal",
        "until another is made",
        "helpline.services.keys.escrow.Escrow.set_recipient",
        "id public made_at",
        in_backup=True,
    ),
    Rule(
        "erased.db",
        "erased",
        "that something was erased: a keyed hash, and the day",
        "as long as the oldest backup may live (`WAYMARK_BACKUP_DAYS`), and 7 days",
        f"{_CLOCK}.ledger",
        "mark day",
    ),
    Rule(
        "erased.db",
        "ledger_salt",
        "the key of those hashes; nothing personal",
        "as long as the ledger",
        "helpline.services.keys.ledger.Ledger.note",
        "id salt",
    ),
    Rule(
        "engine.db",
        "memory",
        "the last turns of a dialogue, sealed under a key that is not kept there",
        "with its conversation; 7 days where the engine could not be told",
        "bot.sealed.SealedMemory.erase",
        "conversation sealed day",
    ),
)

FILES: tuple[Rule, ...] = (
    Rule(
        "file",
        "waymark.db*, keys.db*, escrow.db*, erased.db*, engine.db*",
        "the databases above, with SQLite's logs beside them (`-wal`, `-shm`)",
        "the logs are emptied after each erasure",
        "helpline.db.Database.truncate_log",
    ),
    Rule(
        "file",
        "service.key, service.key.next",
        "the key that wraps all others, where it is not a setting; nothing personal",
        "until the next rotation",
        "helpline.services.keys.service_key.KeyFile.settle",
    ),
    Rule(
        "file",
        "model-signing.key, model-signing.pub, model-newest.json",
        "the key that signs trained models, its public half, and which model came last; "
        "nothing personal",
        "always",
        "signed.keys.signing_key",
    ),
    Rule(
        "file",
        "service.lock, rotation.lock, .rehearsed",
        "nothing: empty files",
        "always",
        "helpline.locks.hold",
    ),
    Rule(
        "file",
        "loaders/waymark-*.js",
        "every version of the loader that charities' pages may name; nothing personal",
        "always",
        "helpline.public.loaders.keep",
    ),
    Rule(
        "file",
        "log/*.log, log/*.log.1",
        "what the processes said of themselves: no words, no addresses, no names",
        "this start and the one before (`make run`)",
        "scripts.supervisor.prepare_logs",
    ),
    Rule(
        "backup",
        "waymark-*/",
        "a copy of the tables marked here, and of the escrow",
        "30 days (`--keep-days`), never longer than `WAYMARK_BACKUP_DAYS`",
        "helpline.backups.pruning.prune",
    ),
    Rule(
        "memory",
        "keys in use, wrong sign-ins, limits, live dialogues",
        "keys of recent chats; hashes of addresses under a salt that lives a day",
        "until the process ends, addresses a day at most; wrong sign-ins 15 minutes",
        "helpline.services.throttle.Throttle.wait",
    ),
)


def markdown() -> str:
    """The table as docs/retention.md shows it."""
    lines = [
        "| where | what | holds | kept | in a backup |",
        "|---|---|---|---|---|",
    ]
    for rule in (*TABLES, *FILES):
        backup = "yes" if rule.in_backup else "no"
        lines.append(f"| {rule.store} | `{rule.name}` | {rule.holds} | {rule.kept} | {backup} |")
    return "\n".join(lines)
