"""Meetings: which articles share text with which others, kept as articles come in.

Invariant: what has met depends on the set of articles and not on the order in which they came, and the work for one
more is bounded by how many hold its text, however many came before it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Protocol

from rensa import RMinHash, RMinHashLSH

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Direction
from sayso.relate.background import is_one_text
from sayso.relate.credits import Credit
from sayso.relate.directions import direct_pair
from sayso.relate.passages import LEAST_PASSAGE, Comparable, align_texts, prepare_article
from sayso.text.align import Run, index_shingles
from sayso.text.shingles import winnow

WINDOW = 8  # each shared run of SEED + WINDOW - 1 = 12 words makes a candidate
MOST_HOLDERS = 64  # a shingle in more articles than this says nothing of a pair
LEAST_ALIKE = 0.5  # part of all their shingles, by MinHash, by which two texts are worth aligning whatever they share
N_PERMUTATIONS, N_BANDS = 128, 32  # of the MinHash, and of the buckets by which it is looked up
SHORT = 200  # words: in a shorter article one shared shingle is worth a look
LEAST_SHARED = 4  # shingles, between two longer ones
INDEXED = 256  # texts whose places are remembered, the last used


@dataclass(slots=True)
class Met:
    """An aligned pair, by number. ``chains`` hold runs whose ``a`` counts the source's words, ``b`` the target's."""

    source: int
    target: int
    direction: Direction
    credit: Credit | None
    chains: list[list[Run]]
    one_text: bool
    n_shared: int  # shingles that no more than MOST_HOLDERS hold
    n_least: int  # of them, to be worth a look; none if the texts are alike as a whole

    @property
    def pair(self) -> tuple[int, int]:
        """Give the two numbers, the lower first."""
        return min(self.source, self.target), max(self.source, self.target)

    @property
    def counts(self) -> bool:
        """Say whether the pair still has enough in common that few others have."""
        return self.n_shared >= self.n_least


class MeetingShelf(Protocol):
    """Where meetings are kept: by `MeetingsInMemory`, or in a case."""

    def number_of(self, article: str) -> int:
        """Give the number of an article that was taken in."""
        ...

    def text(self, number: int) -> Comparable:
        """Give an article that was taken in."""
        ...

    def n_words(self, number: int) -> int:
        """Count the words of an article that was taken in."""
        ...

    def add(self, text: Comparable) -> int:
        """Take an article in under a number of its own."""
        ...

    def hold(self, number: int, values: Sequence[int]) -> Iterable[tuple[int, ...]]:
        """Put an article among the holders of shingles; give who held each before, if no more than MOST_HOLDERS."""
        ...

    def find_alike(self, number: int, own: RMinHash) -> set[int]:
        """Keep the print of an article, and give those before whose prints are LEAST_ALIKE or more."""
        ...

    def keep(self, met: Met) -> None:
        """Keep an aligned pair."""
        ...

    def count(self, pair: tuple[int, int], n: int) -> None:
        """Add to the shingles that a pair shares, the lower number first, if it is aligned."""
        ...

    def list_met(self, number: int) -> Sequence[Met]:
        """Give the aligned pairs of an article."""
        ...

    def list_pairs(self) -> Iterable[Met]:
        """Give all aligned pairs."""
        ...

    def list_texts(self) -> Iterable[Comparable]:
        """Give all articles."""
        ...


class MeetingsInMemory:
    """Meetings that end with the process; articles are numbered as they come."""

    def __init__(self) -> None:
        self._texts: list[Comparable] = []
        self._number_of: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], Met] = {}  # the lower number first
        self._met_by: list[list[Met]] = []
        self._holders: dict[int, tuple[int, ...] | None] = {}  # of a shingle; None once there are too many
        self._index = RMinHashLSH(threshold=LEAST_ALIKE, num_perm=N_PERMUTATIONS, num_bands=N_BANDS)
        self._prints: dict[int, RMinHash] = {}

    def number_of(self, article: str) -> int:
        """Give the number of an article that was taken in."""
        return self._number_of[article]

    def text(self, number: int) -> Comparable:
        """Give an article that was taken in."""
        return self._texts[number]

    def n_words(self, number: int) -> int:
        """Count the words of an article that was taken in."""
        return len(self._texts[number].forms)

    def add(self, text: Comparable) -> int:
        """Take an article in under the next number."""
        number = len(self._texts)
        self._texts.append(text)
        self._number_of[text.id] = number
        self._met_by.append([])
        return number

    def hold(self, number: int, values: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Put an article among the holders of shingles; give who held each before, if no more than MOST_HOLDERS."""
        for value in values:
            holders = self._holders.get(value, ())
            if holders is not None:
                self._holders[value] = (*holders, number) if len(holders) < MOST_HOLDERS else None
                yield holders

    def find_alike(self, number: int, own: RMinHash) -> set[int]:
        """Keep the print of an article, and give those before whose prints are LEAST_ALIKE or more."""
        alike = {other for other in self._index.query(own) if own.jaccard(self._prints[other]) >= LEAST_ALIKE}
        self._prints[number] = own
        self._index.insert(number, own)
        return alike

    def keep(self, met: Met) -> None:
        """Keep an aligned pair."""
        self._pairs[met.pair] = met
        for number in met.pair:
            self._met_by[number].append(met)

    def count(self, pair: tuple[int, int], n: int) -> None:
        """Add to the shingles that a pair shares, the lower number first, if it is aligned."""
        if met := self._pairs.get(pair):
            met.n_shared += n

    def list_met(self, number: int) -> Sequence[Met]:
        """Give the aligned pairs of an article."""
        return self._met_by[number]

    def list_pairs(self) -> Iterable[Met]:
        """Give all aligned pairs."""
        return self._pairs.values()

    def list_texts(self) -> Iterable[Comparable]:
        """Give all articles."""
        return self._texts


