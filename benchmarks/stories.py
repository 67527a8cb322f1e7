"""What an article costs to take into its story as the pile grows, beside a plain batch over the same articles.

    python benchmarks/stories.py [PILE.jsonl.gz] [--articles N]

Streams the pile in order of publication and prints a row for each quarter: milliseconds of processor time an article,
reading into sketches apart. The peer is the plain way: hashed tf-idf in numpy, each article's cosine with every other.
Its cost an article grows with the pile; the ratio carries over to other machines.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import islice
from pathlib import Path
from time import process_time

import numpy as np

from sayso.model.article import Article, identify_article
from sayso.relate.sketches import Sketch, sketch_article
from sayso.relate.story_stream import StoryStream

PILE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "archive" / "allsides-20k.jsonl.gz"
DIMENSIONS = 1 << 12  # of the peer's hashed vectors


def main() -> None:
    """Print a row for each quarter of the pile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pile", type=Path, nargs="?", default=PILE)
    parser.add_argument("--articles", type=int, default=20_000)
    arguments = parser.parse_args()
    begun = process_time()
    sketches = read_sketches(arguments.pile, arguments.articles)
    print(f"{len(sketches)} articles, {1000 * (process_time() - begun) / len(sketches):.2f} ms each to read and sketch")
    stream = StoryStream()
    quarter = len(sketches) // 4
    print("| up to | stream, ms an article | batch, ms an article | batch to stream |\n|---|---|---|---|")
    for first in range(0, 4 * quarter, quarter):
        begun = process_time()
        for sketch in sketches[first : first + quarter]:
            stream.add(sketch)
        ours = 1000 * (process_time() - begun) / quarter
        theirs = time_batch(sketches[: first + quarter])
        print(f"| {first + quarter} | {ours:.2f} | {theirs:.2f} | {theirs / ours:.2f} × |", flush=True)


def read_sketches(path: Path, most: int) -> list[Sketch]:
    """Sketch the articles of a pile, in order of publication, then id."""
    sketched = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, most)):
            text = "".join(c if c.isprintable() or c in "\n\t" else " " for c in row["text"])
            key, digest = identify_article(text, url=row.get("url"), external_id=row["id"], path=None)
            article = Article(id=key, text=text, sha256=digest, title=row.get("title"), published_at=row["published"])
            sketched.append((row["published"] or "~", key, sketch_article(article)))
    return [sketch for *_, sketch in sorted(sketched, key=lambda each: each[:2])]


def time_batch(sketches: list[Sketch]) -> float:
    """Give milliseconds an article for 64 rows of the peer's matrix of cosines."""
    matrix = np.zeros((len(sketches), DIMENSIONS), np.float32)
    number: dict[str, int] = {}
    for row, sketch in enumerate(sketches):
        for stem, term in sketch.terms.items():
            matrix[row, number.setdefault(stem, len(number)) % DIMENSIONS] += term.whole
    begun = process_time()
    np.argsort(matrix[-64:] @ matrix.T, axis=1)
    return 1000 * (process_time() - begun) / 64


if __name__ == "__main__":
    main()
