"""One axis for numbers: where its ticks stand and where a number falls, in per cent of the width.

Invariant: every number given to `Axis.of` falls between `EDGE` and 100 minus `EDGE`, so arrows have room at both ends.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

EDGE = 8.0
_WIDE = 500.0
"""From this ratio of the largest to the smallest number on, the axis is logarithmic, and says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A scale from ``low`` to ``high`` with its ticks; ``logarithmic`` when the numbers lie far apart."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Axis:
        """Choose a scale with two to six ticks at round numbers that holds all ``numbers`` (at least one)."""
        least, most = min(numbers), max(numbers)
        if least > 0 and most / least >= _WIDE:
            first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
            every = max(1, math.ceil((last - first) / 5))
            ticks = tuple(10.0**power for power in range(first, last + 1, every))
            return cls(low=ticks[0], high=max(ticks[-1], most), ticks=ticks, logarithmic=True)
        step = _round_step((most - least or abs(most) or 1.0) / 4)
        if all(float(number).is_integer() for number in numbers):
            step = max(step, 1.0)  # of what is counted in whole numbers there is no half
        low, high = math.floor(least / step) * step, math.ceil(most / step) * step
        if least >= 0:
            low = max(0.0, low)
        if high == low:
            high = low + step
        n_ticks = round((high - low) / step) + 1
        return cls(low=low, high=high, ticks=tuple(low + number * step for number in range(n_ticks)), logarithmic=False)

    def at(self, number: float) -> float:
        """Give the place of a number, in per cent from the left."""
        if self.logarithmic:
            share = (math.log10(number) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        else:
            share = (number - self.low) / (self.high - self.low)
        return round(EDGE + share * (100 - 2 * EDGE), 2)

    def within(self, number: float) -> float:
        """Give the place of any number, moved to the nearer end when the axis does not hold it."""
        return self.at(min(max(number, self.low), self.high))


def _round_step(step: float) -> float:
    """Round a step up to 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= step * (1 - 1e-9))
