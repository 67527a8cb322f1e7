"""Whether figures called disputed are in dispute, and whether known disputes are found: the events of hscluster.

    python evals/disputes.py [--show]

Reads ../shared/data/stories/hscluster-{20E,10E}.jsonl.gz; says so and exits 0 where they are not there. Every quantity
that came out as disputed while the rules were written was judged by reading the articles, and disputes were looked for
besides. ``labels/disputes.tsv`` holds what was found: a line is a dispute's number, an article and where a figure of it
begins. "Precise" is the share of the quantities now called disputed whose figures all belong to one such dispute;
"found" is the share of those disputes that a disputed quantity gives, by two figures that differ or more. The ferry's
missing (26, 29, about 30 and 33) are looked at by themselves. That at least 22 and at least 23 drowned meets, as
intervals do: those two must stand in one quantity, each a position, undisputed.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.annotate.annotator import annotate_article
from sayso.model.annotation import AnnotatedArticle, Figure
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.relation import Origins, Quantity
from sayso.relate.disputes import find_quantities

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/stories"
LABELS = Path(__file__).resolve().parent / "labels/disputes.tsv"
FLOORS = {"precise": 0.9, "found": 0.75, "missing at sea": 1.0, "dead at sea": 1.0}
FERRY = "20E-0"
MISSING_AT_SEA = {26.0, 29.0, 30.0, 33.0}
DEAD_AT_SEA = {22.0, 23.0}
Place = tuple[str, int]


def read_labels() -> dict[Place, str]:
    """Give the dispute of each labelled figure, by its article and place."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()]
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
    labels = read_labels()
    disputed: list[list[Figure]] = []
    ferry: list[tuple[Quantity, set[float]]] = []
    for story, articles in stories.items():
        figures = {figure.id: figure for annotated in articles for figure in annotated.figures}
        quantities = find_quantities(articles, origins_of=count)
        disputed += [[figures[key] for key in quantity.figures] for quantity in quantities if quantity.disputed]
        if story == FERRY:
            ferry = [(quantity, {figures[key].value for key in quantity.figures}) for quantity in quantities]
    places = [[labels.get((figure.article_id, figure.span.start)) for figure in group] for group in disputed]
    right = [names[0] for names in places if names[0] is not None and len(set(names)) == 1]
    measures = {
        "precise": len(right) / max(1, len(disputed)),
        "found": len(set(right)) / len(set(labels.values())),
        "missing at sea": float(any(quantity.disputed and values == MISSING_AT_SEA for quantity, values in ferry)),
        "dead at sea": float(any(not quantity.disputed and values == DEAD_AT_SEA for quantity, values in ferry)),
    }
    failed = 0
    for name, measured in measures.items():
        failed += measured < FLOORS[name]
        verdict = "held  " if measured >= FLOORS[name] else "FAILED"
        print(f"  {verdict} {name}: {measured:.4f} (at least {FLOORS[name]})")
    if "--show" in sys.argv:
        for group, names in zip(disputed, places, strict=True):
            print(names, [(figure.article_id, figure.span.start, figure.value) for figure in group])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
