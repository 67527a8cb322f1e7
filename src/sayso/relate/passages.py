"""Passages: the stretches of words that two articles share, aligned to the character.

Invariant: both spans of a passage hold the same words but for the few between two matched runs, and no passage takes in
furniture.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Manner, Passage
from sayso.model.span import Span, overlaps_any
from sayso.relate.credits import Credit, find_credits, key_of_publisher
from sayso.text.align import Run, chain_runs, find_runs
from sayso.text.shingles import hash_shingles
from sayso.text.words import find_words

SEED = 5  # words that must be equal for a passage to begin
MOST_GAP = 8  # words that may differ between two runs of one passage
LEAST_PASSAGE = 12  # words
LEAST_QUOTE = 4  # words of a whole quotation
MOST_EDITED = 0.1  # part of the words of a passage that differ, if it is only lightly edited


@dataclass(frozen=True)
class Comparable:
    """What comparison needs of one article: its words without the furniture, and which stand in quotation marks."""

    annotated: AnnotatedArticle
    forms: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    quoted: bytes
    cuts: tuple[int, ...]  # the words before which furniture was left out
    credits: tuple[Credit, ...]
    publisher: str | None

    @property
    def id(self) -> str:
        """Give the article's id."""
        return self.annotated.article.id

    @cached_property
    def day(self) -> int | None:
        """Give the day of publication as a number, ``None`` where it is not stated to the day."""
        day = self.annotated.article.published_on
        return day.toordinal() if day is not None else None

    @property
    def n_outside(self) -> int:
        """Count the words outside quotation marks."""
        return self.quoted.count(0)

    @cached_property
    def hashes(self) -> array[int]:
        """Give the shingles of SEED words, in order."""
        return array("Q", hash_shingles(self.forms, SEED))


def prepare_article(annotated: AnnotatedArticle) -> Comparable:
    """Read what comparison needs of an article. Time is linear in its text."""
    article = annotated.article
    pieces: list[tuple[int, int]] = []
    start = 0
    for span in (*article.furniture, Span(len(article.text), len(article.text))):
        if start < span.start:
            pieces.append((start, span.start))
        start = max(start, span.end)
    words = find_words(article.text, pieces)
    quoted = bytearray(len(words))
    for quotation in annotated.quotations:
        if quotation.closed:
            first, last = bisect_left(words.starts, quotation.span.start), bisect_left(words.starts, quotation.span.end)
            quoted[first:last] = b"\1" * (last - first)
    return Comparable(
        annotated=annotated,
        forms=words.forms,
        starts=array("I", words.starts),
        ends=array("I", words.ends),
        quoted=bytes(quoted),
        cuts=tuple(sorted({bisect_left(words.starts, span.end) for span in article.furniture})),
        credits=find_credits(article),
        publisher=key_of_publisher(article),
    )


def align_texts(
    source: Comparable,
    source_places: Mapping[int, Sequence[int]],
    target: Comparable,
) -> list[list[Run]]:
    """Give the passages of two texts as chains of equal runs; places are from `index_shingles`, of ``SEED`` words."""
    runs = find_runs(source.forms, source_places, target.forms, target.hashes, SEED)
    return [
        piece
        for chain in chain_runs(runs, MOST_GAP)
        for piece in _part_at_furniture(chain, source, target)
        if _is_passage(piece, target)
    ]


def _part_at_furniture(chain: list[Run], source: Comparable, target: Comparable) -> Iterator[list[Run]]:
    """Cut a chain where furniture lies within it, so that no passage takes furniture in."""
    piece: list[Run] = []
    for run in chain:
        cuts_a = [cut - run.a for cut in source.cuts if run.a < cut < run.a + run.length]
        cuts_b = [cut - run.b for cut in target.cuts if run.b < cut < run.b + run.length]
        start = 0
        if piece and (_lies_between(source.cuts, piece[-1].a, run.a) or _lies_between(target.cuts, piece[-1].b, run.b)):
            yield piece
            piece = []
        for end in sorted({*cuts_a, *cuts_b}):
            yield [*piece, Run(run.a + start, run.b + start, end - start)]
            piece, start = [], end
        piece.append(Run(run.a + start, run.b + start, run.length - start))
    if piece:
        yield piece


def _lies_between(cuts: Sequence[int], first: int, last: int) -> bool:
    return any(first < cut <= last for cut in cuts)


def _is_passage(chain: Sequence[Run], target: Comparable) -> bool:
    n_words = sum(run.length for run in chain)
    if n_words >= LEAST_PASSAGE:
        return True
    first, last = chain[0].b, chain[-1].b + chain[-1].length
    if n_words < LEAST_QUOTE or not target.quoted[first] or not target.quoted[last - 1]:
        return False
    start, end = target.starts[first], target.ends[last - 1]
    return any(
        not re.search(r"\w", target.annotated.article.text[quotation.inner.start : start])
        and not re.search(r"\w", target.annotated.article.text[end : quotation.inner.end])
        for quotation in target.annotated.quotations
        if quotation.inner.start <= start and end <= quotation.inner.end
    )


_CLOSING = frozenset(".,;:!?…'’”\"»)]")
_OPENING = frozenset("'‘“\"«„([$€£")


def cut_passage(chain: Sequence[Run], source: Comparable, target: Comparable) -> Passage:
    """Give the spans of a chain, grown over the punctuation that both have on either side."""
    first, last = chain[0], chain[-1]
    a, b = source.annotated.article, target.annotated.article
    a_span = Span(source.starts[first.a], source.ends[last.a + last.length - 1])
    b_span = Span(target.starts[first.b], target.ends[last.b + last.length - 1])
    before = after = 0
    while (mark := a.text[a_span.end + after : a_span.end + after + 1]) and mark in _CLOSING:
        if b.text[b_span.end + after : b_span.end + after + 1] != mark:
            break
        after += 1
    while (mark := a.text[max(0, a_span.start - before - 1) : a_span.start - before]) and mark in _OPENING:
        if b.text[max(0, b_span.start - before - 1) : b_span.start - before] != mark:
            break
        before += 1
    grown_a = Span(a_span.start - before, a_span.end + after)
    grown_b = Span(b_span.start - before, b_span.end + after)
    if overlaps_any(grown_a, a.furniture) or overlaps_any(grown_b, b.furniture):
        grown_a, grown_b = a_span, b_span
    return Passage(source=grown_a, target=grown_b, manner=_tell_manner(chain, grown_a.cut(a.text), grown_b.cut(b.text)))


_LETTERS = re.compile(r"[\W_]+")


def _tell_manner(chain: Sequence[Run], a: str, b: str) -> Manner:
    """Compare letters and digits: marks and spaces are the printer's, not the writer's."""
    if a == b or _LETTERS.sub(" ", a) == _LETTERS.sub(" ", b):
        return Manner.VERBATIM
    first, last = chain[0], chain[-1]
    n_words = max(last.a + last.length - first.a, last.b + last.length - first.b)
    n_changed = n_words - sum(run.length for run in chain)
    return Manner.EDITED if n_changed <= MOST_EDITED * n_words else Manner.REWRITTEN
