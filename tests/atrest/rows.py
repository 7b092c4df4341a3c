"""Rows as old as a test wants them: one maker for each table that the clock looks after."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from helpline.models import (
    Alert,
    AlertStep,
    Aside,
    Assessment,
    AssessmentDraft,
    Audit,
    Brief,
    CallBack,
    CaseNote,
    CaseOpening,
    CaseReturn,
    Consent,
    ContentStamp,
    Conversation,
    DeskProfile,
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
    now,
)
from helpline.models import Case as CaseFile
from helpline.services.audit.chain import note_audit
from helpline.services.stores import Stores

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NOW = now().replace(hour=12, minute=0, second=0, microsecond=0)


class Case(NamedTuple):
    """`make` writes a row that is this old, under this name; `left` says which names are there."""

    make: Callable[[Stores, str, timedelta], Awaitable[None]]
    left: Callable[[Stores], Awaitable[set[str]]]
    kept: timedelta
    precision: timedelta = MINUTE


async def add(stores: Stores, *rows: Any) -> None:
    async with stores.database.write() as session:
        for row in rows:
            session.add(row)
            await session.flush()


async def names(stores: Stores, column: Any) -> set[str]:
    async with stores.database.read() as session:
        return {str(one) for one in await session.scalars(select(column))}


def a_chat(name: str, **values: Any) -> Conversation:
    base = {"audience": "adult", "language": "en", "reasons": [], "erase_at": NOW + DAY}
    return Conversation(id=name, **{**base, **values})


async def chat(stores: Stores, name: str, age: timedelta) -> None:
    await stores.keys.make(name)
    await add(
        stores,
        a_chat(name, erase_at=NOW - age),
        Entry(conversation_id=name, seq=1, author="visitor", body=b"sealed"),
        Brief(conversation_id=name, parts=b"sealed"),
        Override(
            id=name,
            conversation_id=name,
            worker_id=1,
            client_id="o1",
            risk="immediate_danger",
            words=b"sealed",
            told=True,
            until=NOW + HOUR,
        ),
        Aside(
            id=name, conversation_id=name, kind="note", worker_id=1, client_id="n1", body=b"sealed"
        ),
        QueueMove(
            id=name,
            conversation_id=name,
            worker_id=1,
            client_id="m1",
            move="first",
            reason=b"sealed",
        ),
        ReferralDraft(conversation_id=name, parts=b"sealed", step="name"),
        SafeWord(conversation_id=name, mark=b"a keyed mark"),
        AssessmentDraft(conversation_id=name, worker_id=1, words=b"sealed"),
    )
    await stores.keys.make(f"aside:{name}")


async def looked_at(stores: Stores, name: str, age: timedelta) -> None:
    await add(
        stores,
        OverrideReview(
            id=name,
            conversation_id=name,
            worker_id=1,
            risk="immediate_danger",
            told=True,
            opened_at=NOW - age - DAY,
            erase_at=NOW - age,
        ),
    )


async def case_file(stores: Stores, name: str, age: timedelta) -> None:
    await stores.keys.make(f"case:{name}")
    await add(
        stores,
        CaseFile(
            id=name,
            reference=name,
            origin="self_referral",
            parts=b"sealed",
            audience="adult",
            language="en",
            reasons=[],
            status="closed",
            agreed_at=NOW - age,
            erase_at=NOW - age,
        ),
        Consent(case_id=name, kind="given", how="chat", wording="w", words=b"sealed"),
        CaseNote(case_id=name, worker_id=1, client_id="n1", kind="note", words=b"sealed"),
        CaseReturn(case_id=name, conversation_id=name, worker_id=1, words=b"sealed"),
        CallBack(case_id=name, made_by=1, client_id="c1", due_at=NOW, until=NOW + HOUR),
        CaseOpening(id=name, case_id=name, asked_by=1, risk="immediate_danger", words=b"sealed"),
        Assessment(
            case_id=name, number=1, worker_id=1, client_id="a1", wording="w", words=b"sealed"
        ),
        AssessmentDraft(case_id=name, worker_id=1, words=b"sealed"),
        LookAgain(case_id=name, because="due", due_at=NOW, open_key=name, words=b"sealed"),
        a_referral(name, name),
    )


def a_referral(name: str, case_id: str, **values: Any) -> PartnerReferral:
    base = {"partner_id": "p", "partner_name": "P", "purpose": "housing", "made_by": 1}
    return PartnerReferral(
        id=name, case_id=case_id, client_id=name, parts=[], words=b"sealed", **{**base, **values}
    )


async def pack(stores: Stores, name: str, age: timedelta) -> None:
    """Of a case that is worked on: only the pack's own time is over."""
    await stores.keys.make(f"pack:{name}")
    await add(
        stores,
        CaseFile(
            id=name,
            reference=name,
            origin="self_referral",
            parts=b"sealed",
            audience="adult",
            language="en",
            reasons=[],
            agreed_at=NOW,
        ),
        a_referral(name, name, sealed=True),
        ReferralPack(
            referral_id=name, link_hash=name.encode(), expires_at=NOW - age, body=b"sealed"
        ),
    )


