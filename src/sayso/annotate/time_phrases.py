"""Times named by way of another: holidays, "the week of March 6", "the day before Easter", "the next morning".

Invariant: as in `time_rules.py`, a reading is a pure function of the match.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sayso.annotate import calendar_rules as calendar
from sayso.annotate.time_chunks import decade_of
from sayso.annotate.time_match import Match, Reading
from sayso.annotate.time_rules import (
    AFTER_TIME,
    DATE,
    DURATION,
    SET,
    STOPS,
    TIME,
    day_of,
    read_in_units,
    read_month,
    year_in,
)
from sayso.annotate.time_words import (
    CODES,
    DAY_NUMBERS,
    FUTURE_WORDS,
    HOLIDAYS,
    LASTING,
    PARTS_OF_DAY,
    PAST_WORDS,
    PLURAL_UNITS,
    REFERENCES,
    SEASONS,
    UNIT_VALUES,
)

BESIDE = Reading(TIME, None)  # of a day that only what it counts from can tell
_UP_TO_PART = frozenset(("in", "during", "by"))
_AFTER_NOUN = AFTER_TIME | frozenset(("where", "that", "which", "without", "is", "or"))
_CLOSE = 60  # days; a holiday is spoken of so long before it comes
_CLOSE_WEEK = 14  # days; its week or weekend, whatever the verb says

_UNITS_BY_LENGTH = ("year", "month", "week", "day", "hour", "minute", "second")
_FILLS = (1, 12, 5, 31, 24, 60, 60)  # so many of each are the next longer one
_DAYS = 3  # the place of "day" among them: what is shorter stands behind a T
_LENGTHS = {name: at for at, word in enumerate(_UNITS_BY_LENGTH) for name in (word, word + "s")}
_BEFORE_SPAN = frozenset("for in within of over after before lasted took take last spent".split())
_BESIDE = frozenset("before after since".split())
_NARROWED = frozenset(CODES[name] for name in ("THE", "ORD", "EARLY", "LATE", "LAST", "NEXT"))
_BEFORE_DAYS = frozenset("on between from the of until by for (".split())
_OF_NO_TIME = frozenset("age operation service the week year month his her their its my our this that".split())
_WISHED = frozenset(("merry", "happy"))
_THROUGH = frozenset("over in through during throughout".split())


def read_holiday(match: Match) -> Reading | None:
    """Read "Christmas", "last Thanksgiving", "Halloween 2021", "New Year's Eve", "Labor Day weekend"."""
    if match.has("NEW") and (match.word("UNIT") != "year" or match.near(match.last - 1) not in ("day", "eve")):
        return None
    name = (match.word("HOLIDAY") or "new year") + (" eve" if match.has("EVE") else "")
    if name not in HOLIDAYS or match.near(match.first - 1) in _WISHED:
        return None
    value = _holiday(match, name)
    if match.has("DAY") and (name != "easter" or match.word("DAY") not in ("sunday", "monday")):
        return None
    if match.word("DAY") == "monday" and value is not None:
        value = calendar.shift_value(date.fromisoformat(value), "D", 1)
    unit = "" if match.has("NEW") else match.word("UNIT")
    if match.has("PART"):
        return Reading(TIME, f"{value}T{PARTS_OF_DAY[match.word('PART')]}" if value else None)
    if not unit:
        return Reading(DATE, value)
    if unit not in ("week", "weekend"):
        return None
    day = calendar.read_day(value)
    if day is not None and unit == "weekend" and day.isoweekday() == 1:
        day = calendar.shift_days(day, -1)  # a holiday on a Monday ends its weekend
    if day is None:
        return Reading(DATE, None)
    return Reading(DATE, calendar.weekend_value(day) if unit == "weekend" else calendar.week_value(day))


def _holiday(match: Match, name: str) -> str | None:
    """Give the day of a holiday: this year's, or last year's where that lies far ahead and nothing looks ahead."""
    year = None if match.has("NEW") else year_in(match)
    if year is None:
        if match.today is None:
            return None
        year = match.today.year
        if name == "inauguration":
            year += (1 - year) % 4 if match.direction > 0 else -((year - 1) % 4)
        here = calendar.holiday_value(name, year)
        if here is not None:
            today = match.today.isoformat()
            close = _CLOSE if match.direction == 0 else _CLOSE_WEEK if match.has("UNIT") else 0
            near = here <= (calendar.shift_days(match.today, close) or match.today).isoformat()
            elects = name == "election" and year % 2 == 0
            ahead = match.direction > 0 or match.has("NEXT", "THIS") or near or elects
            if here > today and (match.has("LAST") or (not ahead and match.today.month < 9)):
                year -= 1
            elif here < today and (match.has("NEXT") or (match.direction > 0 and match.today.month > 9)):
                year += 1
    return calendar.holiday_value(name, year)


def read_week_of(match: Match) -> Reading | None:
    """Read "the week of March 6", "the weekend of March 9": the week that the day lies in."""
    unit = match.word("UNIT")
    if unit not in ("week", "weekend"):
        return None
    day = calendar.read_day(day_of(match))
    if day is None:
        return Reading(DATE, None) if match.today is None else None
    return Reading(DATE, calendar.weekend_value(day) if unit == "weekend" else calendar.week_value(day))


def read_edge_of_month(match: Match) -> Reading | None:
    """Read "the first day of May", "the last day of June 2021", "the first Tuesday in November"."""
    named = read_month(match)
    month = calendar.read_month((named.value if named else None) or "")
    number = match.number("ORD")
    weekday = match.find("DAY")
    if month is not None and weekday is not None:
        name = DAY_NUMBERS.get(match.chunks.words[weekday])
        if name is None or (number is None and match.word("LAST") != "last"):
            return None
        rule = (month.month, name, -1 if number is None else int(number))
        return Reading(DATE, calendar.nth_weekday_value(month.year, *rule))
    if match.word("UNIT") != "day" or month is None or (number is None and match.word("LAST") != "last"):
        return None
    day = int(number) if number is not None else monthrange(month.year, month.month)[1]
    return Reading(DATE, calendar.day_value(month.year, month.month, day))


def read_beside_day(match: Match) -> Reading | None:
    """Read "the day before last Tuesday", "the week after Christmas"."""
    unit = match.word("UNIT")
    if unit not in ("day", "week"):
        return None
    holiday = match.word("HOLIDAY")
    day = calendar.read_day(_holiday(match, holiday) if holiday else day_of(match))
    if day is None:
        return Reading(DATE, None)
    return Reading(DATE, calendar.shift_value(day, UNIT_VALUES[unit][0], -1 if match.has("BEFORE") else 1))


def read_next_part(match: Match) -> Reading | None:
    """Read "the next morning", "the previous night", "the night before": counted from the day named last."""
    if match.word("LAST") in ("last", "past"):
        return None
    base = match.focus or match.today
    moved = calendar.shift_days(base, 1 if match.has("NEXT", "AFTER") else -1) if base else None
    return Reading(TIME, f"{moved.isoformat()}T{PARTS_OF_DAY[match.word('PART')]}" if moved else None)


def read_part_beside(match: Match) -> Reading | None:
    """Read "the night before the vote", "the morning after he fell": a time if what it counts from has a day."""
    return None if match.near(match.first - 1) in _UP_TO_PART else BESIDE


def read_that_part(match: Match) -> Reading | None:
    """Read "that night", "that same afternoon", "that summer": of the day or the year named last."""
    part, season = match.word("PART"), SEASONS.get(match.word("SEASON"))
    if season is None:
        day = match.focus or match.today
        return Reading(TIME, f"{day.isoformat()}T{PARTS_OF_DAY[part]}" if day else None)
    if match.code(match.last) not in STOPS and match.near(match.last) not in AFTER_TIME:
        return None  # "prices that fall", "they say that summer rain helps"
    year = match.base("Y")
    return Reading(DATE, f"{year.year:04}-{season}" if year else None)


def read_second_day(match: Match) -> Reading | None:
    """Read the 25 of "April 24 and 25", "April 24-25, 2021", by the month and year of the day named just before."""
    if match.focus is None:
        return None
    value = calendar.day_value(match.focus.year, match.focus.month, int(match.number("SMALL") or 0))
    return Reading(DATE, value) if value and value > match.focus.isoformat() else None


def read_first_day(match: Match) -> Reading | None:
    """Read the 10 of "10 and 12 June", "10-12 June 2021", by the day named right behind it."""
    if match.near(match.first - 1) not in _BEFORE_DAYS:
        return None
    first = match.last + 1
    last = first + 2 + (match.code(first + 2) == CODES["YEAR"])
    value = day_of(Match(match.chunks, first, last, match.today, match.focus))
    day = int(match.chunks.values[match.first])
    if value is None or day >= int(value[8:]):
        return None
    return Reading(DATE, f"{value[:8]}{day:02}")


def read_the_units(match: Match) -> Reading | None:
    """Read "over the years", "in the early days", "in the months that followed"; "the days of rain" tell no time."""
    designator = UNIT_VALUES[PLURAL_UNITS[match.word("UNITS")]][0]
    hours = designator == "TH" and match.has("EARLY", "LATE")  # "the early hours" are of a day, and its time is enough
    if hours or match.near(match.first - 1) not in _THROUGH or match.near(match.last) in ("before", "after"):
        return None
    return Reading(DURATION, calendar.duration_value(None, designator, 1))


def read_first_units(match: Match) -> Reading | None:
    """Read "the first hours of the war", "its final weeks"; "the second quarters" are none."""
    if match.has("ORD") and match.number("ORD") != 1:
        return None
    return read_in_units(match)


def read_bare_units(match: Match) -> Reading | None:
    """Read "for years", "days before the vote", "weeks or months", "months of talks", "on weekends".

    Without such a word around them, "days when prices fall" tell no time.
    """
    before, after = match.near(match.first - 1), match.near(match.last)
    if match.word("UNITS") == "weekends" and before in ("on", "at"):
        return Reading(SET, "XXXX-WXX-WE")
    if match.code(match.first - 1) in _NARROWED and before not in _BEFORE_SPAN:
        return None  # "the early hours of Friday", "in the days before he left"
    lasting = after == "of" and match.near(match.last + 1) not in _OF_NO_TIME
    told = before in _BEFORE_SPAN or after in _BESIDE or match.has("OR") or lasting
    return read_in_units(match) if told else None


def read_two_units(match: Match) -> Reading | None:
    """Read "two years and six months", "an hour and 10 minutes": the second unit is the smaller one."""
    places = [place for place in range(match.first, match.last) if match.chunks.words[place] in _LENGTHS]
    if match.code(match.last) in (CODES["AGO"], CODES["EARLIER"], CODES["LATER"]) or len(places) != 2:
        return None
    first, second = (_LENGTHS[match.chunks.words[place]] for place in places)
    if not first < second:
        return None
    numbers = [int(value) for value in match.chunks.values[match.first : match.last] if value]
    long, short = numbers if len(numbers) == 2 else [1, *numbers]
    if short >= _FILLS[second]:
        return None  # "over three days and 24 hours" are two spans
    letters = "YMWDHMS"
    time = ["T" if at > _DAYS else "" for at in (first, second)]
    if time[0]:
        time[1] = ""
    return Reading(DURATION, f"P{time[0]}{long}{letters[first]}{time[1]}{short}{letters[second]}", match.mod)


def read_and_a_half(match: Match) -> Reading | None:
    """Read "a year and a half", "an hour and a half later"."""
    designator, size = UNIT_VALUES[match.word("UNIT")]
    if not match.has("AGO", "EARLIER", "LATER"):
        return Reading(DURATION, calendar.duration_value(1.5, designator, size), match.mod)
    amount, designator = (18 * size, "M") if designator == "Y" else (1.5 * size, designator)
    base = match.today if match.has("AGO") else match.base(designator)
    if base is None:
        return Reading(DATE, None, match.mod)
    return Reading(DATE, calendar.shift_value(base, designator, amount if match.has("LATER") else -amount), match.mod)


def read_lasting(match: Match) -> Reading | None:
    """Read "day-long", "yearlong"."""
    word = match.word("LASTING")
    designator, size = UNIT_VALUES[LASTING[word] if word else match.word("UNIT")]
    return Reading(DURATION, calendar.duration_value(1, designator, size))


def read_these_days(match: Match) -> Reading | None:
    """Read "these days", and nothing else."""
    return Reading(DATE, "PRESENT_REF") if match.word("UNITS") == "days" else None


def read_unit_end(match: Match) -> Reading | None:
    """Read "year-end", "the year's end": its last day, of the year before after "since"; "month-end": that month."""
    if match.today is None:
        return Reading(DATE, None)
    if match.word("UNIT") != "year":
        return Reading(DATE, calendar.shift_value(match.today, UNIT_VALUES[match.word("UNIT")][0], 0), "END")
    past = match.near(match.first - 1) == "since"
    return Reading(DATE, f"{match.today.year - past:04}-12-31")


def read_decade(match: Match) -> Reading | None:
    """Read "the 1990s", "the early '80s", "the nineties"."""
    place = match.find("DECADE")
    if place is None:
        return None
    year = match.today.year if match.today else 2022
    return Reading(DATE, decade_of(match.chunks.words[place], match.chunks.values[place], year), match.mod)


def read_reference(match: Match) -> Reading | None:
    """Read "now", "currently", "recently", "the past", "the near future"."""
    if match.has("PRESENT"):
        return Reading(DATE, "PRESENT_REF")
    if match.has("FUTURE"):
        if match.last - match.first == 1 and _is_some_future(match):
            return None
        return Reading(DATE, "FUTURE_REF")
    if match.has("LAST"):
        return Reading(DATE, "PAST_REF") if match.word("LAST") == "past" else None
    soon, before, after = match.word("REF") == "soon", match.near(match.first - 1), match.near(match.last)
    if (before == "as" and after == "as") or (soon and (after in ("as", "after") or before in ("too", "so"))):
        return None  # "as soon as" joins two clauses
    if soon and _is_past(match):
        return None  # "a trickle that soon became a flood" looks ahead of nothing but itself
    return Reading(DATE, REFERENCES[match.word("REF", "RECENT", "CURRENT")])


def _is_some_future(match: Match) -> bool:
    """Say whether one of several futures is told of, "a future in which", "a brighter future", and so no time."""
    some = {match.near(match.first - 1), match.near(match.first - 2)} & {"a", "an"}
    return bool(some) and (match.near(match.last) in _AFTER_NOUN or match.code(match.last) in STOPS)


def _is_past(match: Match) -> bool:
    """Say whether a verb of the past stands right behind a match, or "was", "had" right before it."""
    before, after = match.near(match.first - 1), match.near(match.last)
    if (
        before in FUTURE_WORDS
        or before in ("may", "might", "can", "could", "to")
        or after in ("have", "has", *FUTURE_WORDS)
    ):
        return False
    return after in PAST_WORDS or (after.endswith("ed") and len(after) > 4) or before in ("was", "were", "had")
