"""Least rights, written by hand: what the roles without a chat may do, and nothing more. The
declarations could be wrong together with the page that is made from them; this list could not.
"""

import pytest

from helpline.access import STAFF, Role
from helpline.desk.frames import DESK_TYPES
from helpline.public.frames import CLIENT_TYPES
from tests.access.matrix import faces

# Their own way in: the same for everybody who works here.
_PROOFS = {
    "POST /api/prove/code",
    "POST /api/prove/recovery",
    "POST /api/prove/passkey/ask",
    "POST /api/prove/passkey",
}
_SET_UP = {
    "POST /api/second-factor/app",
    "POST /api/second-factor/app/confirm",
    "POST /api/second-factor/passkey/ask",
    "POST /api/second-factor/passkey",
}
_OWN = (
    _PROOFS
    | _SET_UP
    | {
        "GET /api/me",
        "GET /watch",
        "GET /api/security",
        "POST /api/prove/password",
        "POST /api/second-factor/remove",
        "POST /api/second-factor/recovery-codes",
        "POST /api/password",
        "POST /api/preferences",
        "POST /api/sessions/end",
        "POST /api/sessions/end-all",
    }
)
MAY = {
    Role.SIGNING_IN: _PROOFS | _SET_UP,
    Role.CONTENT_EDITOR: _OWN
    | {"GET /api/content", "POST /api/content/stamp"}
    | {"GET /api/partners", "POST /api/partners", "POST /api/partners/end"},
    Role.AUDITOR: _OWN | {"POST /api/audit", "GET /api/audit/standing", "POST /api/audit/export"},
}
FOR_LEADS_ALONE = {
    "GET /api/colleagues",
    "POST /api/colleagues/reset-second-factor",
    "POST /api/colleagues/end-sessions",
    "POST /api/partners/confirm",
    "GET /api/intelligence",
    "GET /api/intelligence.csv",
}


def desk_doors(role: Role) -> set[str]:
    """What the desk's routes name this role for."""
    return {f"{door.method} {door.path}" for door in faces()["desk"] if role in door.access.roles}


@pytest.mark.parametrize("role", MAY, ids=lambda role: role.name)
def test_who_needs_no_chat_may_do_this_and_nothing_more(role: Role) -> None:
    assert desk_doors(role) == MAY[role]
    for kinds in (DESK_TYPES, CLIENT_TYPES):
        assert [name for name, kind in kinds.items() if role in kind.access.roles] == []
    for face in ("public", "actions"):
        assert not [door for door in faces()[face] if role in door.access.roles]


def test_no_worker_decides_over_a_colleague() -> None:
    for door in faces()["desk"]:
        if f"{door.method} {door.path}" in FOR_LEADS_ALONE:
            assert door.access.roles == {Role.LEAD}


def test_every_post_of_the_desk_is_for_its_own_page_only() -> None:
    """What a cookie rides along with must not be sent by another site's page."""
    posts = [door for door in faces()["desk"] if door.method == "POST"]
    assert len(posts) > 15
    assert [door.path for door in posts if not door.access.own_page] == []


def test_every_role_of_a_colleague_is_one_of_these() -> None:
    from helpline.services.workers.accounts import ROLES

    assert tuple(role.value for role in STAFF) == ROLES
