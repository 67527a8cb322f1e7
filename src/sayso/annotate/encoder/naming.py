"""From the encoder's rows to names, and from a pronoun or a role to the name it stands for. Numpy only.

Invariant: a name is whole words on one line, and a link only leads to a name that was found in the same text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.annotate.encoder.decode import NEVER, FloatArray, Heads, Pair, Words, best_path, log_softmax, runs, to_words
from sayso.annotate.encoder.sheet import IntArray, Sheet

_SURELY = 0.8
KINDS = ("person", "organisation", "place", "other")


class Name(NamedTuple):
    """A name found: its characters, its kind (an index into KINDS), its first word's number."""

    start: int
    end: int
    kind: int
    word: int


class Chances(NamedTuple):
    """Of each word, where it ends and begins and how likely it is part of no name, or of one of each of ``KINDS``."""

    starts: IntArray
    ends: IntArray
    rows: FloatArray  # (words, 1 + kinds)

    def of(self, start: int, end: int) -> FloatArray | None:
        """Give the mean over the words of a span of the text, (1 + kinds,); ``None`` where it holds none."""
        first, last = self._words(start, end)
        return np.asarray(self.rows[first:last].mean(axis=0), dtype=np.float32) if first < last else None

    def begin_of(self, kind: int, start: int, end: int) -> int:
        """Give where a name of this kind begins in a span that ends with it, after words that are surely of another."""
        first, last = self._words(start, end)
        at = last
        while at > first and self.rows[at - 1, 1 + kind] >= 0.5:
            at -= 1
        dropped = np.delete(self.rows[first:at], 1 + kind, axis=1).max(axis=1, initial=0.0)
        return int(self.starts[at]) if first < at < last and bool((dropped >= _SURELY).all()) else start

    def _words(self, start: int, end: int) -> tuple[int, int]:
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, int(np.searchsorted(self.starts, end, side="left"))


def read_chances(sheet: Sheet, rows: FloatArray, heads: Heads) -> Chances:
    """Read the mention tags, the begin and the inside of a kind taken together."""
    words = to_words(sheet, rows, heads.columns)
    tags = np.exp(log_softmax(words.columns["mentions"]))
    kinds = [tags[:, 1 + 2 * kind] + tags[:, 2 + 2 * kind] for kind in range(len(KINDS))]
    return Chances(words.starts, words.ends, np.stack([tags[:, 0], *kinds], axis=1))


def find_names(sheet: Sheet, rows: FloatArray, heads: Heads) -> list[Name]:
    """Decode the mention tags."""
    if not len(sheet):
        return []
    words = to_words(sheet, rows, heads.columns)
    scores = log_softmax(words.columns["mentions"])
    breaks = np.zeros(len(scores), dtype=bool)
    breaks[1:] = words.lines[1:] != words.lines[:-1]
    for inside in range(2, scores.shape[1], 2):
        scores[breaks, inside] = NEVER
    path = best_path(scores)
    found = [
        Name(*words.span(first, last), kind, first)
        for kind in range(len(KINDS))
        for first, last in runs(path, 1 + 2 * kind)
    ]
    return sorted(found)


def _word_at(words: Words, start: int) -> int:
    return min(int(np.searchsorted(words.ends, start, side="right")), len(words.ends) - 1)


def link_names(
    sheet: Sheet, rows: FloatArray, heads: Heads, queries: Sequence[Pair], names: Sequence[Name], reach: int = 320
) -> list[tuple[Name | None, float]]:
    """For each pronoun or role, the name it stands for and the probability that it does; ``None`` for none of them.

    Names of one entity share its probability among them, so names with the same last word are counted together.
    """
    words = to_words(sheet, rows, heads.columns)
    out: list[tuple[Name | None, float]] = []
    for start, _ in queries:
        at = _word_at(words, start)
        near = [n for n in names if abs(n.word - at) <= reach]
        if not near:
            out.append((None, 1.0))
            continue
        query = words.columns["query"][at]
        scores = words.columns["name"][[n.word for n in near]] @ query / math.sqrt(len(query))
        logits = np.concatenate([words.columns["none"][at], scores])
        chances = np.exp(log_softmax(logits))
        whole: dict[str, float] = {}
        for name, chance in zip(near, chances[1:], strict=True):
            key = sheet.text[name.start : name.end].split()[-1].lower()
            whole[key] = whole.get(key, 0.0) + float(chance)
        key, best = max(whole.items(), key=lambda item: (item[1], item[0]))
        if best <= chances[0]:
            out.append((None, float(chances[0])))
            continue
        best_one = max(
            (chance, -abs(n.word - at), n)
            for n, chance in zip(near, chances[1:].tolist(), strict=True)
            if sheet.text[n.start : n.end].split()[-1].lower() == key
        )
        out.append((best_one[2], best))
    return out
