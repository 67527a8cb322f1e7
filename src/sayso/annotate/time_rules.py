"""What each kind of time expression means: from the chunks a rule matched to type, TIMEX3 value and modifier.

Invariant: a reading is a pure function of the chunks, the publication day and the day last named; where the
publication day is unknown, a relative expression reads as a value of ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from sayso.annotate import calendar_rules as calendar
from sayso.annotate.time_chunks import Chunks, compile_rule
from sayso.annotate.time_match import Match, Reading
from sayso.annotate.time_words import (
    CODES,
    DAY_NUMBERS,
    OF_OUR_AGE,
    PARTS_OF_DAY,
    PLURAL_DAYS,
    PLURAL_UNITS,
    SEASONS,
    SETS,
    UNIT_VALUES,
)
from sayso.model.annotation import TimexType

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
Reader = Callable[[Match], Reading | None]
_NAMED_AFTER_DAYS = frozenset(("start", "begin", "born", "begun", "usa", "voa"))
_ON_DAY = frozenset(("on", "for", "in", "of"))
_AHEAD_OF = frozenset(("of", "before", "for", "until", "by"))
_OF_A_THING = frozenset(("the", "a", "its"))  # "will comment on the March report" speaks of the one just past
ENDED = frozenset(("ended", "ending"))
_OVER = frozenset(("ended", "since"))
_SEPT_11 = frozenset(("attacks", "terror", "terrorist", "hijackers", "hijackings"))
_OF_A_DROP = frozenset(("in", "of", "from", "to"))
_WITHIN = frozenset("over in within during for into through".split())
_A_UNIT = compile_rule("A UNIT")
_FILLED = frozenset(((24, "hours"), (7, "days"), (365, "days"), (12, "months"), (52, "weeks")))
_SOME_DAY = frozenset("will would could might may can to".split())
_OF_THE_DAY = frozenset("news report reports vote debate hearing primary coverage briefing meeting".split())
_JUST_OVER = 2  # Tuesday
_NEARLY_OVER = 5  # Friday
_FAR = 5  # days, back or ahead
_SAME_PASSAGE = 90  # chunks
_AIMED_AT = frozenset(("for", "beyond", "starting", "beginning", "effective"))
_ONE_OF_MANY = frozenset(("the", "a", "that", "recent", "one"))  # "on a rainy Saturday"
_NEXT_DAYS = 4  # "Tuesday to Saturday" are of one week, "Friday and Thursday" are not named in their order
# What may stand behind a bare "by dawn" or "that summer": a noun there would make them describe it.
STOPS = frozenset(CODES[name] for name in ("COMMA", "DOT", "STOP", "BREAK"))
AFTER_TIME = frozenset("to in at of and when as he she they it the a by for on under with before after".split())
_NAMED_DAYS = frozenset(("super", "black", "bloody"))
_BEFORE_SEASON = frozenset("by until till since before".split())
_EDGES = ("BEGIN", "END", "MIDDLE", "EARLY", "LATE", "EARLIER", "LATER")
_BACK = frozenset(("previous", "preceding", "prior"))
CLOCK_UNITS = ("TH", "TM", "TS")
# Behind one of these and a comma, "the day" is a date: "May 3, the day of the vote".
_DATED = frozenset(CODES[name] for name in ("DAY", "TODAY", "MONTH", "SMALL", "ORD", "YEAR"))
_MONTH, _DAY = CODES["MONTH"], CODES["DAY"]
_RANGE = re.compile(f"(?P<month>{_MONTH}?)" + compile_rule("SMALL? COMMA? OF? YEAR"))
_AROUND = 300  # chunks
_CAPTION = 30  # chunks; "hide caption" behind a line makes it one, which tells in the present of what is past
_IDIOM = ["at", "the", "end", "of", "the", "day"]
_BESIDE = frozenset((",", "-", "–", "—"))
_JOINS = frozenset(CODES[name] for name in ("HYPHEN", "AND", "TO", "OR"))


def day_of(match: Match) -> str | None:
    """Resolve whatever names a day within a match."""
    chunks, today = match.chunks, match.today
    iso = match.find("ISO")
    if iso is not None:
        digits = f"{chunks.values[iso]:.0f}" if chunks.values[iso] else chunks.words[iso].replace("-", "")
        return calendar.day_value(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    month_place = match.find("MONTH")
    if month_place is not None:
        return _month_day(match, int(chunks.values[month_place]))
    if today is None:
        return None
    word = match.word("TODAY")
    if word:
        beyond = int(match.has("AFTER")) - int(match.has("BEFORE"))  # "the day after tomorrow"
        moved = calendar.shift_days(today, {"today": 0, "yesterday": -1, "tomorrow": 1}[word] + beyond)
        return moved.isoformat() if moved else None
    place = match.find("DAY")
    if place is not None:
        number = int(chunks.values[place]) or DAY_NUMBERS[chunks.words[place]]
        return _weekday(match, number, today)
    return None


def _weekday(match: Match, number: int, today: date) -> str | None:
    if match.focus is not None and match.code(match.first - 1) in _JOINS and match.code(match.first - 2) == _DAY:
        second = calendar.nearest_weekday(match.focus, number, 1)
        if second is not None and (second - match.focus).days <= _NEXT_DAYS:
            return second.isoformat()  # "for Thursday and Friday", told on Thursday
    direction = 1 if match.has("NEXT") else -1 if match.has("LAST") else match.direction
    owned = match.code(match.last) == CODES["APOS"] and not match.has("NEXT")
    if direction > 0 and owned and match.near(match.first - 1) not in _AHEAD_OF:
        direction = -1  # "Wednesday's ruling" has been given, whatever will be done about it
    following = match.word("NEXT") == "following" or (match.has("NEXT") and match.near(match.first - 1) == "the")
    if (match.word("LAST") in _BACK or following) and match.focus is not None:
        today = match.focus
    if match.has("LAST") and today.isoweekday() == number:
        moved = calendar.shift_days(today, -7)
    elif match.has("THIS") and direction == 0:
        moved = calendar.nearest_weekday(today, number, today.isoweekday() != number)  # "this Sunday" is the coming one
    elif direction > 0 and not match.has("NEXT") and today.isoweekday() == number:
        moved = today
    else:
        moved = calendar.nearest_weekday(today, number, direction)
        if moved is not None and not match.has("LAST", "NEXT", "THIS"):
            moved = calendar.shift_days(moved, 7 * _weeks_off(match, (moved - today).days, direction))
    this_week = moved is not None and calendar.week_value(moved) == calendar.week_value(today)
    if moved and this_week and match.word("NEXT") == "next" and not following:
        moved = calendar.shift_days(moved, 7)  # "next Friday", told on Wednesday, is not the one in two days
    return moved.isoformat() if moved else None


def _weeks_off(match: Match, away: int, direction: int) -> int:
    """Give 1 where the weekday named alone is the one after that so many days ``away``, -1 for the one before, else 0.

    News calls the day of a week ago "last Tuesday". "The vote Tuesday" lies ahead, and so does what was prepared "for
    Tuesday". What was said on a Tuesday, on a page dated the day before, was added later; a page that has told of days
    gone by may go on to the week before. "She did not say Tuesday how she would pay", on a page of Wednesday, was the
    day before.
    """
    before = match.near(match.first - 1)
    if away > 0:
        return -(away > _FAR and not match.soon)
    if before in _AIMED_AT and match.code(match.last) != CODES["APOS"]:
        return int(away < -1)
    if before in _ONE_OF_MANY or "caption" in match.chunks.words[match.last : match.last + _CAPTION]:
        return 0
    if direction == 0:
        return int(away <= -_FAR)
    around = match.chunks.words[max(0, match.first - _AROUND) : match.last + _AROUND]
    again = around.count(match.word("DAY")) > 1  # the day of the story is
    told = match.focus is not None and match.today is not None and match.focus < match.today
    return int(away < -_FAR and (again or not told))


def _month_day(match: Match, month: int) -> str | None:
    year = year_in(match) or _year_of_range(match)
    day = None
    for place in range(match.first, match.last):
        code = match.chunks.codes[place]
        if code in (CODES["SMALL"], CODES["ORD"]) and not _is_hour(match, place):
            day = int(match.chunks.values[place])
            break
    if day is None:
        return None if year is None else f"{year:04}-{month:02}"
    if year is None:
        if match.today is None:
            return f"XXXX-{month:02}-{day:02}" if 1 <= day <= 31 else None
        year = _nearest_year(match, match.today, month, day)
    return calendar.day_value(year, month, day)


def _year_of_range(match: Match) -> int | None:
    """Give the year that stands behind a range: for "May 24" in "May 24-25, 2021", "May" in "May and June 2021"."""
    joins = match.code(match.last) in _JOINS or match.near(match.last) in ("through", "until")
    hit = _RANGE.match(match.chunks.codes, match.last + 1) if joins else None
    if hit is None:
        return None
    first, last = match.number("MONTH") or 0, max(match.chunks.values[hit.start("month") : hit.end("month")], default=0)
    return int(match.chunks.values[hit.end() - 1]) - (0 < last < first)


def _nearest_year(match: Match, today: date, month: int, day: int) -> int:
    """Give the year of a day named without one; "last Oct. 23" and "ended Jan. 31" are over, whatever is nearest."""
    weekday = match.find("DAY")
    if weekday is not None:  # "Friday, May 30" was or will be in the nearest year in which that is a Friday
        number = int(match.chunks.values[weekday]) or DAY_NUMBERS[match.chunks.words[weekday]]
        fits = calendar.nearest_year_with(today, month, day, number)
        if fits is None and match.month is not None:  # what is told may lie long ago
            fits = calendar.nearest_year_with(match.month, month, day, number)
        if fits is not None:
            return fits
    if (month, day) == (9, 11) and match.near(match.last) in _SEPT_11 and today.year > 2001:
        return 2001
    past = match.has("LAST") or match.near(match.first - 1) in _OVER
    if not past and not match.has("NEXT"):
        return calendar.nearest_year(today, month, day, match.direction)
    return (
        today.year - ((month, day) > (today.month, today.day))
        if past
        else (today.year + ((month, day) <= (today.month, today.day)))
    )


def _is_hour(match: Match, place: int) -> bool:
    following = match.code(place + 1)
    return following in (CODES["AMPM"], CODES["OCLOCK"])


def year_in(match: Match) -> int | None:
    """Give the year that a match names, in two digits or four or as "last year"."""
    place = match.find("YEAR")
    if place is not None and match.code(place + 1) != CODES["ZONE"]:
        return int(match.chunks.values[place])
    short = match.number("SHORTYEAR")
    if short is not None:
        return _full_year(int(short), match.today)
    unit = match.find("UNIT")
    if unit is not None and match.chunks.words[unit] == "year" and match.today is not None:
        return match.today.year + _which(match)
    return None


def _full_year(short: int, today: date | None) -> int:
    this_year = today.year if today else 2022
    year = this_year // 100 * 100 + short
    return year if year <= this_year + 10 else year - 100


def _which(match: Match) -> int:
    """-1 for last, 1 for next, 0 for this."""
    return 1 if match.has("NEXT") else -1 if match.has("LAST") else 0


def read_day(match: Match) -> Reading | None:
    """Read "Wednesday", "February 16", "16 February 2022", "today", "late Monday", "last Friday"."""
    before = match.near(match.first - 1)
    if match.has("TODAY") and before in _NAMED_AFTER_DAYS:
        return None  # "this did not start yesterday", a newspaper's name
    if match.has("DAY") and (match.near(match.last) == "school" or before in _NAMED_DAYS):
        return None  # "Sunday school", "Super Tuesday"
    if match.word("LAST") == "past" and not match.has("THIS"):
        return None  # "until past December 11" goes beyond it
    if match.has("UNIT") and match.word("UNIT") != "day":
        return None  # "the week before yesterday"
    if match.word("TODAY") == "today" and _is_of_our_age(match):
        return Reading(DATE, "PRESENT_REF")  # "today's youth", "today's political climate"
    value = day_of(match)
    if value is None and match.has("MONTH", "ISO") and match.has("SMALL", "ORD") and match.today is not None:
        return None  # 31 February
    return Reading(DATE, value, match.mod)


def _is_of_our_age(match: Match) -> bool:
    """Say whether what is called today's is of these times and not of a day: the youth, the economy."""
    if match.code(match.last) != CODES["APOS"]:
        return False
    for place in range(match.last + 2, match.last + 5):
        if match.near(place) in OF_OUR_AGE:
            return match.near(place + 1) not in _OF_THE_DAY
        if not match.near(place)[:1].isalpha() or match.near(place) in AFTER_TIME:
            break
    return False


