"""Somebody makes light of it, at work, at school or at home: the words that can answer it."""

from __future__ import annotations

from actions.wordings import topics

#: Somebody around them makes light of it; each with the words that can answer it.
MADE_LIGHT_OF = topics("challenging", "made_light_of")
