"""Quantities: figures of the same thing, from one article or many, and where they cannot all be right.

Invariant: a figure is an interval; two figures dispute when they are held at comparable times and their intervals do
not meet. Which of them is right is not asked. The quantities depend on the figures alone, not on the order of articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise
from math import inf

from sayso.model.annotation import AnnotatedArticle, Bound, Figure
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.relation import Origins, Position, Quantity, Story
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.counts import (
    APART,
    FAR,
    FEW,
    LEAST_SCORE,
    NEAR,
    TELLING,
    compare_scopes,
    count_digits,
    is_put_against,
    share_stems,
)
from sayso.relate.fates import find_fated
from sayso.relate.frequencies import weigh_stem
from sayso.relate.intervals import MEASURES, allow, is_continuous, meet, ratio_of, round_alike
from sayso.relate.scopes import LEAD, Scope, read_scopes

JUDGED_AS = "figure"  # the kind of a `Judgement` whose ``a`` and ``b`` are figures of one quantity or not
_FARTHEST = 0.1  # organisers may count ten times the police's crowd; farther off, it is another thing
_LONGEST_LABEL = 60  # code points
_MOST_PAIRS = 400  # figures of one class in one story beyond which only those that share a rare word are compared
_SCORES = frozenset(
    "points goals runs yards homers rebounds assists touchdowns carries catches games innings wins saves passes "
    "strikeouts rbis boards steals receptions".split()
)  # what players make: nothing but their names tells whose
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What two figures of different articles must share for a dispute, in weighed stems: those that tell of one fate, around
# them; others, right beside them and around.
_SHARED_FATE = 1.0
_SHARED_FEW = 3.0  # three killed here and five there: small numbers tell little
_HANDFUL = 10
_SHARED_BESIDE = 1.0
_SHARED_AROUND = 1.5
_LONG = 100
_ALIKE = 0.9  # long numbers this like each other are of one thing: 1,884 and 1,887
_UPDATE_HOURS = 2.0  # a toll may have risen in that time
_STALE_HOURS = 18.0  # what was published longer ago is superseded, not contradicted


@dataclass(frozen=True, slots=True)
class _Record:
    """A figure as compared; ``lead``: it stands in the first lines; ``dated_pile``: half of the pile has a date."""

    figure: Figure
    scope: Scope
    article: Article
    story: str
    lead: bool
    dated_pile: bool
    order: tuple[str, tuple[str, str], int]


_Told = tuple[str, float, float]


def _tell(a: _Record, b: _Record) -> _Told:
    """Give what two figures say as a pair: an article that gives both numbers side by side tells two things apart.

    Where one article writes of 17 killed, 12 of them in one place, the story's other 12 and 17 are no dispute.
    """
    low, high = sorted((a.figure.value, b.figure.value))
    return a.story, low, high


def _told_apart(records: Iterable[_Record]) -> set[_Told]:
    """Give the numbers that stand beside each other in a sentence, neither against the other."""
    told = set()
    for a, b in pairwise(records):
        beside = a.article.id == b.article.id and a.scope.sentence.contains(b.figure.span)
        if beside and not b.scope.inherits:
            told.add(_tell(a, b))
    return told


def _are_two(a: _Record, b: _Record) -> bool:
    """Say whether an article gives two numbers of a common noun and holds neither against the other: all and some.

    One number in full and rounded are not two.
    """
    apart = a.article.id == b.article.id and a.scope.fate is None and a.figure.value != b.figure.value
    rounded = round_alike(a.figure, b.figure)
    return apart and not rounded and not is_put_against(a.scope, b.scope, a.figure, b.figure)


def _hold_two(a: _Record, b: _Record, told: Container[_Told]) -> bool:
    """Say whether two articles give two numbers of a common noun that an article of the story tells apart.

    They are far from each other, or one would be the other rounded.
    """
    far = ratio_of(a.figure, b.figure) < NEAR or round_alike(a.figure, b.figure)
    return a.article.id != b.article.id and far and a.scope.fate is None and _tell(a, b) in told


def find_quantities(
    articles: Sequence[AnnotatedArticle],
    *,
    origins_of: Callable[[Sequence[str]], Origins],
    stories: Iterable[Story] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Quantity, ...]:
    """Find the quantities that two or more figures speak of, sorted by id.

    ``origins_of`` counts the origins behind figure ids (see `origins.trace_origins`). Figures of different stories
    never meet; without stories the pile is taken for one. Time is that of comparing figures of one unit in one story.
    """
    records = _read_records(articles, stories)
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    found: list[tuple[float, _Record, _Record]] = []
    apart: list[tuple[str, str]] = []
    told = _told_apart(records.values())
    for block in (*_block(records.values()), *_block_by_value(records.values())):
        for a, b in _pairs(block):
            same_article = a.article.id == b.article.id
            if same_article and a.scope.unit != b.scope.unit:
                continue
            score = compare_scopes(a.scope, b.scope, a.figure, b.figure, same_article=same_article)
            undated = not (a.scope.dated or b.scope.dated)
            if _are_two(a, b) or (score < 0 and undated and same_article):
                told.add(_tell(a, b))
            if score < 0:
                apart.append((a.figure.id, b.figure.id))
            elif score >= LEAST_SCORE:
                found.append((score, a, b))
    links = [Link(score, a.figure.id, b.figure.id) for score, a, b in found if not _hold_two(a, b, told)]
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    groups = cluster_records(records, links, decided, apart)
    quantities = [
        _make_quantity([records[key] for key in group], texts, origins_of, told) for group in groups if len(group) > 1
    ]
    return tuple(sorted(quantities, key=lambda quantity: quantity.id))


def _read_records(articles: Sequence[AnnotatedArticle], stories: Iterable[Story]) -> dict[str, _Record]:
    """Give every figure's record by its id, in their order."""
    story_of = {article: story.id for story in stories for article in story.articles}
    dated_pile = 2 * sum(annotated.article.published_at is not None for annotated in articles) >= max(1, len(articles))
    records = []
    for annotated in articles:
        article = annotated.article
        scopes = read_scopes(annotated)
        for figure in annotated.figures:
            order = (article.published_at or "", article.rank, figure.span.start)
            lead = figure.span.start < LEAD
            story = story_of.get(article.id, "")
            records.append(_Record(figure, scopes[figure.id], article, story, lead, dated_pile, order))
    return {record.figure.id: record for record in sorted(records, key=lambda record: record.order)}


