"""What these tests share with others of the helpline."""

from tests.desk.one_desk import one_desk, runner
from tests.support import closed_helpline, content, helpline, reads, start

__all__ = ["closed_helpline", "content", "helpline", "one_desk", "reads", "runner", "start"]
