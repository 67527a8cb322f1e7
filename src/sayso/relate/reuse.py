"""Text reuse: which article holds text of which other, passage by passage, to the character.

Invariant: both spans of a passage hold the same words but for the few between two matched runs, and no passage takes in
furniture. Who copied whom is said on the ground of a credit or of time, never of fame.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rensa import RMinHash, RMinHashLSH

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Copy, Direction, Passage
from sayso.model.span import Span, overlaps_any
from sayso.relate.credits import Credit, find_credits, key_of_publisher
from sayso.text.align import Run, chain_runs, find_runs, index_shingles
from sayso.text.shingles import block_by_shingle, hash_shingles, winnow
from sayso.text.words import find_words

SEED = 5  # words that must be equal for a passage to begin
WINDOW = 8  # each shared run of SEED + WINDOW - 1 = 12 words makes a candidate
MOST_HOLDERS = 64  # a shingle in more articles than this says nothing of a pair
MOST_GAP = 8  # words that may differ between two runs of one passage
LEAST_PASSAGE = 12  # words
LEAST_ALIKE = 0.5  # part of all their shingles, by MinHash, by which two texts are worth aligning whatever they share
LEAST_QUOTE = 4  # words of a whole quotation
LEAST_COPIED, LEAST_PART = 40, 0.08  # words outside quotation marks, and their part of the shorter article's, in a copy
LEAST_SHARE = 0.2  # or at least LEAST_PASSAGE such words that are this part of the shorter article's
SHORT = 200  # words: in a shorter article one shared shingle is worth a look
MOST_GROUPS = 8  # a passage in more groups of articles than this is background


@dataclass(frozen=True)
class _Text:
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
        return self.annotated.article.id

    @property
    def n_outside(self) -> int:
        return self.quoted.count(0)

    @cached_property
    def hashes(self) -> array[int]:
        return array("Q", hash_shingles(self.forms, SEED))


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
    marks: two reports of one speech share its words and are no copies for it.
    """
    texts = [_prepare(annotated) for annotated in sorted(articles, key=lambda each: each.article.id)]
    drafts = list(_align_pairs(texts, _block_pairs(texts)))
    background = _find_background(texts, drafts)
    copies = [copy for draft in drafts if (copy := _decide(texts, draft, background)) is not None]
    return tuple(sorted(copies, key=lambda copy: (copy.source, copy.target)))


def _prepare(annotated: AnnotatedArticle) -> _Text:
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
    return _Text(
        annotated=annotated,
        forms=words.forms,
        starts=array("I", words.starts),
        ends=array("I", words.ends),
        quoted=bytes(quoted),
        cuts=tuple(sorted({bisect_left(words.starts, span.end) for span in article.furniture})),
        credits=find_credits(article),
        publisher=key_of_publisher(article),
    )


def _block_pairs(texts: Sequence[_Text]) -> list[tuple[int, int]]:
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


def _align_pairs(texts: Sequence[_Text], pairs: Sequence[tuple[int, int]]) -> Iterator[_Draft]:
    by_source: dict[int, list[tuple[int, Direction, Credit | None]]] = {}
    for i, j in pairs:
        source, target, direction, credit = _direct(texts, i, j)
        by_source.setdefault(source, []).append((target, direction, credit))
    places_of = lru_cache(maxsize=1024)(lambda index: index_shingles(texts[index].forms, SEED))
    for source, targets in sorted(by_source.items()):
        for target, direction, credit in targets:
            a, b = texts[source].forms, texts[target].forms
            runs = find_runs(a, places_of(source), b, places_of(target), SEED)
            chains = [
                piece
                for chain in chain_runs(runs, MOST_GAP)
                for piece in _part_at_furniture(chain, texts[source], texts[target])
                if _is_passage(piece, texts[target])
            ]
            if chains:
                yield _Draft(source, target, direction, credit, chains)


def _direct(texts: Sequence[_Text], i: int, j: int) -> tuple[int, int, Direction, Credit | None]:
    """Say which of two articles is the source, and on what ground."""
    i_credits_j, j_credits_i = _credit_of(texts[i], texts[j]), _credit_of(texts[j], texts[i])
    if j_credits_i and not i_credits_j:
        return i, j, Direction.CREDITED, j_credits_i
    if i_credits_j and not j_credits_i:
        return j, i, Direction.CREDITED, i_credits_j
    order = _compare_instants(texts[i].annotated.article.published_at, texts[j].annotated.article.published_at)
    source, target = (j, i) if order > 0 else (i, j)
    theirs = {credit.key for credit in texts[source].credits} | {texts[source].publisher}
    shared = next((credit for credit in texts[target].credits if credit.key in theirs), None)
    return source, target, Direction.EARLIER if order else Direction.UNKNOWN, shared


