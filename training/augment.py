"""Other typography for the same article: other quotation marks or none, lost paragraph breaks, odd spacing.

Invariant: the words stay, only marks, spaces and line breaks change, and every annotated span moves with its words.
"""

from __future__ import annotations

import random
import re

from sayso.annotate.encoder.sheet import CLOSES, OPENS, find_marks
from training.corpus import Document, edit_text

STYLES: dict[str, tuple[str, str, str, str]] = {  # outer pair, inner pair
    "curly": ("“", "”", "‘", "’"),
    "straight": ('"', '"', "'", "'"),
    "british": ("‘", "’", "“", "”"),
    "british straight": ("'", "'", '"', '"'),
    "doubled": ("''", "''", "'", "'"),
    "latex": ("``", "''", "`", "'"),
    "french": ("«", "»", "“", "”"),
    "french spaced": ("« ", " »", "“", "”"),
    "low-high": ("„", "“", "‚", "‘"),
    "none": ("", "", "", ""),
}
_WEIGHTS = {"british": 4, "british straight": 3, "curly": 2, "straight": 2, "none": 2}
_BREAK = re.compile(r"[ \t\u00a0]*\n\s*")


def with_marks(document: Document, style: str, *, comma_outside: bool = False) -> Document:
    """Set all quotation marks in another style; apostrophes of words follow the style's shape."""
    opens, closes, inner_opens, inner_closes = STYLES[style]
    edits: list[tuple[int, int, str]] = []
    text = document.text
    for mark in find_marks(text):
        if mark.does not in (OPENS, CLOSES):
            continue
        outer = (opens, closes) if mark.depth == 0 else (inner_opens, inner_closes)
        start = mark.start
        if mark.does == CLOSES and comma_outside and mark.depth == 0 and text[start - 1] == ",":
            edits += [(start - 1, start, ""), (mark.end, mark.end, ",")]
        edits.append((start, mark.end, outer[mark.does == CLOSES]))
    return edit_text(document, edits)


def without_breaks(document: Document, to: str = " ") -> Document:
    """Join all lines."""
    return edit_text(document, [(*m.span(), to) for m in _BREAK.finditer(document.text)])


def with_odd_spaces(document: Document, chance: random.Random) -> Document:
    """Put spaces inside some quotation marks, and lose some marks altogether."""
    edits: list[tuple[int, int, str]] = []
    for mark in find_marks(document.text):
        if mark.depth or mark.does not in (OPENS, CLOSES):
            continue
        old = document.text[mark.start : mark.end]
        roll = chance.random()
        if roll < 0.03:
            edits.append((mark.start, mark.end, ""))
        elif roll < 0.2:
            edits.append((mark.start, mark.end, old + " " if mark.does == OPENS else " " + old))
    return edit_text(document, edits)


def vary(document: Document, chance: random.Random) -> Document:
    """Draw one variant of an article; half of the time it stays as it is."""
    if document.triples is None or chance.random() < 0.45:
        return document
    names = sorted(STYLES)
    style = chance.choices(names, weights=[_WEIGHTS.get(name, 1) for name in names])[0]
    if chance.random() < 0.65:
        british = style.startswith("british")
        document = with_marks(document, style, comma_outside=british and chance.random() < 0.5)
    roll = chance.random()
    if roll < 0.2:
        document = without_breaks(document)
    elif roll < 0.35:
        document = without_breaks(document, "\n")
    if chance.random() < 0.25:
        document = with_odd_spaces(document, chance)
    return document
