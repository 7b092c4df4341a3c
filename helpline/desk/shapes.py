"""The one shape of every refusal over HTTP."""

from __future__ import annotations

from aiohttp import web

from helpline.desk.bodies import BadBody
from helpline.errors import (
    AlreadyOpened,
    AssessmentChanged,
    AssessmentRefused,
    CaseChanged,
    CaseGone,
    CaseRefused,
    CaseWithdrawn,
    ConversationGone,
    KeyGone,
    NotTheirs,
    NotWithPeople,
    PartnerRefused,
    VisitorLeft,
)
from helpline.services.shifts.rota import BadShift, NoSuchShift
from helpline.services.workers.colleagues import NoSuchColleague, Yourself
from helpline.services.workers.links import LinkUsed
from helpline.services.workers.own_access import LastFactor
from helpline.services.workers.own_password import SamePassword, WrongPassword
from helpline.services.workers.passkeys import WrongPasskey
from helpline.services.workers.passwords import TooManySignIns, WeakPassword
from helpline.services.workers.second_factors import WrongCode
from helpline.services.workers.sign_in import SessionEnded, WrongSignIn

_MESSAGES = {
    "bad_request": "The request's fields are not what this route needs.",
    "wrong_sign_in": "The address or the password is not right.",
    "too_many": "Too many tries; wait half a minute.",
    "link_used": "The link was used already or is too old.",
    "weak_password": "At least 12 characters, and not the address.",
    "wrong_password": "That is not the present password.",
    "same_password": "The new password is the present one.",
    "not_signed_in": "Nobody is signed in here.",
    "wrong_origin": "Only the desk's own page may do this.",
    "not_allowed": "This is not for your role.",
    "confirm_first": "Prove first that it is you.",
    "wrong_code": "The code is not right, or was used already.",
    "wrong_passkey": "The passkey was not accepted.",
    "last_factor": "The last second factor cannot be taken away.",
    "bad_shift": "This cannot be planned so.",
    "yourself": "This is for a colleague to do.",
    "changed": "These words are others now than those that were read.",
    "not_yours": "This case is somebody else's.",
    "case_changed": "Somebody else was first: it is not as you saw it.",
    "case_withdrawn": "Its person has taken their agreement back.",
    "case_closed": "The case is closed.",
    "case_no_such_time": "That time is over, too long or too far away.",
    "case_no_such_worker": "That worker cannot take it.",
    "case_no_such_call_back": "There is no such call-back.",
    "case_settled": "That call-back was settled already.",
    "case_not_live": "It was taken back or closed already.",
    "case_not_withdrawn": "It is not withdrawn: no opening is needed.",
    "case_asked_already": "Somebody has asked already, or it is open.",
    "case_nothing_asked": "Nobody has asked to open it, or the time is over.",
    "case_same_person": "The second person must be somebody else.",
    "case_needs_lead": "One of the two must be a lead.",
    "case_linked_already": "This chat belongs to that case already.",
    "case_has_case": "There is a case of this chat already.",
    "assessment_changed": "A colleague has saved a newer assessment. Yours is kept.",
    "draft_changed": "Another page has kept a newer draft. Nothing was written over.",
    "prompt_changed": "It was answered already, or has happened again.",
    "assessment_not_trained": "Nobody has marked you as trained in risk assessment.",
    "assessment_not_agreed": "The visitor has not agreed that their words are read.",
    "assessment_no_level": "The judgement is missing.",
    "assessment_no_rationale": "The reasons for the judgement are missing.",
    "assessment_no_such_day": "The next look needs a day within half a year.",
    "assessment_no_draft": "There is no draft.",
    "assessment_no_reason": "The reason is missing.",
    "partner_gone": "There is no such partner.",
    "partner_ended": "This partner was taken off the list.",
    "partner_missing": "There is no agreement with this partner: ask a lead.",
    "partner_future": "The agreement with this partner has not begun yet.",
    "partner_overdue": "The agreement with this partner was due for review: ask a lead.",
    "partner_unconfirmed": "No lead has confirmed the agreement with this partner.",
    "partner_other_purpose": "This partner is not there for that.",
    "partner_bad_partner": "A name, a purpose, and dates in order are needed.",
    "partner_changed": "Somebody else changed this partner meanwhile.",
    "partner_bad_parts": "There is no such part in this case.",
    "partner_bad_lines": "There is no such line, or the part was not agreed to.",
    "partner_rules_needed": "How to reach them goes only with every one of their rules.",
    "partner_nothing_left": "Nothing would be passed on.",
    "partner_no_consent": "The person has not agreed to this partner, or took it back.",
    "partner_other_consent": "They agreed to another purpose.",
    "partner_consent_old": "What they gave has changed since they agreed: ask them again.",
    "partner_seen_other": "It is not as you saw it any more: look at it again.",
    "partner_made_already": "This pack was made already.",
    "partner_pack_gone": "That pack is gone: make a new one.",
    "partner_not_now": "It is not so any more.",
    "partner_not_in_chat": "The person is not in a chat with you now.",
    "partner_words_not_approved": "What the person would agree to is not approved yet.",
    "visitor_left": "The visitor has left.",
    "not_with_people": "Only a chat that waits or is with a worker can be opened.",
    "already_opened": "This chat is open before consent already.",
    "not_found": "There is nothing here.",
    "not_built": "The pages are not built: run `make setup`.",
    "refused": "The request was refused.",
    "failed": "Something went wrong here; it was noted.",
}
_CODES = {401: "not_signed_in", 403: "wrong_origin", 404: "not_found", 503: "not_built"}
# What the guard of helpline/access.py says of a refusal of its own.
_GUARDED = {"role": "not_allowed", "fresh": "confirm_first"}
# A service's named errors, as every route of the desk says them.
_ERRORS: dict[type[Exception], tuple[int, str]] = {
    BadBody: (400, "bad_request"),
    LinkUsed: (400, "link_used"),
    WeakPassword: (400, "weak_password"),
    WrongPassword: (400, "wrong_password"),
    SamePassword: (400, "same_password"),
    WrongCode: (400, "wrong_code"),
    WrongPasskey: (400, "wrong_passkey"),
    WrongSignIn: (401, "wrong_sign_in"),
    SessionEnded: (401, "not_signed_in"),
    Yourself: (403, "yourself"),
    NoSuchColleague: (404, "not_found"),
    LastFactor: (409, "last_factor"),
    BadShift: (400, "bad_shift"),
    NoSuchShift: (404, "not_found"),
    TooManySignIns: (429, "too_many"),
    CaseGone: (404, "not_found"),
    KeyGone: (404, "not_found"),
    ConversationGone: (404, "not_found"),
    NotTheirs: (403, "not_yours"),
    CaseWithdrawn: (409, "case_withdrawn"),
    CaseChanged: (409, "case_changed"),
    VisitorLeft: (409, "visitor_left"),
    NotWithPeople: (409, "not_with_people"),
    AlreadyOpened: (409, "already_opened"),
}
# Those that say more than their name.
_TELLING = (AssessmentChanged, AssessmentRefused, CaseRefused, PartnerRefused)
NAMED: tuple[type[Exception], ...] = (*_ERRORS, *_TELLING)


def refusal_of_named(error: Exception) -> web.Response:
    """One of `NAMED`, as its refusal."""
    match error:
        case PartnerRefused():
            status = {"gone": 404, "bad_partner": 400}.get(error.reason, 409)
            return refusal(status, f"partner_{error.reason}")
        case CaseRefused():
            return refusal(409, f"case_{error.reason}")
        case AssessmentRefused():
            return refusal(409, f"assessment_{error.reason}")
        case AssessmentChanged():
            # Who it was: so that the two can speak.
            by = {} if error.name is None else {"by": error.name}
            return refusal(409, f"{error.what}_changed", **by)
    return refusal(*_ERRORS[type(error)])


def refusal(status: int, code: str, **more: str) -> web.Response:
    """`{"error": {"code", "message", …}}`"""
    said = {"code": code, "message": _MESSAGES[code], **more}
    return web.json_response({"error": said}, status=status)


def refusal_of(error: web.HTTPException) -> web.Response:
    """The same shape for what the framework refuses by itself."""
    code = _GUARDED.get(error.text or "", "") if error.status == 403 else ""
    response = refusal(error.status, code or _CODES.get(error.status, "refused"))
    if "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response
