"""Rewording against the MSR Paraphrase Corpus (dev part): how well words and weights of quote families tell it.

"Yes" is a likeness at or above a threshold chosen on the train part. Saying yes to all gives .67. The number is a check
on the measure; families are not tuned on it, for they want cuts too. Needs ../shared/data.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from sayso.relate.frequencies import weigh_stem
from sayso.text.align import match_words
from sayso.text.words import find_words, stem_words

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "rewording" / "msrp-dev.jsonl.gz"
THRESHOLD = 0.54  # of the shared weight in the mean weight of the two, chosen on the train part
FLOOR = 0.71


def main() -> int:
    if not DATA.is_file():
        print("evals/rewording: no ../shared/data/rewording here, nothing measured")
        return 0
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    right = sum((measure_likeness(row["first"], row["second"]) >= THRESHOLD) == row["paraphrase"] for row in rows)
    print(f"MSRP dev: accuracy {right / len(rows):.3f} of {len(rows)} pairs, floor {FLOOR:.3f}")
    return int(right / len(rows) < FLOOR)


def measure_likeness(first: str, second: str) -> float:
    """Give the weight of what two sentences share, in order and in any order, as a part of their mean weight."""
    a, b = ([stem for stem, _ in stem_words(find_words(text).forms)] for text in (first, second))
    ordered = sum(weigh_stem(a[run.a + n]) for run in match_words(a, b) for n in range(run.length))
    any_order = sum(weigh_stem(stem) * n for stem, n in (Counter(a) & Counter(b)).items())
    return (ordered + any_order) / max(1e-9, sum(map(weigh_stem, a)) + sum(map(weigh_stem, b)))


if __name__ == "__main__":
    sys.exit(main())
