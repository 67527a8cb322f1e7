"""Rewording against the MSR Paraphrase Corpus (dev part): how well the trained line tells it. Needs ../shared/data.

The line is fitted to the train part by ``training/wordings.py``. Saying yes to all gives .67; the weight of the shared
words alone, with a threshold chosen on the train part, gave .718.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from sayso.relate.rewording import measure_rewording, read_phrase

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "rewording" / "msrp-dev.jsonl.gz"
FLOOR = 0.76


def main() -> int:
    if not DATA.is_file():
        print("evals/rewording: no ../shared/data/rewording here, nothing measured")
        return 0
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [(read_phrase(row["first"]), read_phrase(row["second"]), row["paraphrase"]) for row in rows]
    right = sum((measure_rewording(first, second) >= 0.5) == same for first, second, same in pairs)
    print(f"MSRP dev: accuracy {right / len(rows):.3f} of {len(rows)} pairs, floor {FLOOR:.3f}")
    return int(right / len(rows) < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
