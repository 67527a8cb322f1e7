"""From the encoder's rows to what names name, and from a pronoun to the name it stands for. Numpy only.

Invariant: both are told of spans that are given; nothing is found here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.annotate.encoder.decode import FloatArray, Pair, Words, log_softmax
from sayso.annotate.encoder.sheet import IntArray

KINDS = ("person", "organisation", "place", "other")
_SURELY = 0.8
_REACH = 320  # words between a pronoun and a name


class Places(NamedTuple):
    """Spans as runs of words: the first of each, and the one after its last; both of the shape (spans,)."""

    first: IntArray
    after: IntArray


def place_spans(words: Words, spans: Sequence[Pair]) -> Places:
    """Find the words of spans that are sorted or not; a span without words has none."""
    bounds = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
    first = np.searchsorted(words.ends, bounds[:, 0], side="right")
    return Places(first, np.maximum(first, np.searchsorted(words.starts, bounds[:, 1], side="left")))


def read_chances(words: Words) -> FloatArray:
    """Tell how likely each word is part of no name, or of one of each of ``KINDS``: (words, 1 + kinds)."""
    tags = np.exp(log_softmax(words.columns["mentions"]))
    kinds = [tags[:, 1 + 2 * kind] + tags[:, 2 + 2 * kind] for kind in range(len(KINDS))]
    return np.stack([tags[:, 0], *kinds], axis=1)


def mean_chances(chances: FloatArray, places: Places) -> FloatArray:
    """Give the mean chances of the words of each span, (spans, 1 + kinds); zeros for one without words."""
    sums = np.zeros((len(chances) + 1, chances.shape[1]), dtype=np.float64)
    np.cumsum(chances, axis=0, out=sums[1:])
    n_words = np.maximum(places.after - places.first, 1)[:, None]
    return np.asarray((sums[places.after] - sums[places.first]) / n_words, dtype=np.float32)


def find_begin(chances: FloatArray, kind: int, first: int, after: int) -> int:
    """Give the word at which a name of a kind begins, after words that are surely of another; ``first`` for none.

    A lone word is not cut off from the rest: it may be a "Jr".
    """
    at = after
    while at > first and chances[at - 1, 1 + kind] >= 0.5:
        at -= 1
    dropped = np.delete(chances[first:at], 1 + kind, axis=1).max(axis=1, initial=0.0)
    return at if first < at < after - 1 and bool((dropped >= _SURELY).all()) else first


def link_names(
    words: Words, pronouns: Sequence[Pair], names: Sequence[Pair], keys: Sequence[str]
) -> list[tuple[int, float] | None]:
    """For each pronoun, the number of the name it stands for and the probability; ``None`` for none of them.

    ``names`` are spans of the text, and ``keys`` what the mentions of one name have in common: they share its
    probability among them, so they are counted together.
    """
    if not len(words.starts) or not names:
        return [None] * len(pronouns)
    last = len(words.starts) - 1
    at_names = np.minimum(place_spans(words, names).first, last)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    groups = np.asarray([numbers[key] for key in keys], dtype=np.int64)
    columns, scale = words.columns["name"][at_names], math.sqrt(words.columns["query"].shape[1])
    found: list[tuple[int, float] | None] = []
    for at in np.minimum(place_spans(words, pronouns).first, last).tolist():
        near = np.flatnonzero(np.abs(at_names - at) <= _REACH)
        scores = columns[near] @ words.columns["query"][at] / scale
        chances = np.exp(log_softmax(np.concatenate([words.columns["none"][at], scores])))
        whole = np.bincount(groups[near], weights=chances[1:], minlength=len(numbers))
        best = int(whole.argmax())
        if not len(near) or whole[best] <= chances[0]:
            found.append(None)
            continue
        own = near[groups[near] == best]
        found.append((int(own[np.abs(at_names[own] - at).argmin()]), float(whole[best])))
    return found
