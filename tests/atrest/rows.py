"""One maker of rows as old as a test wants them for each table that the clock looks after."""

from datetime import timedelta

from helpline.models import (
    Alert,
    AlertStep,
    Aside,
    Assessment,
    AssessmentDraft,
    Audit,
    Brief,
    CallBack,
    CaseMoved,
    CaseNote,
    CaseOpening,
    CaseReturn,
    Consent,
    ContentStamp,
    Conversation,
    Entry,
    Figure,
    HoursException,
    Key,
    LookAgain,
    Override,
    OverrideReview,
    Partner,
    PartnerReferral,
    Pattern,
    Presence,
    QueueMove,
    RecoveryCode,
    ReferralDraft,
    ReferralPack,
    SafeWord,
    SecondFactor,
    Shift,
    SignInLink,
    Timer,
    Worker,
    WorkerSession,
)
from helpline.models import Case as CaseFile
from helpline.services.audit.chain import note_audit
from helpline.services.stores import Stores
from tests.atrest.row_tools import DAY, HOUR, MINUTE, NOW, Case, add, names, tokens
from tests.atrest.rows_of_people import a_chat, case_file, chat, counted, looked_at, pack, reviewed
from tests.atrest.rows_of_workers import (
    begun_factor,
    desk,
    half_session,
    idle_session,
    link,
    long_session,
    profile,
    reset_code,
    shift,
    skills,
    worker,
)


async def partner(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Partner(id=name, name=name, purposes=[], nations=[], ended_at=NOW - age))


async def timer(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Timer(kind="forget", subject=name, due_at=NOW + HOUR, made_at=NOW - age))


async def exception(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, HoursException(id=name, day=(NOW - age).date(), kind="closed"))


async def approved(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, ContentStamp(key=name, digest="0", worker_id=None, at=NOW - age))


async def audited(stores: Stores, name: str, age: timedelta) -> None:
    async with stores.database.write() as session:
        await note_audit(session, 1, "take", name, at=NOW - age)


async def figure(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Figure(day=(NOW - age).date(), name="topic", label=name, number=1))


async def pattern(stores: Stores, name: str, age: timedelta) -> None:
    month = (NOW - age).date().replace(day=1)
    await add(stores, Pattern(month=month, kind="method", name=name, nation="", number=1))


async def unused_key(stores: Stores, name: str, age: timedelta) -> None:
    # Beside a chat that is there: an empty database is no reason to destroy keys.
    await add(stores, a_chat(f"of {name}"))
    await stores.keys.make(name)
    async with stores.key_database.write() as session:
        row = await session.get(Key, name)
        assert row is not None
        row.made_at = NOW - age


async def noted(stores: Stores, name: str, age: timedelta) -> None:
    await stores.ledger.note(name, day=(NOW - age).date())


async def key_names(stores: Stores) -> set[str]:
    return await stores.keys.names()


async def erased_names(stores: Stores) -> set[str]:
    return set(await stores.ledger.erased(["old", "young"]))