def read_slash(match: Match) -> Reading | None:
    """Read "2/16/2022" and "16/02/2022"; the order that is possible, month first where both are."""
    first, second, year = (int(part) for part in match.word("SLASH").split("/"))
    if year < 100:
        year = _full_year(year, match.today)
    value = calendar.day_value(year, first, second) or calendar.day_value(year, second, first)
    return Reading(DATE, value) if value else None


def read_month(match: Match) -> Reading | None:
    """Read "February 2022", "late November", "last May", "June last year"."""
    number = match.number("MONTH")
    if match.word("LAST") == "past" and not match.has("THIS"):
        return None
    month = int(number or 0)
    year = year_in(match) or _year_of_range(match)
    if year is None:
        if match.today is None:
            return Reading(DATE, f"XXXX-{month:02}", match.mod)
        which = _which(match)
        if which < 0:
            year = match.today.year - (month >= match.today.month)
        elif which > 0:
            year = match.today.year + (month <= match.today.month)
        elif match.has("THIS"):  # "this January", said in November, is the coming one
            ahead = (month - match.today.month) % 12
            year = match.today.year + (month < match.today.month and ahead < 6 and match.direction >= 0)
        else:
            direction = match.direction
            if match.near(match.first - 1) in _OF_A_THING and (match.today.month - month) % 12 <= 2:
                direction = min(direction, 0)
            year = calendar.nearest_month(match.today, month, direction)
    return Reading(DATE, f"{year:04}-{month:02}", match.mod)


