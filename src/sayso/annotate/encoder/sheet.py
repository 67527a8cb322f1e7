"""What the encoder reads beside the word pieces: quotation state, letter case, and the gap before each piece.

Invariant: all arrays of a ``Sheet`` have one entry a piece, and the quotation state is reset at each line break, so
that a mark that opens and never closes spoils one paragraph at most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.annotate.encoder.tokenizer import WordPieces
from sayso.model.span import Span

IntArray = npt.NDArray[np.int64]

OUTSIDE, INSIDE, OPENS, CLOSES, NESTED, LONE = range(6)
N_QUOTE, N_CASE, N_GAP = 6, 6, 6
GLUED, SPACED, LINE, PARAGRAPH, TEXT_START, CONTINUES = range(6)

_MARK = re.compile(r"[\"“”„‟«»‘’‚'`‹›](?:(?<=')'|(?<=`)`)?")
_OPENERS = {"“": "”", "„": "“”‟", "«": "»", "‘": "’", "‚": "‘’", "‹": "›", "``": "''\"", "‟": "”", "`": "'’"}
_SINGLE = frozenset("‘’‚'`‹›")
_YEAR = re.compile(r"\d")


class Mark(NamedTuple):
    """One quotation mark: where it stands, what it does (OPENS, CLOSES, LONE) and how deep (0 is outermost)."""

    start: int
    end: int
    does: int
    depth: int


def find_marks(text: str) -> list[Mark]:
    """Tell which marks open and which close, line by line; apostrophes are left out."""
    marks: list[Mark] = []
    candidates = list(_MARK.finditer(text))
    start = first = 0
    for line in text.splitlines(keepends=True) if candidates else ():
        start, low, after = start + len(line), start, first
        while after < len(candidates) and candidates[after].start() < start:
            after += 1
        if first < after:  # most lines hold none
            marks.extend(_line_marks(text, low, start, candidates[first:after]))
        first = after
    return marks


def _line_marks(text: str, low: int, high: int, candidates: list[re.Match[str]]) -> list[Mark]:
    found: list[Mark] = []
    stack: list[str] = []  # the marks that stand open, outermost first
    for index, match in enumerate(candidates):
        mark, start, end = match.group(), match.start(), match.end()
        before = text[start - 1] if start > low else " "
        after = text[end] if end < high else " "
        if mark in _SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        if stack and _closes(mark, stack, before, after):
            while stack[-1] != _match(mark, stack):
                stack.pop()
            stack.pop()
            if mark in "'’" and _possessive(text, start, candidates[index + 1 :], high):
                stack.append(_reopen(mark))
                continue
            found.append(Mark(start, end, CLOSES, len(stack)))
        elif _opens(mark, before, after, text, candidates[index + 1 :]):
            found.append(Mark(start, end, OPENS, len(stack)))
            stack.append(mark)
        elif mark in ("”", "»", '"', "''", "“") and len(stack) == 0:
            found.append(Mark(start, end, LONE, 0))
    return found


def _reopen(mark: str) -> str:
    return "‘" if mark == "’" else "'"


def _match(mark: str, stack: list[str]) -> str:
    """Give the innermost open mark that this one can close; empty when there is none."""
    for opened in reversed(stack):
        if mark in _OPENERS.get(opened, "") or mark == opened or (opened in ("'", "‘") and mark in "'’"):
            return opened
        if opened in ('"', "“", "''", "``") and mark in ('"', "”", "''"):
            return opened
    return ""


def _closes(mark: str, stack: list[str], before: str, after: str) -> bool:
    opened = _match(mark, stack)
    if not opened or (mark in ("“", "‘", "„", "``", "`") and mark not in _OPENERS.get(opened, "")):
        return False
    if mark in ("”", "»", "›"):
        return True
    if mark in _SINGLE:
        return not after.isalnum() and not before.isspace()
    spaced_like_opening = before.isspace() and not after.isspace() and after not in ".,;:!?)"
    return not spaced_like_opening


def _opens(mark: str, before: str, after: str, text: str, rest: list[re.Match[str]]) -> bool:
    if mark in ("”", "’", "›", "»"):
        return False
    if mark in ("“", "„", "«", "‟", "``", "‹"):
        return True
    if mark in _SINGLE:
        if before.isalnum() or after.isspace() or _YEAR.match(after):
            return False
        return any(
            m.group() in "'’" and not text[m.end() : m.end() + 1].isalnum() and not text[m.start() - 1].isspace()
            for m in rest
        )
    if before.isalnum():
        return False
    return not after.isspace() or before.isspace()


def _possessive(text: str, start: int, rest: list[re.Match[str]], high: int) -> bool:
    """Say whether an apostrophe after s is a plural's, because the quotation closes later on the same line."""
    if text[start - 1 : start] != "s" or not re.match(r" [a-z]", text[start + 1 : min(start + 3, high)]):
        return False
    for match in rest:
        at = match.start()
        if match.group() in ("‘", "“", '"', "``") or (match.group() == "'" and text[at - 1].isspace()):
            return False
        if match.group() in "'’" and not text[at + 1 : at + 2].isalnum() and text[at - 1] in ",.?!":
            return True
    return False


