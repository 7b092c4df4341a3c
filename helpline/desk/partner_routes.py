"""The routes of partner agencies, with who may use them."""

from __future__ import annotations

from helpline.access import Door, Role, allowed, get, post
from helpline.desk import partner_list_api, partners_api


def partner_doors() -> list[Door]:
    """The list is kept by leads and content editors; a case is referred by whoever works on it,
    which the services decide."""
    keeps = allowed(
        Role.LEAD, Role.CONTENT_EDITOR, why="keeps the list of partners; it is noted", own_page=True
    )
    works = allowed(
        Role.WORKER, Role.LEAD, why="refers a case of their own; leads any", own_page=True
    )
    decides = allowed(
        Role.WORKER,
        Role.LEAD,
        why="is one of two who decide in danger; one of them is a lead",
        own_page=True,
    )
    case, referral = "/api/cases/{case}/partners", "/api/partner-referrals/{referral}"
    return [
        get(
            "/api/partners",
            partner_list_api.listed,
            allowed(
                Role.LEAD, Role.CONTENT_EDITOR, why="sees partners and their contacts; it is noted"
            ),
        ),
        post("/api/partners", partner_list_api.save, keeps),
        post("/api/partners/end", partner_list_api.end, keeps),
        post(
            "/api/partners/confirm",
            partner_list_api.confirm,
            allowed(Role.LEAD, why="has seen the signed agreement; it is noted", own_page=True),
        ),
        get(
            case,
            partners_api.shown,
            allowed(Role.WORKER, Role.LEAD, why="sees what of a case went to whom"),
        ),
        post(f"{case}/agree", partners_api.agree, works),
        post(f"{case}/ask", partners_api.ask, works),
        post(f"{case}/take-back", partners_api.take_back, works),
        post(f"{case}/preview", partners_api.preview, works),
        post(f"{case}/refer", partners_api.refer, works),
        post(f"{case}/danger/preview", partners_api.preview_in_danger, decides),
        post(f"{case}/danger", partners_api.ask_in_danger, decides),
        post(f"{referral}/code", partners_api.new_code, works),
        post(f"{referral}/acknowledged", partners_api.told_us, works),
        post(f"{referral}/settle", partners_api.settle, works),
        post(f"{referral}/look", partners_api.look, decides),
        post(f"{referral}/answer", partners_api.answer, decides),
    ]
