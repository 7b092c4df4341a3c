"""Helpers: a visitor with a case."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from helpline.models import Case, Consent, now
from helpline.services.cases.diary import SafeTime
from helpline.services.cases.files import Agreement
from tests.support import Helpline
from tests.visitor import Visitor

AGREEMENT = Agreement("utter_self_referral_consent 0a1b2c3d", "I agree that the helpline reads it.")
PARTS = {"name": "Robin", "happening": "he waits at the bus stop", "contact_how": "text 07700"}


async def agreed(helpline: Helpline, visitor: Visitor, parts: Mapping[str, str] = PARTS) -> Case:
    """The case this visitor has agreed to."""
    cases = helpline.services.cases.files
    conversation_id = await helpline.id_of(visitor)
    case_id = await cases.prepare()
    async with helpline.services.database.write() as session:
        conversation = await helpline.row(conversation_id)
        assert conversation is not None
        return await cases.begin(session, case_id, conversation, "self_referral", parts, AGREEMENT)


async def case_of(helpline: Helpline, case_id: str) -> Case | None:
    """The case as it stands in the database."""
    async with helpline.services.database.read() as session:
        return await session.get(Case, case_id)


async def consents(helpline: Helpline, case_id: str) -> list[Consent]:
    """Everything that was agreed to or taken back, in order."""
    async with helpline.services.database.read() as session:
        rows = await session.scalars(
            select(Consent).where(Consent.case_id == case_id).order_by(Consent.id)
        )
        return list(rows.all())


def in_an_hour() -> SafeTime:
    """A safe time that begins in an hour and lasts one."""
    moment = now()
    return SafeTime(moment + timedelta(hours=1), moment + timedelta(hours=2))
