"""The streams of copies and stories over what a case keeps of them, so that one more article costs what it meets.

Invariant: what has met, and which stories there are, is what the streams in memory give of the same articles, in
whatever order these came, changed or left.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from operator import eq
from typing import Any, Protocol
from zlib import compress, decompress

from rensa import RMinHash

from sayso.codec import from_builtins, from_json_bytes, to_builtins, to_json_bytes
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Story
from sayso.relate import likeness, meetings, passages, sketches, story_stream
from sayso.relate.meetings import LEAST_ALIKE, MOST_HOLDERS, N_BANDS, N_PERMUTATIONS, Meetings, Met
from sayso.relate.passages import Comparable, prepare_article
from sayso.relate.sketches import Sketch, sketch_article
from sayso.relate.stories import make_stories, order_articles
from sayso.relate.story_stream import HOLDERS, StoryStream, list_keys
from sayso.version import VERSION

FORMAT = 1  # to be raised when the same settings would keep something else
READ = 2048  # articles that are remembered as they are compared, the last used

Read = Callable[[int], AnnotatedArticle]


class PairRows(Protocol):
    """What a case keeps for finding copies; see `sayso.store.kept_pairs.KeptPairs`."""

    def add(self, number: int, digest: str, n_words: int) -> None: ...  # noqa: D102
    def n_words(self, number: int) -> int: ...  # noqa: D102
    def digest_of(self, number: int) -> str | None: ...  # noqa: D102
    def list_numbers(self) -> list[int]: ...  # noqa: D102
    def list_holders(self, shingle: int, most: int) -> tuple[int, ...]: ...  # noqa: D102
    def hold(self, number: int, shingles: Sequence[int]) -> None: ...  # noqa: D102
    def shingles_of(self, number: int) -> array[int]: ...  # noqa: D102
    def hold_print(self, number: int, own: array[int], n_bands: int) -> Iterator[tuple[int, array[int]]]: ...  # noqa: D102
    def drop(self, number: int, n_bands: int) -> array[int]: ...  # noqa: D102
    def keep_pair(self, met: dict[str, Any]) -> None: ...  # noqa: D102
    def has_pair(self, pair: tuple[int, int]) -> bool: ...  # noqa: D102
    def count(self, pair: tuple[int, int], n: int) -> None: ...  # noqa: D102
    def list_pairs(self, number: int | None = None) -> list[dict[str, Any]]: ...  # noqa: D102


class StepRows(Protocol):
    """What a case keeps for telling stories; see `sayso.store.kept_steps.KeptSteps`."""

    def keep_sketch(self, position: int, day: int | None, sketch: bytes, too_early: int | None) -> None: ...  # noqa: D102
    def sketch_at(self, position: int) -> bytes | None: ...  # noqa: D102
    def last_key(self) -> tuple[str, str] | None: ...  # noqa: D102
    def find(self, number: int) -> tuple[int, str] | None: ...  # noqa: D102
    def find_place(self, key: tuple[str, str]) -> int: ...  # noqa: D102
    def undo(self, position: int) -> list[str]: ...  # noqa: D102
    def add(  # noqa: D102
        self,
        *,
        number: int,
        key: tuple[str, str],
        digest: str,
        day: int | None,
        near: dict[int, float],
        terms: Sequence[tuple[str, float]],
    ) -> int: ...
    def count_holders(self, term: str, most: int) -> int: ...  # noqa: D102
    def find_holders(self, term: str, most: int) -> list[tuple[int, float]]: ...  # noqa: D102
    def count_published(self, first: int, last: int) -> int: ...  # noqa: D102
    def number_at(self, position: int) -> int: ...  # noqa: D102
    def day_at(self, position: int) -> int | None: ...  # noqa: D102
    def story_at(self, position: int) -> int: ...  # noqa: D102
    def near_at(self, position: int) -> dict[int, float]: ...  # noqa: D102
    def list_members(self, story: int, most: int = -1) -> list[int]: ...  # noqa: D102
    def list_stories(self) -> list[list[int]]: ...  # noqa: D102
    def take(self, story: int) -> list[int]: ...  # noqa: D102
    def put(self, members: Sequence[int]) -> None: ...  # noqa: D102


class _PairShelf:
    """The meetings of a case, as `Meetings` asks for them."""

    def __init__(self, rows: PairRows, read: Read, number_of: Callable[[str], int]) -> None:
        self._rows = rows
        self.number_of = number_of
        self._text = lru_cache(maxsize=READ)(lambda number: prepare_article(read(number)))
        self.n_words = rows.n_words
        self._coming: tuple[int, str] = (0, "")
        self._added: tuple[int, Comparable] | None = None  # the last, so that it is not prepared twice

    def announce(self, number: int, digest: str) -> None:
        """Say which article is added next."""
        self._coming = (number, digest)

    def add(self, text: Comparable) -> int:
        number, digest = self._coming
        self._rows.add(number, digest, len(text.forms))
        self._added = (number, text)
        return number

    def text(self, number: int) -> Comparable:
        return self._added[1] if self._added and self._added[0] == number else self._text(number)

    def hold(self, number: int, values: Sequence[int]) -> Iterable[tuple[int, ...]]:
        held = [self._rows.list_holders(value, MOST_HOLDERS + 1) for value in values]
        self._rows.hold(number, values)
        return [holders for holders in held if len(holders) <= MOST_HOLDERS]

    def find_alike(self, number: int, own: RMinHash) -> set[int]:
        mine = array("I", own.digest())
        before = self._rows.hold_print(number, mine, N_BANDS)
        return {other for other, theirs in before if sum(map(eq, mine, theirs)) >= LEAST_ALIKE * N_PERMUTATIONS}

    def keep(self, met: Met) -> None:
        self._rows.keep_pair(to_builtins(met))

    def count(self, pair: tuple[int, int], n: int) -> None:
        self._rows.count(pair, n)

    def list_met(self, number: int) -> Sequence[Met]:
        return [from_builtins(row, Met) for row in self._rows.list_pairs(number)]

    def list_pairs(self) -> Iterable[Met]:
        return (from_builtins(row, Met) for row in self._rows.list_pairs())

    def list_texts(self) -> Iterable[Comparable]:
        return map(self.text, self._rows.list_numbers())


class KeptMeetings(Meetings):
    """The meetings of a case. An article that changed goes and comes again."""

    def __init__(self, rows: PairRows, read: Read, number_of: Callable[[str], int]) -> None:
        self._rows, self._read = rows, read
        self._kept = _PairShelf(rows, read, number_of)
        super().__init__(self._kept)

    def take_in(self, number: int, digest: str) -> None:
        """Take in an article of the case; one with this digest is in already, one with another goes first."""
        known = self._rows.digest_of(number)
        if known == digest:
            return
        if known is not None:
            self.let_go(number)
        self._kept.announce(number, digest)
        self.add(self._read(number))

    def let_go(self, number: int) -> None:
        """Let an article go, if it is there: a shingle that is rare again without it ties its holders again."""
        if self._rows.digest_of(number) is None:
            return
        tied: Counter[tuple[int, int]] = Counter()
        for value in self._rows.drop(number, N_BANDS):
            holders = self._rows.list_holders(value, MOST_HOLDERS + 1)
            if len(holders) == MOST_HOLDERS:
                tied.update(combinations(holders, 2))
        for pair, n in sorted(tied.items()):
            if self._rows.has_pair(pair):
                self._rows.count(pair, n)
                continue
            n_shared, n_least = self._count_shared(*pair), self._least_shared(*pair)
            if n_shared >= n_least:  # they are not alike, or would have been aligned
                self.align(*pair, n_shared, n_least)

    def _count_shared(self, a: int, b: int) -> int:
        common = set(self._rows.shingles_of(a)) & set(self._rows.shingles_of(b))
        return sum(len(self._rows.list_holders(value, MOST_HOLDERS + 1)) <= MOST_HOLDERS for value in common)


class _Holders(Collection[tuple[int, float]]):
    """The newest holders of a term: all are counted, but those alone are read that are looked at."""

    def __init__(self, rows: StepRows, term: str) -> None:
        self._rows, self._term, self._n = rows, term, rows.count_holders(term, HOLDERS)

    def __len__(self) -> int:
        return self._n

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return iter(self._rows.find_holders(self._term, HOLDERS))

    def __contains__(self, holder: object) -> bool:
        return holder in list(self)


class _StepShelf:
    """The stories of a case, as `StoryStream` asks for them; its numbers are positions."""

    def __init__(self, rows: StepRows, read: Callable[[int], Article]) -> None:
        self._rows, self._read = rows, read
        self.sketch_of = lru_cache(maxsize=READ)(self._sketch_of)
        self._coming: tuple[int, tuple[str, str], str] = (0, ("", ""), "")
        self.near_to, self.story_of, self.day_of = rows.near_at, rows.story_at, rows.day_at
        self.count_published, self.list_newest = rows.count_published, rows.list_members
        self.take, self.put, self.list_stories = rows.take, rows.put, rows.list_stories

    def announce(self, number: int, article: Article, digest: str) -> Sketch:
        """Say which article is added next, and give its sketch."""
        self._coming = (number, order_articles(article), digest)
        return sketch_article(article)

    def add(self, sketch: Sketch, near: dict[int, float]) -> int:
        number, key, digest = self._coming
        terms = list_keys(sketch)
        position = self._rows.add(number=number, key=key, digest=digest, day=sketch.day, near=near, terms=terms)
        too_early = None if sketch.day is None else sketch.day - likeness.DAYS
        self._rows.keep_sketch(position, sketch.day, compress(to_json_bytes(sketch), 1), too_early)
        return position

    def find_holders(self, stems: Sequence[str]) -> list[tuple[str, Collection[tuple[int, float]]]]:
        found = ((stem, _Holders(self._rows, stem)) for stem in stems)
        return [(stem, holders) for stem, holders in found if len(holders)]

    def _sketch_of(self, number: int) -> Sketch:
        if (kept := self._rows.sketch_at(number)) is not None:
            return from_json_bytes(decompress(kept), Sketch)
        return sketch_article(self._read(self._rows.number_at(number)))  # steps long past are made again


class KeptStories(StoryStream):
    """The stories of a case. A late article is put in its place: the steps after it are undone, to be made again."""

    def __init__(self, rows: StepRows, read: Read) -> None:
        self._rows, self._read = rows, read
        self._kept = _StepShelf(rows, lambda number: read(number).article)
        super().__init__(self._kept)

    def take_in(self, number: int, digest: str) -> list[str]:
        """Take in an article of the case; give the ids of those that were undone for it, to be taken in again."""
        known, article = self._rows.find(number), self._read(number).article
        if known is not None and known[1] == digest:
            return []
        undone = self.let_go(number)
        key, last = order_articles(article), self._rows.last_key()
        if last is not None and last > key:
            undone += self._rows.undo(self._rows.find_place(key))
        if undone:
            self._kept.sketch_of.cache_clear()  # positions are given anew
        self.add(self._kept.announce(number, article, digest))
        return [other for other in undone if other != article.id]

    def let_go(self, number: int) -> list[str]:
        """Let an article go, if it is there; give the ids of those undone for it, itself among them."""
        known = self._rows.find(number)
        return self._rows.undo(known[0]) if known is not None else []

    def tell_story_of(
        self, number: int, judgements: Sequence[Judgement], number_of: Callable[[str], int | None]
    ) -> Story:
        """Give the story of an article as `find_stories` gives it; ``judgements`` name articles by their ids now."""
        groups: dict[int, list[int]] = {}
        articles: dict[int, Article] = {}
        waiting = [number]
        while waiting:  # its own story, and those that a person joined with it
            known = self._rows.find(waiting.pop())
            if known is None or (story := self._rows.story_at(known[0])) in groups:
                continue
            groups[story] = self._rows.list_members(story)
            articles |= {place: self._read(self._rows.number_at(place)).article for place in groups[story]}
            here = {article.id for article in articles.values()}
            for judgement in judgements:
                if judgement.verdict is Verdict.SAME and (judgement.a in here) != (judgement.b in here):
                    other = number_of(judgement.b if judgement.a in here else judgement.a)
                    waiting += [] if other is None else [other]
        near = {place: self._rows.near_at(place) for place in articles}
        id_ = self._read(number).article.id
        stories = make_stories(list(groups.values()), articles, near, judgements)
        return next(story for story in stories if id_ in story.articles)


@cache
def digest_settings() -> str:
    """Give a digest of all by which what is kept was made; what was made by other settings is made anew."""
    lexicon = files("sayso.relate").joinpath("lexicon")
    tables = ("agencies.txt", "stem_counts.txt", "story_weights.txt")
    settings: list[object] = [VERSION, FORMAT]
    for module in (meetings, passages, sketches, likeness, story_stream):
        named = ((name, value) for name, value in vars(module).items() if name.isupper() and not name.startswith("_"))
        settings += [(name, value) for name, value in sorted(named) if isinstance(value, int | float)]
    digest = hashlib.sha256(to_json_bytes(settings))
    for table in tables:
        digest.update(lexicon.joinpath(table).read_bytes())
    return digest.hexdigest()
