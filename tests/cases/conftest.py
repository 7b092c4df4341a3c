"""Cases, from the visitor's yes to their end."""

from tests.support import closed_helpline, helpline, reads, start  # noqa: F401 - fixtures
