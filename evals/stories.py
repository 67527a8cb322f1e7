"""Stories against four labelled sets, in one batch each and all together, with one setting. Needs ../shared/data.

Measures BCubed F1: hscluster 10E and 20E (events of 2005 and 2008), BASIL (100 events, three outlets each), ECB+
topics 1 to 35 (two events of one kind in each topic), and the four in one pile. Prints one line a set; exits 1 below
a floor.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, identify_article
from sayso.relate.stories import find_stories

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "stories"
FLOORS = {"hscluster-10E": 0.975, "hscluster-20E": 0.95, "basil": 0.97, "ecbplus-topics-1-35": 0.84, "together": 0.89}


def main() -> int:
    if not DATA.is_dir():
        print("evals/stories: no ../shared/data/stories here, nothing measured")
        return 0
    sets = {name: read_set(DATA / f"{name}.jsonl.gz") for name in FLOORS if name != "together"}
    sets["together"] = [row for rows in sets.values() for row in rows]
    failed = False
    for name, rows in sets.items():
        articles = [write_article(row) for row in rows]
        story_of = {article: story.id for story in find_stories(articles) for article in story.articles}
        pairs = [(row["story"], story_of[each.article.id]) for row, each in zip(rows, articles, strict=True)]
        precision, recall = score_bcubed(pairs)
        f1 = 2 * precision * recall / (precision + recall)
        failed |= f1 < FLOORS[name]
        print(
            f"{name:22} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  floor {FLOORS[name]:.3f}  {len(rows)} articles"
        )
    return int(failed)


def read_set(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_article(row: dict[str, Any]) -> AnnotatedArticle:
    published = row.get("published")
    if isinstance(published, float):
        published = datetime.fromtimestamp(published, UTC).date().isoformat()
    text = "".join(c if c.isprintable() or c in "\n\t" else " " for c in row["text"])
    article_id, digest = identify_article(text, url=row.get("url"), external_id=row["id"], path=None)
    article = Article(
        id=article_id,
        text=text,
        sha256=digest,
        title=row.get("title"),
        published_at=published or None,
        url=row.get("url"),
    )
    return AnnotatedArticle(article=article)


def score_bcubed(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Give BCubed precision and recall of (true cluster, found cluster) a record (Bagga and Baldwin, 1998)."""
    true, found, both = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs), Counter(pairs)
    precision = sum(both[pair] / found[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / true[pair[0]] for pair in pairs) / len(pairs)
    return precision, recall


if __name__ == "__main__":
    sys.exit(main())
