"""Words, digits and marks of a text, with their places: what the readers of numbers and times walk over.

Invariant: pieces are disjoint, in order, hold no white space (but an empty line is one piece of its own), and each is
found in one pass, so a text of any shape costs time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class PieceKind(IntEnum):
    """What a piece is made of. Dates and clocks written in digits are one piece, so they are never taken for counts."""

    WORD = 1
    DIGITS = 2  # 12, 1,200, 1.5
    ISO_DATE = 3  # 2022-02-16
    SLASH_DATE = 4  # 16/02/2022, 2/16/22
    CLOCK = 5  # 10:30, 10:30:15
    MARK = 6  # any other single character
    BREAK = 7  # an empty line


class Piece(NamedTuple):
    """One piece: code points ``start`` to ``end``, its kind, its text as it stands and in lower case."""

    start: int
    end: int
    kind: PieceKind
    text: str
    lower: str


_PIECE = re.compile(
    r" ?+(?:([A-Za-z]++(?=[\s.,])|[^\W\d_]+)"  # plain letters are tried first: most words are
    r"|(\d+(?:[.,/:\-\u2009\u202f\u00a0]\d+)*)"
    r"|(\n[ \t\u00a0]*\n\s*)"
    r"|([^\w\s]|_))"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_SLASH_DATE = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?$")
_NUMBER = re.compile(r"(?:\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+|\d+)(?:\.\d+)?$")
_RANGE_PART = re.compile(r"[^-]+|-")
_MARK_OR_DIGITS = re.compile(r"\d+|\D")


@lru_cache(maxsize=2)  # two layers read the same article one after the other
def split_pieces(text: str) -> Sequence[Piece]:
    """Cut a text into pieces. Linear in its length."""
    pieces: list[Piece] = []
    add = pieces.append
    make = tuple.__new__  # what `Piece(...)` does, at a third of the cost
    word, digits, mark = PieceKind.WORD, PieceKind.DIGITS, PieceKind.MARK
    for match in _PIECE.finditer(text):
        which = match.lastindex or 0
        start, end = match.start(which), match.end()
        cut = match[which]
        if which == 1:
            add(make(Piece, (start, end, word, cut, cut.lower())))
        elif which == 2:
            if cut.isdecimal():
                add(make(Piece, (start, end, digits, cut, cut)))
            else:
                pieces.extend(_split_digits(cut, start))
        elif which == 3:
            add(Piece(start, end, PieceKind.BREAK, "\n", "\n"))
        else:
            add(make(Piece, (start, end, mark, cut, cut)))
    return tuple(pieces)


def _split_digits(cut: str, start: int) -> list[Piece]:
    """Name a run of digits and the marks between them, or take it apart at its hyphens, then at every mark."""
    kind = _kind_of(cut)
    if kind is not None:
        return [Piece(start, start + len(cut), kind, cut, cut)]
    pieces = []
    for part in _RANGE_PART.finditer(cut):
        run, at = part.group(), start + part.start()
        kind = PieceKind.MARK if run == "-" else _kind_of(run)
        if kind is not None:
            pieces.append(Piece(at, at + len(run), kind, run, run))
            continue
        for atom in _MARK_OR_DIGITS.finditer(run):
            if not (mark := atom.group()).isspace():
                kind = PieceKind.DIGITS if mark.isdecimal() else PieceKind.MARK
                pieces.append(Piece(at + atom.start(), at + atom.end(), kind, mark, mark))
    return pieces


def _kind_of(cut: str) -> PieceKind | None:
    if _NUMBER.match(cut):
        return PieceKind.DIGITS
    if _CLOCK.match(cut):
        return PieceKind.CLOCK
    if _ISO_DATE.match(cut):
        return PieceKind.ISO_DATE
    if _SLASH_DATE.match(cut):
        return PieceKind.SLASH_DATE
    return None
