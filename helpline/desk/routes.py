"""Every route of the desk, in one list, with who may use it."""

from __future__ import annotations

from helpline.access import STAFF, Door, Role, allowed, get, post
from helpline.desk import (
    alerts_api,
    api,
    audit_api,
    content_api,
    figures_api,
    intelligence_api,
    own_api,
    pages,
    rehearsal_api,
    replies_api,
    rota_api,
    second_factor_api,
    security_api,
    team_api,
    upgrade,
    watch,
)
from helpline.desk.assessing_api import assessing_doors
from helpline.desk.case_routes import case_doors
from helpline.desk.overrides_api import override_doors
from helpline.desk.partner_routes import partner_doors
from helpline.health import health_doors
from helpline.static_files import StaticFiles


def doors(files: StaticFiles) -> list[Door]:
    """What changes something, or takes the cookie to a socket, is for the desk's own page only."""
    return [
        get("/", pages.page, allowed(Role.ANYONE, why="the sign-in page; it holds no data")),
        get("/assets/{name}", files.serve, allowed(Role.ANYONE, why="the page's own files")),
        post(
            "/api/sign-in",
            api.sign_in,
            allowed(Role.ANYONE, why="who is not signed in yet signs in", own_page=True),
        ),
        post(
            "/api/link",
            api.link,
            allowed(Role.ANYONE, why="a one-time link is the sign-in", own_page=True),
        ),
        post(
            "/api/enrol",
            api.enrol,
            allowed(Role.ANYONE, why="a one-time link is the invitation", own_page=True),
        ),
        post(
            "/api/sign-out",
            api.sign_out,
            allowed(Role.ANYONE, why="signing out works also when it is over", own_page=True),
        ),
        get(
            "/api/me",
            api.me,
            allowed(*STAFF, why="the page learns who is signed in"),
        ),
        get(
            "/desk",
            upgrade.desk,
            allowed(Role.WORKER, Role.LEAD, why="the board, and chats of their own", own_page=True),
        ),
        get(
            "/watch",
            watch.watch,
            allowed(*STAFF, why="a page learns at once that its session is over", own_page=True),
        ),
        *_proofs(),
        *_own_access(),
        *_leads(),
        *_auditors(),
        *_rota(),
        get(
            "/api/content",
            content_api.listed,
            allowed(Role.LEAD, Role.CONTENT_EDITOR, why="sees which words and facts need somebody"),
        ),
        post(
            "/api/content/stamp",
            content_api.stamp,
            allowed(
                Role.LEAD,
                Role.CONTENT_EDITOR,
                why="stands for what visitors are told; it is noted",
                own_page=True,
            ),
        ),
        get(
            "/api/alerts",
            alerts_api.reviewed,
            allowed(Role.LEAD, why="reads what was done about each alert; it is noted"),
        ),
        get(
            "/api/replies",
            replies_api.replies,
            allowed(Role.WORKER, Role.LEAD, why="finds a written reply for a kind of visitor"),
        ),
        get(
            "/api/services",
            replies_api.services,
            allowed(Role.WORKER, Role.LEAD, why="finds a service of the directory"),
        ),
        get(
            "/api/team",
            team_api.listed,
            allowed(Role.LEAD, why="sees who takes how many chats, and who is right for whom"),
        ),
        post(
            "/api/team",
            team_api.change,
            allowed(
                Role.LEAD, why="sets limits and skills of a worker; it is noted", own_page=True
            ),
        ),
        get(
            "/api/figures",
            figures_api.shown,
            allowed(Role.LEAD, why="sees how the helpline is doing, in numbers only"),
        ),
        get(
            "/api/figures.csv",
            figures_api.download,
            allowed(Role.LEAD, why="takes the numbers along; it is noted", fresh=True),
        ),
        post(
            "/api/figures/picture",
            figures_api.picture,
            allowed(
                Role.LEAD,
                why="takes a chart along as a picture; it is noted",
                own_page=True,
                fresh=True,
            ),
        ),
        get(
            "/api/intelligence",
            intelligence_api.shown,
            allowed(Role.LEAD, why="sees patterns of a quarter, in numbers only; it is noted"),
        ),
        get(
            "/api/intelligence.csv",
            intelligence_api.download,
            allowed(Role.LEAD, why="takes the patterns along; it is noted", fresh=True),
        ),
        post(
            "/api/intelligence/picture",
            intelligence_api.picture,
            allowed(
                Role.LEAD,
                why="takes a chart along as a picture; it is noted",
                own_page=True,
                fresh=True,
            ),
        ),
        get(
            "/api/rehearsal",
            rehearsal_api.listed,
            allowed(Role.WORKER, Role.LEAD, why="the page learns whether this is a rehearsal"),
        ),
        post(
            "/api/rehearsal",
            rehearsal_api.let_in,
            allowed(
                Role.WORKER,
                Role.LEAD,
                why="lets a scripted visitor come; only in a rehearsal",
                own_page=True,
            ),
        ),
        *case_doors(),
        *assessing_doors(),
        *partner_doors(),
        *override_doors(),
        *health_doors(),
    ]


