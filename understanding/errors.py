"""What can go wrong before a message is read. None of these ever holds a visitor's words."""

from __future__ import annotations


class ArtefactError(RuntimeError):
    """A file the reader depends on is missing, altered or of another format; the text names it."""


class CorpusError(ValueError):
    """Training data cannot be used; the text names the file and what is wrong with it."""