def read_year(match: Match) -> Reading | None:
    """Read "2014", "early 2021", "fiscal 1988", "mid-1996", "the year 2000"."""
    year = year_in(match)
    return None if year is None else Reading(DATE, f"{year:04}", match.mod)


def read_season(match: Match) -> Reading | None:
    """Read "last summer", "this fall", "spring 2022", "the winter"."""
    season = SEASONS[match.word("SEASON")]
    if match.last - match.first == 1 and (
        match.near(match.first - 1) not in _BEFORE_SEASON
        or not (match.near(match.last) in AFTER_TIME or match.code(match.last) in STOPS)
    ):
        return None  # "spring training", "before falls and spills"
    year = year_in(match)
    drop = match.word("SEASON") == "fall" and match.has("THE") and match.near(match.last) in _OF_A_DROP
    if drop and year is None and match.near(match.first - 1) not in _WITHIN:
        return None  # "the fall in prices", "the fall of the house"
    if year is not None:
        return Reading(DATE, f"{year:04}-{season}", match.mod)
    if match.today is None:
        return Reading(DATE, None, match.mod)
    direction = 0 if match.has("THIS") else match.direction  # "have in mind this fall" speaks of no fall that is over
    return Reading(DATE, calendar.season_value(match.today, season, _which(match), direction), match.mod)


