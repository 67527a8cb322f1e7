"""Where paragraphs lie. A line break ends one unless the text is wrapped and the sentence goes on.

Invariant: paragraphs are disjoint, in order, without white space at their ends; nothing but white space is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.model.span import Span, trim

_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)?")
_STOP = re.compile(r"[.!?][”\"’)]*\s|\n")
_CLAUSE = re.compile(r"[,;] (?:and|but|while) ")
_REACH, _OPENING = 300, 3  # code points looked back for the begin of a sentence; words before what begins one
_BEFORE_FIRST = frozenset(".!?…“”\"‘’'—–-:|([•\n")
_FINAL = frozenset(".!?…:;”’\"'»“)")


@lru_cache(maxsize=2)  # several layers ask for those of the same article
def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Split a text into paragraphs, joining the lines of hard-wrapped copy."""
    found: list[Span] = []
    start = 0
    wrapped = _is_wrapped(text)
    for match in _BREAK.finditer(text):
        soft = match.group().count("\n") == 1 and _goes_on(text, match.start(), match.end(), wrapped)
        if not soft:
            found.extend(filter(None, (trim(Span(start, match.start()), text),)))
            start = match.end()
    found.extend(filter(None, (trim(Span(start, len(text)), text),)))
    return tuple(found)


def begin_before(text: str, at: int) -> int:
    """Give where the paragraph before that of an offset begins, less one; -1 where that one is the first."""
    begin = text.rfind("\n", 0, at)
    while begin > 0 and text[begin - 1] == "\n":
        begin -= 1
    return text.rfind("\n", 0, max(0, begin))


def opens_sentence(text: str, at: int) -> bool:
    """Say whether a sentence, a quotation or a line begins at an offset, where a capital tells nothing."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in _BEFORE_FIRST


def opens_clause(text: str, group: Span, at: int) -> bool:
    """Say whether a group is what a clause begins with, of the sentence of an offset or of the one before."""
    low = max(0, group.start - _REACH)
    ends = [m.end() for m in _STOP.finditer(text, low, at)]
    clauses = [m.end() for m in _CLAUSE.finditer(text, low, group.start)]
    since = max((end for end in [*ends, *clauses] if end <= group.start), default=low)
    return len(text[since : group.start].split()) <= _OPENING and sum(end > group.start for end in ends) <= 1


def _is_wrapped(text: str) -> bool:
    """Say whether most lines are cut near one width, as in e-mail and old wire copy."""
    lines = [line for line in text.split("\n") if line.strip()]
    long = [line for line in lines if 50 <= len(line) <= 84]
    return len(lines) >= 6 and max(map(len, lines)) <= 90 and len(long) >= 0.5 * len(lines)


def _goes_on(text: str, end: int, start: int, wrapped: bool) -> bool:
    before, after = text[end - 1 : end], text[start : start + 1]
    if not before or not after:
        return False
    return wrapped or (before not in _FINAL and after.islower())
