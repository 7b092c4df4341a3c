"""The services of self-referrals and cases, wired together once per process."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.db import Database
from helpline.services.assessing.prompts import Prompts
from helpline.services.cases.asking import CaseAsking
from helpline.services.cases.diary import CaseDiary
from helpline.services.cases.files import Cases
from helpline.services.cases.later_chats import LaterChats
from helpline.services.cases.listing import CaseList
from helpline.services.cases.opening import CaseOpenings
from helpline.services.cases.seals import CaseSeals
from helpline.services.cases.ticked import CaseTicks
from helpline.services.cases.view import CaseView
from helpline.services.cases.work import CaseWork
from helpline.services.content import Content
from helpline.services.desk.graphic import Graphic
from helpline.services.figures.named import Named
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events
from helpline.services.referral.cards import ReferralCards
from helpline.services.referral.drafts import Drafts
from helpline.services.referral.ends import ReferralEnds
from helpline.services.referral.steps import ReferralSteps
from helpline.services.referral.turns import ReferralTurns
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.heard import HeardStore


@dataclass(frozen=True, slots=True)
class CaseServices:
    """`files` makes and withdraws cases, `seals` opens what belongs to one; `turns`, `steps`,
    `cards` and `ends` lead a visitor to one; `work`, `diary`, `ticks` and `openings` are the
    workers'."""

    files: Cases
    seals: CaseSeals
    work: CaseWork
    diary: CaseDiary
    later_chats: LaterChats
    openings: CaseOpenings
    ticks: CaseTicks
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
    graphic: Graphic,
    keep_case_days: float,
    prompts: Prompts,
    named: Named,
) -> CaseServices:
    """Builds them; nothing is opened by it."""
    seals = CaseSeals(keys)
    cases = Cases(seals)
    drafts = Drafts(keys, cases)
    cards = ReferralCards(drafts, cases, log, content, conversations)
    ends = ReferralEnds(
        database, drafts, cards, cases, log, conversations, presence, hours, events, prompts
    )
    diary = CaseDiary(database, seals, events)
    openings = CaseOpenings(database, seals, events)
    later_chats = LaterChats(database, seals, prompts, events)
    return CaseServices(
        files=cases,
        seals=seals,
        work=CaseWork(database, cases, events, keep_case_days),
        diary=diary,
        later_chats=later_chats,
        openings=openings,
        ticks=CaseTicks(database, seals, named),
        view=CaseView(
            database, cases, seals, openings, CaseList(diary), content, graphic, later_chats, events
        ),
        asking=CaseAsking(database, keys, drafts, cards, events),
        turns=ReferralTurns(database, drafts, content, conversations),
        steps=ReferralSteps(drafts, cards, ends, content, conversations, heard),
        cards=cards,
        ends=ends,
    )