def read_this_unit(match: Match) -> Reading | None:
    """Read "this week", "last year", "next month", "the coming weekend", "earlier this month"."""
    place = match.find("UNIT")
    if place is None:
        return None
    word = match.chunks.words[place]
    designator, size = UNIT_VALUES[word]
    which = _which(match)
    the = match.has("THE") or match.near(match.first - 1) == "the"
    if the and match.word("LAST") == "last" and match.near(match.last) == "of":
        return None  # "the last day of the trial"
    if match.joined or (designator in CLOCK_UNITS and not match.has("LAST", "NEXT")) or match.word("UNIT") == "minute":
        return None  # "the decade-old pact", "the minute he left", "at the last minute"
    edge = match.has(*_EDGES)
    dated = edge or (not match.has("THE") and (word == "decade" or which != 0))
    if word in ("decade", "century") and match.today and dated:
        return Reading(DATE, f"{match.today.year // size + which:02}", match.mod)
    if designator in CLOCK_UNITS or word in ("fortnight", "century", "decade", "millennium"):
        if word == "century" and match.has("THE") and match.near(match.first - 1) == "of":
            return None  # "the deal of the century"
        return Reading(DURATION, calendar.duration_value(1, designator, size), match.mod)
    mod = {"earlier": "START", "later": "END"}.get(match.word("EARLIER", "LATER"), match.mod)
    today = match.today
    if today is None:
        return Reading(DATE, None, mod)
    after = match.last + 1 + (match.code(match.last + 1) == CODES["SMALL"])  # "the year to March", "to 31 March"
    ends = match.near(match.last) in ENDED or (match.near(match.last) == "to" and match.code(after) == _MONTH)
    if match.has("THE") and which == 0 and match.near(match.last) == "since":
        return Reading(DURATION, calendar.duration_value(1, designator, size), mod)  # "in the year since he left"
    if word == "year" and which == 0 and match.has("THE") and ends:
        return Reading(DURATION, "P1Y", mod)  # "the year ended March 31", "the year to June"
    if designator == "WE" and which == 0 and not match.has("THIS") and match.direction > 0:
        return Reading(DATE, calendar.weekend_value(today), mod)
    if designator == "WE" and which == 0 and not match.has("THIS") and today.isoweekday() < 6:
        which = -1
    if word == "week" and match.has("THIS") and which < 0 and today.isoweekday() >= _NEARLY_OVER:
        which = 0  # "this past week", told at its end
    if designator == "WE" and match.has("THIS") and match.direction < 0 and today.isoweekday() <= _JUST_OVER:
        which = -1  # "this weekend", told on Monday of what was
    if designator == "WE" and which < 0 and today.isoweekday() >= 6 and match.has("LAST"):
        which = -1
    if word == "day" and which == 0 and match.has("THE"):
        return _read_the_day(match, mod)
    if word == "day" or match.word("LAST") in _BACK:
        today = match.base(designator) or today
    return Reading(DATE, calendar.shift_value(today, designator, which), mod)


