"""What lies on the disk beside the tables, and what only memory holds."""

from __future__ import annotations

from helpline.retention_rules.rule import Rule

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
