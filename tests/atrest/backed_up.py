"""A service with something of everything in it, and its backup."""

from helpline.config import Config
from helpline.models import (
    Aside,
    AssessmentDraft,
    Brief,
    Case,
    Conversation,
    Entry,
    Override,
    Presence,
    QueueMove,
    ReferralDraft,
    ReferralPack,
    SafeWord,
    SignInLink,
    Timer,
    Worker,
    WorkerSession,
    now,
)
from helpline.services.audit.chain import note_audit
from helpline.services.stores import open_stores
from tests.atrest.rows_of_people import a_referral
from tests.atrest.test_escrow import hands, lose, words_in  # noqa: F401 - a fixture among them


async def with_content(config: Config) -> None:
    """A worker who is here, a line of audit, and a chat under way: a row in each table that goes
    into no backup."""
    async with open_stores(config) as stores:
        await stores.keys.make("chat")
        async with stores.database.write() as session:
            session.add(Worker(id=1, email="sam@example.org", name="Sam"))
            session.add(
                Conversation(id="chat", audience="adult", language="en", reasons=[], erase_at=now())
            )
            await session.flush()
            session.add(Entry(conversation_id="chat", seq=1, author="visitor", body=b"sealed"))
            session.add(Brief(conversation_id="chat", parts=b"sealed"))
            session.add(ReferralDraft(conversation_id="chat", parts=b"sealed"))
            session.add(SafeWord(conversation_id="chat", mark=b"a keyed mark"))
            session.add(AssessmentDraft(conversation_id="chat", worker_id=1, words=b"sealed"))
            session.add(
                Override(
                    id="chat",
                    conversation_id="chat",
                    worker_id=1,
                    client_id="chat",
                    risk="immediate_danger",
                    words=b"sealed",
                    told=True,
                    until=now(),
                )
            )
            session.add(
                Aside(
                    id="chat",
                    conversation_id="chat",
                    kind="note",
                    worker_id=1,
                    client_id="chat",
                    body=b"sealed",
                )
            )
            session.add(
                QueueMove(
                    id="chat",
                    conversation_id="chat",
                    worker_id=1,
                    client_id="chat",
                    move="first",
                    reason=b"sealed",
                )
            )
            session.add(
                Case(
                    id="case",
                    reference="case",
                    origin="self_referral",
                    parts=b"sealed",
                    audience="adult",
                    language="en",
                    agreed_at=now(),
                )
            )
            await session.flush()
            session.add(a_referral("case", "case"))
            await session.flush()
            session.add(
                ReferralPack(
                    referral_id="case", link_hash=b"case", expires_at=now(), body=b"sealed"
                )
            )
            session.add(Timer(kind="forget", subject="chat", due_at=now()))
            session.add(Presence(socket_id="chat", worker_id=1, until=now()))
            session.add(WorkerSession(token_hash=b"chat", worker_id=1))
            session.add(
                SignInLink(token_hash=b"chat", worker_id=1, purpose="enrol", expires_at=now())
            )
            await note_audit(session, 1, "sign_in")