def _block(records: Iterable[_Record]) -> list[list[_Record]]:
    blocks: dict[tuple[str, str, str | None], list[_Record]] = {}
    for record in records:
        blocks.setdefault((record.story, record.scope.unit, record.scope.fate), []).append(record)
    return [blocks[key] for key in sorted(blocks, key=str) if len(blocks[key]) > 1]


def _block_by_value(records: Iterable[_Record]) -> list[list[_Record]]:
    """Put counts of one value together, whatever their nouns: a telling one, or of one fate.

    "1,102 products", "1,102 product lines"; "nine worshippers killed", "nine people dead".
    """
    blocks: dict[tuple[str, float, str], dict[tuple[str, str, str], _Record]] = {}
    for record in sorted(records, key=lambda record: record.order[1:]):
        value, fate = record.figure.value, record.scope.fate or ""
        telling = count_digits(value) >= TELLING
        if (telling or (fate and value > 1)) and not is_continuous(record.figure.unit):
            nouns = blocks.setdefault((record.story, value, "" if telling else fate), {})
            nouns.setdefault((record.scope.unit, fate, record.article.id), record)
    return [sorted(blocks[key].values(), key=lambda r: r.order) for key in sorted(blocks) if len(blocks[key]) > 1]


def _pairs(block: Sequence[_Record]) -> Iterable[tuple[_Record, _Record]]:
    if len(block) <= _MOST_PAIRS:
        return combinations(block, 2)
    by_stem: dict[str, list[int]] = {}
    for place, record in enumerate(block):
        for stem in record.scope.context:
            by_stem.setdefault(stem, []).append(place)
    pairs = {pair for places in by_stem.values() if len(places) <= 50 for pair in combinations(places, 2)}
    return [(block[i], block[j]) for i, j in sorted(pairs)]


def _make_quantity(
    records: Sequence[_Record],
    texts: Mapping[str, str],
    origins_of: Callable[[Sequence[str]], Origins],
    told: Container[_Told],
) -> Quantity:
    records = sorted(records, key=lambda record: record.order)
    readings: dict[tuple[float | None, float | None], list[str]] = {}
    for record in records:
        readings.setdefault(allow(record.figure), []).append(record.figure.id)
    ordered = sorted(
        readings, key=lambda ends: (-inf if ends[0] is None else ends[0], inf if ends[1] is None else ends[1])
    )
    positions = tuple(
        Position(low=low, high=high, figures=tuple(readings[low, high]), origins=origins_of(readings[low, high]))
        for low, high in ordered
    )
    pairs = [(a, b) for a, b in combinations(records, 2) if a.figure.value != b.figure.value]
    # Of a common noun, two numbers that an article tells apart show that the quantity holds two things.
    apart = any(a.article.id != b.article.id and _tell(a, b) in told for a, b in pairs)
    mixed = records[0].scope.fate is None and apart
    # "2,800 papers" above "more than 2,800" is the same number with its bound left out.
    bounded = {(r.article.id, r.figure.value) for r in records if r.figure.bound is not Bound.EXACTLY}
    short = {
        r.figure.id for r in records if r.figure.bound is Bound.EXACTLY and (r.article.id, r.figure.value) in bounded
    }
    disputed = not mixed and any(
        not meet(a.figure, b.figure, texts)
        for a, b in pairs
        if short.isdisjoint((a.figure.id, b.figure.id)) and _at_one_time(a, b) and _speak_alike(a, b, told)
    )
    figures = tuple(record.figure.id for record in records)
    return Quantity(
        id=derive_id("qty", *sorted(figures)),
        label=_label(records, texts),
        figures=figures,
        disputed=disputed,
        positions=positions,
    )


