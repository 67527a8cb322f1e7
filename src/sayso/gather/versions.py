"""What changed between two versions of an article: words of the one that the other lacks, each at its span.

Invariant: nothing is said of a change but its words, cut from the two texts; outside the changes the words are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.model.article import Article
from sayso.model.news import TextChange
from sayso.model.span import Span
from sayso.model.versions import Version
from sayso.read.addresses import is_address
from sayso.store.store import View
from sayso.text.align import Gap, find_gaps, match_words
from sayso.text.words import Words, find_words

_MOST_WORDS = 20_000  # of what lies between the equal beginning and the equal end; beyond, it is one change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """Two readings of one address or file that gave two articles, and what changed in their words.

    ``address`` is what was asked, or the path of the file. When a file was read is known only of runs with a clock.
    """

    address: str
    before: Article
    after: Article
    before_at: str | None
    after_at: str | None
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
    """Give each change of an article that the case holds both versions of, by address or path, and time."""
    found = [
        compare_versions(view, earlier, later)
        for earlier, later in pairwise(view.versions())
        if earlier.locator == later.locator and earlier.article_id != later.article_id
    ]
    yield from sorted(found, key=lambda version: version.address)


def compare_versions(view: View, earlier: Version, later: Version) -> NewVersion:
    """Compare the articles of two readings of one address or file."""
    before, after = (view.article(version.article_id) for version in (earlier, later))
    return NewVersion(
        address=later.locator if is_address(later.locator) else after.path or later.locator,
        before=before,
        after=after,
        before_at=earlier.read_at,
        after_at=later.read_at,
        changes=compare_texts(before.text, after.text),
    )


def _same(before: str, after: str, old: Words, new: Words, i: int, j: int) -> bool:
    return before[old.starts[i] : old.ends[i]] == after[new.starts[j] : new.ends[j]]


def _cut(text: str, words: Words, start: int, end: int) -> list[str]:
    return [text[words.starts[i] : words.ends[i]] for i in range(start, end)]


def _span(words: Words, start: int, end: int) -> Span | None:
    return Span(words.starts[start], words.ends[end - 1]) if end > start else None
