"""Background: what articles share because it was there before, or is everywhere.

Invariant: a word counts as background for where else in the pile it stands, never for what it says.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.relate.passages import Comparable
from sayso.text.align import Run

MOST_GROUPS = 8  # a passage in more groups of articles than this is background
OLD_DAYS = 7  # and so is what stood in an article unlike this one so many days before
LEAST_ONE_TEXT = 0.4  # of the shorter text's words: what shares them is one text and no meeting of two


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two texts that share passages, by index; a run's ``a`` counts the words of ``a``, its ``b`` those of ``b``."""

    a: int
    b: int
    chains: Sequence[Sequence[Run]]


def find_background(texts: Sequence[Comparable], meetings: Sequence[Meeting]) -> list[bytes]:
    """Mark each text's background, a byte a word.

    That is what stands in more than MOST_GROUPS groups of articles unlike each other, and what stood in an article of
    another group OLD_DAYS before, where both dates are known. Time is linear in the meetings.
    """
    find = _group_texts(texts, meetings)
    marks: list[list[tuple[int, int, int]]] = [[] for _ in texts]
    background = [bytearray(len(text.forms)) for text in texts]
    for meeting in meetings:
        apart = find(meeting.a) != find(meeting.b)
        for run in (run for chain in meeting.chains for run in chain):
            marks[meeting.a].append((find(meeting.b), run.a, run.a + run.length))
            marks[meeting.b].append((find(meeting.a), run.b, run.b + run.length))
            if apart and is_old(texts[meeting.b], texts[meeting.a]):
                background[meeting.a][run.a : run.a + run.length] = b"\1" * run.length
            if apart and is_old(texts[meeting.a], texts[meeting.b]):
                background[meeting.b][run.b : run.b + run.length] = b"\1" * run.length
    return [_mark_common(own, spans) for own, spans in zip(background, marks, strict=True)]


def _group_texts(texts: Sequence[Comparable], meetings: Sequence[Meeting]) -> Callable[[int], int]:
    """Join the articles that are one text; give what finds the group of each."""
    group = list(range(len(texts)))

    def find(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for meeting in meetings:
        if is_one_text(texts[meeting.a], texts[meeting.b], meeting.chains):
            a, b = sorted((find(meeting.a), find(meeting.b)))
            group[b] = a
    return find


def is_one_text(text: Comparable, other: Comparable, chains: Sequence[Sequence[Run]]) -> bool:
    """Say whether two articles are one text, by the words in the passages they share."""
    least = min(len(text.forms), len(other.forms))
    return sum(run.length for chain in chains for run in chain) >= LEAST_ONE_TEXT * least


def is_old(text: Comparable, other: Comparable) -> bool:
    """Say whether a text was published OLD_DAYS or more before another; not if a day is not stated."""
    return text.day is not None and other.day is not None and other.day - text.day >= OLD_DAYS


def _mark_common(background: bytearray, marks: Sequence[tuple[int, int, int]]) -> bytes:
    """Add the words that stand in more than MOST_GROUPS groups, each (group, start, end) in ``marks`` counted once."""
    if len({other for other, _, _ in marks}) <= MOST_GROUPS:
        return bytes(background)
    counts = array("i", bytes(4 * (len(background) + 1)))
    covered: dict[int, int] = {}
    for other, start, end in sorted(marks):
        start = max(start, covered.get(other, 0))
        if start < end:
            covered[other] = end
            counts[start] += 1
            counts[end] -= 1
    n = 0
    for index in range(len(background)):
        n += counts[index]
        background[index] |= n > MOST_GROUPS
    return bytes(background)
