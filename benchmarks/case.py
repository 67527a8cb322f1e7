"""What adding one article to a case on disk costs, beside the same article added to a case a hundred times as large.

    python benchmarks/case.py [--size N] [--small N] [--adds N] [--chars N] [--folder FOLDER] [--peer]

Both cases end with the same world of invented news (`simulator`); the larger one has worlds of a thousand before it,
each a few days after the last, as a stream. The last articles of the common world are held out, and each is added to
the one case and then to the other, in turns: the case opened, the article put in, both streams brought up to date,
what it copies and its story told, the case closed. Medians of processor time and of time by the clock, and the ratio
of the medians. Left out: annotation (no layer is run) and the start of the interpreter. ``--peer`` adds the whole
case related at once, copies and stories alone, which is what each added article cost before. Articles are cut at a
paragraph, about ``--chars`` long; those without a date are given one: stories take those in last, so they would all
be taken in again after each new article.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median

from simulator.pile import simulate_pile

from sayso.annotate.annotator import Annotator
from sayso.engine.local import LocalEngine
from sayso.gather.meets import meet_articles
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, identify_article
from sayso.relate.reuse import find_copies
from sayso.relate.stories import find_stories, order_articles
from sayso.store.sqlite import open_store

WORLD = 1000  # articles
NOTHING = Annotator(name="nothing/1", layers=())
ENGINE = LocalEngine(1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--small", type=int, default=WORLD)
    parser.add_argument("--adds", type=int, default=100)
    parser.add_argument("--chars", type=int, default=600)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--peer", action="store_true")
    arguments = parser.parse_args()
    worlds = invent_worlds(arguments.chars)
    n_worlds = arguments.size // WORLD
    n_small = max(1, arguments.small // WORLD)
    *piles, last = (next(worlds) for _ in range(n_worlds))
    kept, held = last[: -arguments.adds], last[-arguments.adds :]
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        paths = {"small": Path(folder) / "small.db", "large": Path(folder) / "large.db"}
        for name, before in (("small", piles[len(piles) - n_small + 1 :]), ("large", piles)):
            begun = time.process_time()
            build_case(paths[name], [*before, kept])
            size = paths[name].stat().st_size / 2**20
            seconds = time.process_time() - begun
            n_articles = sum(map(len, before)) + len(kept)
            print(f"{name}: {n_articles:,} articles, {size:.0f} MiB, built in {seconds:.0f} s", flush=True)
        show(*time_adding(list(paths.values()), held))
    if arguments.peer:
        for before in (piles[len(piles) - n_small + 1 :], piles):
            articles = [AnnotatedArticle(article=article) for pile in [*before, last] for article in pile]
            begun = time.process_time()
            n_copies, n_stories = len(find_copies(articles)), len(find_stories(articles))
            seconds = time.process_time() - begun
            print(f"{len(articles):,} related at once: {seconds:.1f} s ({n_copies:,} copies, {n_stories:,} stories)")
    return 0


def invent_worlds(chars: int) -> Iterator[list[Article]]:
    """Give pile after pile, each in order of publication and after the one before."""
    begins = date(2000, 1, 1)
    for seed in count(1):
        articles = [_cut(each.article, chars, seed) for each in simulate_pile(WORLD, seed=seed).articles]
        days = sorted(date.fromisoformat(article.published_at[:10]) for article in articles if article.published_at)
        first, middle = days[len(days) // 20], days[len(days) // 2].isoformat()
        dated = [replace(article, published_at=article.published_at or middle) for article in articles]
        # the background of a topic is weeks older than its events: it comes with them here
        dated = [replace(article, published_at=max(article.published_at, first.isoformat())) for article in dated]
        moved = [_move(article, begins - first) for article in dated]
        yield sorted(moved, key=order_articles)
        begins += days[-1] - first + timedelta(1)


def _cut(article: Article, chars: int, seed: int) -> Article:
    """Cut an article at a paragraph; its furniture and title are left out, as they may stand behind the cut."""
    text = article.text[: article.text.find("\n", chars) if article.text.find("\n", chars) > 0 else None]
    key, digest = identify_article(text, url=None, external_id=f"{seed}-{article.id}", path=None)
    bare = replace(article, furniture=(), title_span=None, source_map=(), external_id=f"{seed}-{article.id}")
    return replace(bare, id=key, text=text, sha256=digest)


def _move(article: Article, by: timedelta) -> Article:
    at = article.published_at
    return replace(article, published_at=(date.fromisoformat(at[:10]) + by).isoformat() + at[10:]) if at else article


def build_case(path: Path, piles: Sequence[Sequence[Article]]) -> None:
    """Put piles into a case, and let the streams take them in."""
    with open_store(path) as store:
        for pile in piles:
            with store.writer() as writer:
                writer.add_articles(pile)
        meet_articles(store, [], annotator=NOTHING, engine=ENGINE)


def time_adding(paths: Sequence[Path], articles: Sequence[Article]) -> tuple[list[list[float]], list[list[float]]]:
    """Add each article to one case after the other; give the times of each case, of the processor and by the clock."""
    processor: list[list[float]] = [[] for _ in paths]
    clock: list[list[float]] = [[] for _ in paths]
    for turn, article in enumerate(articles):
        told = []
        for place in (0, 1) if turn % 2 else (1, 0):
            begun, at = time.process_time(), time.perf_counter()
            with open_store(paths[place]) as store:
                with store.writer() as writer:
                    writer.add_article(article)
                (met,) = meet_articles(store, [article.id], annotator=NOTHING, engine=ENGINE)
            processor[place].append(time.process_time() - begun)
            clock[place].append(time.perf_counter() - at)
            told.append(met.copies)
        if turn == 0:
            print(f"the first held out copies or is copied by {len(told[0])} articles in each", flush=True)
    return processor, clock


def show(processor: Sequence[Sequence[float]], clock: Sequence[Sequence[float]]) -> None:
    """Print the medians and their ratio."""
    print("| | small | large | ratio |\n|---|---|---|---|")
    for name, times in (("processor", processor), ("clock", clock)):
        small, large = (1000 * median(each) for each in times)
        print(f"| {name} | {small:.1f} ms | {large:.1f} ms | {large / small:.2f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
