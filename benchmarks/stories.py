"""What an article costs to take into its story as the pile grows, beside a plain batch over the same articles.

    python benchmarks/stories.py [PILE.jsonl.gz] [--articles N] [--size N]

Streams the dated articles of the pile in order of publication, and again and again some years later, until there are
``--size``. Prints a row for each stretch: milliseconds of processor time an article, reading into sketches apart; then
the cost at the full size over the cost at a thousand. The peer is the plain way: hashed tf-idf in numpy, each article's
cosine with every other, timed while the pile is not yet repeated. Its cost grows with the pile. Ratios carry over to
other machines.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice, pairwise
from pathlib import Path
from time import process_time

import numpy as np

from sayso.model.article import Article, identify_article
from sayso.relate.sketches import Sketch, sketch_article
from sayso.relate.story_stream import StoryStream

PILE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "archive" / "allsides-20k.jsonl.gz"
DIMENSIONS = 1 << 12  # of the peer's hashed vectors


def main() -> None:
    """Print a row for each stretch of the stream."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path, nargs="?", default=PILE)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=100_000)
    arguments = parser.parse_args()
    begun = process_time()
    sketches = read_sketches(arguments.pile, arguments.articles)
    print(f"{len(sketches)} articles, {1000 * (process_time() - begun) / len(sketches):.2f} ms each to read and sketch")
    sketches = [sketch for sketch in sketches if sketch.day is not None]
    gc.freeze()  # the sketches are the benchmark's, and not to be gone through again and again
    stream, coming = StoryStream(), repeat_later(sketches)
    marks = [1000, 2000, 5000, 10_000, *range(20_000, arguments.size, 20_000), arguments.size - 1000, arguments.size]
    print("| up to | stream, ms an article | batch, ms an article |\n|---|---|---|")
    cost: dict[int, float] = {}
    for first, end in pairwise([0, *marks]):
        stretch = list(islice(coming, end - first))
        begun = process_time()
        for sketch in stretch:
            stream.add(sketch)
        cost[end] = 1000 * (process_time() - begun) / len(stretch)
        theirs = f"{time_batch(sketches[:end]):.2f}" if end <= len(sketches) else ""
        print(f"| {end} | {cost[end]:.2f} | {theirs} |", flush=True)
    print(f"an article to {arguments.size - 1000} over one to 1000: {cost[arguments.size] / cost[2000]:.2f}")


def repeat_later(sketches: list[Sketch]) -> Iterator[Sketch]:
    """Give the sketches in order, then the same some years later, without end."""
    days = [sketch.day for sketch in sketches if sketch.day is not None]
    span = max(days) - min(days) + 365
    for turn in count():
        yield from (replace(sketch, day=(sketch.day or 0) + turn * span) for sketch in sketches)


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