def _proofs() -> list[Door]:
    """Proving that it is them: the last step of a sign-in, and again before something weighty."""
    proves = allowed(
        Role.SIGNING_IN, *STAFF, why="proves a second factor that is theirs", own_page=True
    )
    again = allowed(*STAFF, why="proves again that it is them, by their password", own_page=True)
    return [
        post("/api/prove/code", second_factor_api.prove_code, proves),
        post("/api/prove/recovery", second_factor_api.prove_recovery, proves),
        post("/api/prove/passkey/ask", second_factor_api.ask_passkey, proves),
        post("/api/prove/passkey", second_factor_api.prove_passkey, proves),
        post("/api/prove/password", second_factor_api.prove_password, again),
    ]


def _own_access() -> list[Door]:
    """A worker's own second factors and sessions."""
    sets_up = allowed(
        Role.SIGNING_IN,
        *STAFF,
        why="sets up a second factor of their own: before the first, or with a fresh proof",
        own_page=True,
        fresh=True,
    )
    changes = allowed(*STAFF, why="changes what stands for themselves", own_page=True, fresh=True)
    ends = allowed(*STAFF, why="ends sessions of their own", own_page=True)
    return [
        get("/api/security", security_api.shown, allowed(*STAFF, why="their own way in")),
        post("/api/second-factor/app", second_factor_api.begin_app, sets_up),
        post("/api/second-factor/app/confirm", second_factor_api.confirm_app, sets_up),
        post("/api/second-factor/passkey/ask", second_factor_api.begin_passkey, sets_up),
        post("/api/second-factor/passkey", second_factor_api.keep_passkey, sets_up),
        post("/api/second-factor/remove", second_factor_api.remove, changes),
        post("/api/second-factor/recovery-codes", second_factor_api.recovery_codes, changes),
        post("/api/password", own_api.password, changes),
        post(
            "/api/preferences",
            own_api.preferences,
            allowed(*STAFF, why="chooses how their own desk looks", own_page=True),
        ),
        post("/api/sessions/end", security_api.end_session, ends),
        post("/api/sessions/end-all", security_api.end_all_sessions, ends),
    ]


def _leads() -> list[Door]:
    """What a lead can do about a colleague's way in."""
    return [
        get(
            "/api/colleagues",
            security_api.colleagues,
            allowed(Role.LEAD, why="sees who may come in, and how safely"),
        ),
        post(
            "/api/colleagues/reset-second-factor",
            security_api.reset_colleague,
            allowed(
                Role.LEAD,
                why="helps a colleague who lost theirs; it is noted",
                own_page=True,
                fresh=True,
            ),
        ),
        post(
            "/api/colleagues/end-sessions",
            security_api.end_colleague,
            allowed(
                Role.LEAD, why="ends a colleague's sessions; it is noted", own_page=True, fresh=True
            ),
        ),
    ]


def _auditors() -> list[Door]:
    """Who did what, for nobody but those who look after it."""
    sees = allowed(Role.AUDITOR, why="sees who did what, never what was said", own_page=True)
    return [
        post("/api/audit", audit_api.rows, sees),
        get(
            "/api/audit/standing",
            audit_api.standing,
            allowed(Role.AUDITOR, why="sees whether the trail is whole"),
        ),
        post(
            "/api/audit/export",
            audit_api.export,
            allowed(
                Role.AUDITOR, why="takes the trail along; it is noted", own_page=True, fresh=True
            ),
        ),
    ]


def _rota() -> list[Door]:
    """Who is planned when: seen by all who answer, written by leads."""
    writes = allowed(Role.LEAD, why="plans who is here when; it is noted", own_page=True)
    return [
        get(
            "/api/rota",
            rota_api.shown,
            allowed(Role.WORKER, Role.LEAD, why="sees when they and their colleagues are planned"),
        ),
        post("/api/rota/shift", rota_api.plan, writes),
        post("/api/rota/shift/remove", rota_api.unplan, writes),
        post("/api/rota/exception", rota_api.except_day, writes),
        post("/api/rota/exception/remove", rota_api.as_usual, writes),
    ]
