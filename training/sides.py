"""Train the comparer of `sayso.relate.stances`: stances of bodies to headlines, entailment; cross-validated.

Run with scikit-learn in an environment of its own: ``python -m training.sides ../shared/data/claims``. Prints the
scores of cross-validation (split by body, and by event, so that no body is in both parts) and writes ``stances.json``.

Trained on: Fake News Challenge 1 (Apache-2.0), RTE 1-3 development parts (no terms stated). ANLI is non-commercial: it
is never read here.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from sayso.relate.inference import read_features
from sayso.relate.stances import cross_features, digest_of

OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "relate" / "lexicon" / "stances.json"
FOLDS = 5


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a data set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def find_events(rows: list[dict[str, Any]]) -> list[str]:
    """Give each pair its event: pairs that share a headline or a body, however far apart, are one."""
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for row in rows:
        parent[find("h" + row["headline"])] = find("b" + row["body"])
    return [find("b" + row["body"]) for row in rows]


def to_matrix(rows: list[dict[str, float]], names: list[str]) -> np.ndarray:
    """Lay the named features of each row out in columns."""
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)), dtype=np.float32)
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                matrix[i, place[name]] = value
    return matrix


def train_stance(folder: Path) -> dict[str, Any]:
    """Fit how bodies stand to headlines; print what cross-validation gives."""
    bodies = {row["body"]: row["text"] for row in read_rows(folder / "fnc-bodies.jsonl.gz")}
    pairs = read_rows(folder / "fnc-stances.jsonl.gz")
    rows = [read_features(pair["headline"], bodies[pair["body"]]) for pair in pairs]
    names = sorted(rows[0])
    matrix, truth = to_matrix(rows, names), np.array([pair["stance"] for pair in pairs])
    model = LogisticRegression(max_iter=400, C=0.3, class_weight="balanced", fit_intercept=False)
    for split, groups in (("body", [pair["body"] for pair in pairs]), ("event", find_events(pairs))):
        if len(set(groups)) >= FOLDS:
            said = cross_val_predict(model, matrix, truth, groups=groups, cv=GroupKFold(FOLDS))
            each = f1_score(truth, said, average=None)
            n = len(set(groups))
            print(f"stance, split by {split} ({n}): macro-F1 {f1_score(truth, said, average='macro'):.3f} {each}")
    model.fit(matrix, truth)
    kept = {name: [round(float(w), 3) for w in model.coef_[:, i]] for i, name in enumerate(names)}
    return {"classes": list(model.classes_), "features": kept}


def train_entailment(folder: Path) -> dict[str, Any]:
    """Fit whether a premise says what a statement says, on the development parts; print the test parts' score."""
    pairs = read_rows(folder / "rte.jsonl.gz")
    rows = [cross_features(read_features(pair["hypothesis"], pair["premise"])) for pair in pairs]
    names = sorted(rows[0])
    matrix, truth = to_matrix(rows, names), np.array([pair["label"] in ("YES", "TRUE") for pair in pairs])
    dev = np.array([pair["set"].endswith("dev") for pair in pairs])
    model = LogisticRegression(max_iter=500, C=1, solver="newton-cholesky", fit_intercept=False)
    model.fit(matrix[dev], truth[dev])
    print(f"entailment, trained on dev parts: {model.score(matrix[~dev], truth[~dev]):.3f} of the test parts right")
    return {"features": {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}}


def main() -> int:
    """Train both and write the weights beside the lists that they go with."""
    folder = Path(sys.argv[1])
    weights = {"stance": train_stance(folder), "entails": train_entailment(folder)}
    model = {"digest": digest_of(weights), "weights": weights}
    OUT.write_text(json.dumps(model, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, digest {model['digest'][:16]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
