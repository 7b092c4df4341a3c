"""The services of one turn: what is read and what is answered, wired together once per process."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.services.alerts.alerts import Alerts
from helpline.services.assessing.prompts import Prompts
from helpline.services.brief.briefs import Briefs
from helpline.services.brief.taking_out import BriefEdits
from helpline.services.cases.container import CaseServices
from helpline.services.core import Core
from helpline.services.figures.named import Named
from helpline.services.handoff import Handoff
from helpline.services.keys.kept import KeptStore
from helpline.services.leaving.keeping import Keeping
from helpline.services.leaving.leaving import Leaving
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.answering import Answering
from helpline.services.turns.asking import Asking
from helpline.services.turns.assistant import Assistant
from helpline.services.turns.effects import Effects
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.hearing import Hearing
from helpline.services.turns.of_themselves import OfThemselves
from helpline.services.turns.places import Places
from helpline.services.turns.plans import Plans
from helpline.services.turns.reading import Reads
from helpline.services.turns.turns import Turns
from helpline.services.turns.urgency import UrgencyRules
from helpline.services.turns.walks import Walks
from helpline.services.workers.skills import Skills


@dataclass(frozen=True, slots=True)
class TurnServices:
    """`hearing` reads each message, whoever has the chat; `turns` lets the assistant answer."""

    hearing: Hearing
    turns: Turns


@dataclass(frozen=True, slots=True)
class AroundTurns:
    """What a turn uses of the other subjects."""

    assistant: Assistant
    reads: Reads
    heard: HeardStore
    kept: KeptStore
    plans: Plans
    named: Named
    alerts: Alerts
    urgency: UrgencyRules
    skills: Skills
    prompts: Prompts
    presence: PresenceBook
    hours: Hours
    briefs: Briefs
    handoff: Handoff
    leaving: Leaving
    cases: CaseServices


def wire_turns(core: Core, around: AroundTurns) -> TurnServices:
    """Builds them; nothing is opened by it."""
    database, log, events, content = core.database, core.log, core.events, core.content
    conversations, folder = core.conversations, core.config.content_dir
    reads, heard, kept, alerts = around.reads, around.heard, around.kept, around.alerts
    presence, urgency, cases = around.presence, around.urgency, around.cases
    effects = Effects(
        conversations,
        around.handoff,
        urgency,
        cases.steps,
        Keeping(kept, content, around.prompts),
        around.plans,
    )
    turns = Turns(
        database,
        Asking(
            database,
            log,
            reads,
            heard,
            alerts,
            presence,
            around.hours,
            cases.turns,
            kept,
            Places(folder),
        ),
        around.assistant,
        Answering(
            database,
            log,
            content,
            conversations,
            effects,
            presence,
            events,
            cases.turns,
            kept,
            Walks(content),
        ),
        alerts,
        around.leaving,
        events,
        core.config.gather_ms / 1000,
    )
    hearing = Hearing(
        database,
        log,
        reads,
        alerts,
        heard,
        kept,
        turns,
        events,
        urgency,
        cases.turns,
        around.skills,
        around.prompts,
        BriefEdits(around.briefs, content, conversations),
        around.named,
        OfThemselves(database, folder),
    )
    # Exit must not outrun danger: what was said in the last moment is read first.
    around.leaving.hear_first(hearing.catch_up)
    return TurnServices(hearing=hearing, turns=turns)
