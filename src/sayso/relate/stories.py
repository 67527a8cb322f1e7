"""Stories: which articles tell of one event.

Invariant: each article is in exactly one story, and the stories depend on the set of articles, never on the order in
which they were given: they are taken in by publication, then id, so that a pile that grew gives what it gives at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Story
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.sketches import sketch_article
from sayso.relate.story_stream import StoriesInMemory, StoryStream

JUDGED_AS = "article"  # the kind of a `Judgement` whose ``a`` and ``b`` are articles of one story or not


def find_stories(articles: Sequence[AnnotatedArticle], judgements: Iterable[Judgement] = ()) -> tuple[Story, ...]:
    """Put articles into stories, sorted by their begin, then id; what a person decided is obeyed last.

    An article without a date comes after those with one. Time is linear in the articles (see `StoryStream`).
    """
    ordered = sorted((annotated.article for annotated in articles), key=order_articles)
    shelf = StoriesInMemory()
    stream = StoryStream(shelf)
    for article in ordered:
        stream.add(sketch_article(article))
    return make_stories(stream.list_stories(), dict(enumerate(ordered)), shelf.near, judgements)


def make_stories(
    groups: Iterable[list[int]],
    articles: Mapping[int, Article],
    near: Sequence[Mapping[int, float]] | Mapping[int, Mapping[int, float]],
    judgements: Iterable[Judgement] = (),
) -> tuple[Story, ...]:
    """Make the stories that a stream told of some numbered articles, ``near`` from it, as a person decided."""
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    ids = {number: article.id for number, article in articles.items()}
    links = [Link(0.5, ids[group[0]], ids[other]) for group in _part(groups, ids, decided) for other in group[1:]]
    by_id = {article.id: (number, article) for number, article in articles.items()}
    ranked = [article.id for article in sorted(articles.values(), key=lambda article: article.rank)]
    stories = [_make_story([by_id[key] for key in group], near) for group in cluster_records(ranked, links, decided)]
    return tuple(sorted(stories, key=lambda story: (story.begins_at or "", story.id)))


def order_articles(article: Article) -> tuple[str, str]:
    """Give the key by which articles are taken in: publication, then id; those without a date come last."""
    return (article.published_at or "~", article.id)


def _part(groups: Iterable[list[int]], ids: Mapping[int, str], judgements: Iterable[Judgement]) -> list[list[int]]:
    """Take out of its group each article that a person parted from another one in it; the other stays."""
    apart = [(j.a, j.b) for j in judgements if j.verdict is Verdict.DIFFERENT]
    parted = []
    for group in groups:
        names = {ids[index] for index in group}
        leave = {b for a, b in apart if a in names and b in names}
        parted.append([index for index in group if ids[index] not in leave])
        parted += [[index] for index in group if ids[index] in leave]
    return [group for group in parted if group]


def _make_story(
    members: Sequence[tuple[int, Article]], near: Sequence[Mapping[int, float]] | Mapping[int, Mapping[int, float]]
) -> Story:
    likeness = dict.fromkeys((index for index, _ in members), 0.0)
    for index in likeness:
        for other, score in near[index].items():
            if other in likeness:
                likeness[index] += score
                likeness[other] += score
    central = sorted(members, key=lambda member: (-round(likeness[member[0]], 9), member[1].rank))
    headlines = (_headline(article) for _, article in central)
    instants = sorted(article.published_at for _, article in members if article.published_at)
    by_time = sorted((article for _, article in members), key=order_articles)
    return Story(
        id=derive_id("sty", *sorted(article.id for article in by_time)),
        title=next((headline for headline in headlines if headline), None),
        articles=tuple(article.id for article in by_time),
        begins_at=instants[0] if instants else None,
        ends_at=instants[-1] if instants else None,
    )


def _headline(article: Article) -> str | None:
    return article.title or (article.title_span.cut(article.text) if article.title_span else None)
