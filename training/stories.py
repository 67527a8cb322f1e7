"""Learn the weights with which two articles are taken for one event: logistic regression over labelled stories.

    python -m training.stories --data DATA [--half 0|1] [--out WEIGHTS]

``DATA`` holds ``ecbplus-topics-1-35.jsonl.gz`` and ``basil.jsonl.gz``. ``--half`` learns from ECB+ topics 1 to 18 and
every second event of BASIL (0), or from the others (1), so that the rest can be measured; without it, from all.
The same data give the same weights.

Dates are the trap: in the labelled sets articles of one day are nearly always of one event, because the sets are thin
in time. So each article is also seen with invented dates, its events thrown into 10, 20, 60 or 2,000 days.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sayso.model.article import Article, identify_article
from sayso.relate.likeness import CROWD_DAYS, LEAST_COSINE, measure_days, measure_terms
from sayso.relate.sketches import Sketch, sketch_article

RIDGE = 3.0  # of the squared standardised weights, against the sum of the losses
BOTH = ("basil", "ecb")
INVENTED = (
    (20, ("basil",)),
    (10, BOTH),
    (60, BOTH),
    (2000, BOTH),
)  # days that the events of these sets are thrown into
Row = tuple[str, str, Sketch]  # set, story, sketch


def main() -> None:
    """Print the weights, or write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows = [row for row in read_rows(arguments.data) if arguments.half in (None, find_half(row[0], row[1]))]
    weights = learn_weights(rows)
    text = "# Made by training/stories.py from ECB+ topics 1 to 35 and BASIL.\n" + "".join(
        f"{name} {weight:.4f}\n" for name, weight in weights.items()
    )
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def read_rows(data: Path) -> Iterator[Row]:
    """Read both sets and sketch each article as it will be sketched in use."""
    for name, file in (("basil", "basil"), ("ecb", "ecbplus-topics-1-35")):
        with gzip.open(data / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield name, row["story"], sketch_article(write_article(row))


def write_article(row: dict[str, Any]) -> Article:
    """Make an article of a row of a set."""
    text = "".join(c if c.isprintable() or c in "\n\t" else " " for c in row["text"])
    article_id, digest = identify_article(text, url=row.get("url"), external_id=row["id"], path=None)
    return Article(id=article_id, text=text, sha256=digest, title=row.get("title"), published_at=row.get("published"))


def find_half(name: str, story: str) -> int:
    """Say in which half a story is: the topics of ECB+ by their number, the events of BASIL by their id."""
    return int(int(story.split("-")[0]) > 18) if name == "ecb" else sum(map(ord, story)) % 2


def learn_weights(rows: Sequence[Row]) -> dict[str, float]:
    """Fit the weights of `measure_days`, and ``one`` for the constant."""
    pairs = _find_alike([sketch for _, _, sketch in rows])
    worlds: list[tuple[Sequence[Row], int, float]] = [(rows, 0, 2.0), (rows, 8, 1.0)]
    worlds += [(_invent_dates(rows, days, sets, seed), 0, 0.5) for seed, (days, sets) in enumerate(INVENTED)]
    terms = [measure_terms(rows[i][2], rows[j][2]) for i, j in pairs]
    measures, answers, importance = [], [], []
    for world, more, weight in worlds:
        days = sorted(sketch.day for _, _, sketch in world if sketch.day is not None)
        for (i, j), measured in zip(pairs, terms, strict=True):
            a, b = world[i], world[j]
            later = max(a[2].day or 0, b[2].day or 0)
            crowd = more + bisect_right(days, later) - bisect_left(days, later - CROWD_DAYS)
            measures.append(list(measure_days(measured, a[2], b[2], crowd).values()))
            answers.append(a[:2] == b[:2])
            importance.append(weight * (2 if a[0] == "basil" else 1))
    names = list(measure_days(terms[0], rows[0][2], rows[0][2], 1))
    constant, *weights = _fit(np.array(measures), np.array(answers, float), np.array(importance))
    return {"one": constant, **dict(zip(names, weights, strict=True))}


def _find_alike(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Give the pairs whose terms have at least LEAST_COSINE."""
    number: dict[str, int] = {}
    for sketch in sketches:
        for stem in sketch.terms:
            number.setdefault(stem, len(number))
    matrix = np.zeros((len(sketches), len(number)), np.float32)
    for row, sketch in enumerate(sketches):
        for stem, term in sketch.terms.items():
            matrix[row, number[stem]] = term.whole
    first, second = np.nonzero(np.triu(matrix @ matrix.T >= LEAST_COSINE, 1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _invent_dates(rows: Sequence[Row], n_days: int, sets: Sequence[str], seed: int) -> list[Row]:
    """Throw each event of the sets into so many days, its articles mostly within three days of its first."""
    chance = random.Random(seed)  # noqa: S311  (a seeded world, no secret)
    first = {story: 730_000 + chance.randrange(n_days) for story in sorted({row[1] for row in rows})}
    invented = []
    for name, story, sketch in rows:
        late = chance.choices((0, 1, 2, 3, 5, 9), (60, 22, 9, 4, 3, 2))[0]
        invented.append((name, story, replace(sketch, day=first[story] + late) if name in sets else sketch))
    return invented


def _fit(matrix: np.ndarray, answers: np.ndarray, importance: np.ndarray) -> list[float]:
    """Newton's method on the weighted logistic loss with a ridge; columns standardised for it and scaled back."""
    mean, scale = matrix.mean(0), matrix.std(0) + 1e-9
    columns = np.column_stack([np.ones(len(matrix)), (matrix - mean) / scale])
    ridge = np.full(columns.shape[1], RIDGE)
    ridge[0] = 0.0
    beta = np.zeros(columns.shape[1])
    for _ in range(15):
        chance = 1 / (1 + np.exp(-columns @ beta))
        gradient = columns.T @ (importance * (answers - chance)) - ridge * beta
        curvature = (columns * (importance * chance * (1 - chance))[:, None]).T @ columns + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    weights = beta[1:] / scale
    return [float(beta[0] - weights @ mean), *map(float, weights)]


if __name__ == "__main__":
    main()
