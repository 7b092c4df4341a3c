"""The languages that answers are written in. A new one begins here; docs/content-guide.md says what
it needs beside this line, and a test that no other module lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

#: The first is the one that everything is written in.
Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
#: What a page in it says that it is in.
TAGS: Mapping[str, str] = {"en": "en-GB", "cy": "cy"}
#: What it calls itself.
NAMES: Mapping[str, str] = {"en": "English", "cy": "Cymraeg"}