def _credit_of(text: _Text, other: _Text) -> Credit | None:
    """Give the credit by which ``text`` names the publisher of ``other``, if it is not its own publisher."""
    if other.publisher is None or other.publisher == text.publisher:
        return None
    return next((credit for credit in text.credits if credit.key == other.publisher), None)


def _compare_instants(a: str | None, b: str | None) -> int:
    """Compare two ISO 8601 dates or instants at the precision both have: -1, 0 or 1; 0 if one is unknown."""
    if not a or not b:
        return 0
    n = min(len(a), len(b))
    return (a[:n] > b[:n]) - (a[:n] < b[:n])


def _part_at_furniture(chain: list[Run], source: _Text, target: _Text) -> Iterator[list[Run]]:
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


def _is_passage(chain: Sequence[Run], target: _Text) -> bool:
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


def _find_background(texts: Sequence[_Text], drafts: Sequence[_Draft]) -> list[bytes]:
    """Mark, for each article, the words that stand in more than MOST_GROUPS groups of articles unlike each other."""
    group = list(range(len(texts)))

    def find(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for draft in drafts:
        least = min(len(texts[draft.source].forms), len(texts[draft.target].forms))
        if sum(run.length for chain in draft.chains for run in chain) >= 0.4 * least:
            a, b = sorted((find(draft.source), find(draft.target)))
            group[b] = a
    marks: dict[int, list[tuple[int, int, int]]] = {}
    for draft in drafts:
        for chain in draft.chains:
            for run in chain:
                marks.setdefault(draft.source, []).append((find(draft.target), run.a, run.a + run.length))
                marks.setdefault(draft.target, []).append((find(draft.source), run.b, run.b + run.length))
    background = []
    for i, text in enumerate(texts):
        counts = array("i", bytes(4 * (len(text.forms) + 1)))
        covered: dict[int, int] = {}
        for other, start, end in sorted(marks.get(i, ())):
            start = max(start, covered.get(other, 0))
            if start < end:
                covered[other] = end
                counts[start] += 1
                counts[end] -= 1
        word = bytearray(len(text.forms))
        n = 0
        for index in range(len(text.forms)):
            n += counts[index]
            word[index] = n > MOST_GROUPS
        background.append(bytes(word))
    return background


def _decide(texts: Sequence[_Text], draft: _Draft, background: Sequence[bytes]) -> Copy | None:
    """Make a copy of an aligned pair if the shared text outside quotation marks and background is material."""
    source, target = texts[draft.source], texts[draft.target]
    n_outside = n_shared = 0
    for chain in draft.chains:
        for run in chain:
            n_shared += run.length
            for n in range(run.length):
                quoted = target.quoted[run.b + n] or source.quoted[run.a + n]
                n_outside += not quoted and not background[draft.target][run.b + n]
    part = n_outside / max(1, min(target.n_outside, source.n_outside))
    one_house = source.publisher is not None and source.publisher == target.publisher
    material = n_outside >= LEAST_COPIED and part >= LEAST_PART and not one_house  # one house's pages share furniture
    if not material and not (n_outside >= LEAST_PASSAGE and part >= LEAST_SHARE):
        return None
    passages = tuple(_cut_passage(chain, source, target) for chain in draft.chains)
    return Copy(
        source=source.id,
        target=target.id,
        share=round(min(1.0, n_shared / len(target.forms)), 4),
        verbatim=all(_same_letters(passage, source, target) for passage in passages),
        passages=passages,
        direction=draft.direction,
        credit=draft.credit.span if draft.credit else None,
    )


_CLOSING = frozenset(".,;:!?…'’”\"»)]")
_OPENING = frozenset("'‘“\"«„([$€£")


def _cut_passage(chain: Sequence[Run], source: _Text, target: _Text) -> Passage:
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
        return Passage(source=a_span, target=b_span)
    return Passage(source=grown_a, target=grown_b)


_LETTERS = re.compile(r"[\W_]+")


def _same_letters(passage: Passage, source: _Text, target: _Text) -> bool:
    a = passage.source.cut(source.annotated.article.text)
    b = passage.target.cut(target.annotated.article.text)
    return a == b or _LETTERS.sub(" ", a) == _LETTERS.sub(" ", b)
