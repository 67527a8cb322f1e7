"""An axis holds its numbers and has round ticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.page.axis import EDGE, Axis

NUMBERS = st.lists(st.floats(-1e15, 1e15).map(lambda number: round(number, 3)), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        ([100_000, 150_000], (100_000, 120_000, 140_000, 160_000)),
        ([22, 23], (22, 23)),
        ([10_000, 10_001], (10_000, 10_001)),
        ([1.5, 2], (1.4, 1.6, 1.8, 2)),
        ([7], (6, 8)),
        ([0], (0, 1)),
        ([0.5, 40], (0, 10, 20, 30, 40)),
        ([10, 1_000_000], (10, 100, 1000, 10_000, 100_000, 1_000_000)),
    ],
)
def test_ticks(numbers: list[float], ticks: tuple[float, ...]) -> None:
    """Ticks are round numbers around those given; far apart, they are powers of ten."""
    assert Axis.of(numbers).ticks == pytest.approx(ticks)


@given(NUMBERS)
def test_every_number_falls_inside(numbers: list[float]) -> None:
    """Every number falls between the edges, which leave room for arrows."""
    axis = Axis.of(numbers)
    assert [x for x in map(axis.at, numbers) if not EDGE - 0.01 <= x <= 100 - EDGE + 0.01] == []


@given(NUMBERS)
def test_order_is_kept(numbers: list[float]) -> None:
    """A larger number never stands to the left of a smaller one."""
    axis = Axis.of(numbers)
    places = [axis.at(number) for number in sorted(numbers)]
    assert places == sorted(places)


@given(NUMBERS)
def test_few_ticks(numbers: list[float]) -> None:
    """There is room for the ticks' labels."""
    assert 2 <= len(Axis.of(numbers).ticks) <= 7


def test_within() -> None:
    """A number beyond the axis stands at its end."""
    axis = Axis.of([10, 20])
    assert (axis.within(-5), axis.within(1e9)) == (axis.at(axis.low), axis.at(axis.high))
