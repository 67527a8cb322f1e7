"""How a text stands to a headline or a statement: a small trained comparer over features that a person can read.

Invariant: the answer depends on the two texts and the shipped weights alone: sums, and trees of one question a node.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from sayso.relate.bounds import compare_bounds
from sayso.relate.inference import read_features


class Stance(StrEnum):
    """What the body of an article does to its headline (Fake News Challenge); that they are related is given."""

    AGREE = "agree"
    DISAGREE = "disagree"
    DISCUSS = "discuss"


class Inference(StrEnum):
    """What a text says of a statement's numbers and dates: that they hold, that they do not, or nothing."""

    ENTAILED = "entailed"
    CONTRADICTED = "contradicted"
    OPEN = "open"


CROSSED = (
    *("cover_best", "cover_soft", "cover_text", "names_missing", "number_missing", "negation_differs", "antonym"),
    *("heaviest_missing", "short", "length"),
)  # features that are also taken two by two, to tell an entailment


PLACES = 4  # decimals of a feature that trees see, in training as here: no noise of an addition may turn an answer
FALSE_SPEAKS = 1.1  # where "false", "hoax" stand by the shared words, to disagree is thrice as likely as trees have it


@cache
def load_weights() -> Mapping[str, Any]:
    """Give the weights, after checking them against the digest that the model card names.

    Raises:
        ValueError: the file is not the one that was trained.
    """
    model: dict[str, Any] = json.loads(files("sayso.relate").joinpath("lexicon", "stances.json").read_bytes())
    if digest_of(model["weights"]) != model["digest"]:
        raise ValueError("stances.json: the weights are not those of the digest")
    weights: Mapping[str, Any] = model["weights"]
    return weights


def digest_of(weights: Mapping[str, Any]) -> str:
    """Give the SHA-256 of weights, written in one way."""
    return hashlib.sha256(json.dumps(weights, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def judge_stance(headline: str, body: str) -> Stance:
    """Tell whether a body agrees with its headline, disagrees, or only discusses it. Time is linear in the body."""
    weights = load_weights()["stance"]
    features = read_features(headline, body)
    row = [round(features[name], PLACES) for name in weights["features"]]
    scores = [
        begin + sum(read_tree(tree, row) for tree in trees)
        for begin, trees in zip(weights["begins"], weights["trees"], strict=True)
    ]
    if features["false_near"]:
        scores[weights["classes"].index(Stance.DISAGREE)] += FALSE_SPEAKS
    best = max(range(len(scores)), key=lambda index: (scores[index], -index))
    return Stance(weights["classes"][best])


def judge_numbers(premise: str, statement: str, *, as_of: int | None = None) -> Inference:
    """Tell what a premise says of the numbers and dates of a statement, by rule; one that does not fit decides.

    ``as_of`` is the year in which the statement is read: "is 30 years old", "ten years ago" are reckoned from it.
    """
    borne = compare_bounds(statement, premise, as_of=as_of)
    if borne.missed:
        return Inference.CONTRADICTED
    return Inference.ENTAILED if borne.met else Inference.OPEN


def read_tree(tree: Sequence[Sequence[float]], row: Sequence[float]) -> float:
    """Walk down a tree of nodes ``(feature, limit, node if at most that, node if above)``; a leaf is ``(value,)``."""
    node = tree[0]
    while len(node) > 1:
        feature, limit, low, high = node
        node = tree[int(low if row[int(feature)] <= limit else high)]
    return node[0]


def judge_entailment(premise: str, statement: str, near: Mapping[str, float] | None = None) -> float:
    """Give the probability, 0 to 1, that a premise says what a statement says.

    ``near`` is how near the statement's words are to the premise's, if it was asked (`annotate.encoder.nearness`).
    """
    weights = load_weights()["entails" if near is None else "entails near"]["features"]
    features = {**cross_features(read_features(statement, premise)), **(near or {})}
    return 1.0 / (1.0 + exp(-sum(weights[name] * features[name] for name in sorted(features.keys() & weights.keys()))))


def cross_features(features: Mapping[str, float]) -> dict[str, float]:
    """Give the features and the products of `CROSSED`, each named for its two."""
    return {**features, **dict(_products(features))}


def _products(features: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    for index, one in enumerate(CROSSED):
        for other in CROSSED[index:]:
            yield f"{one}*{other}", features[one] * features[other]