def _read_the_day(match: Match, mod: str | None) -> Reading | None:
    """Read "earlier in the day", "for the day", "the day after his death"; "the day belonged to them" tells no time."""
    said = [match.near(place) for place in range(match.last - len(_IDIOM), match.last)]
    if said == _IDIOM and not match.ends_sentence(match.last):
        return None  # "At the end of the day, it is about trust"
    dated = match.near(match.first - 1) in _BESIDE and match.code(match.first - 2) in _DATED
    aside = match.code(match.last) in (CODES["BEFORE"], CODES["AFTER"])
    if match.last - match.first == 2 and aside and not dated:
        return _read_beside_event(match, mod)
    if not (match.has("IN", "BEGIN", "END", "MIDDLE") or match.near(match.first - 1) in _ON_DAY or dated):
        return None
    day = match.focus or match.today
    return Reading(DATE, day.isoformat() if day else None, mod)


def _read_beside_event(match: Match, mod: str | None) -> Reading:
    """Read "the day after her death": a day, where that of the event was named by its month shortly before."""
    near = match.named is not None and match.first - match.named <= _SAME_PASSAGE
    if match.focus is None or not (near or match.near(match.last + 1) in _BESIDE):
        return Reading(DATE, None, mod)
    moved = calendar.shift_days(match.focus, 1 if match.code(match.last) == CODES["AFTER"] else -1)
    return Reading(DATE, moved.isoformat() if moved else None, mod)


