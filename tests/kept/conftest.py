"""What these tests share with others of the helpline."""

from tests.support import content, helpline, reads, start

__all__ = ["content", "helpline", "reads", "start"]