class Meetings:
    """The articles so far, numbered on their shelf, and the pairs that share text."""

    def __init__(self, shelf: MeetingShelf | None = None) -> None:
        self.shelf: MeetingShelf = shelf or MeetingsInMemory()
        self._places = lru_cache(maxsize=INDEXED)(lambda number: index_shingles(self.shelf.text(number).hashes))

    def add(self, annotated: AnnotatedArticle) -> None:
        """Take in one more article, and align it with those worth it."""
        text = prepare_article(annotated)
        number = self.shelf.add(text)
        n_shared, alike = self._find_sharing(text.hashes, number), self._find_alike(text.hashes, number)
        for other in sorted({*n_shared, *alike}):
            n_least = 0 if other in alike else self._least_shared(other, number)
            if n_shared[other] >= n_least:
                self.align(other, number, n_shared[other], n_least)

    def list_all(self) -> list[Met]:
        """Give all pairs that share text."""
        return [met for met in self.shelf.list_pairs() if met.counts]

    def list_around(self, article: str) -> tuple[list[Met], list[Met]]:
        """Give the pairs of one article, and all on which their being copies depends.

        Those are its own, those of the articles that it met, and those by which all these are one text with more.
        """
        number = self.shelf.number_of(article)
        near = {number, *(self._other(met, number) for met in self._list_met(number))}
        found = {(met.source, met.target): met for each in near for met in self._list_met(each)}
        waiting = [each for pair in found for each in pair]
        reached = set(waiting)
        while waiting:
            one = waiting.pop()
            for met in self._list_met(one):
                if met.one_text:
                    found[met.source, met.target] = met
                    other = self._other(met, one)
                    if other not in reached:
                        reached.add(other)
                        waiting.append(other)
        return self._list_met(number), list(found.values())

    def _list_met(self, number: int) -> list[Met]:
        return [met for met in self.shelf.list_met(number) if met.counts]

    @staticmethod
    def _other(met: Met, number: int) -> int:
        return met.target if met.source == number else met.source

    def _least_shared(self, a: int, b: int) -> int:
        """Say how many rare shingles two articles must share to be worth a look."""
        return 1 if min(self.shelf.n_words(a), self.shelf.n_words(b)) < SHORT else LEAST_SHARED

    def _find_sharing(self, hashes: array[int], number: int) -> Counter[int]:
        """Count the rare shingles that each earlier article shares; one that is rare no more is taken off all pairs."""
        n_shared: Counter[int] = Counter()
        for holders in self.shelf.hold(number, winnow(hashes, WINDOW)):
            if len(holders) < MOST_HOLDERS:
                n_shared.update(holders)
                continue
            for pair in combinations(holders, 2):
                self.shelf.count(pair, -1)
        return n_shared

    def _find_alike(self, hashes: Sequence[int], number: int) -> set[int]:
        """Give the earlier articles that are alike as a whole."""
        if len(hashes) < LEAST_PASSAGE:
            return set()
        own = RMinHash(num_perm=N_PERMUTATIONS, seed=1)
        own.update([str(value) for value in hashes])
        return self.shelf.find_alike(number, own)

    def align(self, other: int, number: int, n_shared: int, n_least: int) -> None:
        """Align two articles, ordered by their rank where nothing says who was first."""
        texts = {each: self.shelf.text(each) for each in (other, number)}
        ranked = sorted(texts, key=lambda each: texts[each].annotated.article.rank)
        source, target, direction, credit = direct_pair(texts, *ranked)
        first, second = texts[source], texts[target]
        if chains := align_texts(first, self._places(source), second):
            one_text = is_one_text(first, second, chains)
            self.shelf.keep(Met(source, target, direction, credit, chains, one_text, n_shared, n_least))
