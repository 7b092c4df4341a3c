"""What is kept of the people at the desk, and of when they mean to be there."""

from __future__ import annotations

from helpline.retention_rules.rule import CLOCK, MAIN, Rule

WORKERS: tuple[Rule, ...] = (
    Rule(
        MAIN,
        "worker",
        "name, e-mail address, role, hash of the password",
        "while they work here, and a year after their access ended (`WAYMARK_KEEP_WORKER_DAYS`)",
        f"{CLOCK}.workers",
        "id email name role password active created_at revoked_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "desk_profile",
        "how many chats a worker has at once, their skills, how they like their desk: the waiting"
        " list, graphic content, the language",
        "with the worker",
        f"{CLOCK}.workers",
        "worker_id max_chats own_limit skills hides_queue covers_graphic language",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "worker_session",
        "hash of a session's cookie, its times, and how far the sign-in has come",
        "until signed out; 15 minutes without a sign of life, 8 hours at most"
        " (`WAYMARK_SESSION_IDLE_MINUTES`, `WAYMARK_SESSION_HOURS`); 10 minutes while the second"
        " factor is still to come",
        f"{CLOCK}.sessions",
        "token_hash worker_id created_at seen_at stage confirmed_at challenge wrong",
    ),
    Rule(
        MAIN,
        "second_factor",
        "what a worker's second factor is checked with: a sealed secret, or a passkey's public key",
        "until it is taken away, or with the worker; one that was never confirmed, an hour",
        f"{CLOCK}.factors",
        "id worker_id kind name secret last_step credential_id public_key sign_count created_at"
        " confirmed_at used_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "recovery_code",
        "hash of a code that stands in for a lost second factor",
        "until used, or the next set is made, or with the worker; a lead's reset code, 72 hours",
        f"{CLOCK}.factors",
        "code_hash worker_id kind expires_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "sign_in_link",
        "hash of a one-time link",
        "until used, 72 hours at most (a local sign-in link: 1 hour)",
        f"{CLOCK}.links",
        "token_hash worker_id purpose expires_at used_at",
    ),
    Rule(
        MAIN,
        "presence",
        "that a worker's desk is open",
        "45 seconds after it was last seen",
        f"{CLOCK}.presence",
        "socket_id worker_id available until",
    ),
    Rule(
        MAIN,
        "shift",
        "that a worker is planned for some hours of a day",
        "a month after that day, or with the worker",
        f"{CLOCK}.rota",
        "id worker_id day starts ends nation skill created_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "hours_exception",
        "that a day is closed or short-staffed, and which lead said so",
        "a month after that day",
        f"{CLOCK}.rota",
        "id day nation kind worker_id created_at",
        in_backup=True,
    ),
)
