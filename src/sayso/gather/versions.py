"""What changed between two versions of a page: words of the one that the other lacks, each at its span.

Invariant: nothing is said of a change but its words, cut from the two texts; outside the changes the words are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.model.article import Article
from sayso.model.fetching import Fetch
from sayso.model.news import TextChange
from sayso.model.span import Span
from sayso.store.store import View
from sayso.text.align import Gap, find_gaps, match_words
from sayso.text.words import Words, find_words

_MOST_WORDS = 20_000  # of what lies between the equal beginning and the equal end; beyond, it is one change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """Two readings of one address that gave two articles, and what changed in their words."""

    address: str
    before: Article
    after: Article
    before_at: str
    after_at: str
    changes: tuple[TextChange, ...]


def compare_texts(before: str, after: str) -> tuple[TextChange, ...]:
    """Find what changed in the words; signs and spaces between them do not count."""
    old, new = find_words(before), find_words(after)
    start = 0
    while start < min(len(old), len(new)) and _same(before, after, old, new, start, start):
        start += 1
    old_end, new_end = len(old), len(new)
    while min(old_end, new_end) > start and _same(before, after, old, new, old_end - 1, new_end - 1):
        old_end, new_end = old_end - 1, new_end - 1
    a, b = _cut(before, old, start, old_end), _cut(after, new, start, new_end)
    if max(len(a), len(b)) > _MOST_WORDS:
        gaps = [Gap(0, len(a), 0, len(b))]
    else:
        gaps = find_gaps(match_words(a, b), len(a), len(b))
    return tuple(
        TextChange(
            before=_span(old, start + gap.a_start, start + gap.a_end),
            after=_span(new, start + gap.b_start, start + gap.b_end),
        )
        for gap in gaps
    )


def find_versions(view: View) -> Iterator[NewVersion]:
    """Give each change of a page that the case holds both versions of, by address and time."""
    readings: dict[str, list[Fetch]] = {}
    for fetch in view.fetches():
        if fetch.article_id is not None:
            readings.setdefault(fetch.address, []).append(fetch)
    for address in sorted(readings):
        for earlier, later in pairwise(readings[address]):
            if earlier.article_id != later.article_id:
                yield compare_readings(view, earlier, later)


def compare_readings(view: View, earlier: Fetch, later: Fetch) -> NewVersion:
    """Compare the articles of two readings of one address."""
    before, after = (view.article(fetch.article_id or "") for fetch in (earlier, later))
    return NewVersion(
        address=later.address,
        before=before,
        after=after,
        before_at=earlier.fetched_at,
        after_at=later.fetched_at,
        changes=compare_texts(before.text, after.text),
    )


def _same(before: str, after: str, old: Words, new: Words, i: int, j: int) -> bool:
    return before[old.starts[i] : old.ends[i]] == after[new.starts[j] : new.ends[j]]


def _cut(text: str, words: Words, start: int, end: int) -> list[str]:
    return [text[words.starts[i] : words.ends[i]] for i in range(start, end)]


def _span(words: Words, start: int, end: int) -> Span | None:
    return Span(words.starts[start], words.ends[end - 1]) if end > start else None
