"""Train the line that tells a rewording: ``python -m training.wordings --data DATA [--out FILE]``.

Logistic regression over `sayso.relate.rewording.measure_features`, by Newton's steps, on the train part of the MSR
Paraphrase Corpus. ``DATA`` holds ``rewording/msrp-train.jsonl.gz``. How strong the weights are held down was chosen by
ten-fold cross-validation, which is printed; the dev part is for ``evals/rewording.py`` alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.relate.rewording import measure_features, read_phrase

Floats = NDArray[np.float64]
HELD_DOWN = (1.0, 10.0, 100.0)  # strengths tried
N_FOLDS = 10
OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "relate" / "lexicon" / "rewording.txt"
HEAD = """# Weights of the features of `sayso.relate.rewording`: name, mean, deviation, weight, between tabs.
# Made by training/wordings.py from the train part of the MSR Paraphrase Corpus.
"""


def read_pairs(path: Path) -> tuple[list[str], Floats, Floats]:
    """Give the names of the features, their values (pairs x features) and what is right (1: the same)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [measure_features(read_phrase(row["first"]), read_phrase(row["second"])) for row in rows]
    names = list(found[0])
    values = np.array([[each[name] for name in names] for each in found])
    return names, values, np.array([float(row["paraphrase"]) for row in rows])


def fit_line(values: Floats, right: Floats, held_down: float) -> Floats:
    """Fit a constant and weights (features + 1) to standardised values; ``held_down`` is the penalty on the weights."""
    table = np.column_stack([np.ones(len(values)), values])
    penalty = np.diag([0.0] + [held_down] * values.shape[1])
    line = np.zeros(table.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-table @ line))
        slope = table.T @ (right - likely) - penalty @ line
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + penalty
        step = np.linalg.solve(bend, slope)
        line = line + step
        if np.abs(step).max() < 1e-9:
            break
    return line


def cross_validate(values: Floats, right: Floats, held_down: float) -> float:
    """Give the accuracy over N_FOLDS parts, each told by a line that was fitted to the others."""
    hits = 0
    for fold in range(N_FOLDS):
        held = np.arange(len(values)) % N_FOLDS == fold
        line = fit_line(values[~held], right[~held], held_down)
        hits += int((((values[held] @ line[1:] + line[0]) > 0) == (right[held] > 0)).sum())
    return hits / len(values)


def main() -> None:
    """Choose the strength, fit to all, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    names, values, right = read_pairs(arguments.data / "rewording" / "msrp-train.jsonl.gz")
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    scaled = (values - mean) / deviation
    scores = {held_down: cross_validate(scaled, right, held_down) for held_down in HELD_DOWN}
    for held_down, score in scores.items():
        print(f"held down {held_down:g}: accuracy {score:.4f} of {len(right)} pairs, {N_FOLDS} folds")
    best = max(HELD_DOWN, key=lambda held_down: scores[held_down])
    line = fit_line(scaled, right, best)
    rows = [f"constant\t0\t1\t{line[0]:.5f}"]
    rows += [f"{n}\t{m:.5f}\t{d:.5f}\t{w:.5f}" for n, m, d, w in zip(names, mean, deviation, line[1:], strict=True)]
    arguments.out.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
