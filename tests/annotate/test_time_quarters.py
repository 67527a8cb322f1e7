"""Quarters, centuries and what was so long ago, told on Wednesday 16 February 2022."""

from __future__ import annotations

import pytest

from tests.annotate.made import read_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Output grew in the October-December quarter.", ["2021-Q4"]),
        ("Output grew in the July to September period of 2020.", ["2020-Q3"]),
        ("Output grew in the July-August period.", ["2021-07", "2021-08"]),
        ("Profit will fall this quarter.", ["2022-Q1"]),
        ("Fourth-quarter profit rose. It was 9 in the same quarter a year ago.", ["2021-Q4", "2020-Q4"]),
        ("Fourth-quarter profit rose. It was 9 in the same period of 2019.", ["2021-Q4", "2019-Q4"]),
        ("Sales in December beat the same month last year.", ["2021-12", "2020-12"]),
        ("Profit beat that of the corresponding period last year.", ["2021"]),
        ("It is the latest year with figures.", []),
    ],
)
def test_quarters(text: str, values: list[str]) -> None:
    """A quarter is told by its number, its months, or by what was named last."""
    assert [found for _, found in read_values(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It will be built by the end of the decade.", "202"),
        ("It will be gone by the end of the century.", "20"),
        ("It was founded in the late 1800s.", "18"),
        ("It has shrunk over the decade.", "P10Y"),
        ("It shut a quarter century ago.", "1997"),
        ("It grew over the past quarter of a century.", "P25Y"),
        ("They talked for a quarter of an hour.", "PT15M"),
        ("In 2008 it shut. Thirty years later, few miss it.", "P30Y"),
    ],
)
def test_long_times(text: str, value: str) -> None:
    """Decades and centuries are dates at an edge of one, spans within one; a later time that is to come is a span."""
    assert read_values(text)[-1][1] == value


@pytest.mark.parametrize("text", ["It was the deal of the century.", "A quarter of the voters stayed away."])
def test_no_time_at_all(text: str) -> None:
    """A century and a quarter may be manners of speaking."""
    assert read_values(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Claims fell last week from the previous week.", ["2022-W06", "2022-W05"]),
        ("In May 2021 they beat the previous month.", ["2021-05", "2021-04"]),
    ],
)
def test_the_previous_week_goes_by_the_one_named_last(text: str, values: list[str]) -> None:
    """The previous week is the one before the week named last, and the previous month likewise."""
    assert [found for _, found in read_values(text)] == values
