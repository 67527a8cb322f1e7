"""Figures as intervals: which values one allows, and whether two can both be right.

Invariant: an interval depends on the figure and on the words it was read from, on nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil, floor, inf, log10

from sayso.model.annotation import Bound, Figure

ABOUT = 0.1  # "about 30" allows this part of its value on both sides
_ROUGHLY = 0.05  # "roughly 20" allows so much more to meet another number
_BRACKETED = 0.05  # "about 10 km (six miles)"
_CONVERTED = 0.01  # lengths and weights are turned from one unit to another and rounded on the way
ROUNDED = 0.05  # a rounded number ("1.2 million", "150,000") meets what rounds to it, within this part of its value
_LEAST_DIGITS = 2  # of a number that is taken for the rounding of another
_VAGUE = re.compile(r"\b(?:dozens|scores|tens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_SCALED = re.compile(r"\d\s?(?:k|m|bn|b|tn|million|billion|trillion|thousand|crore|lakh)\b", re.IGNORECASE)
MEASURES = frozenset(
    "meters kilometers miles tonnes acres hectares feet foot inch inches yard yards km square degree degrees pound "
    "pounds kilogram kilograms gallon gallons barrel barrels liter liters litre litres kg magnitude mph".split()
)  # lengths and weights: nothing but the words around tells what they measure
_MONEY = re.compile(r"[A-Z]{3}$")


def allow(figure: Figure) -> tuple[float | None, float | None]:
    """Give the interval of values that a figure allows, ends included; ``None`` where it is open.

    "More than 100" of things that come whole begins at 101, "about 24" allows 22 to 26; of money and percent the limits
    are not rounded.
    """
    value = figure.value
    step = 1 if float(value).is_integer() and not is_continuous(figure.unit) else 0
    if figure.bound is Bound.MORE_THAN:
        return value + step, None
    if figure.bound is Bound.AT_LEAST:
        return value, None
    if figure.bound is Bound.UP_TO:
        return None, value
    if figure.bound is Bound.LESS_THAN:
        return None, value - step
    if figure.bound is Bound.ABOUT:
        low, high = round(value * (1 - ABOUT), 6), round(value * (1 + ABOUT), 6)
        return (float(ceil(low)), float(floor(high))) if step else (low, high)
    return value, figure.value_to if figure.value_to is not None else value


def is_continuous(unit: str) -> bool:
    """Say whether a unit has parts: a sum of money or a share, not things that come whole."""
    return unit in ("%", "percentage points") or is_money(unit)


def is_money(unit: str) -> bool:
    """Say whether a unit is a currency, by its three letters of ISO 4217."""
    return _MONEY.match(unit) is not None


def are_opposite(one: Figure, other: Figure) -> bool:
    """Say whether one is open below and the other above, as limits are: "50 workers or more", "fewer than 50"."""
    ends = [allow(figure) for figure in (one, other)]
    return {low is None for low, _ in ends} == {high is None for _, high in ends} == {True, False}


def round_alike(one: Figure, other: Figure) -> bool:
    """Say whether one of two unlike numbers is the other in fewer digits: "some 803,000" of 803,077.

    The shorter one has two digits at least. With a bound it may be cut off or come up to the longer one: "more than
    144,000" of 144,278, "nearly 365,000" of 364,682.
    """
    short, long = sorted((one, other), key=lambda figure: (len(_digits_of(figure.value)), figure.value))
    n_digits = len(_digits_of(short.value))
    ranged = short.value_to is not None or long.value_to is not None
    if ranged or one.value == other.value or not _LEAST_DIGITS <= n_digits < len(_digits_of(long.value)):
        return False
    unit = 10.0 ** (floor(log10(abs(short.value))) - n_digits + 1)
    low, high = short.value - unit / 2, short.value + unit / 2
    if short.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        low, high = short.value, short.value + unit
    elif short.bound in (Bound.LESS_THAN, Bound.UP_TO):
        low, high = short.value - unit, short.value
    elif short.bound is Bound.ABOUT:
        low, high = short.value - unit, short.value + unit
    return low <= long.value <= high


def _digits_of(value: float) -> str:
    """Give the digits of a number but for noughts at its ends."""
    return f"{abs(value):.6f}".replace(".", "").strip("0")


def is_vague(words: str) -> bool:
    """Say whether the words of a number tell only its size: "dozens", "thousands"."""
    return _VAGUE.search(words) is not None


def meet(one: Figure, other: Figure, texts: Mapping[str, str]) -> bool:
    """Say whether some value is allowed by both figures, rounding allowed for."""
    low, high = _loosen(one, texts)
    other_low, other_high = _loosen(other, texts)
    return max(low, other_low) <= min(high, other_high)


def _loosen(figure: Figure, texts: Mapping[str, str]) -> tuple[float, float]:
    low, high = allow(figure)
    words = figure.span.cut(texts[figure.article_id])
    if figure.bound is Bound.AT_LEAST and is_vague(words):
        return (low or 0) / 2, inf  # "dozens" may be said of fifteen
    slack = _rounding(figure.value, words)
    if figure.unit.rsplit(" ", 1)[-1] in MEASURES:
        bracketed = texts[figure.article_id][max(0, figure.span.start - 1) : figure.span.start] == "("
        slack = max(slack, abs(figure.value) * (_BRACKETED if bracketed else _CONVERTED))
    if figure.bound is Bound.ABOUT and figure.value == round(figure.value, -_digits(figure.value)):
        slack = max(slack, abs(figure.value) * _ROUGHLY)
    if figure.bound in (Bound.MORE_THAN, Bound.LESS_THAN):
        slack = max(slack, 1.0)  # "4,600 killed" is the headline of "more than 4,600", not its denial
    return (-inf if low is None else low - slack), (inf if high is None else high + slack)


def _digits(value: float) -> int:
    """Count the digits behind the first of a number's whole part."""
    return len(f"{int(abs(value))}") - 1


def _rounding(value: float, words: str) -> float:
    """Half of the last digit that is written, where the number is plainly rounded."""
    if not _SCALED.search(words) and not (value >= 10_000 and value % 1000 == 0):
        return 0.0
    digits = "".join(c for c in words if c.isdigit() or c == ".").rstrip(".")
    decimals = len(digits.partition(".")[2])
    scale = 10.0 ** (len(f"{int(abs(value))}") - len(digits.partition(".")[0])) if _SCALED.search(words) else 1000.0
    return min(scale * 10.0**-decimals / 2, abs(value) * ROUNDED)


def ratio_of(one: Figure, other: Figure) -> float:
    """Give the lesser value as a part of the greater, 0 to 1."""
    high = max(abs(one.value), abs(other.value))
    return min(abs(one.value), abs(other.value)) / high if high else 1.0
