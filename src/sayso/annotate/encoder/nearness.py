"""How near the words of a statement are to those of another text, by the sentence model that the encoder was made from.

That model (all-MiniLM-L6-v2) lies in the package as what is to be added to the encoder: a few numbers a matrix. It is
loaded when it is first asked: by claims, and never by the reading of articles.

Invariant: what is told depends on the two texts alone; every number lies between -1 and 1.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from sayso.annotate.encoder.decode import BEGIN_ID, END_ID, FloatArray, Run
from sayso.annotate.encoder.sheet import IntArray
from sayso.annotate.encoder.tokenizer import WordPieces
from sayso.annotate.encoder.weights import (
    SENTENCE_DIGESTS,
    SENTENCES,
    SHIPPED,
    check_files,
    load_sentence_model,
)
from sayso.errors import WeightsError

LONGEST = 200  # pieces of a text that are read
_FIRST_WORD = 1996  # in the vocabulary: the words stand by how common they are, behind signs and letters
_COMMON = 60.0  # the word at this place behind the first tells half
_SIGN = 0.03  # what a sign tells
_TELLS = 0.3  # what a piece tells, at least, to be among the least near


class Vectors(NamedTuple):
    """A text's word pieces, (pieces,), and one vector of length 1 a piece."""

    ids: IntArray
    rows: FloatArray


class SentenceModel:
    """Gives the vectors of texts."""

    def __init__(self, pieces: WordPieces, run: Run) -> None:
        self._pieces, self._run = pieces, run

    def read(self, text: str) -> Vectors:
        """Read the first `LONGEST` pieces of a text."""
        ids = self._pieces.pieces(text).ids[:LONGEST]
        given = np.concatenate([[BEGIN_ID], ids, [END_ID]])
        none = np.zeros_like(given)
        rows = self._run(given, none, none, none)[1:-1]
        return Vectors(ids, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


@cache
def shared_model() -> SentenceModel:
    """Give the sentence model of this process.

    Raises:
        WeightsError: its files, or the encoder's, are missing or damaged.
    """
    return SentenceModel(*load_sentence_model())


def read_nearness(statement: str, text: str) -> dict[str, float]:
    """Give how near the pieces of a statement are each to the likest of a text, and how those stand there.

    Raises:
        WeightsError: as `shared_model`.
    """
    return compare(shared_model().read(statement), shared_model().read(text))


def find_nearness() -> Callable[[Sequence[tuple[str, str]]], list[float]] | None:
    """Give `measure_nearness`, or ``None`` where the sentence model's files are missing or damaged."""
    try:
        check_files(SHIPPED, SENTENCES, SENTENCE_DIGESTS)
    except WeightsError:
        return None
    return measure_nearness


def measure_nearness(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Give how near the two texts of each pair are as a whole, -1 to 1; it does not matter which is first.

    A text is read once, all cores at work, however many pairs it stands in.

    Raises:
        WeightsError: as `shared_model`.
    """
    texts = sorted({text for pair in pairs for text in pair})
    if not texts:
        return []
    shared_model()  # before the threads, of which each would load its own
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        wholes = dict(zip(texts, pool.map(_read_whole, texts), strict=True))
    return [float(wholes[one] @ wholes[other]) for one, other in pairs]


@lru_cache(maxsize=1 << 15)  # 50 MB
def _read_whole(text: str) -> FloatArray:
    rows = shared_model().read(text).rows
    whole = rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1:], np.float32)
    return whole / max(float(np.linalg.norm(whole)), 1e-9)


def compare(one: Vectors, other: Vectors) -> dict[str, float]:
    """Give `read_nearness` of two texts that were read; nothing is near where one is empty."""
    if not len(one.ids) or not len(other.ids):
        return dict.fromkeys(NAMES, 0.0)
    cosines = one.rows @ other.rows.T
    best, nearest = cosines.max(axis=1), cosines.argmax(axis=1)
    weight, weight_back = _weights(one.ids), _weights(other.ids)
    least = np.sort(best[weight > _TELLS]) if (weight > _TELLS).any() else np.ones(1)
    same = other.ids[nearest] == one.ids
    steps = np.diff(nearest)
    back = cosines.max(axis=0)
    found = (
        best.mean(),
        (best * weight).sum() / weight.sum(),
        least[0],
        least[:2][-1],
        least[:3].mean(),
        (least < 0.6).mean(),
        (same * weight).sum() / weight.sum(),
        best[same].mean() if same.any() else 0.5,
        (steps > 0).mean() if len(steps) else 1.0,
        (np.abs(steps) < 4).mean() if len(steps) else 1.0,
        (back * weight_back).sum() / weight_back.sum(),
        np.sort(back)[-3:].mean(),
    )
    return dict(zip(NAMES, map(float, found), strict=True))


NAMES = (
    *("near_mean", "near_weighed", "near_least", "near_second", "near_third", "near_low", "near_same", "near_same_cos"),
    *("near_order", "near_close", "near_back", "near_back_most"),
)


def _weights(ids: IntArray) -> FloatArray:
    """Give what each piece tells, 0 to 1, by its place in the vocabulary."""
    place = np.maximum(ids - _FIRST_WORD + 1, 0).astype(np.float32)
    return np.where(place > 0, place / (place + _COMMON), _SIGN).astype(np.float32)
