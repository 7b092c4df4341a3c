"""Everything a face may use, built once per process (helpline/wiring.py)."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.config import Config
from helpline.db import Database
from helpline.services.alerts.alerts import Alerts
from helpline.services.alerts.escalation import Escalation
from helpline.services.alerts.reviewed import ReviewedAlerts
from helpline.services.approvals import Approvals
from helpline.services.assessing.container import AssessingServices
from helpline.services.audit.view import AuditView
from helpline.services.brief.briefs import Briefs
from helpline.services.cases.container import CaseServices
from helpline.services.content import Content
from helpline.services.desk.container import DeskServices
from helpline.services.figures.intelligence import Intelligence
from helpline.services.figures.report import FigureReport
from helpline.services.handoff import Handoff
from helpline.services.keys.key_store import KeyStore
from helpline.services.leaving.erasing import Erasing
from helpline.services.leaving.leaving import Leaving
from helpline.services.leaving.retention import RetentionClock
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events
from helpline.services.log.messages import Messages
from helpline.services.notices import Notices
from helpline.services.partners.container import PartnerServices
from helpline.services.queue.line import Queue
from helpline.services.queue.moves import QueueMoves
from helpline.services.queue.room import Rooms
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.shifts.rota import Rota
from helpline.services.stores import Stores
from helpline.services.timers import Timers
from helpline.services.turns.assistant import Assistant
from helpline.services.turns.hearing import Hearing
from helpline.services.turns.reading import Reads
from helpline.services.turns.turns import Turns
from helpline.services.workers.accounts import Workers
from helpline.services.workers.container import WorkerAccess
from helpline.services.workers.profiles import DeskProfiles


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one helpline process."""

    config: Config
    database: Database
    keys: KeyStore
    events: Events
    content: Content
    approvals: Approvals
    log: EntryLog
    conversations: Conversations
    messages: Messages
    hearing: Hearing
    turns: Turns
    alerts: Alerts
    handoff: Handoff
    briefs: Briefs
    leaving: Leaving
    erasing: Erasing
    presence: PresenceBook
    hours: Hours
    workers: Workers
    queue: Queue
    rooms: Rooms
    queue_moves: QueueMoves
    profiles: DeskProfiles
    escalation: Escalation
    reviewed_alerts: ReviewedAlerts
    notices: Notices
    assistant: Assistant
    reads: Reads
    timers: Timers
    retention: RetentionClock
    stores: Stores
    desk: DeskServices
    access: WorkerAccess
    audit_view: AuditView
    rota: Rota
    cases: CaseServices
    assessing: AssessingServices
    partners: PartnerServices
    figures: FigureReport
    intelligence: Intelligence
