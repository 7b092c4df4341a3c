"""How a helpline process is built: its stores are opened, and its services wired together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp

from helpline.config import Config
from helpline.services.alerts.alerts import Alerts
from helpline.services.alerts.escalation import Escalation
from helpline.services.alerts.reviewed import ReviewedAlerts
from helpline.services.approvals import Approvals
from helpline.services.assessing.container import wire_assessing
from helpline.services.assessing.prompts import Prompts
from helpline.services.audit.view import AuditView
from helpline.services.brief.briefs import Briefs
from helpline.services.cases.container import wire_cases
from helpline.services.content import Content
from helpline.services.core import Core
from helpline.services.desk.container import Around, wire_desk
from helpline.services.desk.graphic import Graphic
from helpline.services.figures.intelligence import Intelligence
from helpline.services.figures.named import Named
from helpline.services.figures.report import FigureReport
from helpline.services.handoff import Handoff
from helpline.services.keys.kept import KeptStore
from helpline.services.leaving.leaving import Leaving
from helpline.services.leaving.retention import RetentionClock
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events
from helpline.services.log.messages import Messages
from helpline.services.notices import Notices
from helpline.services.partners.container import wire_partners
from helpline.services.queue.line import Queue
from helpline.services.queue.moves import QueueMoves
from helpline.services.queue.room import Rooms
from helpline.services.queue.waiting_rows import WaitingRows
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.shifts.rota import Rota
from helpline.services.stores import Stores, open_stores
from helpline.services.timers import Timers
from helpline.services.turns.assistant import Assistant
from helpline.services.turns.container import AroundTurns, wire_turns
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.plans import Plans
from helpline.services.turns.reading import Reads
from helpline.services.turns.urgency import UrgencyRules
from helpline.services.workers.container import wire_workers
from helpline.services.workers.profiles import DeskProfiles
from helpline.services.workers.skills import Skills
from helpline.services_container import Services


@asynccontextmanager
async def open_services(config: Config, reads: Reads | None = None) -> AsyncIterator[Services]:
    """Opens the stores (bringing their schema up to date, and erasing again what a restored file
    brought back), loads content and reader, and wires all together; closes everything in the
    opposite order. `reads` may be shared between tests.
    """
    events = Events()
    async with (
        open_stores(config, events, may_change_key=True) as stores,
        _wired(config, stores, events, reads) as made,
    ):
        yield made


@asynccontextmanager
async def _wired(
    config: Config, stores: Stores, events: Events, reads: Reads | None
) -> AsyncIterator[Services]:
    database, keys, erasing = stores.database, stores.keys, stores.erasing
    content = Content(config.content_dir, config.mode)
    approvals = Approvals(database, content)
    await approvals.load()
    own_reads = reads is None
    reads = reads or Reads.load(config.models_dir, config.model_key, config.data_dir)
    # No cookies, no proxy from the environment, no retries: one loopback engine and one webhook.
    session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), trust_env=False)
    log = EntryLog(keys, config.keep_hours)
    conversations = Conversations(database, keys, log, content, config.keep_hours)
    messages = Messages(database, log, events)
    heard, kept = HeardStore(keys), KeptStore(keys)
    plans = Plans(kept, content, log)
    hours = Hours(content, config.content_dir)
    presence = PresenceBook(database, hours, config.mode, config.always_on_shift)
    notices = Notices(config, database, session, content)
    assistant = Assistant(
        session, config.engine_address, config.engine_token, keys, config.engine_timeout
    )
    urgency, skills = UrgencyRules(config.content_dir), Skills(config.content_dir)
    named = Named(config.content_dir)
    rota = Rota(database, hours, events, skills)
    await rota.load()
    queue = Queue(urgency, config.chat_minutes)
    profiles = DeskProfiles(database, events, skills, config.max_chats)
    queue_moves = QueueMoves(database, keys, events)
    graphic = Graphic(config.content_dir)
    prompts = Prompts(content.assessment.look_again)
    cases = wire_cases(
        database,
        keys,
        log,
        content,
        conversations,
        heard,
        presence,
        hours,
        events,
        graphic,
        config.keep_case_days,
        prompts,
        named,
    )
    partners = wire_partners(config, database, keys, content, log, conversations, cases, events)
    escalation = Escalation(
        database,
        notices,
        events,
        timedelta(minutes=config.alert_lead_minutes),
        timedelta(minutes=config.alert_on_call_minutes),
    )
    alerts = Alerts(
        database,
        keys,
        conversations,
        presence,
        notices,
        events,
        config.worker_alert_seconds,
        urgency,
        escalation,
        prompts,
    )
    briefs = Briefs(
        database, keys, log, conversations, content, heard, kept, plans, events, urgency
    )
    rooms = Rooms(presence, profiles)
    handoff = Handoff(
        database,
        conversations,
        briefs,
        presence,
        hours,
        events,
        queue,
        urgency,
        rooms,
        heard,
        kept,
    )
    leaving = Leaving(
        database,
        keys,
        conversations,
        erasing,
        kept,
        events,
        config.words_hours,
        cases.files,
        prompts,
    )
    core = Core(config, database, keys, events, content, log, conversations)
    turning = wire_turns(
        core,
        AroundTurns(
            assistant=assistant,
            reads=reads,
            heard=heard,
            kept=kept,
            plans=plans,
            named=named,
            alerts=alerts,
            urgency=urgency,
            skills=skills,
            prompts=prompts,
            presence=presence,
            hours=hours,
            briefs=briefs,
            handoff=handoff,
            leaving=leaving,
            cases=cases,
        ),
    )
    hearing, turns = turning.hearing, turning.turns
    assessing = wire_assessing(
        database, keys, content, cases.files, briefs, log, heard, reads, prompts, events
    )
    desk = wire_desk(
        core,
        Around(
            alerts=alerts,
            escalation=escalation,
            briefs=briefs,
            turns=turns,
            presence=presence,
            hours=hours,
            profiles=profiles,
            waiting_rows=WaitingRows(
                queue, queue_moves, briefs, heard, profiles, skills, graphic, config.ring_seconds
            ),
            graphic=graphic,
            look_again=assessing.board,
            reminders=partners.reminders,
            notices=notices,
        ),
    )
    access = wire_workers(config, database, keys, events)
    retention = RetentionClock(
        database,
        keys,
        stores.ledger,
        erasing,
        config.keep_audit_days,
        config.keep_worker_days,
        config.keep_figures_days,
        config.backup_days,
        access.limits,
    )
    services = Services(
        config=config,
        database=database,
        keys=keys,
        events=events,
        content=content,
        approvals=approvals,
        log=log,
        conversations=conversations,
        messages=messages,
        hearing=hearing,
        turns=turns,
        alerts=alerts,
        handoff=handoff,
        briefs=briefs,
        leaving=leaving,
        erasing=erasing,
        presence=presence,
        hours=hours,
        workers=access.accounts,
        queue=queue,
        rooms=rooms,
        queue_moves=queue_moves,
        profiles=profiles,
        escalation=escalation,
        reviewed_alerts=ReviewedAlerts(database, keys, escalation),
        notices=notices,
        assistant=assistant,
        reads=reads,
        timers=Timers(
            database,
            alerts,
            assistant,
            erasing,
            handoff,
            hearing,
            presence,
            turns,
            desk.leases,
            desk.transfers,
            config.answer_minutes,
            retention,
            stores,
            approvals,
            access.watch,
            rota,
            escalation,
            partners.packs,
            desk.alone,
        ),
        retention=retention,
        stores=stores,
        desk=desk,
        access=access,
        audit_view=AuditView(database, stores.heads),
        rota=rota,
        cases=cases,
        assessing=assessing,
        partners=partners,
        figures=FigureReport(database, presence, approvals),
        intelligence=Intelligence(database, named),
    )
    try:
        yield services
    finally:
        await hearing.close()
        await turns.close()
        await notices.close()
        await session.close()
        if own_reads:
            reads.close()
