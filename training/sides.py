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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.utils.class_weight import compute_sample_weight

from sayso.annotate.encoder.nearness import read_nearness
from sayso.relate.inference import read_features
from sayso.relate.stances import FALSE_SPEAKS, PLACES, cross_features, digest_of
from training.wordings import HELD_DOWN, cross_validate, fit_line

OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "relate" / "lexicon" / "stances.json"
FOLDS = 5
EVEN = 0.7  # how far rare stances are made to count as much as common ones: 0 not at all, 1 wholly


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


def fit_trees(matrix: np.ndarray, truth: np.ndarray) -> HistGradientBoostingClassifier:
    """Boost small trees; no draw is made in it, so the same rows give the same trees."""
    model = HistGradientBoostingClassifier(
        max_depth=5, learning_rate=0.05, max_iter=250, l2_regularization=30, min_samples_leaf=40, random_state=0
    )
    return model.fit(matrix, truth, sample_weight=compute_sample_weight("balanced", truth) ** EVEN)


def to_nodes(tree: Any) -> list[list[float]]:
    """Give a tree as `sayso.relate.stances.read_tree` walks it."""
    return [
        [round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])]
        for node in tree.nodes
    ]


def train_stance(folder: Path) -> dict[str, Any]:
    """Fit how bodies stand to headlines; print what cross-validation gives."""
    bodies = {row["body"]: row["text"] for row in read_rows(folder / "fnc-bodies.jsonl.gz")}
    pairs = read_rows(folder / "fnc-stances.jsonl.gz")
    rows = [read_features(pair["headline"], bodies[pair["body"]]) for pair in pairs]
    names = sorted(rows[0])
    matrix = np.array([[round(row[name], PLACES) for name in names] for row in rows])
    truth = np.array([pair["stance"] for pair in pairs])
    for split, groups in (("body", [pair["body"] for pair in pairs]), ("event", find_events(pairs))):
        if len(set(groups)) >= FOLDS:
            said = np.empty_like(truth)
            for learnt, asked in GroupKFold(FOLDS).split(matrix, truth, groups):
                model = fit_trees(matrix[learnt], truth[learnt])
                scores = model.decision_function(matrix[asked])
                speaks = FALSE_SPEAKS * (matrix[asked, names.index("false_near")] > 0)
                scores[:, list(model.classes_).index("disagree")] += speaks
                said[asked] = model.classes_[scores.argmax(axis=1)]
            each = f1_score(truth, said, average=None)
            n = len(set(groups))
            print(f"stance, split by {split} ({n}): macro-F1 {f1_score(truth, said, average='macro'):.3f} {each}")
    model = fit_trees(matrix, truth)
    begins = model._baseline_prediction.ravel()
    return {
        "classes": list(model.classes_),
        "features": names,
        "begins": [round(float(begin), 5) for begin in begins],
        "trees": [[to_nodes(step[index]) for step in model._predictors] for index in range(len(begins))],
    }


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


def train_nearness(folder: Path, near: Sequence[dict[str, float]] | None = None) -> dict[str, Any]:
    """Fit the same on the words and on how near they are, as `train_entailment` prints it.

    ``near`` is what `read_nearness` gave of each pair, if it was asked before.
    """
    pairs = read_rows(folder / "rte.jsonl.gz")
    near = near or [read_nearness(pair["hypothesis"], pair["premise"]) for pair in pairs]
    words = [cross_features(read_features(pair["hypothesis"], pair["premise"])) for pair in pairs]
    rows = [{**one, **other} for one, other in zip(words, near, strict=True)]
    dev = np.array([pair["set"].endswith("dev") for pair in pairs])
    truth = np.array([float(pair["label"] in ("YES", "TRUE")) for pair in pairs])
    matrix = to_matrix(rows, sorted(rows[0])).astype(float)
    told = matrix[dev].std(0) > 0
    names = [name for name, tells in zip(sorted(rows[0]), told, strict=True) if tells]
    mean, spread = matrix[dev].mean(0)[told], matrix[dev].std(0)[told]
    values = (matrix[:, told] - mean) / spread
    for held_down in HELD_DOWN:
        print(f"held down by {held_down}: {cross_validate(values[dev], truth[dev], held_down):.3f} of ten dev parts")
    best = max(HELD_DOWN, key=lambda held_down: cross_validate(values[dev], truth[dev], held_down))
    line = fit_line(values[dev], truth[dev], best)
    right = ((values @ line[1:] + line[0]) > 0) == (truth > 0)
    print(f"entailment with nearness, trained on dev parts: {right[~dev].mean():.3f} of the test parts right")
    weights = {name: round(float(w), 3) for name, w in zip(names, line[1:] / spread, strict=True)}
    return {"features": {**weights, "bias": round(float(line[0] - (line[1:] * mean / spread).sum()), 3)}}


def main() -> int:
    """Train all and write the weights beside the lists that they go with."""
    folder = Path(sys.argv[1])
    weights = {
        "stance": train_stance(folder),
        "entails": train_entailment(folder),
        "entails near": train_nearness(folder),
    }
    model = {"digest": digest_of(weights), "weights": weights}
    OUT.write_text(json.dumps(model, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, digest {model['digest'][:16]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
