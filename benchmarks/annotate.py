"""What annotating costs beside the bare encoder: one run, the two taken in turns, on articles of an archive.

    python benchmarks/annotate.py [ARCHIVE] [--articles N]

Counts processor time of this process (a busy machine stretches both alike). *Bare* is onnxruntime alone over the same
word pieces, cut into windows of 320 that do not overlap; *annotating* is every layer, from the text on, encoder
included, with what was met before remembered. Also says the peak memory, and what remembering saved. Reads
../shared/data/archive, or any gzipped file of JSON lines with "text"; says so and exits 0 where it is not there.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.annotate.annotator import choose_annotator
from sayso.annotate.encoder.decode import BEGIN_ID, END_ID
from sayso.annotate.encoder.reader import shared_reader
from sayso.annotate.encoder.sheet import IntArray, Sheet
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.pipeline import annotate_one

ARCHIVE = Path(__file__).resolve().parents[2] / "shared/data/archive/allsides-20k.jsonl.gz"
WINDOW = 320  # pieces of a bare pass, as in training
ALLOWED = 1.25  # annotating may cost so many times the bare pass


def read_articles(path: Path, n: int) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, n)):
            row = json.loads(line)
            yield Article(
                id=f"article-{number}",
                text=row["text"],
                sha256=sha256_of(row["text"]),
                title=row.get("title"),
                published_at=row.get("published"),
            )


def bare_windows(sheet: Sheet) -> list[tuple[IntArray, ...]]:
    columns = ((sheet.ids, BEGIN_ID, END_ID), (sheet.quote, 0, 0), (sheet.case, 0, 0), (sheet.gap, 0, 0))
    return [
        tuple(np.concatenate([[begin], column[at : at + WINDOW], [end]]) for column, begin, end in columns)
        for at in range(0, len(sheet), WINDOW)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path, default=ARCHIVE)
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    if not args.archive.exists():
        print(f"annotate: {args.archive.name} is not here; nothing measured")
        return 0
    annotator = choose_annotator()
    if annotator.lacks:
        print(f"annotate: {annotator.lacks}; nothing measured")
        return 0
    reader = shared_reader()
    bare_s = whole_s = rules_s = 0.0
    n_articles = n_pieces = n_letters = 0
    rules = choose_annotator(rules=True)
    for article in read_articles(args.archive, args.articles):
        windows = bare_windows(reader.weights.maker.sheet(article.text))
        began = time.process_time()
        for window in windows:
            reader.weights.run(*window)
        bare_s += time.process_time() - began
        began = time.process_time()
        annotate_one(article, annotator.layers)
        whole_s += time.process_time() - began
        began = time.process_time()
        annotate_one(article, rules.layers)
        rules_s += time.process_time() - began
        n_articles += 1
        n_pieces += sum(len(window[0]) - 2 for window in windows)
        n_letters += len(article.text)
    encoder = reader.encoder
    ratio = whole_s / bare_s
    saved = encoder.n_recalled / max(1, encoder.n_recalled + encoder.n_read)
    with_all, with_rules = n_articles / whole_s, n_articles / rules_s
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = {
        "articles": f"{n_articles}, {n_letters / n_articles:.0f} characters on average",
        "bare encoder": f"{1000 * bare_s / n_articles:.1f} ms an article, {n_pieces / bare_s:.0f} pieces/s",
        "annotating, all layers": f"{1000 * whole_s / n_articles:.1f} ms, {with_all:.1f} articles/s a core",
        "annotating, rules alone": f"{1000 * rules_s / n_articles:.1f} ms, {with_rules:.1f} articles/s a core",
        "pieces read": f"{encoder.n_read / n_pieces:.3f} of those in the texts; recalled {100 * saved:.1f} %",
        "peak memory": f"{memory:.0f} MB",
        "annotating / bare": f"{ratio:.3f}, allowed {ALLOWED}" + ("  ABOVE" if ratio > ALLOWED else ""),
    }
    for name, value in lines.items():
        print(f"{name:26}{value}")
    return 1 if ratio > ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main())
