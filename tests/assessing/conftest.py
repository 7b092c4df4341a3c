"""Risk assessments, from the first topic to the next look."""

from tests.support import closed_helpline, helpline, reads, start  # noqa: F401 - fixtures