CASES: dict[str, Case] = {
    "conversation": Case(chat, lambda s: names(s, Conversation.id), timedelta(0)),
    "entry": Case(chat, lambda s: names(s, Entry.conversation_id), timedelta(0)),
    "brief": Case(chat, lambda s: names(s, Brief.conversation_id), timedelta(0)),
    "override": Case(chat, lambda s: names(s, Override.conversation_id), timedelta(0)),
    "override_review": Case(looked_at, lambda s: names(s, OverrideReview.id), timedelta(0)),
    "aside": Case(chat, lambda s: names(s, Aside.conversation_id), timedelta(0)),
    "queue_move": Case(chat, lambda s: names(s, QueueMove.conversation_id), timedelta(0)),
    "safe_word": Case(chat, lambda s: names(s, SafeWord.conversation_id), timedelta(0)),
    "referral_draft": Case(chat, lambda s: names(s, ReferralDraft.conversation_id), timedelta(0)),
    "case_file": Case(case_file, lambda s: names(s, CaseFile.id), timedelta(0)),
    "consent": Case(case_file, lambda s: names(s, Consent.case_id), timedelta(0)),
    "case_return": Case(case_file, lambda s: names(s, CaseReturn.case_id), timedelta(0)),
    "case_moved": Case(case_file, lambda s: names(s, CaseMoved.case_id), timedelta(0)),
    "case_note": Case(case_file, lambda s: names(s, CaseNote.case_id), timedelta(0)),
    "call_back": Case(case_file, lambda s: names(s, CallBack.case_id), timedelta(0)),
    "case_opening": Case(case_file, lambda s: names(s, CaseOpening.case_id), timedelta(0)),
    "assessment": Case(case_file, lambda s: names(s, Assessment.case_id), timedelta(0)),
    "assessment_draft": Case(
        chat, lambda s: names(s, AssessmentDraft.conversation_id), timedelta(0)
    ),
    "assessment_draft, of a case": Case(
        case_file, lambda s: names(s, AssessmentDraft.case_id), timedelta(0)
    ),
    "look_again": Case(case_file, lambda s: names(s, LookAgain.case_id), timedelta(0)),
    "partner_referral": Case(case_file, lambda s: names(s, PartnerReferral.case_id), timedelta(0)),
    "referral_pack": Case(pack, lambda s: names(s, ReferralPack.referral_id), timedelta(0)),
    "partner": Case(partner, lambda s: names(s, Partner.id), 365 * DAY),
    "alert": Case(reviewed, lambda s: names(s, Alert.id), 90 * DAY),
    "alert_step": Case(reviewed, lambda s: names(s, AlertStep.alert_id), 90 * DAY),
    "alert, counted": Case(counted, lambda s: names(s, Alert.id), 90 * DAY),
    "worker": Case(worker, lambda s: names(s, Worker.email), 365 * DAY),
    "desk_profile": Case(profile, skills, 365 * DAY),
    "worker_session": Case(
        idle_session, lambda s: tokens(s, WorkerSession.token_hash), 15 * MINUTE
    ),
    "worker_session, long": Case(
        long_session, lambda s: tokens(s, WorkerSession.token_hash), 8 * HOUR
    ),
    "worker_session, signing in": Case(
        half_session, lambda s: tokens(s, WorkerSession.token_hash), 10 * MINUTE
    ),
    "second_factor": Case(begun_factor, lambda s: names(s, SecondFactor.id), HOUR),
    "recovery_code": Case(reset_code, lambda s: tokens(s, RecoveryCode.code_hash), timedelta(0)),
    "sign_in_link": Case(link, lambda s: tokens(s, SignInLink.token_hash), timedelta(0)),
    "presence": Case(desk, lambda s: names(s, Presence.socket_id), timedelta(0)),
    "timer": Case(timer, lambda s: names(s, Timer.subject), 8 * DAY),
    "shift": Case(shift, lambda s: names(s, Shift.id), 31 * DAY, DAY),
    "hours_exception": Case(exception, lambda s: names(s, HoursException.id), 31 * DAY, DAY),
    "content_stamp": Case(approved, lambda s: names(s, ContentStamp.key), (180 + 365) * DAY),
    "audit": Case(audited, lambda s: names(s, Audit.subject), 365 * DAY, DAY),
    "figure": Case(figure, lambda s: names(s, Figure.label), 730 * DAY, DAY),
    "pattern": Case(pattern, lambda s: names(s, Pattern.name), 730 * DAY, 31 * DAY),
    "key": Case(unused_key, key_names, DAY),
    "key, of a chat": Case(chat, key_names, timedelta(0)),
    "erased": Case(noted, lambda s: erased_names(s), (35 + 7) * DAY, DAY),
}
# Nothing personal, or no time: what makes these go is tested where they are made.
WITHOUT_A_CLOCK = {
    "audit_anchor": "tests/unit/helpline/test_audit.py",
    "audit_head": "tests/unit/helpline/test_audit_heads.py",
    "alembic_version": "tests/migrations/test_migrations.py",
    "wrapping": "tests/atrest/test_rotation.py",
    "escrowed": "tests/atrest/test_escrow.py",
    "recovery_key": "tests/atrest/test_escrow.py",
    "ledger_salt": "tests/atrest/test_ledger.py",
    "memory": "tests/unit/bot/test_sealed.py",
}
