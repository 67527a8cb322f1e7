"""Dates, numbers and counts as a person writes them."""

from __future__ import annotations

import pytest

from sayso.model.relation import Origins
from sayso.report.page import words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "date unknown"),
        ("2022-02-16", "16 Feb 2022"),
        ("2022-02-16T08:30:00Z", "16 Feb 2022, 08:30 UTC"),
        ("2022-02-16T08:30", "16 Feb 2022, 08:30"),
        ("2022-02-16TMO", "16 Feb 2022, morning"),
        ("2022-02-16TNI", "16 Feb 2022, night"),
        ("2022-02", "Feb 2022"),
        ("2014", "2014"),
        ("2022-W07", "week of 14–20 Feb 2022"),
        ("2022-W60", "2022-W60"),
        ("2022-SU", "summer 2022"),
        ("2022-W07-WE", "weekend of 19–20 Feb 2022"),
        ("2022-99-01", "2022-99-01"),
        ("P3D", "P3D"),
        ("PAST_REF", "PAST_REF"),
        ("<b>", "<b>"),
    ],
)
def test_say_date(value: str | None, said: str) -> None:
    """An ISO or TIMEX3 value is written out; one we cannot read is shown as it is."""
    assert words.say_date(value) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2022-02-15", "2022-02-16T09:00:00Z", "15–16 Feb 2022"),
        ("2022-02-16", "2022-02-16T09:00:00Z", "16 Feb 2022"),
        ("2022-01-31", "2022-02-01", "31 Jan – 1 Feb 2022"),
        ("2021-12-31", "2022-01-01", "31 Dec 2021 – 1 Jan 2022"),
        (None, None, "date unknown"),
        ("2022-02-16", None, "16 Feb 2022"),
    ],
)
def test_say_range(first: str | None, last: str | None, said: str) -> None:
    """A range of days is written as short as it can be read."""
    assert words.say_range(first, last) == said


@pytest.mark.parametrize(
    ("value", "said"), [(100_000, "100,000"), (1.25, "1.25"), (0.1 + 0.2, "0.3"), (-3, "-3"), (0, "0")]
)
def test_say_number(value: float, said: str) -> None:
    """Numbers have their thousands apart and no idle digits."""
    assert words.say_number(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(120_000, "120,000"), (1_200_000, "1.2m"), (270e9, "270bn"), (2e12, "2tn")]
)
def test_say_short(value: float, said: str) -> None:
    """From a million on, an axis has room for a letter only."""
    assert words.say_short(value) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (100_001, None, "100,001 or more"),
        (None, 30, "30 or fewer"),
        (26, 30, "26 to 30"),
        (22, 22, "22"),
        (None, None, "any number"),
    ],
)
def test_say_interval(low: float | None, high: float | None, said: str) -> None:
    """A position is said as the numbers it allows."""
    assert words.say_interval(low, high) == said


@pytest.mark.parametrize(
    ("reports", "lower", "upper", "said"),
    [(4, 1, 2, "4 figures · 1–2 origins"), (1, 1, 1, "1 figure · 1 origin"), (3, 3, 3, "3 figures · 3 origins")],
)
def test_say_origins(reports: int, lower: int, upper: int, said: str) -> None:
    """What was counted and its origins are two numbers with two units; a range is shown as a range."""
    assert words.say_origins(Origins(reports=reports, lower=lower, upper=upper, groups=()), "figure") == said


@pytest.mark.parametrize(
    ("first", "last", "n_undated", "said"),
    [
        ("2022-02-15", "2022-02-16", 0, "15–16 Feb 2022"),
        ("2022-02-16", "2022-02-16", 1200, "16 Feb 2022, 1,200 undated"),
        (None, None, 3, "date unknown"),
    ],
)
def test_say_days(first: str | None, last: str | None, n_undated: int, said: str) -> None:
    """The days of a pile are those of its dated articles, and how many have no date is said beside."""
    assert words.say_days(first, last, n_undated) == said


@pytest.mark.parametrize(
    ("n_sure", "n_doubtful", "said"),
    [(1, 0, "1 claim"), (7, 83, "7 claims and 83 doubtful"), (0, 1, "0 claims and 1 doubtful")],
)
def test_say_claims(n_sure: int, n_doubtful: int, said: str) -> None:
    """Doubtful claims are not counted among the claims."""
    assert words.say_claims(n_sure, n_doubtful) == said


@pytest.mark.parametrize(("share", "said"), [(0.004, "under 1 %"), (0.5, "50 %"), (0.996, "over 99 %"), (1, "100 %")])
def test_say_share(share: float, said: str) -> None:
    """A share is never rounded to nothing or to all."""
    assert words.say_share(share) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories"), (1200, "1,200 stories")])
def test_count(n: int, said: str) -> None:
    """A count comes with its unit."""
    assert words.count(n, "story", "stories") == said


@pytest.mark.parametrize(("with_year", "said"), [(True, "16 Feb 2022, 08:30"), (False, "16 Feb, 08:30")])
def test_say_date_briefly(with_year: bool, said: str) -> None:
    """Where there is little room the year stands only if the pile spans several."""
    assert words.say_date_briefly("2022-02-16T08:30:00Z", with_year=with_year) == said
