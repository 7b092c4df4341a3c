"""A pack as it is read, from top to bottom: the same blocks make the preview and the PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec

from helpline.services.partners.document import NEVER, Document, Line, Part
from helpline.services.partners.words import PartnerWords


class Block(msgspec.Struct):
    """`kind`: `title`, `lead`, `heading`, `text`, `strong`, `quote`, or `part` with a label and
    lines. `box`: `never`, `do` or `reach`: what must not be missed."""

    kind: str
    text: str = ""
    lines: list[str] = []
    box: str | None = None


def _readable(moment: str, words: PartnerWords, language: str) -> str:
    """An ISO time as people say it; UTC, as the pack says."""
    at = datetime.fromisoformat(moment)
    return f"{words.day(at, language)}, {at:%H:%M} UTC"


def _said(document: Document, words: PartnerWords) -> Callable[..., str]:
    """The sentences of the pack, in the partner's language."""
    return partial(words.said, language=document.language)


def blocks_of(document: Document, words: PartnerWords) -> list[Block]:
    """Confidential, then the rules of contact, then how to reach them, then the rest."""
    said, phone = _said(document, words), document.helpline_phone
    return [
        Block(
            "title",
            said("title", reference=document.reference, helpline=document.helpline),
        ),
        Block(
            "strong",
            said("confidential", partner=document.partner, purpose=document.purpose.label),
        ),
        Block(
            "lead",
            said(
                "made",
                date=_readable(document.made, words, document.language),
                by=document.made_by,
                helpline=document.helpline,
                phone=phone,
            ),
        ),
        *_contact(document, words),
        Block("heading", said("told_heading")),
        *(
            [_part(one, said) for one in document.parts]
            or [Block("text", said("told_none"))]
        ),
        *_ground(document, words),
        Block("heading", said("rules_heading")),
        *(
            Block("text", said(name, phone=phone))
            for name in ("rules_purpose", "rules_store", "rules_withdrawn", "rules_ack")
        ),
    ]  # fmt: skip


def _contact(document: Document, words: PartnerWords) -> list[Block]:
    said = _said(document, words)
    never = [_part(one, said, "never") for one in document.never]
    rules: list[Block] = []
    for one in document.rules:
        if one.id == "code_word":
            rules.append(Block("strong", said("code_word"), box="do"))
        rules.append(_part(one, said, "do"))
    reach = (
        Block("text", said("reach_none", phone=document.helpline_phone), box="reach")
        if document.reach is None
        else _part(document.reach, said, "reach")
    )
    return [
        Block("heading", said("contact_heading")),
        Block("strong", said("contact_lead")),
        Block("heading", said("never_heading"), box="never"),
        *(
            [Block("strong", said("rules_withheld"), box="never")]
            if document.rules_withheld
            else []
        ),
        *(
            never
            or ([] if document.rules_withheld else [Block("text", said("never_none"), box="never")])
        ),
        Block("text", said("never_always"), box="never"),
        Block("text", said("never_others"), box="never"),
        Block("heading", said("do_heading"), box="do"),
        *(
            rules
            or [
                Block(
                    "text", said("do_withheld" if document.rules_withheld else "do_none"), box="do"
                )
            ]
        ),
        Block("heading", said("reach_heading"), box="reach"),
        reach,
    ]


def _ground(document: Document, words: PartnerWords) -> list[Block]:
    said = _said(document, words)
    made = [Block("heading", said("ground_heading"))]
    if document.consent is not None:
        given = document.consent
        made += [
            Block(
                "text",
                said(
                    "ground_consent" if given.told_to else "ground_chat",
                    date=_readable(given.agreed, words, document.language),
                    by=given.told_to,
                ),
            ),
            Block("quote", given.text),
            Block("lead", said("ground_version", wording=given.wording)),
        ]
    if document.decision is not None:
        decided = document.decision
        told = "ground_danger_told" if decided.person_knows else "ground_danger_untold"
        made += [
            Block(
                "text",
                said(
                    "ground_danger",
                    risk=decided.risk.label,
                    date=_readable(document.made, words, document.language),
                    by=decided.decided_by,
                    second=decided.second or said("second_to_come"),
                ),
            ),
            Block("strong", said(told)),
        ]
    return made


def _part(part: Part, said: Callable[..., str], box: str | None = None) -> Block:
    label = "" if part.id == NEVER else part.label
    return Block("part", label, [_line(one, said) for one in part.lines], box)


def _line(line: Line, said: Callable[..., str]) -> str:
    return said("left_out") if line.text is None else line.text
