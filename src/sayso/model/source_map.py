"""Where the words of a text stand in the saved page that it was cut from.

Invariant: runs are sorted and disjoint in the text. A run of one length on both sides maps character by character; one
of two lengths (a character reference, folded white space) maps as a whole. What lies in no run (the line breaks
between paragraphs) stands nowhere in the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.model.span import Span


class SourceRun(NamedTuple):
    """``text[start:end]`` stands at ``page[source_start:source_end]``, all four in code points.

    The page is the saved file, decoded; for MHTML the decoded part that is the page.
    """

    start: int
    end: int
    source_start: int
    source_end: int


def check_source_map(runs: Iterable[SourceRun], text: str) -> None:
    """Look whether runs are sorted, disjoint and within the text.

    Raises:
        ValueError: they are not; the message shows the first that is not.
    """
    previous = 0
    for run in runs:
        if not (previous <= run[0] < run[1] <= len(text) and 0 <= run[2] < run[3]):
            raise ValueError(f"a run of the source map overlaps, is unsorted or lies outside the text: {tuple(run)!r}")
        previous = run[1]


def locate_in_source(runs: Sequence[SourceRun], span: Span) -> tuple[Span, ...]:
    """Give where the words of a span stand in the page: the ranges, in the order of the text, neighbours joined.

    A run that maps as a whole is given whole if the span touches it. Time is that of the runs touched.
    """
    found: list[Span] = []
    first = max(0, bisect_right(runs, span.start, key=_start_of) - 1)
    for index in range(first, len(runs)):
        start, end, source_start, source_end = runs[index]
        if start >= span.end:
            break
        if end <= span.start:
            continue
        if end - start == source_end - source_start:
            here = Span(source_start + max(0, span.start - start), source_end - max(0, end - span.end))
        else:
            here = Span(source_start, source_end)
        if found and found[-1].end == here.start:
            here = Span(found.pop().start, here.end)
        found.append(here)
    return tuple(found)


def _start_of(run: SourceRun) -> int:
    return run[0]
