"""Sides as functions of two texts: a headline and its body, a statement and a premise, numbers in both.

Columns: the majority alone, the lexicon alone (refuting, hedging and negating words, and shared words), and ours. The
weights of ours saw all of FNC that is here, so its column is measured anew on five parts, split by body, with the
weights refitted on the other four by `training/sides.py`; what that gave stands in `FITTED`. The other columns, and all
of RTE's test parts and the numerical items, which no weight saw, are measured here. Of the numerical items one half was
read while the rules were written, the other never. Needs ../shared/data/claims.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sayso.annotate.encoder.nearness import read_nearness
from sayso.relate.inference import load_groups, read_features, read_text
from sayso.relate.stances import Inference, judge_entailment, judge_numbers, judge_stance

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "claims"
WRITTEN = 2019  # the year in which the numerical items were written: "is 30 years old" is meant of it
EVERY = 6  # of FNC's pairs, every sixth is asked: the rest changes the third digit
FITTED = {"split by body": 0.604, "split by event": 0.553}  # macro-F1, from the log of training/sides.py
FLOORS = {
    "fnc lexicon": 0.30,
    "fnc ours, seen": 0.50,
    "rte ours, words alone": 0.63,
    "rte ours": 0.65,
    "numbers ours": 0.53,
    "numbers ours, unread half": 0.48,
}


def read_rows(name: str) -> list[dict[str, Any]]:
    """Read the rows of a data set."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_lexicon(headline: str, body: str) -> str:
    """Tell a stance by words alone: refuting words disagree, hedging and reporting words discuss."""
    groups, stems = load_groups(), set(read_text(body[:2000]).stems)
    if len(groups["refuting"] & stems) >= 3:
        return "disagree"
    return "discuss" if len(groups["hedging"] & stems) + 2 * ("?" in headline) >= 3 else "agree"


def by_comparer(premise: str, statement: str) -> str:
    """Tell entailed, contradicted or neither, by the trained comparer and by numbers, negation and opposites."""
    features = read_features(statement, premise)
    differs = any(features[name] for name in ("number_other", "number_missing", "negation_differs", "antonym"))
    if features["range_met"] != features["range_missed"]:
        return "e" if features["range_met"] else "c"
    if judge_entailment(premise, statement) >= 0.5:
        return "c" if differs else "e"
    return "c" if differs else "n"


def by_bounds(premise: str, statement: str) -> str:
    """Tell entailed or contradicted by the rules on numbers; what they leave open goes to the commonest answer."""
    return "e" if judge_numbers(premise, statement, as_of=WRITTEN) is Inference.ENTAILED else "c"


def is_unread(premise: str) -> bool:
    """Say whether an item is of the half that nobody read while the rules on numbers were written."""
    return hashlib.sha256(premise.encode()).digest()[0] % 2 == 1


def meets_limit(premise: str, statement: str) -> bool:
    """Say whether a limit that a statement sets ("more than 40") is met by a number of the premise."""
    features = read_features(statement, premise)
    return features["range_met"] > features["range_missed"]


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """Give the mean F1 of the classes."""
    scores = []
    for name in sorted(set(truth)):
        hit = sum(t == s == name for t, s in zip(truth, said, strict=True))
        scores.append(2 * hit / max(1, truth.count(name) + said.count(name)))
    return sum(scores) / len(scores)


def accuracy(truth: Sequence[str], said: Sequence[str]) -> float:
    """Give the part that is right."""
    return sum(t == s for t, s in zip(truth, said, strict=True)) / len(truth)


def measure(
    truth: Sequence[str], columns: dict[str, Sequence[str]], score: Callable[[Sequence[str], Sequence[str]], float]
) -> dict[str, float]:
    """Score the majority and each column."""
    most = Counter(truth).most_common(1)[0][0]
    return {
        "majority": score(truth, [most] * len(truth)),
        **{name: score(truth, said) for name, said in columns.items()},
    }


def main() -> int:
    """Print the columns and hold them to the floors."""
    if not (DATA / "fnc-stances.jsonl.gz").is_file():
        print("evals/sides: no ../shared/data/claims here, nothing measured")
        return 0
    bodies = {row["body"]: row["text"] for row in read_rows("fnc-bodies.jsonl.gz")}
    pairs = read_rows("fnc-stances.jsonl.gz")[::EVERY]
    asked = [(pair["headline"], bodies[pair["body"]]) for pair in pairs]
    truth = [pair["stance"] for pair in pairs]
    columns: dict[str, Sequence[str]] = {
        "lexicon": [by_lexicon(*each) for each in asked],
        "ours, seen": [judge_stance(*each).value for each in asked],
    }
    found = {f"fnc {name}": value for name, value in measure(truth, columns, macro_f1).items()}
    found |= {f"fnc ours, {name}": value for name, value in FITTED.items()}

    rows = [row for row in read_rows("rte.jsonl.gz") if row["set"].endswith("test")]
    truth = ["yes" if row["label"] in ("YES", "TRUE") else "no" for row in rows]
    covers = [read_features(row["hypothesis"], row["premise"])["cover_text"] for row in rows]
    by_words = [judge_entailment(row["premise"], row["hypothesis"]) for row in rows]
    nears = [read_nearness(row["hypothesis"], row["premise"]) for row in rows]
    ours = [judge_entailment(row["premise"], row["hypothesis"], near) for row, near in zip(rows, nears, strict=True)]
    columns = {
        "shared words": ["yes" if cover >= 0.65 else "no" for cover in covers],
        "ours, words alone": ["yes" if p >= 0.5 else "no" for p in by_words],
        "ours": ["yes" if p >= 0.5 else "no" for p in ours],
    }
    found |= {f"rte {name}": value for name, value in measure(truth, columns, accuracy).items()}

    rows = read_rows("anli-numeric.jsonl.gz")
    truth = [row["label"] for row in rows]
    columns = {
        "limits alone": ["e" if meets_limit(row["premise"], row["hypothesis"]) else "c" for row in rows],
        "comparer": [by_comparer(row["premise"], row["hypothesis"]) for row in rows],
        "ours": [by_bounds(row["premise"], row["hypothesis"]) for row in rows],
    }
    found |= {f"numbers {name}": value for name, value in measure(truth, columns, accuracy).items()}
    unread = [i for i, row in enumerate(rows) if is_unread(row["premise"])]
    columns = {name: [said[i] for i in unread] for name, said in columns.items()}
    half = measure([truth[i] for i in unread], columns, accuracy)
    found |= {f"numbers {name}, unread half": value for name, value in half.items()}

    failed = 0
    for name, value in found.items():
        floor = FLOORS.get(name)
        failed += floor is not None and value < floor
        print(f"  {name:28} {value:.3f}{'' if floor is None else f' (at least {floor:.2f})'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
