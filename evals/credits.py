"""Credits: agencies and outlets named as the origin of a text, against 270 articles labelled by hand.

A credit is found when a span that `find_credits` gives overlaps it; what names the article's own house counts for
nothing. The labels (``credits_labelled.json``) are ids and offsets in the Helsinki set and the archive. The patterns
were worked on with most of the sample in view, so the rest is told apart. Needs ../shared/data.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from sayso.model.article import Article, identify_article
from sayso.relate.credits import find_credits, key_of_publisher

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = {"helsinki": SHARED / "copies" / "helsinki.jsonl.gz", "archive": SHARED / "archive" / "allsides-20k.jsonl.gz"}
LABELS = Path(__file__).with_name("credits_labelled.json")
LEAST_RECALL, LEAST_PRECISION = 0.98, 0.97  # of agencies; of all


def main() -> int:
    if not all(path.is_file() for path in SETS.values()):
        print("evals/credits: no ../shared/data/copies and ../shared/data/archive here, nothing measured")
        return 0
    labelled = json.loads(LABELS.read_text(encoding="utf-8"))["articles"]
    wanted = {(row["set"], row["id"]): row for row in labelled}
    n: Counter[tuple[str, bool]] = Counter()
    for name, path in SETS.items():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if (name, record["id"]) in wanted:
                    row = wanted[name, record["id"]]
                    measure_article(read_article(record), row["credits"], row["tuned"], n)
    for tuned in (True, False):
        print(f"{'in view' if tuned else 'not in view'}: " + say_part(n, tuned))
    recall = sum(n["agency found", part] for part in (True, False)) / sum(n["agency", part] for part in (True, False))
    precision = sum(n["right", part] for part in (True, False)) / sum(n["given", part] for part in (True, False))
    print(f"{len(labelled)} articles: agencies found {recall:.4f}, floor {LEAST_RECALL}; ", end="")
    print(f"right of all that is given {precision:.4f}, floor {LEAST_PRECISION}")
    return int(recall < LEAST_RECALL or precision < LEAST_PRECISION)


def measure_article(
    article: Article, credited: list[tuple[int, int, str]], tuned: bool, n: Counter[tuple[str, bool]]
) -> None:
    """Count what was found of an article's credits, and what of that is right."""
    own = key_of_publisher(article)
    found = [credit.span for credit in find_credits(article) if credit.key != own]
    for start, end, kind in credited:
        n[kind, tuned] += 1
        n[f"{kind} found", tuned] += any(span.start < end and start < span.end for span in found)
    n["given", tuned] += len(found)
    n["right", tuned] += sum(any(span.start < end and start < span.end for start, end, _ in credited) for span in found)


def say_part(n: Counter[tuple[str, bool]], tuned: bool) -> str:
    """Say the counts of one part of the sample."""
    return (
        f"agencies {n['agency found', tuned]} of {n['agency', tuned]} found, other outlets "
        f"{n['outlet found', tuned]} of {n['outlet', tuned]}; "
        f"{n['right', tuned]} of {n['given', tuned]} given are right"
    )


def read_article(record: dict[str, str]) -> Article:
    """Make an article of a row; code points that no article holds become spaces, so that offsets stay."""
    text = "".join(c if c.isprintable() or c in "\n\t" else " " for c in record["text"])
    article_id, digest = identify_article(text, url=None, external_id=record["id"], path=None)
    return Article(id=article_id, text=text, sha256=digest, publisher=record["publisher"])


if __name__ == "__main__":
    sys.exit(main())
