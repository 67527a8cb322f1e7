"""How well figures are read: 105 figures of ten articles on three disasters, labelled by hand.

    python evals/figures.py

Reads ../shared/data/stories/hscluster-20E.jsonl.gz; says so and exits 0 where it is not there. The labels began as our
own output and were corrected and completed by reading the articles, so they favour us; larger and blind labels are the
next step. Every number that counts something is labelled, ages, dates, durations and addresses are not. A figure is
found when one of the same value overlaps it. Unit and bound are judged on those found.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.annotate.figures import find_figures
from sayso.annotate.times import find_times
from sayso.model.annotation import AnnotatedArticle, Figure
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.relation import Origins
from sayso.relate.disputes import find_quantities

CORPUS = Path(__file__).resolve().parents[2] / "shared/data/stories/hscluster-20E.jsonl.gz"
FLOORS = {"found": 0.97, "right of those shown": 0.97, "unit": 0.98, "bound": 0.98, "missing at sea": 1.0}
MISSING_AT_SEA = {26.0, 29.0, 30.0}  # what three articles of the ferry story say of the missing: a dispute

# article -> (start, end, value, unit, bound)
GOLD: dict[str, list[tuple[int, int, float, str, str]]] = {
    "20E-0-0": [
        (52, 69, 100, "people", "about"),
        (117, 135, 22, "people", "at least"),
        (148, 158, 29, "missing", "exactly"),
        (214, 234, 300, "meters", "less than"),
        (236, 244, 984, "feet", "exactly"),
        (426, 435, 46, "people", "exactly"),
        (797, 810, 40, "passengers", "exactly"),
        (948, 961, 7100, "islands", "exactly"),
        (1063, 1075, 4000, "people", "exactly"),
        (1216, 1235, 800, "dead", "up to"),
        (1237, 1256, 50, "people", "more than"),
        (1265, 1283, 2, "sinkings", "exactly"),
        (1348, 1368, 427, "kilometers", "about"),
        (1370, 1379, 265, "miles", "exactly"),
    ],
    "20E-0-1": [
        (601, 613, 46, "survivors", "exactly"),
        (1063, 1072, 33, "people", "exactly"),
        (1263, 1269, 28, "ton", "exactly"),
        (1313, 1322, 50, "people", "exactly"),
        (1358, 1372, 3, "children", "exactly"),
        (1465, 1484, 2, "children", "exactly"),
        (1586, 1588, 10, "relatives", "exactly"),
        (1707, 1720, 17000, "people", "exactly"),
        (1984, 1986, 16, "people", "exactly"),
        (1990, 1999, 20, "people", "exactly"),
        (2068, 2087, 2, "boats", "exactly"),
        (2125, 2144, 50, "people", "more than"),
        (2384, 2406, 4341, "people", "more than"),
        (2562, 2576, 60, "miles", "up to"),
        (2578, 2591, 95, "kilometers", "exactly"),
    ],
    "20E-0-2": [
        (24, 44, 100, "passengers", "about"),
        (79, 97, 22, "people", "at least"),
        (110, 134, 30, "missing", "about"),
        (1005, 1023, 200, "people", "at least"),
        (1052, 1064, 23000, "tonne", "exactly"),
        (1164, 1177, 57, "passengers", "exactly"),
        (1194, 1204, 850, "people", "exactly"),
    ],
    "20E-0-3": [
        (7, 25, 23, "people", "at least"),
        (38, 40, 26, "missing", "exactly"),
        (151, 167, 50, "people", "about"),
        (437, 450, 400, "km", "about"),
    ],
    "20E-13-0": [
        (0, 28, 20, "members", "at least"),
        (400, 423, 20, "employees", "up to"),
        (1812, 1836, 20, "workers", "up to"),
        (1851, 1875, 4, "protestors", "at least"),
        (2706, 2726, 100, "protestors", "about"),
        (3032, 3043, 200, "workers", "exactly"),
        (3088, 3091, 400, "workers", "exactly"),
        (3249, 3260, 7, "areas", "exactly"),
    ],
    "20E-13-1": [
        (142, 176, 7, "staff", "at least"),
        (245, 271, 2000, "demonstrators", "at least"),
        (738, 768, 3, "staff", "exactly"),
        (773, 805, 4, "guards", "exactly"),
        (1519, 1534, 5, "protesters", "exactly"),
        (1556, 1572, 20, "wounded", "about"),
        (1840, 1854, 27, "people", "about"),
        (2640, 2654, 5, "employees", "exactly"),
        (2671, 2682, 9, "employees", "exactly"),
        (2800, 2813, 17, "staff", "exactly"),
        (2905, 2923, 22, "people", "at least"),
        (3097, 3112, 50, "people", "about"),
        (3356, 3382, 2000, "demonstrators", "at least"),
        (3422, 3431, 200, "demonstrators", "about"),
        (4057, 4081, 20, "staff", "up to"),
        (4228, 4248, 2, "dead", "exactly"),
        (4306, 4316, 1, "victim", "exactly"),
    ],
    "20E-13-2": [
        (77, 88, 5, "guards", "exactly"),
        (257, 270, 20, "people", "up to"),
        (451, 476, 2000, "demonstrators", "about"),
        (657, 674, 2, "guards", "exactly"),
        (1351, 1362, 5, "people", "exactly"),
        (1884, 1898, 20, "insurgents", "exactly"),
        (2317, 2331, 7, "staff", "exactly"),
        (2413, 2418, 8, "staff", "exactly"),
        (2609, 2626, 2, "killed", "exactly"),
        (2717, 2727, 2, "guards", "exactly"),
    ],
    "20E-16-0": [
        (60, 71, 16, "people", "at least"),
        (534, 536, 16, "people", "exactly"),
        (767, 778, 10, "killed", "at least"),
        (968, 977, 45, "people", "exactly"),
        (2077, 2115, 2000, "suspects", "at least"),
        (2445, 2468, 27, "terrorists", "exactly"),
        (4358, 4380, 2000, "moroccans", "at least"),
    ],
    "20E-16-1": [
        (118, 136, 15, "people", "at least"),
        (148, 159, 11, "tourists", "exactly"),
        (174, 185, 20, "people", "at least"),
        (447, 466, 45, "people", "more than"),
        (1201, 1220, 20, "wounded", "at least"),
        (2430, 2448, 11, "dead", "exactly"),
        (2479, 2490, 50, "%", "about"),
        (2506, 2518, 6, "dead", "at least"),
        (2821, 2831, 1, "briton", "exactly"),
        (3344, 3367, 27, "terrorists", "exactly"),
        (3725, 3738, 190, "detainees", "exactly"),
        (4128, 4164, 3, "demonstrations", "exactly"),
        (4538, 4542, 3.3, "%", "exactly"),
    ],
    "20E-16-2": [
        (0, 9, 16, "killed", "exactly"),
        (42, 60, 16, "people", "at least"),
        (90, 100, 20, "injured", "exactly"),
        (332, 350, 11, "dead", "exactly"),
        (369, 372, 6, "dead", "exactly"),
        (395, 410, 3, "moroccans", "exactly"),
        (448, 467, 2, "nationals", "exactly"),
        (469, 478, 2, "swiss", "exactly"),
        (480, 492, 2, "russians", "exactly"),
        (497, 507, 2, "people", "exactly"),
    ],
}


def annotate(row: dict[str, Any]) -> AnnotatedArticle:
    published = datetime.fromtimestamp(row["published"], UTC).date().isoformat()
    article = Article(id=row["id"], text=row["text"], sha256=sha256_of(row["text"]), published_at=published)
    return find_figures(find_times(AnnotatedArticle(article=article)))


def compare(figures: list[Figure], gold: list[tuple[int, int, float, str, str]]) -> Counter[str]:
    counts = Counter(gold=len(gold), shown=len(figures))
    left = list(figures)
    for start, end, value, unit, bound in gold:
        hit = next((f for f in left if f.value == value and f.span.start < end and start < f.span.end), None)
        if hit is not None:
            left.remove(hit)
            counts["found"] += 1
            counts["unit"] += hit.unit == unit
            counts["bound"] += hit.bound == bound
    return counts


def find_missing(articles: list[AnnotatedArticle]) -> bool:
    """Say whether the missing of the ferry story are one disputed quantity that holds all three numbers."""
    ferry = [annotated for annotated in articles if annotated.article.id.startswith("20E-0-")]
    figures = {figure.id: figure for annotated in ferry for figure in annotated.figures}

    def count(ids: Any) -> Origins:
        return Origins(reports=len(ids), lower=1, upper=len(ids), groups=())

    quantities = find_quantities(ferry, origins_of=count)
    return any(
        quantity.disputed and {figures[key].value for key in quantity.figures} >= MISSING_AT_SEA
        for quantity in quantities
    )


def main() -> int:
    if not CORPUS.is_file():
        print(f"figures: skipped, {CORPUS.name} is not beside this clone")
        return 0
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [annotate(row) for row in rows if row["id"] in GOLD]
    counts: Counter[str] = Counter()
    for annotated in articles:
        counts += compare(list(annotated.figures), GOLD[annotated.article.id])
    measures = {
        "found": counts["found"] / counts["gold"],
        "right of those shown": counts["found"] / counts["shown"],
        "unit": counts["unit"] / counts["found"],
        "bound": counts["bound"] / counts["found"],
        "missing at sea": float(find_missing(articles)),
    }
    failed = 0
    for name, measured in measures.items():
        failed += measured < FLOORS[name]
        verdict = "held  " if measured >= FLOORS[name] else "FAILED"
        print(f"  {verdict} {name}: {measured:.4f} (at least {FLOORS[name]})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
