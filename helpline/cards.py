"""A sheet of small cards with a code to scan. Nothing on it says what it is for: whoever finds one
in a pocket sees a dull word and a code, no name, no colour, no address in letters.
"""

from __future__ import annotations

from html import escape

import segno

from content.languages import DIRECTIONS, TAGS

_CARDS = 10
_STYLE = """@page { size: A4; margin: 12mm; }
body { margin: 0; font: 11pt/1.3 system-ui, sans-serif; color: #000; background: #fff; }
ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 85mm 85mm; }
li { box-sizing: border-box; height: 54mm; border: 1px dashed #bbb; display: flex; gap: 6mm;
  align-items: center; justify-content: center; break-inside: avoid; }
svg { width: 34mm; height: 34mm; }"""


def sheet(address: str, words: str, language: str) -> str:
    """Ten cards (85 x 54 mm) on one page of A4, as HTML with nothing to fetch. `address`: where the
    code leads; it is in the code only.
    """
    code = segno.make(address, error="m", micro=False).svg_inline(border=4, scale=1, omitsize=True)
    # A code is a picture without words: what it leads to is not said here on purpose.
    drawn = code.replace("<svg", '<svg aria-hidden="true"', 1)
    card = f"<li>{drawn}<span>{escape(words)}</span></li>"
    return (
        f'<!doctype html><html lang="{TAGS[language]}" dir="{DIRECTIONS[language]}">'
        '<meta charset="utf-8">'
        f"<title>{escape(words)}</title><style>{_STYLE}</style><ul>{card * _CARDS}</ul></html>"
    )
