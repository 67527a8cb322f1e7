"""Text reuse: which article holds text of which other, passage by passage, to the character.

Invariant: a copy rests on passages alone that are no furniture and no background, and who copied whom is said on the
ground of a credit or of time, never of fame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Copy, Manner
from sayso.relate.background import Meeting, find_background
from sayso.relate.meetings import Meetings, Met
from sayso.relate.passages import LEAST_PASSAGE, Comparable, cut_passage
from sayso.relate.requotes import find_requotes

LEAST_COPIED, LEAST_PART = 40, 0.08  # words outside quotation marks, and their part of the shorter article's, in a copy
LEAST_SHARE = 0.2  # or at least LEAST_PASSAGE such words that are this part of the shorter article's


class CopyStream:
    """The copies among the articles so far, in whatever order they come: the order changes nothing."""

    def __init__(self, meetings: Meetings | None = None) -> None:
        self._meetings = meetings or Meetings()

    def add(self, annotated: AnnotatedArticle) -> None:
        """Take in one more article: align it with those that share text with it.

        The work is bounded by the length of the article and by how many hold its text, not by how many came before.
        """
        self._meetings.add(annotated)

    def list_copies_of(self, article: str) -> tuple[Copy, ...]:
        """Give what `list_copies` gives of one article, shared quotations left out, by looking at its surroundings.

        Those are the articles that share text with it, and the articles that are one text with them.
        """
        own, around = self._meetings.list_around(article)
        return tuple(sorted(self._decide(own, around), key=_order))

    def list_copies(self) -> tuple[Copy, ...]:
        """Give every pair of articles that share material text, sorted by source, then target.

        No text is aligned again. Time is linear in the articles and in the pairs that share text.
        """
        met = self._meetings.list_all()
        copies = list(self._decide(met, met))
        texts = sorted(self._meetings.shelf.list_texts(), key=lambda text: text.annotated.article.rank)
        copies += find_requotes(texts, {(copy.source, copy.target) for copy in copies})
        return tuple(sorted(copies, key=_order))

    def _decide(self, pairs: Iterable[Met], around: Sequence[Met]) -> Iterator[Copy]:
        """Decide pairs that share text, by all those that bear on them, themselves among them."""
        numbers = sorted({number for met in around for number in (met.source, met.target)})
        texts = [self._meetings.shelf.text(number) for number in numbers]
        at = {number: index for index, number in enumerate(numbers)}
        background = find_background(texts, [Meeting(at[met.source], at[met.target], met.chains) for met in around])
        for met in pairs:
            source, target = at[met.source], at[met.target]
            copy = _decide(met, (texts[source], background[source]), (texts[target], background[target]))
            if copy is not None:
                yield copy


def find_copies(articles: Iterable[AnnotatedArticle]) -> tuple[Copy, ...]:
    """Find every pair of articles that share material text, sorted by source, then target.

    Block by rare shared shingles and by MinHash, compare by aligned passages, decide by the text outside quotation
    marks: two reports of one speech share its words and are no copies for it. What shares reported speech alone, word
    for word and however short, comes with the manner ``QUOTED``.
    """
    stream = CopyStream()
    for annotated in articles:
        stream.add(annotated)
    return stream.list_copies()


def _order(copy: Copy) -> tuple[str, str]:
    return copy.source, copy.target


def _decide(met: Met, source_and: tuple[Comparable, bytes], target_and: tuple[Comparable, bytes]) -> Copy | None:
    """Make a copy of an aligned pair if the shared text outside quotation marks and background is material.

    Each text comes with its background, a byte a word.
    """
    (source, source_background), (target, target_background) = source_and, target_and
    n_outside = n_shared = 0
    for chain in met.chains:
        n_shared += sum(run.length for run in chain)
        for run in chain:
            flags = (
                target.quoted[run.b : run.b + run.length],
                source.quoted[run.a : run.a + run.length],
                target_background[run.b : run.b + run.length],
                source_background[run.a : run.a + run.length],
            )
            n_outside += run.length - _count_any(flags)
    part = n_outside / max(1, min(target.n_outside, source.n_outside))
    one_house = source.publisher is not None and source.publisher == target.publisher
    material = n_outside >= LEAST_COPIED and part >= LEAST_PART and not one_house  # one house's pages share furniture
    if not material and not (n_outside >= LEAST_PASSAGE and part >= LEAST_SHARE):
        return None
    passages = tuple(cut_passage(chain, source, target) for chain in met.chains)
    return Copy(
        source=source.id,
        target=target.id,
        share=round(min(1.0, n_shared / len(target.forms)), 4),
        verbatim=all(passage.manner is Manner.VERBATIM for passage in passages),
        passages=passages,
        direction=met.direction,
        credit=met.credit.span if met.credit else None,
    )


def _count_any(flags: Iterable[bytes]) -> int:
    """Count the places at which any of some equally long flags, 0 or 1 a byte, is 1."""
    return reduce(or_, (int.from_bytes(each, "big") for each in flags)).bit_count()
