"""How common a word is in news: measured once, so that a small pile need not guess it.

Invariant: depends on the shipped table alone, never on the pile.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from sayso.text.words import FUNCTION_STEMS, STOPWORDS

SMALL_WEIGHT = 0.35  # what a function word weighs beside a rare word's 1


@cache
def load_frequencies() -> Mapping[str, float]:
    """Give the part of all articles that hold a stem, 0 to 1; stems in fewer than one of a hundred are left out."""
    text = files("sayso.relate").joinpath("lexicon", "document_frequencies.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {stem: int(permille) / 1000 for permille, *stems in rows for stem in stems}


@lru_cache(maxsize=1 << 16)
def weigh_stem(stem: str) -> float:
    """Say how much a stem tells of what a sentence says: SMALL_WEIGHT for a function word, up to 1 for a rare one."""
    if stem in FUNCTION_STEMS or stem in STOPWORDS:
        return SMALL_WEIGHT
    return min(1.0, 0.4 + 0.15 * log(1 / load_frequencies().get(stem, 0.001)))
