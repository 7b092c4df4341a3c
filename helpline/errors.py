"""The helpline's named errors. A face decides the words; none of these ever carries a visitor's."""

from __future__ import annotations

from collections.abc import Sequence


class WaymarkError(Exception):
    """Root of all errors of ours."""


class ConfigError(WaymarkError):
    """A setting is missing or wrong; the message names each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class ModelRefused(WaymarkError):
    """The trained models are missing, broken or not as they were signed; the text names the
    file."""


class KeyGone(WaymarkError):
    """The key was destroyed: what it sealed is erased for good."""


class SealBroken(WaymarkError):
    """A sealed body does not open under its key and its place: it was moved or changed."""


class ConversationGone(WaymarkError):
    """Nothing is here for that token, those words or that id: never was, is over, or is wrong."""


class NotTheirs(WaymarkError):
    """A worker acted on a chat that is not theirs."""


class AlreadyTaken(WaymarkError):
    """Another worker has the chat."""

    def __init__(self, name: str | None) -> None:
        super().__init__("already taken")
        self.name = name


class AlreadyOpened(WaymarkError):
    """A lead has opened the chat before the visitor agreed, and it is still open."""

    def __init__(self, name: str | None) -> None:
        super().__init__("already opened")
        self.name = name


class OverrideAsked(WaymarkError):
    """Somebody has asked to open the chat before the visitor agreed; a second person is awaited."""

    def __init__(self, name: str | None) -> None:
        super().__init__("override asked")
        self.name = name


class KeptForAnother(WaymarkError):
    """The chat waits for one colleague in particular, for a moment more."""

    def __init__(self, name: str | None) -> None:
        super().__init__("kept for another")
        self.name = name


class NotInDirectory(WaymarkError):
    """No service of that name is in the directory."""


class NotHere(WaymarkError):
    """The colleague is not at an open desk, or takes no chats now."""


class AlreadyAsked(WaymarkError):
    """A colleague has been asked already to take the chat over."""


class NotAsked(WaymarkError):
    """Nobody asks this worker any more to take the chat over."""


class AlreadyPaused(WaymarkError):
    """The worker has asked for a few minutes already, and not written since."""


class NotWithPeople(WaymarkError):
    """The chat neither waits for a worker nor is with one."""


class NotWaiting(WaymarkError):
    """The chat is not in the queue."""


class AlertOpen(WaymarkError):
    """Somebody in danger would be let wait."""


class CapacityNotSaid(WaymarkError):
    """A child is in danger, and the review does not say whether they understand."""


class NoRoom(WaymarkError):
    """The worker has as many chats as they take on at once."""


class NoSuchWorker(WaymarkError):
    """Nobody works here under that id."""


class VisitorLeft(WaymarkError):
    """The visitor has left: nothing may be sent."""


class EngineFailed(WaymarkError):
    """The engine was slow, wrong, dead, or said nothing. `reason` is one of our own codes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CaseGone(WaymarkError):
    """There is no such case: it was erased, or never was."""


class CaseChanged(WaymarkError):
    """Somebody else was first: the case is not as the worker saw it."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__("case changed")
        self.name = name


class CaseWithdrawn(WaymarkError):
    """Its person has taken their agreement back: nobody reads it and nobody calls."""


class CaseRefused(WaymarkError):
    """What was asked of a case can't be; `reason` is one of our own codes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AssessmentChanged(WaymarkError):
    """Somebody has saved a newer assessment, or kept a newer draft, than this page has seen.
    Nothing is written over; `name`: who did."""

    def __init__(self, what: str, name: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.name = name


class AssessmentRefused(WaymarkError):
    """What was asked of an assessment can't be; `reason` is one of our own codes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PartnerRefused(WaymarkError):
    """Nobody can be referred to this partner so, or the list can't be changed so; `reason` is one
    of our own codes."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PackRefused(WaymarkError):
    """No pack is given: link, code or receipt is wrong, used, over, taken back, or never was."""
