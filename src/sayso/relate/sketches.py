"""Sketches: an article as it is compared with others when stories are told apart.

Invariant: a sketch depends on its article and the shipped table of stems alone, never on the pile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from math import log, log1p, sqrt
from typing import NamedTuple

from sayso.model.article import Article
from sayso.text.words import STOPWORDS, find_words, stem_word

N_COUNTED = 20_000  # articles over which the shipped table of stems was counted
UNCOUNTED = 6  # holders that a stem outside the table is taken to have
COMMON = 400  # a stem with more holders is no name for standing capitalised at the start of a sentence
N_TERMS = 300  # the heaviest terms of an article that are compared
N_LEAD = 40  # words of the text that count as its lead, beside the headline
HEAD = 400  # characters within which an article without a date may state its own
# Parts of addresses and the names of pages: they tell of the outlet, not of the event.
_ADDRESS = frozenset(
    "http https www com html htm org net co uk php aspx asp index news article articles story id stm cfm ece print "
    "page blog blogs ap reuters".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE_STARTS_AFTER = re.compile(r"[.!?\n:;|\"“”'`)(]\s*\Z")
_MONTHS = {name: n + 1 for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
_MONTH = r"((?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6})\.?"
_YEAR_STATED = r"((?:19|20)\d\d)\b"
_DATES = tuple(
    (re.compile(pattern, re.IGNORECASE), order)
    for pattern, order in (
        (rf"\b{_MONTH}\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s{{0,2}}{_YEAR_STATED}", (3, 1, 2)),
        (rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH}\s?,?\s{{0,2}}{_YEAR_STATED}", (3, 2, 1)),
        (rf"\b((?:19|20)\d\d)\s?[-/]\s?(\d{{1,2}}|{_MONTH})\s?[-/]\s?(\d{{1,2}})\b", (1, 2, 4)),
    )
)


class Term(NamedTuple):
    """What a stem weighs in an article as one of all its terms, as a name, in the lead, in plain prose, as a number.

    Each of the five columns is of unit length over the article. ``rarity`` is the stem's own.
    """

    whole: float
    name: float
    lead: float
    plain: float
    number: float
    rarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """An article as compared. ``terms`` are sorted, the heaviest first; days count from the year 1.

    ``day`` is that of publication; ``stated_day`` is the first date that the head of an article without one states.
    ``size`` is the logarithm of its words, ``rarity`` the sum over its terms.
    """

    id: str
    terms: Mapping[str, Term]
    years: frozenset[str]
    size: float
    rarity: float
    day: int | None = None
    stated_day: int | None = None


@dataclass(slots=True)
class _Counts:
    all: Counter[str]
    lead: Counter[str]
    title: Counter[str]
    inside: Counter[str]  # capitalised within a sentence
    at_start: Counter[str]  # capitalised where a sentence starts
    lower: set[str]


def sketch_article(article: Article) -> Sketch:
    """Weigh the terms of an article, furniture left out. Time is linear in the text."""
    counts = _count_stems(article)
    years = frozenset(stem for stem in counts.all if _YEAR.fullmatch(stem))
    rarity = {stem: measure_rarity(stem) for stem in counts.all if stem not in years}
    names = {stem: n for stem, n in counts.inside.items() if stem in rarity}
    for stem, n in counts.at_start.items():
        if stem in rarity and stem not in counts.lower and _count_holders(stem) <= COMMON:
            names.setdefault(stem, n)
    lead = counts.lead + counts.title
    whole = {
        stem: (1 + log(counts.all[stem] + counts.inside[stem] + counts.title[stem])) * weight
        for stem, weight in rarity.items()
    }
    columns = (
        whole,
        {stem: (1 + log(n)) * rarity[stem] for stem, n in names.items()},
        {stem: (1 + log(n)) * rarity[stem] for stem, n in lead.items() if stem in rarity},
        {stem: weight for stem, weight in whole.items() if stem not in names and not stem[0].isdigit()},
        {stem: weight for stem, weight in rarity.items() if stem[0].isdigit()},
    )
    norms = [sqrt(sum(weight * weight for weight in column.values())) or 1.0 for column in columns]
    heaviest = sorted(whole, key=lambda stem: (-whole[stem], stem))[:N_TERMS]
    published = article.published_on
    day = published.toordinal() if published is not None else None
    return Sketch(
        id=article.id,
        terms={
            stem: Term._make((*(c.get(stem, 0.0) / n for c, n in zip(columns, norms, strict=True)), rarity[stem]))
            for stem in heaviest
        },
        years=years,
        size=log1p(counts.all.total()),
        rarity=sum(rarity.values()),
        day=day,
        stated_day=_find_day(article.text) if day is None else None,
    )


def _count_stems(article: Article) -> _Counts:
    counts = _Counts(Counter(), Counter(), Counter(), Counter(), Counter(), set())
    for stem, kind in _walk(article.title or "", ((0, len(article.title or "")),)):
        counts.title[stem] += 1
        _count_one(counts, stem, kind)
    pieces = []
    start = 0
    for span in article.furniture:
        pieces.append((start, span.start))
        start = span.end
    pieces.append((start, len(article.text)))
    walked = _walk(article.text, pieces)
    for stem, kind in islice(walked, N_LEAD):
        counts.lead[stem] += 1
        _count_one(counts, stem, kind)
    for stem, kind in walked:
        _count_one(counts, stem, kind)
    return counts


def _count_one(counts: _Counts, stem: str, kind: int) -> None:
    counts.all[stem] += 1
    if kind == 2:
        counts.inside[stem] += 1
    elif kind == 1:
        counts.at_start[stem] += 1
    elif stem[0].isalpha():
        counts.lower.add(stem)


def _walk(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Give each stem that tells something, with 2 if it has a capital within a sentence, 1 if at its start, else 0."""
    words = find_words(text, pieces)
    for form, start in zip(words.forms, words.starts, strict=True):
        if len(form) < 2 or form in STOPWORDS or form in _ADDRESS:
            continue
        kind = 0
        if text[start].isupper():
            kind = 1 if start == 0 or _SENTENCE_STARTS_AFTER.search(text[max(0, start - 3) : start]) else 2
        yield stem_word(form), kind


def _find_day(text: str) -> int | None:
    """Give the day of the first full date within the head of a text."""
    found = []
    for pattern, order in _DATES:
        for match in pattern.finditer(text, 0, HEAD):
            year, month, day = (match.group(n).lower() for n in order)
            try:
                stated = date(int(year), int(month) if month.isdigit() else _MONTHS[month[:3]], int(day))
            except ValueError:
                continue
            found.append((match.start(), stated.toordinal()))
    return min(found)[1] if found else None


@cache
def _load_counts() -> Mapping[str, int]:
    text = files("sayso.relate").joinpath("lexicon", "stem_counts.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {stem: int(n) for n, *stems in rows for stem in stems}


def _count_holders(stem: str) -> int:
    return _load_counts().get(stem, UNCOUNTED)


@lru_cache(maxsize=1 << 16)
def measure_rarity(stem: str) -> float:
    """Say how rare a stem is in news: the logarithm of how many articles there are for one that holds it."""
    return log(1 + N_COUNTED / (_count_holders(stem) + 3))
