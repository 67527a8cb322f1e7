"""Text reuse: which article holds text of which other, passage by passage, to the character.

Invariant: a copy rests on passages alone that are no furniture and no background, and who copied whom is said on the
ground of a credit or of time, never of fame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from rensa import RMinHash, RMinHashLSH

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Copy, Direction, Manner
from sayso.relate.background import Meeting, find_background
from sayso.relate.credits import Credit
from sayso.relate.directions import direct_pair
from sayso.relate.passages import (
    LEAST_PASSAGE,
    SEED,
    Comparable,
    align_texts,
    cut_passage,
    prepare_article,
)
from sayso.relate.requotes import find_requotes
from sayso.text.align import Run, index_shingles
from sayso.text.shingles import block_by_shingle, winnow

WINDOW = 8  # each shared run of SEED + WINDOW - 1 = 12 words makes a candidate
MOST_HOLDERS = 64  # a shingle in more articles than this says nothing of a pair
LEAST_ALIKE = 0.5  # part of all their shingles, by MinHash, by which two texts are worth aligning whatever they share
LEAST_COPIED, LEAST_PART = 40, 0.08  # words outside quotation marks, and their part of the shorter article's, in a copy
LEAST_SHARE = 0.2  # or at least LEAST_PASSAGE such words that are this part of the shorter article's
SHORT = 200  # words: in a shorter article one shared shingle is worth a look


@dataclass(slots=True)
class _Draft:
    """An aligned pair. ``chains`` hold runs whose ``a`` counts the source's words and whose ``b`` the target's."""

    source: int
    target: int
    direction: Direction
    credit: Credit | None
    chains: list[list[Run]]


def find_copies(articles: Sequence[AnnotatedArticle]) -> tuple[Copy, ...]:
    """Find every pair of articles that share material text, sorted by source, then target.

    Block by rare shared shingles and by MinHash, compare by aligned passages, decide by the text outside quotation
    marks: two reports of one speech share its words and are no copies for it. What shares reported speech alone, word
    for word and however short, comes with the manner ``QUOTED``.
    """
    texts = [prepare_article(annotated) for annotated in sorted(articles, key=lambda each: each.article.id)]
    drafts = list(_align_pairs(texts, _block_pairs(texts)))
    background = find_background(texts, [Meeting(draft.source, draft.target, draft.chains) for draft in drafts])
    copies = [copy for draft in drafts if (copy := _decide(texts, draft, background)) is not None]
    copies += find_requotes(texts, {(copy.source, copy.target) for copy in copies})
    return tuple(sorted(copies, key=lambda copy: (copy.source, copy.target)))


def _block_pairs(texts: Sequence[Comparable]) -> list[tuple[int, int]]:
    """Give the pairs worth aligning: two rare shingles in common, or alike as a whole. Indices ascend."""
    n_shared: Counter[tuple[int, int]] = Counter()
    for holders in block_by_shingle([winnow(text.hashes, WINDOW) for text in texts], MOST_HOLDERS):
        for place, i in enumerate(holders):
            for j in holders[place + 1 :]:
                n_shared[i, j] += 1
    n_least = [1 if len(text.forms) < SHORT else 4 for text in texts]
    pairs = {(i, j) for (i, j), n in n_shared.items() if n >= min(n_least[i], n_least[j])}
    index = RMinHashLSH(threshold=LEAST_ALIKE, num_perm=128, num_bands=32)
    prints: dict[int, RMinHash] = {}
    for i, text in enumerate(texts):
        if len(text.hashes) >= LEAST_PASSAGE:
            prints[i] = RMinHash(num_perm=128, seed=1)
            prints[i].update([str(value) for value in text.hashes])
            pairs.update((j, i) for j in index.query(prints[i]) if prints[i].jaccard(prints[j]) >= LEAST_ALIKE)
            index.insert(i, prints[i])
    return sorted(pairs)


def _align_pairs(texts: Sequence[Comparable], pairs: Sequence[tuple[int, int]]) -> Iterator[_Draft]:
    by_source: dict[int, list[tuple[int, Direction, Credit | None]]] = {}
    for i, j in pairs:
        source, target, direction, credit = direct_pair(texts, i, j)
        by_source.setdefault(source, []).append((target, direction, credit))
    for source, targets in sorted(by_source.items()):
        places = index_shingles(texts[source].forms, SEED)
        for target, direction, credit in targets:
            chains = align_texts(texts[source], places, texts[target])
            if chains:
                yield _Draft(source, target, direction, credit, chains)


def _decide(texts: Sequence[Comparable], draft: _Draft, background: Sequence[bytes]) -> Copy | None:
    """Make a copy of an aligned pair if the shared text outside quotation marks and background is material."""
    source, target = texts[draft.source], texts[draft.target]
    n_outside = n_shared = 0
    for chain in draft.chains:
        n_shared += sum(run.length for run in chain)
        for run in chain:
            flags = (
                target.quoted[run.b : run.b + run.length],
                source.quoted[run.a : run.a + run.length],
                background[draft.target][run.b : run.b + run.length],
                background[draft.source][run.a : run.a + run.length],
            )
            n_outside += run.length - _count_any(flags)
    part = n_outside / max(1, min(target.n_outside, source.n_outside))
    one_house = source.publisher is not None and source.publisher == target.publisher
    material = n_outside >= LEAST_COPIED and part >= LEAST_PART and not one_house  # one house's pages share furniture
    if not material and not (n_outside >= LEAST_PASSAGE and part >= LEAST_SHARE):
        return None
    passages = tuple(cut_passage(chain, source, target) for chain in draft.chains)
    return Copy(
        source=source.id,
        target=target.id,
        share=round(min(1.0, n_shared / len(target.forms)), 4),
        verbatim=all(passage.manner is Manner.VERBATIM for passage in passages),
        passages=passages,
        direction=draft.direction,
        credit=draft.credit.span if draft.credit else None,
    )


def _count_any(flags: Iterable[bytes]) -> int:
    """Count the places at which any of some equally long flags, 0 or 1 a byte, is 1."""
    return reduce(or_, (int.from_bytes(each, "big") for each in flags)).bit_count()