async def partner(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Partner(id=name, name=name, purposes=[], nations=[], ended_at=NOW - age))


async def reviewed(stores: Stores, name: str, age: timedelta) -> None:
    await stores.keys.make(f"note:{name}")
    await add(
        stores,
        Alert(
            id=name, kind="immediate_danger", status="reviewed", reviewed_at=NOW - age, note=b"s"
        ),
        AlertStep(alert_id=name, what="seen", worker_id=1),
    )


async def counted(stores: Stores, name: str, age: timedelta) -> None:
    await add(
        stores, Alert(id=name, kind="harmful_request", status="counted", created_at=NOW - age)
    )


async def worker(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Worker(email=name, name=name, active=False, revoked_at=NOW - age))


async def profile(stores: Stores, name: str, age: timedelta) -> None:
    await worker(stores, name, age)
    async with stores.database.read() as session:
        who = await session.scalar(select(Worker.id).where(Worker.email == name))
    await add(stores, DeskProfile(worker_id=who, skills=[name]))


async def skills(stores: Stores) -> set[str]:
    async with stores.database.read() as session:
        rows = await session.scalars(select(DeskProfile.skills))
        return {str(one) for row in rows for one in row}


async def colleague(stores: Stores, name: str) -> int:
    one = Worker(email=f"of {name}", name="Kim")
    await add(stores, one)
    return one.id


async def idle_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    token = name.encode()
    await add(
        stores,
        WorkerSession(token_hash=token, worker_id=who, seen_at=NOW - age, created_at=NOW - age),
    )


async def long_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    token = name.encode()
    await add(
        stores, WorkerSession(token_hash=token, worker_id=who, seen_at=NOW, created_at=NOW - age)
    )


async def half_session(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    begun = NOW - age
    await add(
        stores,
        WorkerSession(
            token_hash=name.encode(), worker_id=who, seen_at=NOW, created_at=begun, stage="second"
        ),
    )


async def begun_factor(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, SecondFactor(id=name, worker_id=who, kind="totp", created_at=NOW - age))


async def reset_code(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    over = NOW - age
    await add(
        stores,
        RecoveryCode(code_hash=name.encode(), worker_id=who, kind="reset", expires_at=over),
    )


async def link(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    over = NOW - age
    await add(
        stores,
        SignInLink(token_hash=name.encode(), worker_id=who, purpose="enrol", expires_at=over),
    )


async def desk(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, Presence(socket_id=name, worker_id=who, until=NOW - age))


async def timer(stores: Stores, name: str, age: timedelta) -> None:
    await add(stores, Timer(kind="forget", subject=name, due_at=NOW + HOUR, made_at=NOW - age))


async def shift(stores: Stores, name: str, age: timedelta) -> None:
    who = await colleague(stores, name)
    await add(stores, Shift(id=name, worker_id=who, day=(NOW - age).date(), starts=0, ends=60))


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


async def tokens(stores: Stores, column: Any) -> set[str]:
    async with stores.database.read() as session:
        return {one.decode() for one in await session.scalars(select(column))}


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
