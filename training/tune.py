"""Choose the decoder's settings and the confidence on held articles: ``python -m training.tune --model RUN``.

Invariant: only articles held out of training are looked at, never dev. Prints the best settings as JSON, which
``export --settings`` takes.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from evals.attribution_metrics import Tally, count_article, same_source
from evals.attribution_metrics import match as match_contents
from numpy.typing import NDArray

from sayso.annotate.encoder.decode import (
    FloatArray,
    Found,
    Heads,
    Run,
    Settings,
    confidence_features,
    decode,
    worth,
    worth_features,
)
from sayso.annotate.encoder.sheet import Sheet, SheetMaker
from sayso.annotate.encoder.windows import Encoder
from training.corpus import Document, read_polnear, split_held
from training.evaluate import to_triples
from training.runtime import from_folder

Read = tuple[Document, Sheet, FloatArray]
Floats = NDArray[np.float64]
GRID: dict[str, tuple[float, ...]] = {
    "cue_bias": (-0.3, 0.0, 0.3, 0.6),
    "tag_weight": (0.5, 1.0, 2.5, 4.0),
    "role_bias": (-1.0, -0.7, -0.4, 0.0, 0.4),
    "least_source": (-4.0, -3.0, -2.0, -1.0, 0.0),
}
LEAST_WORTH = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
N_FOLDS = 14


def read_all(documents: Sequence[Document], maker: SheetMaker, run: Run) -> list[Read]:
    """Encode each article once."""
    sheets = [(d, maker.sheet(d.text)) for d in documents]
    return [(d, sheet, Encoder(run).encode(sheet)) for d, sheet in sheets]


def score(reads: Sequence[Read], heads: Heads, settings: Settings) -> Tally:
    """Decode and count."""
    tally = Tally()
    for document, sheet, rows in reads:
        gold = [t for t in document.triples or () if t.content]
        count_article(tally, document.text, gold, to_triples(decode(sheet, rows, heads, settings)), "all")
    return tally


def total(tally: Tally) -> float:
    """Give what is made as large as can be: whole attributions, found and exact alike."""
    return tally.scores("attribution")[2] + tally.scores("content and source exact")[2]


def climb(reads: Sequence[Read], heads: Heads, settings: Settings) -> Settings:
    """Better one setting at a time until none gets better."""
    best, value = settings, total(score(reads, heads, settings))
    for name, choices in itertools.chain.from_iterable([GRID.items()] * 2):
        for choice in choices:
            other = replace(best, **{name: choice})  # type: ignore[arg-type]
            if other != best and (now := total(score(reads, heads, other))) > value + 0.05:
                best, value = other, now
        print(name, round(value, 2), asdict(best), flush=True)
    return best


def fit_logistic(x: Floats, y: Floats, held_down: float) -> Floats:
    """Fit weights (features) of a logistic regression by Newton's steps; ``held_down`` is the penalty on them."""
    weights = np.zeros(x.shape[1])
    ridge = held_down * np.eye(len(weights))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ weights)
    return weights


def fit_worth(reads: Sequence[Read], heads: Heads, settings: Settings) -> Settings:
    """Fit "it is an attribution, with the right source"; choose the least worth by articles not fitted to."""
    decoded: list[tuple[Document, list[Found], Floats, Floats]] = []
    for document, sheet, encoded in reads:
        gold = [t for t in document.triples or () if t.content]
        found = decode(sheet, encoded, heads, settings)
        triples = to_triples(found)
        matched = match_contents(document.text, gold, triples)
        right = {j for i, j in matched.items() if same_source(gold[i], triples[j])}
        x = np.array([worth_features(f) for f in found]).reshape(len(found), -1)
        decoded.append((document, found, x, np.array([float(j in right) for j in range(len(found))])))
    tallies = {least: Tally() for least in LEAST_WORTH}
    for fold in range(N_FOLDS):
        rest = [d for i, d in enumerate(decoded) if i % N_FOLDS != fold]
        weights = tuple(fit_logistic(np.vstack([d[2] for d in rest]), np.concatenate([d[3] for d in rest]), 3.0))
        for (document, found, _, _), least in itertools.product(decoded[fold::N_FOLDS], LEAST_WORTH):
            kept = [f for f in found if worth(f, replace(settings, worth=weights)) >= least]
            gold = [t for t in document.triples or () if t.content]
            count_article(tallies[least], document.text, gold, to_triples(kept), "all")
    for least, tally in tallies.items():
        print(f"least worth {least}: {total(tally):.2f}")
    weights = fit_logistic(np.vstack([d[2] for d in decoded]), np.concatenate([d[3] for d in decoded]), 3.0)
    best = max(LEAST_WORTH, key=lambda least: total(tallies[least]))
    return replace(settings, worth=tuple(round(float(w), 3) for w in weights), least_worth=best)


def fit_confidence(reads: Sequence[Read], heads: Heads, settings: Settings) -> tuple[float, ...]:
    """Logistic regression (Newton, ridge) of "the source is right" on the scores of what was found."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for document, sheet, encoded in reads:
        gold = [t for t in document.triples or () if t.content]
        found = [f for f in decode(sheet, encoded, heads, settings) if f.source]
        matched = match_contents(document.text, gold, to_triples(found))
        for i, j in matched.items():
            if gold[i].source:
                rows.append(confidence_features(found[j]))
                right.append(float(same_source(gold[i], to_triples([found[j]])[0])))
    x, y = np.array(rows), np.array(right)
    weights = fit_logistic(x, y, 0.5)
    p = 1 / (1 + np.exp(-x @ weights))
    for low, high in ((0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        inside = (p >= low) & (p < high)
        if inside.any():
            print(f"confidence {low:.2f}-{high:.2f}: {inside.sum()} found, right {y[inside].mean():.3f}")
    order = np.argsort(-p)
    wrong = np.cumsum(1 - y[order]) / np.arange(1, len(y) + 1)
    shown = int(np.flatnonzero(wrong <= 0.03).max()) + 1 if (wrong <= 0.03).any() else 0
    print(f"at most 3 in 100 wrong: show {shown} of {len(y)}, from confidence {p[order][shown - 1]:.3f}")
    return tuple(float(w) for w in weights)


def main() -> None:
    """Tune, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument(
        "--worth", action="store_true", help="leave the other settings as they are; fit the worth alone"
    )
    args = parser.parse_args()
    documents = read_polnear(
        args.data / "attribution/polnear-train.jsonl.gz", args.data / "mentions/polnear-silver-train.jsonl.gz"
    )
    maker, run, heads, settings = from_folder(args.model, args.base)
    reads = read_all(split_held(documents)[1], maker, run)
    best = settings
    if not args.worth:
        best = climb(reads, heads, settings)
        best = replace(best, confidence=fit_confidence(reads, heads, best))
    best = fit_worth(reads, heads, best)
    print(json.dumps(asdict(best)))


if __name__ == "__main__":
    main()
