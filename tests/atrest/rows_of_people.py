"""Rows as old as a test wants them, of who comes: their chats, cases, packs and alerts."""

from datetime import timedelta
from typing import Any

from helpline.models import (
    Alert,
    AlertStep,
    Aside,
    Assessment,
    AssessmentDraft,
    Brief,
    CallBack,
    CaseMoved,
    CaseNote,
    CaseOpening,
    CaseReturn,
    Consent,
    Conversation,
    Entry,
    LookAgain,
    Override,
    OverrideReview,
    PartnerReferral,
    QueueMove,
    ReferralDraft,
    ReferralPack,
    SafeWord,
)
from helpline.models import Case as CaseFile
from helpline.services.stores import Stores
from tests.atrest.row_tools import DAY, HOUR, NOW, add


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
        CaseMoved(case_id=name, worker_id=1),
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
