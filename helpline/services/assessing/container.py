"""The services of risk assessments, wired together once per process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from content.standing import wording_digest
from helpline.db import Database
from helpline.services.assessing.board import LookAgainBoard
from helpline.services.assessing.drafts import Drafts
from helpline.services.assessing.prompts import Prompts
from helpline.services.assessing.sayings import Sayings
from helpline.services.assessing.versions import Versions
from helpline.services.assessing.view import AssessmentView
from helpline.services.brief.briefs import Briefs
from helpline.services.cases.files import Cases
from helpline.services.cases.seals import CaseSeals
from helpline.services.content import Content
from helpline.services.keys.key_store import KeyStore
from helpline.services.log.entry_log import EntryLog
from helpline.services.log.events import Events
from helpline.services.turns.heard import HeardStore
from helpline.services.turns.reading import Reads


@dataclass(frozen=True, slots=True)
class AssessingServices:
    """`drafts` and `versions` keep what workers write; `board` says what is to be looked at
    again."""

    drafts: Drafts
    versions: Versions
    view: AssessmentView
    board: LookAgainBoard


def wording_of(content: Content) -> str:
    """A digest of every sentence that stands on the page: which words an answer was given to."""
    words = content.assessment.words
    digests = [wording_digest(one) for name in words.names() for one in words.variations(name)]
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()[:16]


def wire_assessing(
    database: Database,
    keys: KeyStore,
    content: Content,
    cases: Cases,
    briefs: Briefs,
    entries: EntryLog,
    heard: HeardStore,
    reads: Reads,
    prompts: Prompts,
    events: Events,
) -> AssessingServices:
    """Builds them; nothing is opened by it."""
    table, seals = content.assessment, CaseSeals(keys)
    drafts = Drafts(database, keys, seals)
    versions = Versions(database, seals, table, wording_of(content), drafts, prompts, events)
    sayings = Sayings(table, cases, briefs, entries, heard, reads, content)
    board = LookAgainBoard(table, content)
    view = AssessmentView(database, table, content, cases, seals, drafts, versions, sayings, board)
    return AssessingServices(drafts, versions, view, board)
