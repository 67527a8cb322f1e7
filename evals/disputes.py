"""Whether figures called disputed are in dispute, and whether known disputes are found.

    python evals/disputes.py [--show]

On the events of hscluster (disasters, most of them), and on 87 piles of an archive (``labels/piles.json``: storms,
shootings, a war, verdicts, elections, bills), where the numbers are called "elsewhere".

Reads ../shared/data/stories/hscluster-{20E,10E}.jsonl.gz; says so and exits 0 where they are not there. Every quantity
that came out as disputed while the rules were written was judged by reading the articles, and disputes were looked for
besides. ``labels/disputes.tsv`` holds what was found: a line is a dispute's number, an article and where a figure of it
begins. "Precise" is the share of the quantities now called disputed whose figures all belong to one such dispute;
"found" is the share of those disputes that a disputed quantity gives, by two figures that differ or more. The ferry's
missing (26, 29, about 30 and 33) are looked at by themselves. That at least 22 and at least 23 drowned meets, as
intervals do: those two must stand in one quantity, each a position, undisputed. The archive's lines are in
``labels/disputes_piles.tsv``: what sayso gave was judged on sight, and what it missed was looked for by reading all
figures of eight of its piles.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from piles import can_read_piles, list_piles, read_pile

from sayso.annotate.annotator import annotate_article
from sayso.model.annotation import AnnotatedArticle, Figure
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.relation import Origins, Quantity
from sayso.relate.disputes import find_quantities

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/stories"
LABELS = Path(__file__).resolve().parent / "labels/disputes.tsv"
ELSEWHERE = LABELS.with_name("disputes_piles.tsv")
FLOORS = {"precise": 0.95, "found": 0.75, "missing at sea": 1.0, "dead at sea": 1.0}
FLOORS_ELSEWHERE = {"precise elsewhere": 0.95, "found elsewhere": 0.8}
FERRY = "20E-0"
MISSING_AT_SEA = {26.0, 29.0, 30.0, 33.0}
DEAD_AT_SEA = {22.0, 23.0}
Place = tuple[str, int]


def read_labels(path: Path) -> dict[Place, str]:
    """Give the dispute of each labelled figure, by its article and place."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return {(article, int(start)): dispute for dispute, article, start in rows}


def annotate(row: dict[str, Any]) -> AnnotatedArticle:
    published = datetime.fromtimestamp(row["published"], UTC).date().isoformat()
    return annotate_article(
        Article(id=row["id"], text=row["text"], sha256=sha256_of(row["text"]), published_at=published)
    )


def count(ids: Sequence[str]) -> Origins:
    return Origins(reports=len(ids), lower=1, upper=len(ids), groups=())


def main() -> int:
    paths = [FOLDER / f"hscluster-{name}.jsonl.gz" for name in ("20E", "10E")]
    if not all(path.is_file() for path in paths):
        print(f"disputes: skipped, hscluster is not in {FOLDER.name}/ beside this clone")
        return 0
    stories: defaultdict[str, list[AnnotatedArticle]] = defaultdict(list)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                stories[row["story"]].append(annotate(row))
    labels = read_labels(LABELS)
    disputed: list[list[Figure]] = []
    ferry: list[tuple[Quantity, set[float]]] = []
    for story, articles in stories.items():
        figures = {figure.id: figure for annotated in articles for figure in annotated.figures}
        quantities = find_quantities(articles, origins_of=count)
        disputed += [[figures[key] for key in quantity.figures] for quantity in quantities if quantity.disputed]
        if story == FERRY:
            ferry = [(quantity, {figures[key].value for key in quantity.figures}) for quantity in quantities]
    measures = {
        **compare(disputed, labels, ("precise", "found")),
        "missing at sea": float(any(quantity.disputed and values == MISSING_AT_SEA for quantity, values in ferry)),
        "dead at sea": float(any(not quantity.disputed and values == DEAD_AT_SEA for quantity, values in ferry)),
    }
    failed = hold(measures, FLOORS)
    if can_read_piles():
        failed += hold(
            compare(list(find_elsewhere()), read_labels(ELSEWHERE), tuple(FLOORS_ELSEWHERE)), FLOORS_ELSEWHERE
        )
    return 1 if failed else 0


def find_elsewhere() -> Iterator[list[Figure]]:
    """Give the figures of each disputed quantity in the piles of the archive, each article under its id there."""
    for pile in list_piles().values():
        if pile["set"] != "archive":
            continue
        articles = [annotate_article(article) for article in read_pile(pile)]
        names = {each.article.id: each.article.external_id or "" for each in articles}
        figures = {figure.id: figure for annotated in articles for figure in annotated.figures}
        for quantity in find_quantities(articles, origins_of=count):
            if quantity.disputed:
                yield [replace(figures[key], article_id=names[figures[key].article_id]) for key in quantity.figures]


def compare(
    disputed: Sequence[Sequence[Figure]], labels: Mapping[Place, str], names: tuple[str, ...]
) -> dict[str, float]:
    """Give the two shares under these names; with ``--show``, print what is disputed."""
    places = [[labels.get((figure.article_id, figure.span.start)) for figure in group] for group in disputed]
    right = [found[0] for found in places if found[0] is not None and len(set(found)) == 1]
    if "--show" in sys.argv:
        for group, found in zip(disputed, places, strict=True):
            print(found, [(figure.article_id, figure.span.start, figure.value) for figure in group])
    shares = (len(right) / max(1, len(disputed)), len(set(right)) / len(set(labels.values())))
    return dict(zip(names, shares, strict=True))


def hold(measures: Mapping[str, float], floors: Mapping[str, float]) -> int:
    """Print measures beside their floors; give how many lie below."""
    for name, measured in measures.items():
        verdict = "held  " if measured >= floors[name] else "FAILED"
        print(f"  {verdict} {name}: {measured:.4f} (at least {floors[name]})")
    return sum(measured < floors[name] for name, measured in measures.items())


if __name__ == "__main__":
    sys.exit(main())
