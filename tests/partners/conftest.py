"""Partner agencies: the list, the packs, and the door where they are fetched."""

from tests.desk.conftest import desk  # noqa: F401 - a fixture
from tests.support import helpline, reads, start  # noqa: F401 - fixtures
