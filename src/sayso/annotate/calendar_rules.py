"""Calendar arithmetic in TIMEX3 values: what "last week", "three months ago" or a season is, seen from a day.

Invariant: pure functions of dates; no clock. Weeks are ISO weeks, Monday first. A result outside years 1 to 9999 is
``None``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from sayso.annotate.time_words import HOLIDAYS

_CLOSE = 100  # days; within them a date named without a year is the nearest one, whatever the verb's tense
# First month of each season, northern half: English copy names them so.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# How durations are written: designator in `time_words.UNIT_VALUES` to the letter of ISO 8601.
_LETTERS = {"TS": "S", "TM": "M", "TH": "H", "WE": "D", "D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y"}


def read_day(published_at: str | None) -> date | None:
    """Give the day of an ISO 8601 date or instant; ``None`` where there is none or it is no date."""
    try:
        return date.fromisoformat(published_at[:10]) if published_at else None
    except ValueError:
        return None


def read_month(value: str) -> date | None:
    """Give the first day of the month, or of the year, that a TIMEX3 date lies in; ``None`` where it names neither."""
    year, month = value[:4], value[5:7]
    if len(year) < 4 or not year.isdecimal() or year == "0000":
        return None
    return date(int(year), int(month) if month.isdecimal() and 1 <= int(month) <= 12 else 1, 1)


def read_week(value: str) -> date | None:
    """Give the Monday of ``2022-W07``; ``None`` for what names no week."""
    try:
        return date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
    except ValueError:
        return None


def day_value(year: int, month: int, day: int) -> str | None:
    """Give ``2022-02-16``, or ``None`` for a day that is not in the calendar."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-{day:02}"
    return None


def week_value(day: date) -> str:
    """Give the ISO week of a day: ``2022-W07``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def weekend_value(day: date) -> str:
    """Give the weekend of a day's week: ``2022-W07-WE``."""
    return f"{week_value(day)}-WE"


def quarter_of(day: date) -> int:
    """Give the quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


def shift_days(day: date, n: float) -> date | None:
    """Move a day by ``n`` days; ``None`` where that leaves the calendar."""
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return None


def shift_months(day: date, n: int) -> tuple[int, int] | None:
    """Give (year, month) ``n`` months away."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return (year, month + 1) if 1 <= year <= 9999 else None


def shift_value(day: date, designator: str, n: float) -> str | None:
    """Give the value ``n`` units before (negative) or after a day, as fine as the unit.

    ``designator`` is one of `time_words.UNIT_VALUES`. Three days away is a day, two weeks away a week, a month away
    a month, a year away a year; hours come out as the day they fall on.
    """
    if designator in ("TS", "TM", "TH"):
        hours = n / {"TS": 3600, "TM": 60, "TH": 1}[designator]
        moved = shift_days(day, round(hours / 24))
        return moved.isoformat() if moved else None
    if designator in ("D", "WE", "W"):
        moved = shift_days(day, n if designator == "D" else 7 * n)
        if moved is None:
            return None
        if designator == "D":
            return moved.isoformat()
        return weekend_value(moved) if designator == "WE" else week_value(moved)
    if designator == "M":
        month = shift_months(day, round(n))
        return f"{month[0]:04}-{month[1]:02}" if month else None
    if designator == "Q":
        quarter = day.year * 4 + quarter_of(day) - 1 + round(n)
        return f"{quarter // 4:04}-Q{quarter % 4 + 1}" if 4 <= quarter < 40000 else None
    year = day.year + round(n)
    return f"{year:04}" if 1 <= year <= 9999 else None


def nearest_weekday(day: date, weekday: int, direction: int) -> date | None:
    """Give the day named by a weekday (Monday is 1): the last one up to ``day``, or with 1 the next one after it."""
    back = (day.isoweekday() - weekday) % 7
    return shift_days(day, 7 - back if direction > 0 else -back)