def quote_states(text: str, marks: list[Mark]) -> npt.NDArray[np.int8]:
    """Give the quotation state of every character."""
    states = np.zeros(len(text) + 1, dtype=np.int8)
    depth, since = 0, 0
    breaks = [m.start() for m in re.finditer("\n", text)] + [len(text)]
    events = sorted(
        [(m.start, 0, m) for m in marks] + [(b, 1, Mark(b, b, LONE, 0)) for b in breaks], key=lambda e: e[:2]
    )
    for at, is_break, mark in events:
        states[since:at] = (OUTSIDE, INSIDE, NESTED)[min(depth, 2)]
        since = at
        if is_break:
            depth = 0
            continue
        states[mark.start : mark.end] = NESTED if mark.depth > 0 else mark.does
        since = mark.end
        depth = mark.depth + 1 if mark.does == OPENS else mark.depth if mark.does == CLOSES else depth
    return states[: len(text)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text as the encoder reads it. ``words[i]`` says whether piece i begins a word; ``lines[i]`` counts lines."""

    text: str
    ids: IntArray
    starts: IntArray
    ends: IntArray
    quote: IntArray
    case: IntArray
    gap: IntArray
    words: npt.NDArray[np.bool_]
    lines: IntArray

    def __len__(self) -> int:
        return len(self.ids)


def leave_out(sheet: Sheet, spans: Sequence[Span]) -> Sheet:
    """Give the sheet as if the pieces that touch ``spans`` were not there; what follows them begins a paragraph."""
    if not spans or not len(sheet):
        return sheet
    kept = np.ones(len(sheet), dtype=bool)
    for span in spans:
        kept[np.searchsorted(sheet.ends, span.start, side="right") : np.searchsorted(sheet.starts, span.end)] = False
    if kept.all():
        return sheet
    at = np.flatnonzero(kept)
    after = np.append(True, ~kept)[at]
    gap = np.where(after, PARAGRAPH, sheet.gap[at])
    words = sheet.words[at] | after
    gap[:1] = TEXT_START
    return replace(
        sheet,
        ids=sheet.ids[at],
        starts=sheet.starts[at],
        ends=sheet.ends[at],
        quote=sheet.quote[at],
        case=sheet.case[at],
        gap=gap,
        words=words,
        lines=sheet.lines[at],
    )


class SheetMaker:
    """Makes sheets; holds the vocabulary."""

    def __init__(self, word_pieces: WordPieces) -> None:
        self.word_pieces = word_pieces
        n = max(word_pieces.ids.values()) + 1
        self._continues = np.zeros(n, dtype=bool)
        for word, index in word_pieces.ids.items():
            self._continues[index] = word.startswith("##")
        self._double = word_pieces.ids['"']
        self._single = word_pieces.ids["'"]

    def sheet(self, text: str) -> Sheet:
        """Read a text."""
        ids, starts, ends, case = self.word_pieces.pieces(text)
        marks = find_marks(text)
        states = quote_states(text, marks)
        quote = states[starts].astype(np.int64) if len(ids) else ids.copy()
        glued = np.zeros(len(ids), dtype=bool)
        glued[1:] = starts[1:] == ends[:-1]
        continues = self._continues[ids] & glued
        gap = np.full(len(ids), SPACED, dtype=np.int64)
        gap[glued] = GLUED
        gap[continues] = CONTINUES
        breaks = np.array([match.start() for match in re.finditer("\n", text)], dtype=np.int64)
        n_breaks = np.searchsorted(breaks, starts[1:]) - np.searchsorted(breaks, ends[:-1])  # before each but the first
        gap[1:][n_breaks == 1] = LINE
        gap[1:][n_breaks > 1] = PARAGRAPH
        lines = np.cumsum((gap == LINE) | (gap == PARAGRAPH))
        if len(ids):
            gap[0] = TEXT_START
        canonical = ids.copy()
        canonical[(quote == OPENS) | (quote == CLOSES) | (quote == LONE)] = self._double
        at = np.searchsorted(starts, [m.start for m in marks if m.depth > 0])
        canonical[at[at < len(ids)]] = self._single
        return Sheet(text, canonical, starts, ends, quote, case, gap, ~continues, lines)
