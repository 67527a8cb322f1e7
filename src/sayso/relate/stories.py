"""Stories: which articles tell of one event.

Invariant: each article is in exactly one story, and the stories depend on the set of articles, never on their order.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Story
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.frequencies import load_frequencies
from sayso.text.words import STOPWORDS, find_words, stem_word

JUDGED_AS = "article"  # the kind of a `Judgement` whose ``a`` and ``b`` are articles of one story or not
LEAST_LIKENESS = 0.12  # mean likeness at which two groups of articles are one story
LEAST_PAIR = 0.04  # a pair less alike counts as not alike at all
PRIOR = 3000  # how many articles the measured document frequencies count for
RARE = 0.0005  # the part of all articles that a word outside the measured list stands in
NAME_WEIGHT = 2  # occurrences that one with a capital counts for: events differ in names
TITLE_WEIGHT = 2  # occurrences that one in the headline counts for
N_TERMS = 100  # the heaviest terms of an article that are compared
N_KEYS = 40  # and those by which a pair is found
MOST_LOOKED_AT = 1000  # holders of an article's key terms, the rarest first, that are looked at: a bound on the cost
DAYS = 20.0  # apart in time by this, likeness falls to 1/e


@dataclass(frozen=True, slots=True)
class _Sketch:
    """An article as compared: its heaviest terms, heaviest first, of unit length, and its day."""

    id: str
    terms: dict[int, float]
    day: int | None


def find_stories(articles: Sequence[AnnotatedArticle], judgements: Iterable[Judgement] = ()) -> tuple[Story, ...]:
    """Cluster articles into stories, sorted by their begin, then id.

    Block by shared rare terms, compare by tf-idf weighted for time, cluster by average linkage; what a person decided
    is obeyed last.
    """
    ordered = sorted((annotated.article for annotated in articles), key=lambda article: article.id)
    sketches = _sketch(ordered)
    likeness = _compare_pairs(sketches)
    groups = _link_by_average(len(sketches), likeness)
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    ids = [sketch.id for sketch in sketches]
    links = [Link(0.5, ids[group[0]], ids[other]) for group in _part(groups, ids, decided) for other in group[1:]]
    by_id = {article.id: (index, article) for index, article in enumerate(ordered)}
    stories = [_make_story([by_id[key] for key in group], likeness) for group in cluster_records(ids, links, decided)]
    return tuple(sorted(stories, key=lambda story: (story.begins_at or "", story.id)))


def _sketch(articles: Sequence[Article]) -> list[_Sketch]:
    counts = [_count_terms(article) for article in articles]
    n_holders = Counter(term for count in counts for term in count)
    prior = load_frequencies()
    number = {term: index for index, term in enumerate(sorted(n_holders))}  # sums over numbers keep their order
    total = len(articles) + PRIOR
    sketches = []
    for article, count in zip(articles, counts, strict=True):
        weights = {
            term: (1 + log(n)) * log(1 + total / (n_holders[term] + PRIOR * prior.get(term, RARE)))
            for term, n in count.items()
        }
        heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:N_TERMS]
        norm = sqrt(sum(weights[term] ** 2 for term in heaviest)) or 1.0
        sketches.append(_Sketch(article.id, {number[term]: weights[term] / norm for term in heaviest}, _day(article)))
    return sketches


def _count_terms(article: Article) -> Counter[str]:
    pieces = []
    start = 0
    for span in article.furniture:
        pieces.append((start, span.start))
        start = span.end
    pieces.append((start, len(article.text)))
    count: Counter[str] = Counter()
    words = find_words(article.text, pieces)
    for form, start in zip(words.forms, words.starts, strict=True):
        if form not in STOPWORDS and len(form) > 1:
            count[stem_word(form)] += NAME_WEIGHT if article.text[start : start + 2].istitle() else 1
    for form in find_words(article.title or "").forms:
        if form not in STOPWORDS and len(form) > 1:
            count[stem_word(form)] += TITLE_WEIGHT
    return count


def _day(article: Article) -> int | None:
    try:
        return date.fromisoformat((article.published_at or "")[:10]).toordinal()
    except ValueError:
        return None


def _compare_pairs(sketches: Sequence[_Sketch]) -> list[dict[int, float]]:
    """Give, for each article, the articles like it and how much. Only pairs that share a rare key term are compared."""
    holders: dict[int, list[int]] = {}
    for index, sketch in enumerate(sketches):
        for term in list(sketch.terms)[:N_KEYS]:
            holders.setdefault(term, []).append(index)
    likeness: list[dict[int, float]] = [{} for _ in sketches]
    for i, sketch in enumerate(sketches):
        near: set[int] = set()
        n_looked_at = 0
        for term in sorted(list(sketch.terms)[:N_KEYS], key=lambda term: (len(holders[term]), term)):
            n_looked_at += len(holders[term])
            if n_looked_at > MOST_LOOKED_AT:
                break
            near.update(holders[term])
        near.discard(i)
        for j in sorted(near.difference(likeness[i])):
            score = _compare(sketch, sketches[j])
            if score >= LEAST_PAIR:
                likeness[i][j] = likeness[j][i] = score
    return likeness


def _compare(a: _Sketch, b: _Sketch) -> float:
    apart = abs(a.day - b.day) / DAYS if a.day is not None and b.day is not None else 0.0
    if apart > 4:
        return 0.0
    return sum(a.terms[term] * b.terms[term] for term in a.terms.keys() & b.terms.keys()) * exp(-apart)


def _link_by_average(n: int, likeness: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """Join the two groups that are most alike on average, again and again, while they are alike enough."""
    sums: dict[int, dict[int, float]] = {i: dict(others) for i, others in enumerate(likeness)}
    members = {i: [i] for i in range(n)}
    queue = [(-score, i, j) for i, others in enumerate(likeness) for j, score in others.items() if i < j]
    queue = [entry for entry in queue if -entry[0] >= LEAST_LIKENESS]
    heapq.heapify(queue)
    following = n
    while queue:
        _, i, j = heapq.heappop(queue)
        if i not in members or j not in members:
            continue
        members[following] = members.pop(i) + members.pop(j)
        joined = sums.pop(i)
        for other, total in sums.pop(j).items():
            joined[other] = joined.get(other, 0.0) + total
        joined.pop(i, None)
        joined.pop(j, None)
        sums[following] = joined
        for other, total in joined.items():
            sums[other].pop(i, None)
            sums[other].pop(j, None)
            sums[other][following] = total
            mean = total / (len(members[following]) * len(members[other]))
            if mean >= LEAST_LIKENESS:
                heapq.heappush(queue, (-mean, other, following))
        following += 1
    return [sorted(group) for _, group in sorted(members.items())]


def _part(groups: Iterable[list[int]], ids: Sequence[str], judgements: Iterable[Judgement]) -> list[list[int]]:
    """Take out of its group each article that a person parted from another one in it; the other stays."""
    apart = [(j.a, j.b) for j in judgements if j.verdict is Verdict.DIFFERENT]
    parted = []
    for group in groups:
        names = {ids[index] for index in group}
        leave = {b for a, b in apart if a in names and b in names}
        parted.append([index for index in group if ids[index] not in leave])
        parted += [[index] for index in group if ids[index] in leave]
    return [group for group in parted if group]


def _make_story(members: Sequence[tuple[int, Article]], likeness: Sequence[Mapping[int, float]]) -> Story:
    indices = [index for index, _ in members]
    central = sorted(members, key=lambda member: (-sum(likeness[member[0]].get(i, 0.0) for i in indices), member[1].id))
    headlines = (_headline(article) for _, article in central)
    instants = sorted(article.published_at for _, article in members if article.published_at)
    by_time = sorted((article for _, article in members), key=lambda article: (article.published_at or "~", article.id))
    return Story(
        id=derive_id("sty", *sorted(article.id for article in by_time)),
        title=next((headline for headline in headlines if headline), None),
        articles=tuple(article.id for article in by_time),
        begins_at=instants[0] if instants else None,
        ends_at=instants[-1] if instants else None,
    )


def _headline(article: Article) -> str | None:
    return article.title or (article.title_span.cut(article.text) if article.title_span else None)
