"""A span: half-open, in Unicode code points of one article's text.

Invariant: a span that a core type holds satisfies ``0 <= start < end <= len(text)``; ``check_span`` is the door.
A span is a named tuple so that it is ``[start, end]`` in JSON and costs little.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.errors import SpanError


class Span(NamedTuple):
    """Where something stands in ``Article.text``: ``start`` inclusive, ``end`` exclusive, both in code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Give the exact words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly inside, ends included."""
        return self.start <= other.start and other.end <= self.end


def check_span(span: Span, text: str) -> Span:
    """Return the span if it lies in the text.

    Raises:
        SpanError: it is empty, reversed or outside; the message points at it.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise SpanError("the span does not lie in its text", text, span.start, span.end)
    return span


def overlaps_any(span: Span, spans: Iterable[Span]) -> bool:
    """Say whether the span shares a code point with any of ``spans``."""
    start, end = span
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def trim(span: Span, text: str, characters: str = " \t\n\r\u00a0\u200b") -> Span | None:
    """Shrink a span past ``characters`` at both ends; ``None`` if nothing is left."""
    start, end = span
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    if start >= end:
        return None
    return span if (start, end) == span else Span(start, end)


def join_touching(spans: Iterable[Span]) -> list[Span]:
    """Make one span of those that overlap or touch; ``spans`` in the order of their starts."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined
