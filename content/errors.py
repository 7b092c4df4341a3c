"""What can be wrong with the content. Messages name a file or a response, never anybody's words."""

from __future__ import annotations


class ContentError(Exception):
    """Something in `data/` cannot be used as it is written."""


class DuplicateResponse(ContentError):
    """Two files give words to the same response name: one of them would be lost silently."""

    def __init__(self, name: str, first: str, second: str) -> None:
        super().__init__(f"{name} is written twice: in {first} and in {second}")


class UnknownResponse(ContentError):
    """Nobody has written this response, or none of its variations fits."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no response fits the name {name}")


class UnknownService(ContentError):
    """The directory has no service under this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"no service {key} in data/directory/services.yml")


class MissingFact(ContentError):
    """A response quotes a fact that no file in `data/directory/` states."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(f"{name} quotes {{{key}}}, which no file in data/directory/ states")


class MissingVariable(ContentError):
    """A response was asked for without a value that it needs."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(f"{name} needs a value for {{{key}}}")
