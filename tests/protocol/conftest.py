"""What these tests share with others of the helpline."""

from tests.support import closed_helpline, content, helpline, reads, start

__all__ = ["closed_helpline", "content", "helpline", "reads", "start"]
