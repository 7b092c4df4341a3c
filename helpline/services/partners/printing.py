"""The PDF of a pack: real text, tagged, with title and language (PDF/UA-1), by Typst. It needs no
network, and nothing of the pack is ever read as markup (docs/decisions)."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Literal

import msgspec
import typst

from helpline.services.partners.blocks import Block, blocks_of
from helpline.services.partners.document import Document
from helpline.services.partners.words import PartnerWords

_TEMPLATE = Path(__file__).with_name("pack.typ").read_bytes()
_Standard = Literal["ua-1"]


def printed(document: Document, words: PartnerWords) -> bytes:
    """The PDF. Where no letter shape is at hand for something that was written, it says so and
    points to the data file, which holds everything."""
    blocks = blocks_of(document, words)
    try:
        return _compiled(blocks, document, "ua-1")
    except typst.TypstError:
        # The standard refuses a letter that cannot be shown. The rest must still reach them.
        unprintable = words.said("unprintable", document.language)
        blocks.insert(1, Block("strong", unprintable))
        return _compiled(blocks, document, None)


async def print_pack(document: Document, words: PartnerWords) -> bytes:
    """The same, off the event loop."""
    return await asyncio.to_thread(printed, document, words)


def _compiled(blocks: list[Block], document: Document, standard: _Standard | None) -> bytes:
    told = {
        "title": blocks[0].text,
        "language": document.language,
        "author": document.helpline,
        "confidential": next(one.text for one in blocks if one.kind == "strong"),
        "groups": [
            {"box": box, "blocks": msgspec.to_builtins(list(group))}
            for box, group in itertools.groupby(blocks, key=lambda one: one.box)
        ],
    }
    made: bytes = typst.compile(
        _TEMPLATE,
        format="pdf",
        sys_inputs={"pack": msgspec.json.encode(told).decode()},
        pdf_standards=standard,
    )
    return made