def _speak_alike(a: _Record, b: _Record, told: Container[_Told]) -> bool:
    """Say whether two figures of one quantity are alike enough to contradict each other.

    A quantity may be joined by way of a third figure. In one article only a number given against the other does
    ("others put it at"). Two articles must share enough words around their figures, or give them in their first lines,
    and no article of the story may give both numbers side by side.
    """
    if a.article.id == b.article.id:
        return is_put_against(a.scope, b.scope, a.figure, b.figure) and ratio_of(a.figure, b.figure) >= _FARTHEST
    score = compare_scopes(a.scope, b.scope, a.figure, b.figure, same_article=False)
    if score < LEAST_SCORE or _tell(a, b) in told or a.scope.lasting != b.scope.lasting:
        return False
    if a.scope.unit != b.scope.unit or round_alike(a.figure, b.figure):
        return False
    own = {a.scope.unit, "people", *a.figure.unit.split()}
    beside = sum(weigh_stem(stem) for stem in (a.scope.beside & b.scope.beside) - own)
    ratio = ratio_of(a.figure, b.figure)
    around = sum(weigh_stem(stem) for stem in share_stems(a.scope, b.scope, ratio) - own)
    if ratio < FAR or (ratio < APART and (a.scope.fate is not None or around < _SHARED_FEW)):
        return False
    if a.scope.fate:
        if bool(a.scope.sides) != bool(b.scope.sides):
            return False  # the dead of one nation need not be all
        if a.scope.names and b.scope.names and not a.scope.names & b.scope.names and not (a.lead and b.lead):
            return False  # who was moved in one country and in another
        few = max(a.figure.value, b.figure.value) < _HANDFUL
        return around >= (_SHARED_FEW if few else _SHARED_FATE) or (not few and a.lead and b.lead)
    if a.scope.mood.foreseen != b.scope.mood.foreseen:
        return False  # what was expected and what came
    if a.scope.dwelling and b.scope.dwelling and not a.scope.doer & b.scope.doer:
        return False
    if a.scope.names and b.scope.names and not a.scope.names & b.scope.names:
        return False
    if a.scope.settled != b.scope.settled:
        return False  # a price at noon and at the close
    if a.figure.unit in _SCORES and not (a.scope.doer & b.scope.names and b.scope.doer & a.scope.names):
        return False  # the points of one player and of another
    least = 2.0 if is_continuous(a.figure.unit) or a.scope.unit in MEASURES else _SHARED_BESIDE
    if max(a.figure.value, b.figure.value) < FEW:
        least += 1.0
    if ratio >= _ALIKE and a.figure.value >= _LONG and not is_continuous(a.figure.unit):
        return around >= _SHARED_FATE
    return beside >= least and around >= _SHARED_AROUND


def _at_one_time(a: _Record, b: _Record) -> bool:
    """Say whether two figures are held at comparable times: as of one day and published on one, or on an unknown one.

    A toll that a later article gives otherwise is an update, not a dispute; so is one that has risen by an article of
    some hours later. A later article's lower toll is none: tolls do not fall.
    """
    as_of = [record.figure.as_of[:10] for record in (a, b) if record.figure.as_of and _DAY.match(record.figure.as_of)]
    if len(set(as_of)) > 1:
        return False
    first, second = a.article.published_at, b.article.published_at
    if not first or not second:
        return a.article.id == b.article.id or not a.dated_pile
    earlier, later = (a, b) if first <= second else (b, a)
    hours = _hours_between(first, second)
    if hours is None:
        return first[:10] == second[:10]
    if a.scope.fate and earlier.figure.value < later.figure.value:
        return hours < _UPDATE_HOURS
    return hours < _STALE_HOURS


def _hours_between(first: str, second: str) -> float | None:
    """Give the hours between two instants; nothing where one is a bare date."""
    if len(first) <= 10 or len(second) <= 10:
        return None
    try:
        return abs((datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds()) / 3600
    except (TypeError, ValueError):
        return None


def _label(records: Sequence[_Record], texts: Mapping[str, str]) -> str:
    """Cut the fullest phrase for what is counted from the text of one of the figures, with what befell them if told."""
    spans = [(record, record.figure.measured, texts[record.article.id]) for record in records]
    phrases = [span.cut(text) for _, span, text in spans if span is not None]
    fated = [
        found.cut(text)
        for record, span, text in spans
        if span is not None and record.scope.fate is not None and (found := find_fated(text, span, record.scope.fate))
    ]
    if fated and len(fated) == len(phrases):  # no phrase tells by itself: "people"
        phrases = fated
    phrases = phrases or [record.figure.span.cut(texts[record.article.id]) for record in records]
    short = [phrase for phrase in phrases if len(phrase) <= _LONGEST_LABEL and "\n" not in phrase]
    return max(short or phrases, key=len)