def read_that_unit(match: Match) -> Reading | None:
    """Read "that day", "the same day", "that year", "the day before", "the next day", "a day later"."""
    word = match.word("UNIT")
    designator, size = UNIT_VALUES[word]
    soon = match.word("NEXT") in ("coming", "upcoming") or match.near(match.first - 1) in _WITHIN
    if match.has("NEXT") and (size > 1 or designator in CLOCK_UNITS or (soon and match.word("NEXT") != "following")):
        return read_this_unit(match)  # "over the next year" counts from today, "the next year" from what was named
    if match.has("THAT") and designator in CLOCK_UNITS:
        return None
    base = match.focus if word == "day" else match.base(designator)
    if base is None:
        return Reading(DATE, None, match.mod)
    shift = -1 if match.has("BEFORE") else 1 if match.has("LATER", "AFTER", "NEXT") else 0
    return Reading(DATE, calendar.shift_value(base, designator, shift), match.mod)


def read_in_units(match: Match) -> Reading | None:
    """Read a span of time: "three years", "the past two weeks", "five-hour", "several months", "2 1/2 years"."""
    if match.joined and match.has("A", "THE"):
        return None  # "a year-round job"
    if _is_always(match.chunks, match.last - 1) or (match.has("A") and _is_always(match.chunks, match.first - 1)):
        return None
    n, unit = quantity_of(match)
    if n == 1 and unit == "day" and match.near(match.first - 1) in _SOME_DAY and match.last - match.first == 2:
        return Reading(DATE, "FUTURE_REF")  # "they will one day return"
    designator, size = UNIT_VALUES[unit]
    return Reading(DURATION, calendar.duration_value(n, designator, size), match.mod)


def _is_always(chunks: Chunks, units: int) -> bool:
    """Say whether the unit at a place is of "24 hours a day", "seven days a week": all the time, and so no time."""
    codes = chunks.codes[units + 1 : units + 3]
    return codes == _A_UNIT and (chunks.values[units - 1], chunks.words[units]) in _FILLED


def quantity_of(match: Match) -> tuple[float | None, str]:
    """Give how many of which unit; ``None`` for "several"."""
    place = match.find("UNITS", "UNIT", "PART")
    word = match.chunks.words[place] if place is not None else "day"
    unit = PLURAL_UNITS.get(word, word)
    if unit in ("nights", "night"):
        unit = "night"
    number = match.number("SMALL", "NUM", "YEAR")
    if number is not None:
        return number + (0.5 if match.has("AND") and match.has("HALF") else 0), unit
    if match.has("COUPLE"):
        return 2, unit
    if match.has("SEVERAL", "RECENT") or (place is not None and word in PLURAL_UNITS):
        return (0.5 if match.has("HALF") and not match.has("SEVERAL") else None), unit
    return (0.5 if match.has("HALF") else 1), unit


def read_set(match: Match) -> Reading | None:
    """Read "every day", "each Thursday", "Mondays", "daily", "every three months", "a year" after a rate."""
    days = match.find("DAYS")
    day = match.find("DAY")
    part = PARTS_OF_DAY.get(match.word("PART"), "")
    if days is not None or day is not None:
        place = days if days is not None else day
        word = match.chunks.words[place or 0]
        number = PLURAL_DAYS.get(word) or DAY_NUMBERS.get(word) or int(match.chunks.values[place or 0])
        return Reading(SET, f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    month = match.number("MONTH")
    if month is not None:
        return Reading(SET, f"XXXX-{int(month):02}")
    if match.has("PER") and UNIT_VALUES[match.word("UNIT")][0] in CLOCK_UNITS:
        return None  # "miles per hour"
    word = match.word("SET")
    if word:
        return Reading(SET, SETS[word])
    season = match.word("SEASON")
    if season:
        return Reading(SET, f"XXXX-{SEASONS[season]}")
    if part:
        return Reading(SET, f"XXXX-XX-XXT{part}")
    n, unit = quantity_of(match)
    n = 2 if match.has("ELSE") else n  # "every other day"
    designator, size = UNIT_VALUES[unit]
    if unit == "weekend":
        return Reading(SET, "XXXX-WXX-WE")
    return Reading(SET, calendar.duration_value(n, designator, size))
