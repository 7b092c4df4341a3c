"""One table a file; each says what personal data it holds and for how long."""

from helpline.models.alert import Alert
from helpline.models.alert_step import AlertStep
from helpline.models.aside import Aside
from helpline.models.assessment import Assessment, AssessmentDraft
from helpline.models.audit import Audit, AuditAnchor, AuditHead
from helpline.models.base import Base, EscrowBase, KeyBase, LedgerBase, now
from helpline.models.brief import Brief
from helpline.models.call_back import CALL_BACK_STATUSES, CallBack
from helpline.models.case import CASE_STATUSES, Case
from helpline.models.case_moved import CaseMoved
from helpline.models.case_return import CaseReturn
from helpline.models.case_note import CaseNote
from helpline.models.case_opening import CaseOpening
from helpline.models.consent import CONSENT_KINDS, Consent
from helpline.models.content_stamp import ContentStamp
from helpline.models.conversation import OWNERS, Conversation
from helpline.models.desk_profile import DeskProfile
from helpline.models.entry import Entry
from helpline.models.erased import Erased, LedgerSalt
from helpline.models.escrow import Escrowed, RecoveryKey
from helpline.models.figure import Figure
from helpline.models.key import Key, Wrapping
from helpline.models.look_again import LOOK_AGAIN_ANSWERS, LookAgain
from helpline.models.override import Override
from helpline.models.override_review import OverrideReview
from helpline.models.partner import Partner
from helpline.models.partner_referral import REFERRAL_STATUSES, PartnerReferral, ReferralPack
from helpline.models.pattern import Pattern
from helpline.models.presence import Presence
from helpline.models.queue_move import QueueMove
from helpline.models.referral_draft import DRAFT_STATUSES, ReferralDraft
from helpline.models.rota import HoursException, Shift
from helpline.models.safe_word import SafeWord
from helpline.models.second_factor import RecoveryCode, SecondFactor
from helpline.models.timer import Timer
from helpline.models.worker import SignInLink, Worker, WorkerSession

__all__ = [
    "CALL_BACK_STATUSES",
    "CASE_STATUSES",
    "CONSENT_KINDS",
    "DRAFT_STATUSES",
    "LOOK_AGAIN_ANSWERS",
    "OWNERS",
    "REFERRAL_STATUSES",
    "Alert",
    "AlertStep",
    "Aside",
    "Assessment",
    "AssessmentDraft",
    "Audit",
    "AuditAnchor",
    "AuditHead",
    "Base",
    "Brief",
    "CallBack",
    "Case",
    "CaseMoved",
    "CaseReturn",
    "CaseNote",
    "CaseOpening",
    "Consent",
    "ContentStamp",
    "Conversation",
    "DeskProfile",
    "Entry",
    "Erased",
    "EscrowBase",
    "Escrowed",
    "Figure",
    "HoursException",
    "Key",
    "KeyBase",
    "LedgerBase",
    "LedgerSalt",
    "LookAgain",
    "Override",
    "OverrideReview",
    "Partner",
    "PartnerReferral",
    "Pattern",
    "Presence",
    "QueueMove",
    "RecoveryCode",
    "RecoveryKey",
    "ReferralDraft",
    "SafeWord",
    "ReferralPack",
    "SecondFactor",
    "Shift",
    "SignInLink",
    "Timer",
    "Worker",
    "WorkerSession",
    "Wrapping",
    "now",
]
