"""Copies on the Helsinki set (612 articles of 29 hours around one summit), against all pairs compared by brute force.

The set has no labels, so this measures the search and not the judgement: of the pairs of articles from two houses in
which at least half of the shorter one's 5-word shingles stand in the other, how many were found; and of the pairs
found, how many share at least a fiftieth. Labelled pairs come with the copies of the next issue. Needs ../shared/data.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from sayso.annotate.quotations import find_quotations
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, identify_article
from sayso.relate.reuse import find_copies
from sayso.text.shingles import hash_shingles
from sayso.text.words import find_words

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "copies" / "helsinki.jsonl.gz"
LEAST_FOUND, LEAST_SHARING = 0.97, 0.99  # what is not found shares tweets in quotation marks alone


def main() -> int:
    if not DATA.is_file():
        print("evals/copies: no ../shared/data/copies here, nothing measured")
        return 0
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        pile = [write_article(json.loads(line)) for line in lines]
    begun = time.process_time()
    copies = find_copies(pile)
    seconds = time.process_time() - begun
    found = {frozenset((copy.source, copy.target)) for copy in copies}
    shingles = {each.article.id: frozenset(hash_shingles(find_words(each.article.text).forms, 5)) for each in pile}
    house = {each.article.id: each.article.publisher for each in pile}
    alike, sharing = [], 0
    ids = sorted(key for key in shingles if len(shingles[key]) >= 40)
    for index, a in enumerate(ids):
        for b in ids[index + 1 :]:
            part = len(shingles[a] & shingles[b]) / min(len(shingles[a]), len(shingles[b]))
            if part >= 0.5 and house[a] != house[b]:
                alike.append(frozenset((a, b)))
            sharing += part >= 0.02 and frozenset((a, b)) in found
    n_long = sum(all(key in ids for key in pair) for pair in found)
    recall, shared = sum(pair in found for pair in alike) / len(alike), sharing / n_long
    print(f"{len(copies)} pairs in {seconds:.1f} s of CPU; {sum(copy.verbatim for copy in copies)} verbatim")
    print(f"half alike and found: {recall:.4f} of {len(alike)}, floor {LEAST_FOUND}")
    print(f"found and a fiftieth alike: {shared:.4f} of {n_long}, floor {LEAST_SHARING}")
    return int(recall < LEAST_FOUND or shared < LEAST_SHARING)


def write_article(row: dict[str, Any]) -> AnnotatedArticle:
    text = "".join(c if c.isprintable() or c in "\n\t" else " " for c in row["text"])
    article_id, digest = identify_article(text, url=None, external_id=row["id"], path=None)
    article = Article(id=article_id, text=text, sha256=digest, publisher=row["publisher"])
    return find_quotations(AnnotatedArticle(article=article))


if __name__ == "__main__":
    sys.exit(main())
