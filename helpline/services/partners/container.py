"""The services of partner agencies, wired together once per process."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.config import Config
from helpline.db import Database
from helpline.services.cases.container import CaseServices
from helpline.services.content import Content
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.conversations import Conversations
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events
from helpline.services.partners.asking import ConsentAsking
from helpline.services.partners.book import PartnerBook
from helpline.services.partners.disclosures import Disclosures
from helpline.services.partners.door import PackDoor
from helpline.services.partners.drafting import Drafting
from helpline.services.partners.packs import Packs
from helpline.services.partners.referrals import Referrals
from helpline.services.partners.reminders import Reminders
from helpline.services.partners.sharing import Sharing
from helpline.services.partners.view import PartnerView
from helpline.services.partners.words import PartnerWords


@dataclass(frozen=True, slots=True)
class PartnerServices:
    """`book` is the list; `sharing` a person's yes to one of it, `asking` the card on which they
    give it themselves; `referrals` make packs by it, `disclosures` in danger without it; `door` is
    where partners fetch them; `packs` keeps and ends them."""

    book: PartnerBook
    sharing: Sharing
    asking: ConsentAsking
    referrals: Referrals
    disclosures: Disclosures
    door: PackDoor
    packs: Packs
    reminders: Reminders
    view: PartnerView


def wire_partners(
    config: Config,
    database: Database,
    keys: KeyStore,
    content: Content,
    log: EntryLog,
    conversations: Conversations,
    cases: CaseServices,
    events: Events,
) -> PartnerServices:
    """Builds them; nothing is opened by it."""
    words = PartnerWords(config.content_dir)
    book = PartnerBook(database, words)
    drafting = Drafting(cases.files, cases.seals, content, words)
    packs = Packs(database, keys, config.pack_hours)
    referrals = Referrals(database, cases.seals, book, drafting, packs, words, events)
    sharing = Sharing(database, cases.files, cases.seals, book, words, content, events)
    return PartnerServices(
        book=book,
        sharing=sharing,
        asking=ConsentAsking(
            database,
            cases.files,
            log,
            conversations,
            book,
            words,
            content,
            sharing,
            events,
        ),
        referrals=referrals,
        disclosures=Disclosures(
            database, cases.seals, cases.view, book, drafting, packs, words, referrals, events
        ),
        door=PackDoor(database, packs, events),
        packs=packs,
        reminders=Reminders(config.pack_remind_hours),
        view=PartnerView(
            database, cases.files, cases.seals, cases.view, book, drafting, words, content
        ),
    )