def nearest_month(day: date, month: int, direction: int) -> int:
    """Give the year of a month named alone: not after ``day``'s month, or with 1 not before it.

    With 0 it is the last such month, unless the next is at most four months away.
    """
    if direction > 0 or (direction == 0 and 0 < (month - day.month) % 12 <= 4):
        return day.year + (month < day.month)
    return day.year - (month > day.month)


def nearest_year(day: date, month: int, day_of_month: int, direction: int) -> int:
    """Give the year of a day and month named alone: the nearest, if it is close or on the side of ``direction``."""
    candidates = []
    for year in (day.year - 1, day.year, day.year + 1):
        if 1 <= year <= 9999 and day_of_month <= monthrange(year, month)[1]:
            distance = (date(year, month, day_of_month) - day).days
            wrong_side = (direction > 0 and distance < 0) or (direction < 0 and distance > 0)
            candidates.append((wrong_side and abs(distance) > _CLOSE, abs(distance), year))
    return min(candidates)[2] if candidates else day.year


def nearest_year_with(day: date, month: int, day_of_month: int, weekday: int) -> int | None:
    """Give the year, this, last or next, in which a day of a month falls on a weekday; ``None`` for none of them."""
    for year in (day.year, day.year - 1, day.year + 1):
        value = day_value(year, month, day_of_month)
        if value is not None and date.fromisoformat(value).isoweekday() == weekday:
            return year
    return None


def season_value(day: date, season: str, which: int, direction: int) -> str:
    """Give ``2022-SU``. ``which`` is -1 for last, 1 for next, 0 for this; ``direction`` decides a bare "the summer"."""
    first = _SEASON_MONTHS[season]
    year = day.year - 1 if season == "WI" and day.month < 3 else day.year
    started = day.month >= first or (season == "WI" and day.month < 3)
    over = season != "WI" and day.month >= first + 3
    if which < 0 and not over:
        year -= 1
    elif which > 0 and started:
        year += 1
    elif which == 0 and direction < 0 and not started:
        year -= 1
    return f"{year:04}-{season}"


def holiday_value(name: str, year: int) -> str | None:
    """Give the day of a holiday in a year; ``None`` for those we do not know how to place."""
    rule = HOLIDAYS[name]
    if len(rule) == 1:
        day = shift_days(_easter(year), rule[0])
        return day.isoformat() if day else None
    if len(rule) == 2:
        return day_value(year, rule[0], rule[1])
    month, weekday, which, *later = rule
    base = read_day(nth_weekday_value(year, month, weekday, which))
    moved = shift_days(base, sum(later)) if base else None
    return moved.isoformat() if moved else None


def nth_weekday_value(year: int, month: int, weekday: int, which: int) -> str | None:
    """Give the day of the first (1), second or last (-1) Monday (1) of a month; ``None`` where it has none."""
    if which < 0:
        last = monthrange(year, month)[1]
        return day_value(year, month, last - (date(year, month, last).isoweekday() - weekday) % 7)
    return day_value(year, month, 1 + (weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> date:
    """Give Easter Sunday of the western churches (the anonymous Gregorian computation)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))


def duration_value(n: float | None, designator: str, size: int) -> str:
    """Write a duration: ``P3Y``, ``PT48H``, ``P2Y6M``, and ``PXW`` for "weeks" (``n`` unknown)."""
    time = "T" if designator.startswith("T") else ""
    letter = _LETTERS[designator]
    if designator == "WE":
        size = 2
    if n is None:
        return f"P{time}X{letter}"
    amount = n * size
    if amount == int(amount):
        return f"P{time}{int(amount)}{letter}"
    if designator == "Y" and amount * 12 == int(amount * 12):
        return f"P{int(amount)}Y{int(amount * 12) % 12}M" if amount > 1 else f"P{int(amount * 12)}M"
    if designator == "TH" and amount * 60 == int(amount * 60):
        return f"PT{int(amount)}H{int(amount * 60) % 60}M" if amount > 1 else f"PT{int(amount * 60)}M"
    return f"P{time}{round(amount, 2)}{letter}"
