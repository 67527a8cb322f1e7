"""What an article of a case meets: the articles that it shares text with, and the story that it is in.

Invariant: the answer is what the whole case related at once says, shared quotations left out; and what it costs depends
on the article and on what it meets, not on how many others the case holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.annotate.annotator import Annotator
from sayso.engine.engine import Engine
from sayso.model.judgement import JudgedKind, Judgement
from sayso.model.provenance import Provenance
from sayso.model.relation import Copy, Story
from sayso.pipeline import Step, Watcher, annotate_case, provenance_of, watch_nothing
from sayso.relate.judged import find_judged
from sayso.relate.kept import KeptMeetings, KeptStories, digest_settings
from sayso.relate.reuse import CopyStream
from sayso.store.kept import KeptStreams
from sayso.store.sqlite import SqliteStore

BATCH = 2000  # articles that the streams take in in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What an article meets: ``copies`` that it is the source or the target of, and its story."""

    article: str
    copies: tuple[Copy, ...]
    story: Story


def meet_articles(
    store: SqliteStore,
    articles: Sequence[str],
    *,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    watch: Watcher = watch_nothing,
) -> tuple[Meeting, ...]:
    """Tell what some articles of a case meet, by id; what came since the last time is taken in first.

    The first time, and after an update of sayso, that is the whole case. An article that is in no pile, as a later
    version took its place, is left out.
    """
    annotate_case(store, annotator=annotator, engine=engine, watch=watch)
    by = provenance_of(annotator)
    n_done, n_total = 0, 0
    while True:
        with store.streams() as kept:
            kept.begin(f"{digest_settings()} {by.annotator} {by.weights}")
            n_waiting = kept.count_waiting()
            n_total = max(n_total, n_done + n_waiting)
            take_in(kept, by, BATCH)
            n_left = kept.count_waiting()
            if not n_left:
                judged = _list_judged(kept, store.view().judgements())
                return tuple(_meet(kept, article, judged) for article in articles if _is_in(kept, article))
        n_done = n_total - n_left
        watch(Step.RELATING, n_done, n_total, "")


def list_last_read(store: SqliteStore) -> list[str]:
    """Give the ids of the articles that the last run brought, in order."""
    with store.streams() as kept:
        return kept.list_last_read()


def take_in(kept: KeptStreams, by: Provenance, most: int) -> None:
    """Let both streams take in articles that wait, so many at most, in the order in which stories take them."""
    pairs = KeptMeetings(kept.pairs, lambda number: kept.read(number)[0], _number_in(kept))
    steps = KeptStories(kept.steps, lambda number: kept.read(number)[0])
    for number, article, _ in kept.list_waiting(most):
        if kept.is_in_pile(article, by.annotator, by.weights):
            _, of_copies, of_stories = kept.read(number)
            pairs.take_in(number, of_copies)
            undone = steps.take_in(number, of_stories)
        else:
            pairs.let_go(number)
            undone = [other for other in steps.let_go(number) if other != article]
        kept.settle(article)
        for other in undone:
            kept.wait(other)
        if undone:  # they may come before those that wait now
            return


def _meet(kept: KeptStreams, article: str, judged: Sequence[Judgement]) -> Meeting:
    number_of = _number_in(kept)
    pairs = KeptMeetings(kept.pairs, lambda number: kept.read(number)[0], number_of)
    steps = KeptStories(kept.steps, lambda number: kept.read(number)[0])
    return Meeting(
        article=article,
        copies=CopyStream(pairs).list_copies_of(article),
        story=steps.tell_story_of(number_of(article), judged, kept.number_of),
    )


def _number_in(kept: KeptStreams) -> Callable[[str], int]:
    """Give what tells the number of an article that the case is known to hold."""

    def number_of(article: str) -> int:
        number = kept.number_of(article)
        if number is None:
            raise KeyError(article)
        return number

    return number_of


def _is_in(kept: KeptStreams, article: str) -> bool:
    number = kept.number_of(article)
    return number is not None and kept.steps.find(number) is not None


def _list_judged(kept: KeptStreams, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Give what people decided on the stories of articles, told of the articles that are there now."""
    on_articles = [judgement for judgement in judgements if judgement.kind is JudgedKind.ARTICLE]
    named = {id_ for judgement in on_articles for id_ in (judgement.a, judgement.b)}
    anchors = [anchor for judgement in on_articles for anchor in judgement.anchors]
    numbers = {kept.number_of(id_) for id_ in (*named, *(anchor.article for anchor in anchors))}
    numbers |= {number for anchor in anchors for number in kept.list_alike_texts(anchor.sha256)}
    there = sorted(number for number in numbers if number is not None and kept.steps.find(number) is not None)
    return find_judged(on_articles, [kept.read(number)[0] for number in there])
