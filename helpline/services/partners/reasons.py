"""What is sealed of a decision to tell a partner without its person's agreement."""

from __future__ import annotations

import msgspec

from helpline.services.partners.document import Document


class Decided(msgspec.Struct, omit_defaults=True):
    """Why; why the person must not be told (None: they are); what the second person said to it; and
    the document itself, word for word, as both of them saw it."""

    why: str
    document: Document
    digest: str
    unsafe: str | None = None
    answer: str = ""
