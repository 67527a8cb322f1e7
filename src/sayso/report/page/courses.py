"""A quantity that changed, as a line over time: a toll that rose from one article to the next.

Invariant: a course holds only figures of dated articles, in the order of publication, and is drawn only where two
positions do not meet, or what is known at least has risen, and nothing is disputed: an update, no contradiction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from sayso.model.annotation import Bound, Figure
from sayso.model.relation import Position, Quantity

_EDGE = 6.0  # per cent of the drawing that stays free on each side


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A figure's place: ``x`` per cent from the left by time, ``y`` per cent from the top by value."""

    figure: str
    published_at: str
    x: float
    y: float


def draw_course(quantity: Quantity, figures: Sequence[Figure], published: Mapping[str, str | None]) -> tuple[Step, ...]:
    """Draw a quantity's course; nothing where it did not change. ``published`` gives the dates of articles by id."""
    if quantity.disputed:
        return ()
    dated = [(published[figure.article_id] or "", figure) for figure in figures if published.get(figure.article_id)]
    dated.sort(key=lambda pair: (pair[0], pair[1].value, pair[1].id))
    if not dated or dated[0][0] == dated[-1][0] or not (_differ(quantity.positions) or _rise(dated)):
        return ()
    seconds = [_seconds(at) for at, _ in dated]
    values = [figure.value for _, figure in dated]
    return tuple(
        Step(
            figure=figure.id,
            published_at=at,
            x=_place(second, seconds),
            y=round(100 - _place(figure.value, values), 2),
        )
        for second, (at, figure) in zip(seconds, dated, strict=True)
    )


def _differ(positions: Sequence[Position]) -> bool:
    """Say whether some position ends below where another begins."""
    ends = [position.high for position in positions if position.high is not None]
    begins = [position.low for position in positions if position.low is not None]
    return bool(ends and begins) and min(ends) < max(begins)


def _rise(dated: Sequence[tuple[str, Figure]]) -> bool:
    """Say whether "at least" so many became "at least" more from each time to the next, as tolls do."""
    least = [(at, figure.value) for at, figure in dated if figure.bound in (Bound.AT_LEAST, Bound.MORE_THAN)]
    risen = all(a[1] <= b[1] for a, b in pairwise(least) if a[0] < b[0])
    return len(least) == len(dated) and risen and least[0][1] < least[-1][1]


def _seconds(at: str) -> float:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _place(number: float, numbers: Sequence[float]) -> float:
    low, high = min(numbers), max(numbers)
    share = (number - low) / (high - low) if high > low else 0.5
    return round(_EDGE + share * (100 - 2 * _EDGE), 2)


def lines_of(course: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Give the lines between neighbouring steps."""
    return list(pairwise(course))
