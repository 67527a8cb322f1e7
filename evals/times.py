"""How well time expressions are found and resolved: TimeBank and AQUAINT, as TempEval-3 scores them.

    python evals/times.py [--show N]

Reads ../shared/data/times/{timebank,aquaint}.jsonl.gz; says so and exits 0 where they are not there. An expression is
found when its span overlaps a gold one (relaxed) or equals it (strict); "value" is the F1 of expressions found with
the gold's value, letter by letter. AQUAINT's gold writes one value in several ways (1949, 1949-XX and 1949-XX-XX;
199X; 2000-W7): "written alike" takes those for equal and nothing else. "Both" is the two corpora taken as one, as
TempEval-3 trained on them. Rules were tuned on AQUAINT and on the half of
TimeBank whose id hashes to an even number; the other half of TimeBank ("unseen") was never read, and is scored apart
(its score was looked at while rules were made: decision 0062 says where that decided).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sayso.annotate.calendar_rules import read_day
from sayso.annotate.times import read_times

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/times"
FLOORS = {
    "timebank relaxed": 0.942,
    "timebank strict": 0.897,
    "timebank value": 0.833,
    "timebank written alike": 0.834,
    "aquaint relaxed": 0.945,
    "aquaint strict": 0.843,
    "aquaint value": 0.802,
    "aquaint written alike": 0.842,
    "both relaxed": 0.943,
    "both strict": 0.88,
    "both value": 0.823,
    "both written alike": 0.836,
    "unseen relaxed": 0.931,
    "unseen strict": 0.874,
    "unseen value": 0.810,
    "unseen written alike": 0.812,
}


def is_unseen(article: dict[str, Any]) -> bool:
    return hashlib.sha256(article["id"].encode()).digest()[0] % 2 == 1


def compare(article: dict[str, Any], show: Counter[str]) -> Counter[str]:
    """Count gold and found expressions of one article, and the agreements of each kind."""
    found = read_times(article["text"], article["id"], read_day(article["dct"]))
    left = list(found)
    counts = Counter(gold=len(article["times"]), found=len(found))
    for gold in article["times"]:
        start, end = gold["span"]
        hit = next((time for time in left if time.span.start < end and start < time.span.end), None)
        words = " ".join(article["text"][start:end].lower().split())
        if hit is None:
            show[f"missed {words!r}"] += 1
            continue
        left.remove(hit)
        counts["relaxed"] += 1
        counts["strict"] += hit.span == (start, end)
        counts["value"] += hit.value == gold["value"]
        counts["written alike"] += write_alike(hit.value) == write_alike(gold["value"])
        if hit.value != gold["value"]:
            show[f"{words!r} is {gold['value']}, not {hit.value}"] += 1
    return counts


def write_alike(value: str | None) -> str:
    """Write a value as TIMEX3's own tables do: no empty places at the end, weeks in two digits, no zone."""
    plain = re.sub(r"(?:-XX)+$|(?<=^\d{3})X(?:-XX)*$", "", value or "")
    plain = re.sub(r"-W(\d)(?=$|-)", r"-W0\1", plain)
    return re.sub(r"(?<=\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$", "", plain)


def f1(counts: Counter[str], kind: str) -> float:
    return 2 * counts[kind] / max(1, counts["gold"] + counts["found"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", type=int, default=0, help="show this many of the commonest errors in what was read")
    shown = parser.parse_args().show
    corpora = {name: FOLDER / f"{name}.jsonl.gz" for name in ("timebank", "aquaint")}
    if not all(path.is_file() for path in corpora.values()):
        print(f"times: skipped, {FOLDER.name}/ with TimeBank and AQUAINT is not beside this clone")
        return 0
    totals: dict[str, Counter[str]] = {name: Counter() for name in ("timebank", "aquaint", "both", "unseen")}
    errors: Counter[str] = Counter()
    for name, path in corpora.items():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                unseen = name == "timebank" and is_unseen(article)
                counts = compare(article, Counter() if unseen else errors)
                totals[name] += counts
                totals["both"] += counts
                totals["unseen"] += counts if unseen else Counter()
    failed = 0
    for name, counts in totals.items():
        for kind in ("relaxed", "strict", "value", "written alike"):
            measured, floor = f1(counts, kind), FLOORS[f"{name} {kind}"]
            failed += measured < floor
            print(f"  {'held  ' if measured >= floor else 'FAILED'} {name} {kind}: {measured:.4f} (at least {floor})")
    for error, n in errors.most_common(shown):
        print(f"  {n:3} {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
