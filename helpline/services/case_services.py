"""The services of self-referrals and cases, wired together once per process."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.db import Database
from helpline.services.case_asking import CaseAsking
from helpline.services.case_diary import CaseDiary
from helpline.services.case_list import CaseList
from helpline.services.case_opening import CaseOpenings
from helpline.services.case_seals import CaseSeals
from helpline.services.case_view import CaseView
from helpline.services.case_work import CaseWork
from helpline.services.cases import Cases
from helpline.services.content import Content
from helpline.services.conversations import Conversations
from helpline.services.entry_log import EntryLog
from helpline.services.events import Events
from helpline.services.heard import HeardStore
from helpline.services.hours import Hours
from helpline.services.key_store import KeyStore
from helpline.services.presence import PresenceBook
from helpline.services.referral_cards import ReferralCards
from helpline.services.referral_drafts import Drafts
from helpline.services.referral_ends import ReferralEnds
from helpline.services.referral_steps import ReferralSteps
from helpline.services.referral_turns import ReferralTurns


@dataclass(frozen=True, slots=True)
class CaseServices:
    """`files` makes and withdraws cases; `turns`, `steps`, `cards` and `ends` lead a visitor to
    one; `work`, `diary` and `openings` are the workers'."""

    files: Cases
    work: CaseWork
    diary: CaseDiary
    openings: CaseOpenings
    asking: CaseAsking
    view: CaseView
    turns: ReferralTurns
    steps: ReferralSteps
    cards: ReferralCards
    ends: ReferralEnds


def wire_cases(
    database: Database,
    keys: KeyStore,
    log: EntryLog,
    content: Content,
    conversations: Conversations,
    heard: HeardStore,
    presence: PresenceBook,
    hours: Hours,
    events: Events,
    keep_case_days: float,
) -> CaseServices:
    """Builds them; nothing is opened by it."""
    seals = CaseSeals(keys)
    cases = Cases(seals)
    drafts = Drafts(keys, cases)
    cards = ReferralCards(drafts, cases, log, content, conversations)
    ends = ReferralEnds(database, drafts, cards, cases, log, conversations, presence, hours, events)
    diary = CaseDiary(database, seals, events)
    openings = CaseOpenings(database, seals, events)
    return CaseServices(
        files=cases,
        work=CaseWork(database, cases, events, keep_case_days),
        diary=diary,
        openings=openings,
        view=CaseView(database, cases, seals, openings, CaseList(diary), content),
        asking=CaseAsking(database, keys, drafts, cards, events),
        turns=ReferralTurns(database, drafts, content, conversations),
        steps=ReferralSteps(drafts, cards, ends, content, conversations, heard),
        cards=cards,
        ends=ends,
    )
