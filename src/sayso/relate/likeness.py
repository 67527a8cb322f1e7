"""How likely it is that two articles tell of one event, by a few measures and weights learnt from labelled stories.

Invariant: the answer depends on the two sketches and on how crowded their days were.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp, expm1, log, log1p, sqrt

from sayso.relate.sketches import Sketch

CROWD_DAYS = 2  # articles published this many days before the later of two, or less, crowd its day
CROWD = 10  # articles that a day is taken to have at least: a small pile is no thin world
DAYS = 60  # two publications further apart than this tell of two events
LEAST_COSINE = 0.05  # articles whose words meet less tell of two events, whatever their dates
MOST = 4.0  # the log odds are held within this, both ways: no one pair decides on a story


def compare_sketches(a: Sketch, b: Sketch, crowd: int) -> float:
    """Give the log odds that two articles tell of one event, -MOST to MOST.

    ``crowd`` is how many articles were published in the CROWD_DAYS before the later of the two. On a quiet day two
    articles are of one event more readily than on a crowded one.
    """
    if is_apart(a.day, b.day):
        return -MOST
    terms = measure_terms(a, b)
    if terms["whole"] < LEAST_COSINE:
        return -MOST
    weights = _load_weights()
    measured = measure_days(terms, a, b, crowd)
    score = weights["one"] + sum(weights[name] * value for name, value in measured.items())
    return max(-MOST, min(MOST, score))


def is_apart(a: int | None, b: int | None) -> bool:
    """Say whether two days of publication are so far apart that the articles tell of two events."""
    return a is not None and b is not None and abs(a - b) > DAYS


def measure_terms(a: Sketch, b: Sketch) -> dict[str, float]:
    """Measure how the words of two articles meet: cosines of their columns, whose roots spread the small ones."""
    whole = name = lead = plain = number = rarity = 0.0
    theirs = b.terms
    for stem, x in a.terms.items():
        y = theirs.get(stem)
        if y is not None:
            whole += x[0] * y[0]
            name += x[1] * y[1]
            lead += x[2] * y[2]
            plain += x[3] * y[3]
            number += x[4] * y[4]
            rarity += x[5]
    shorter, longer = sorted((a.size, b.size))
    held = rarity / (min(a.rarity, b.rarity) or 1.0)  # the part of the smaller one's terms that the other holds
    return {
        "whole": whole,
        "whole_root": sqrt(whole),
        "name_root": sqrt(name),
        "lead_root": sqrt(lead),
        "plain_root": sqrt(plain),
        "number": number,
        "whole_by_name": whole * name,
        "whole_by_size": whole * shorter,
        "held": held,
        "held_by_size": held * shorter,
        "shorter": shorter,
        "longer": longer,
        "years": 0.0 if not (a.years and b.years) else 1.0 if a.years & b.years else -1.0,
    }


def measure_days(measured: Mapping[str, float], a: Sketch, b: Sketch, crowd: int) -> dict[str, float]:
    """Add to the measures of two articles' terms what their dates tell, if they have dates; all are 0 without."""
    published = a.day is not None and b.day is not None
    first, second = a.day if a.day is not None else a.stated_day, b.day if b.day is not None else b.stated_day
    dated = first is not None and second is not None
    days = log1p(abs(first - second)) if first is not None and second is not None else 0.0
    near = exp(-expm1(days) / 2) if published else 0.0
    return {
        **measured,
        "undated_whole": 0.0 if dated else measured["whole"],
        "undated_name": 0.0 if dated else measured["name_root"],
        "undated_held": 0.0 if dated else measured["held_by_size"],
        "published": float(published),
        "days": days if published else 0.0,
        "near": near,
        "near_in_crowd": near * log(max(crowd, CROWD)),
        "stated": float(dated and not published),
        "stated_days": days if dated and not published else 0.0,
    }


@cache
def _load_weights() -> Mapping[str, float]:
    text = files("sayso.relate").joinpath("lexicon", "story_weights.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
