"""How workers come in and what is theirs: signing in, second factors, sessions, wired together once
per process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from helpline.config import Config
from helpline.db import Database
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.events import Events
from helpline.services.workers.accounts import Workers
from helpline.services.workers.colleagues import Colleagues
from helpline.services.workers.known_browsers import KnownBrowsers
from helpline.services.workers.own_access import OwnAccess
from helpline.services.workers.own_password import OwnPassword
from helpline.services.workers.passkeys import Passkeys
from helpline.services.workers.passwords import Passwords
from helpline.services.workers.preferences import Preferences
from helpline.services.workers.second_factors import SecondFactors
from helpline.services.workers.session_watch import SessionWatch
from helpline.services.workers.sessions import SessionLimits, WorkerSessions
from helpline.services.workers.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class WorkerAccess:
    """`accounts` is who works here; `sign_in`, `second_factors` and `known_browsers` let them in;
    `limits` and `watch` are of their sessions; `own`, `own_password` and `preferences` are what
    each changes of their own; `colleagues` what a lead ends for others."""

    accounts: Workers
    sign_in: SignIn
    second_factors: SecondFactors
    known_browsers: KnownBrowsers
    limits: SessionLimits
    watch: SessionWatch
    own: OwnAccess
    own_password: OwnPassword
    preferences: Preferences
    colleagues: Colleagues


def wire_workers(
    config: Config, database: Database, keys: KeyStore, events: Events
) -> WorkerAccess:
    """Builds them; nothing is opened by it."""
    limits = SessionLimits(
        timedelta(minutes=config.session_idle_minutes), timedelta(hours=config.session_hours)
    )
    sessions = WorkerSessions(database, limits)
    watch = SessionWatch(sessions, events)
    passwords = Passwords()
    known_browsers = KnownBrowsers(keys.browsers_key)
    second_factors = SecondFactors(database, Passkeys(config), keys.factors_key)
    return WorkerAccess(
        accounts=Workers(config, database, sessions, watch),
        sign_in=SignIn(config, database, sessions, second_factors, known_browsers, passwords),
        second_factors=second_factors,
        known_browsers=known_browsers,
        limits=limits,
        watch=watch,
        own=OwnAccess(config, database, sessions, second_factors, watch),
        own_password=OwnPassword(database, sessions, passwords, watch),
        preferences=Preferences(database, events),
        colleagues=Colleagues(database, sessions, watch),
    )
