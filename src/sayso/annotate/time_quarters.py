"""Quarters and half-years by number, by their months or by what was named last; centuries; how long ago.

Invariant: as in `time_rules.py`, a reading is a pure function of the match.
"""

from __future__ import annotations

from datetime import date

from sayso.annotate import calendar_rules as calendar
from sayso.annotate.time_match import Match, Reading
from sayso.annotate.time_rules import CLOCK_UNITS, DATE, DURATION, ENDED, quantity_of, year_in
from sayso.annotate.time_words import CODES, UNIT_VALUES

_REPORT = 250  # chunks; a quarter named farther back is not what "a year earlier" counts from


def read_quarter(match: Match) -> Reading | None:
    """Read "the third quarter", "third-quarter", "Q3 2021", "the first half of 2020", "next year's first quarter".

    "The quarter" and "the latest period" are the quarter named last, else the one that ended last.
    """
    if not match.has("ORD", "QNAME", "HALF"):
        return read_bare_period(match)
    number = int(match.number("ORD", "QNAME") or (4 if match.has("LAST") else 0))
    letter = "H" if match.has("HALF") or match.word("QNAME") == "h" else "Q"
    if not 1 <= number <= 4:
        return None
    number = 2 if letter == "H" and number == 4 else number
    year = year_in(match)
    if year is None:
        if match.today is None:
            return Reading(DATE, f"XXXX-{letter}{number}", match.mod)
        year = match.today.year
        begins = 3 * number - 2 if letter == "Q" else 6 * number - 5
        if begins > match.today.month and match.direction <= 0:
            year -= 1
    return Reading(DATE, f"{year:04}-{letter}{number}", match.mod)


def read_quarter_of_months(match: Match) -> Reading | None:
    """Read "the January-March quarter", "the July to September period"."""
    places = (at for at in range(match.first, match.last) if match.code(at) == CODES["MONTH"])
    first, last = (int(match.chunks.values[at]) for at in places)
    if match.word("UNIT") not in ("", "quarter") or first % 3 != 1 or last != first + 2:
        return None
    year = year_in(match)
    if year is None and match.today is not None:
        year = calendar.nearest_month(match.today, first, min(match.direction, 0))
    return Reading(DATE, f"{'XXXX' if year is None else f'{year:04}'}-Q{last // 3}")


def read_bare_quarter(match: Match) -> Reading | None:
    """Read "the quarter" and "this quarter", and nothing else."""
    return read_bare_period(match) if match.word("UNIT") == "quarter" else None


def read_bare_period(match: Match) -> Reading | None:
    """Read "the quarter", "the latest period", "the 1988 period": the quarter named last, else the one ended last."""
    if match.has("UNIT") and match.word("UNIT") not in (("quarter",) if match.has("LATEST") else ("quarter", "year")):
        return None
    if match.has("THIS") and match.quarter is None and match.today is not None:
        return Reading(DATE, calendar.shift_value(match.today, "Q", 0))
    ended = _quarter_ended(match)
    if ended is not None:
        return Reading(DATE, ended)
    if match.quarter is None and (match.today is None or (match.has("PERIOD") and not match.has("LATEST"))):
        return None if match.has("PERIOD") else Reading(DATE, None)
    quarter = match.quarter or calendar.shift_value(match.today or date.min, "Q", -1)
    year = match.number("YEAR")
    if quarter and year is not None:
        quarter = f"{int(year):04}{quarter[4:]}"
    elif quarter and (match.has("AGO", "EARLIER") or (match.has("LAST") and match.word("UNIT") == "year")):
        quarter = f"{int(quarter[:4]) - 1:04}{quarter[4:]}"
    return Reading(DATE, quarter)


def _quarter_ended(match: Match) -> str | None:
    """Give the quarter that "the quarter ended Sept. 30" names."""
    if match.today is None or match.near(match.last) not in ENDED or match.code(match.last + 1) != CODES["MONTH"]:
        return None
    month = int(match.chunks.values[match.last + 1])
    stated = year_in(Match(match.chunks, match.last + 1, min(match.last + 5, len(match.chunks.codes)), None, None))
    year = stated or calendar.nearest_month(match.today, month, -1 if match.near(match.last) == "ended" else 1)
    return f"{year:04}-Q{(month + 2) // 3}"


def read_same_period(match: Match) -> Reading | None:
    """Read "the same quarter a year ago", "the corresponding period of 2020": what was named last, in that year."""
    chunks, last = match.chunks, match.last - 1 - match.has("AGO", "EARLIER")
    stated = chunks.codes[last] == CODES["YEAR"]
    if match.today is None or not (stated or chunks.words[last] == "year"):
        return None
    unit = "" if match.has("PERIOD") else match.word("UNIT")
    if unit == "month":
        named = match.month or match.today
        year, rest = named.year, f"-{named.month:02}"
    elif unit in ("", "quarter"):
        year, rest = (int(match.quarter[:4]), match.quarter[4:]) if match.quarter else (match.today.year, "")
    else:
        return None
    return Reading(DATE, f"{int(chunks.values[last]) if stated else year - 1:04}{rest}")


def read_century(match: Match) -> Reading | None:
    """Read "the 20th century": ``19``; "the third quarter", "third-quarter"."""
    if match.word("UNIT") == "quarter":
        return read_quarter(match)
    number = match.number("ORD") or 0
    if match.word("UNIT") != "century":
        return None
    return Reading(DATE, f"{int(number) - 1:02}", match.mod) if 1 <= number <= 30 else None


def read_year_ago(match: Match) -> Reading | None:
    """Read "a year ago", "a year earlier", "year-earlier": after a quarter, that quarter a year before."""
    near = match.first - match.reported <= _REPORT and not match.longer
    if match.quarter is not None and (near or match.word("UNIT", "PERIOD") == "quarter"):
        return read_bare_period(match)
    if match.today is None:
        return Reading(DATE, None)
    return Reading(DATE, calendar.shift_value(match.today, "Y", -1))


def read_ago(match: Match) -> Reading | None:
    """Read "three days ago", "two weeks earlier", "a year ago", "six months from now"."""
    n, unit = quantity_of(match)
    designator, size = UNIT_VALUES[unit]
    ahead = match.has("LATER", "FROM")
    if unit == "year" and n == 1 and match.has("A") and not ahead and match.quarter is not None:
        return read_year_ago(match)
    lasts = Reading(DURATION, calendar.duration_value(n, designator, size), match.mod)
    if match.has("LATER") if n is None else (designator in CLOCK_UNITS and match.has("LATER", "EARLIER")):
        return lasts  # how long after what is told: "a few days later" names no day, "an hour later" no hour
    if n is None:
        return Reading(DATE, "FUTURE_REF" if ahead else "PAST_REF", match.mod)
    base = match.today if match.has("AGO", "FROM") else match.base(designator)
    if base is None or match.today is None:
        return Reading(DATE, None, match.mod)
    value = calendar.shift_value(base, designator, n * size * (1 if ahead else -1))
    beyond = match.has("LATER") and (value or "") > (calendar.shift_value(match.today, designator, 0) or "")
    return lasts if beyond and match.direction <= 0 else Reading(DATE, value, match.mod)
