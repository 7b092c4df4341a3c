"""A worker's side of the chats, wired together once per process."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpline.services.alerts.alerts import Alerts
from helpline.services.alerts.escalation import Escalation
from helpline.services.assessing.board import LookAgainBoard
from helpline.services.brief.briefs import Briefs
from helpline.services.cases.reminders import CaseReminders
from helpline.services.core import Core
from helpline.services.desk.alone import AloneWatch
from helpline.services.desk.asides import Asides
from helpline.services.desk.beside import DeskBeside
from helpline.services.desk.graphic import Graphic
from helpline.services.desk.hands import Hands
from helpline.services.desk.leases import Leases
from helpline.services.desk.overrides import Overrides
from helpline.services.desk.pauses import Pauses
from helpline.services.desk.reminded import Reminded
from helpline.services.desk.replies import DeskReplies
from helpline.services.desk.second_person import SecondPerson
from helpline.services.desk.still_you import StillYou
from helpline.services.desk.transfers import Transfers
from helpline.services.desk.view import DeskView
from helpline.services.desk.worker_chats import WorkerChats
from helpline.services.notices import Notices
from helpline.services.partners.reminders import Reminders
from helpline.services.queue.waiting_rows import WaitingRows
from helpline.services.shifts.hours import Hours
from helpline.services.shifts.presence import PresenceBook
from helpline.services.turns.turns import Turns
from helpline.services.workers.profiles import DeskProfiles
from helpline.turnstile import Turnstile


@dataclass(frozen=True, slots=True)
class DeskServices:
    """`chats` is what a worker does with a chat, `leases` how long they keep it, `view` what their
    page shows; the others are one act each, by their modules. `looks`: what nobody's word asks for
    goes through it."""

    chats: WorkerChats
    leases: Leases
    view: DeskView
    overrides: Overrides
    second_person: SecondPerson
    alone: AloneWatch
    asides: Asides
    hands: Hands
    pauses: Pauses
    transfers: Transfers
    still_you: StillYou
    replies: DeskReplies
    looks: Turnstile = field(default_factory=Turnstile)


@dataclass(frozen=True, slots=True)
class Around:
    """What the desk shows and uses of the other subjects."""

    alerts: Alerts
    escalation: Escalation
    briefs: Briefs
    turns: Turns
    presence: PresenceBook
    hours: Hours
    profiles: DeskProfiles
    waiting_rows: WaitingRows
    graphic: Graphic
    look_again: LookAgainBoard
    reminders: Reminders
    notices: Notices


def wire_desk(core: Core, around: Around) -> DeskServices:
    """Builds them; nothing is opened by it."""
    database, keys, events = core.database, core.keys, core.events
    lease = core.config.lease_seconds
    chats = WorkerChats(
        database,
        core.log,
        core.conversations,
        around.alerts,
        around.turns,
        events,
        lease,
        around.profiles,
    )
    alone = AloneWatch(database, around.notices, events)
    overrides = Overrides(database, keys, core.conversations, events, alone)
    second_person = SecondPerson(database, overrides, events)
    asides, hands = Asides(database, keys, events), Hands(database, events)
    still_you = StillYou(database, keys, core.log, core.content, core.conversations, chats, events)
    return DeskServices(
        chats=chats,
        leases=Leases(database, lease),
        view=DeskView(
            database,
            keys,
            core.log,
            around.alerts,
            around.briefs,
            chats,
            overrides,
            Reminded(
                around.look_again,
                around.reminders,
                CaseReminders(),
                second_person,
                alone,
                around.presence,
            ),
            around.presence,
            around.hours,
            DeskBeside(database, asides, hands, around.presence, still_you),
            around.waiting_rows,
            around.profiles,
            around.escalation,
            around.graphic,
        ),
        overrides=overrides,
        second_person=second_person,
        alone=alone,
        asides=asides,
        hands=hands,
        pauses=Pauses(database, core.conversations, chats, events),
        transfers=Transfers(
            database, keys, core.conversations, chats, asides, around.presence, events, lease
        ),
        still_you=still_you,
        replies=DeskReplies(core.content, chats),
    )
