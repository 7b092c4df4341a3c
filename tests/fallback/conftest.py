"""What these tests share with others of the helpline, and one in production."""

from collections.abc import Awaitable, Callable

import pytest

from tests.fallback.approving import DRAFT, RISK
from tests.support import Helpline, closed_helpline, content, helpline, reads, start

__all__ = ["closed_helpline", "content", "helpline", "reads", "start"]


@pytest.fixture
async def production(start: Callable[..., Awaitable[Helpline]]) -> Helpline:
    """A helpline in production, whose engine answers with a draft."""
    helpline = await start(mode="production", always_on_shift=False)
    helpline.engine.answers(
        {"text": DRAFT, "response": RISK},
        {"text": "And more of it.", "response": RISK},
    )
    return helpline
