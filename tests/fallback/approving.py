"""What a specialist stands for in these tests, and for whom."""

from content import standing
from content.directory import NATIONS
from content.languages import LANGUAGES
from helpline.models import ContentStamp, now
from tests.support import Helpline

RISK = "utter_risk_no_score"
DRAFT = "Words that nobody has approved."
#: Every kind of visitor.
ALL = [
    {"audience": audience, "nation": nation, "language": language, "style": style}
    for audience in ("adult", "young")
    for nation in (None, *NATIONS)
    for language in LANGUAGES
    for style in ("standard", "simple")
]


async def approve(helpline: Helpline, *names: str) -> None:
    """Stamps each wording of these, and each fact that they quote."""
    content = helpline.services.content
    wordings = [
        one
        for name in names
        for written in (content.responses, content.phrases)
        if name in written.names()
        for one in written.variations(name)
    ]
    keys = {standing.wording_key(one) for one in wordings}
    keys |= {key for one in wordings for key in standing.quoted(one)}
    written = standing.items(content.directory, content.responses, content.phrases)
    items = {one.key: one for one in written}
    async with helpline.services.database.write() as session:
        for key in keys:
            digest = items[key].digest
            await session.merge(ContentStamp(key=key, digest=digest, worker_id=None, at=now()))
    await helpline.services.approvals.listed()
