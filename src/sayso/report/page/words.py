"""How dates, numbers and counts are written on the page. A value we cannot read is shown as it is.

Invariant: each function is pure, and English here means the page's own words, never an article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sayso.model.annotation import Basis
from sayso.model.relation import Origins

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:T(.+))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|AU|WI)")
_CLOCK = re.compile(r"(\d\d):?(\d\d)?(?::?\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")

BASIS_WORDS = {
    Basis.ASSERTS: "says",
    Basis.ANNOUNCES: "announces",
    Basis.DENIES: "denies",
    Basis.DOUBTS: "doubts",
    Basis.REPORTS_SEEING: "reports seeing",
    Basis.REPORTS_NOT_SEEING: "reports not seeing",
    Basis.HEARD_OF: "has heard of",
    Basis.ASKS: "asks",
    Basis.WARNS: "warns",
    Basis.PROMISES: "promises",
}


def say_date(value: str | None) -> str:
    """Write an ISO 8601 or TIMEX3 value: ``2022-02-16TMO`` is "16 Feb 2022, morning"."""
    if value is None:
        return "date unknown"
    week = _WEEK.fullmatch(value)
    if week:
        return _say_week(int(week[1]), int(week[2]), weekend=bool(week[3])) or value
    season = _SEASON.fullmatch(value)
    if season:
        return f"{_SEASONS[season[2]]} {season[1]}"
    match = _DATE.fullmatch(value)
    if not match:
        return value
    year, month, day, time = match.groups()
    if not 1 <= int(month) <= 12:
        return value
    words = f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if day else f"{_MONTHS[int(month) - 1]} {year}"
    return f"{words}, {_say_time(time)}" if time else words


def _say_week(year: int, week: int, *, weekend: bool) -> str:
    """Write the days of a week (ISO 8601): "week of 7–13 Feb 2022"; nothing for one that the year does not have."""
    try:
        first, last = (date.fromisocalendar(year, week, day).isoformat() for day in (6 if weekend else 1, 7))
    except ValueError:
        return ""
    return f"{'weekend' if weekend else 'week'} of {say_range(first, last)}"


def _say_time(time: str) -> str:
    clock = _CLOCK.fullmatch(time)
    if not clock:
        return _PARTS.get(time, time)
    zone = {"Z": " UTC", None: ""}.get(clock[3], f" {clock[3]}")
    return f"{clock[1]}:{clock[2] or '00'}{zone}"


def say_date_briefly(value: str, *, with_year: bool) -> str:
    """Write a date for a line that has little room: "16 Feb, 08:10"."""
    words = say_date(value).removesuffix(" UTC")
    year = value[:4]
    return words if with_year else words.replace(f" {year}", "", 1)


def day_of(value: str) -> str:
    """Cut a date's time of day off: ``2022-02-16TMO`` is of ``2022-02-16``."""
    return value.partition("T")[0] if _DATE.fullmatch(value) else value


def say_range(first: str | None, last: str | None) -> str:
    """Write a range of days: "15–16 Feb 2022"."""
    if first is None or last is None:
        return say_date(first or last)
    one, two = say_date(day_of(first)), say_date(day_of(last))
    if one == two:
        return one
    (one_day, *one_rest), (_, *two_rest) = one.split(" "), two.split(" ")
    if one_rest and one_rest == two_rest:
        return f"{one_day}–{two}"
    same_year = len(one_rest) == len(two_rest) == 2 and one_rest[1] == two_rest[1]
    return f"{one.rpartition(' ')[0] if same_year else one} – {two}"


def count(n: int, one: str, many: str = "") -> str:
    """Write a count with its unit: "1 article", "2,400 articles"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def say_claims(n_sure: int, n_doubtful: int) -> str:
    """Count claims; those of which it is not sure that they speak of one matter are counted apart."""
    return f"{count(n_sure, 'claim')}{f' and {n_doubtful:,} doubtful' if n_doubtful else ''}"


def say_number(value: float) -> str:
    """Write a number in full: "100,000", "1.25"."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0").rstrip(".")


def say_short(value: float) -> str:
    """Write a number for an axis: "100,000", "1.2m", "270bn"."""
    for size, letter in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.2f}".rstrip("0").rstrip(".") + letter
    return say_number(value)


def say_interval(low: float | None, high: float | None) -> str:
    """Write the numbers a position allows: "100,001 or more", "26 to 30", "130,000"."""
    if low is None and high is None:
        return "any number"
    if high is None:
        return f"{say_number(low or 0)} or more"
    if low is None:
        return f"{say_number(high)} or fewer"
    return say_number(low) if low == high else f"{say_number(low)} to {say_number(high)}"


def say_origins(origins: Origins, of: str) -> str:
    """Write how many there are of what was counted (``of``: "attribution", "figure"), and from how many origins."""
    return f"{count(origins.reports, of)} · {say_n_origins(origins)}"


def say_n_origins(origins: Origins) -> str:
    """Write how many origins stand behind something: "1 origin", "2–4 origins"."""
    range_ = f"{origins.lower}" if origins.lower == origins.upper else f"{origins.lower}–{origins.upper}"
    return f"{range_} {'origin' if origins.upper == 1 else 'origins'}"


def say_days(first: str | None, last: str | None, n_undated: int) -> str:
    """Write the days of some articles, and how many of these have no date: "15–16 Feb 2022, 3 undated"."""
    if first is None and last is None:
        return "date unknown"
    return f"{say_range(first, last)}{f', {n_undated:,} undated' if n_undated else ''}"


def say_share(share: float) -> str:
    """Write a share as a percentage that never rounds to nothing or to all."""
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")


def join_words(words: Iterable[str]) -> str:
    """Join with commas and "and"."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
