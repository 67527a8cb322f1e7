"""Time expressions of news English as TIMEX3, anchored on the day of publication.

Invariant: expressions are disjoint, in text order, and each is what one rule of the table below matched. A relative
expression in an article without a date keeps its span and has no value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sayso.annotate import calendar_rules as calendar
from sayso.annotate import time_of_day as hours
from sayso.annotate import time_phrases as phrases
from sayso.annotate import time_quarters as quarters
from sayso.annotate import time_rules as rules
from sayso.annotate.time_chunks import Chunks, compile_rule, cut_chunks
from sayso.annotate.time_counts import Told, count_from_happenings
from sayso.annotate.time_match import Match, Reading
from sayso.model.annotation import AnnotatedArticle, TimeExpression, TimexType
from sayso.model.span import Span

_YEAR = "(?: YEAR | SHORTYEAR )"
_DATE = (
    f"(?: ISO | (?:DAY COMMA?)? MONTH (?:SMALL|ORD) (?: COMMA? {_YEAR} )? "
    f"| (?:DAY COMMA?)? (?:SMALL | THE? ORD OF?) MONTH (?: COMMA? {_YEAR} )? )"
)
_WHICH = "(?: THIS? (?:LAST|NEXT) | THIS )"
_DAY = f"(?: {_DATE} | TODAY | {_WHICH}? DAY )"
_HOUR = (
    "(?: CLOCK AMPM? ZONE* TIME? | SMALL AMPM ZONE* TIME? | SMALL OCLOCK | (?:YEAR|NUM) ZONE+ "
    "| SMALL IN THE PART | NOON )"
)
_ABOUT = "(?: ABOUT | OVER | UNDER | (?:MORE|LESS) THAN | AT LEAST | UP TO )"
_COUNT = "(?: (?:SMALL | NUM | YEAR) (?: HYPHEN AND HYPHEN A? HYPHEN? HALF )? )"
_MANY = f"(?: {_COUNT} (?: (?:TO|OR|HYPHEN) {_COUNT} )? | A? COUPLE OF? | A? SEVERAL | HALF A | A HALF? )"
_EDGE = "(?: THE? (?:BEGIN|END|MIDDLE) OF | EARLY IN? | LATE IN? | MID HYPHEN? )"
_NEAR = "(?: (?:EARLIER|LATER|EARLY|LATE) (?: IN | ON )? )"

# First in the list wins where two match at one place; each is read by a function that may still refuse.
_RULES: tuple[tuple[str, rules.Reader], ...] = (
    ("SLASH", rules.read_slash),
    (f"THE UNIT OF {_DATE}", phrases.read_week_of),
    (f"THE UNIT (?:BEFORE|AFTER) (?: {_DATE} | {_WHICH}? (?:DAY|HOLIDAY) )", phrases.read_beside_day),
    (f"THE (?:ORD|LAST) UNIT OF MONTH (?: COMMA? {_YEAR} )?", phrases.read_edge_of_month),
    (f"THE (?:ORD|LAST) DAY (?:OF|IN) MONTH (?: COMMA? OF? {_YEAR} )?", phrases.read_edge_of_month),
    ("THE (?:NEXT|LAST) PART | THE PART (?:BEFORE|AFTER)(?=COMMA|DOT|STOP|BREAK|AND)", phrases.read_next_part),
    ("THE PART (?=BEFORE|AFTER)", phrases.read_part_beside),
    ("(?<=MONTH SMALL (?:AND|OR|TO)) SMALL (?=COMMA|DOT|STOP|BREAK|IN|AT)", phrases.read_second_day),
    (f"(?<=MONTH SMALL HYPHEN) SMALL (?: COMMA? {_YEAR} )?", phrases.read_second_day),
    ("SMALL (?=(?:AND|OR|TO|HYPHEN) SMALL MONTH)", phrases.read_first_day),
    ("(?:THAT|THE SAME|THAT SAME) (?:PART|SEASON)", phrases.read_that_part),
    (f"{_WHICH}? HOLIDAY (?:DAY|EVE)? PART", phrases.read_holiday),
    (f"{_HOUR} (?: COMMA? ON? {_DAY} PART? )?", hours.read_clock),
    (f"{_NEAR}? {_DAY} COMMA? (?:EARLY|LATE)? PART", hours.read_part),
    ("(?:EARLY|LATE)? (?:THIS|LAST) PART | TONIGHT", hours.read_part),
    (f"THE? (?:EARLY|LATE|MID HYPHEN?)? PART COMMA? ON? {_DAY}", hours.read_part),
    (f"(?:THIS|LAST|NEXT)? (?:DAY|TODAY) COMMA? AT {_ABOUT}? {_HOUR}", hours.read_clock),
    ("DAYS | EACH (?:DAY|PART|SEASON|MONTH) PART?", rules.read_set),
    (
        f"{_NEAR}? {_WHICH}? {_DATE} | {_NEAR}? (?:TODAY | (?:{_WHICH}|THE LAST)? DAY) "
        "| THE UNIT (?:BEFORE|AFTER) TODAY",
        rules.read_day,
    ),
    (
        f"{_EDGE}? {_WHICH}? MONTH (?: COMMA? OF? {_YEAR} | OF? (?:LAST|THIS|NEXT) UNIT )?",
        rules.read_month,
    ),
    (
        f"(?:THE|THIS|LAST|NEXT) UNIT APOS OTHER (?:ORD HYPHEN?)? UNIT | THE? {_YEAR} ORD UNIT "
        f"| QNAME (?: COMMA? OF? {_YEAR} )? | THE? (?:ORD|LAST) HALF OF (?:{_YEAR}|(?:THE|THIS|LAST|NEXT) UNIT)"
        f"| THE? FISCAL? HYPHEN? ORD HYPHEN? UNIT (?: OF (?:THE UNIT)? (?:{_YEAR}|(?:THIS|LAST|NEXT) UNIT) | YEAR )",
        quarters.read_quarter,
    ),
    (f"THE? MONTH (?:HYPHEN|TO) MONTH (?:UNIT|PERIOD) (?: OF {_YEAR} )?", quarters.read_quarter_of_months),
    (
        "THE SAME (?:UNIT|PERIOD) (?: A UNIT (?:AGO|EARLIER) | LAST UNIT | (?:OF|IN) YEAR )",
        quarters.read_same_period,
    ),
    (f"THE {_YEAR} (?:UNIT|PERIOD) | THE LATEST (?:UNIT|PERIOD)", quarters.read_bare_period),
    (f"{_EDGE}? THE? FISCAL? HYPHEN? ORD UNIT | FISCAL? ORD HYPHEN UNIT", quarters.read_century),
    ("(?:THE|THIS) UNIT", quarters.read_bare_quarter),
    (f"THE? {_EDGE}? THE? DECADE", phrases.read_decade),
    (f"{_EDGE}? (?:THE UNIT)? (?:FISCAL UNIT?)? {_YEAR}", rules.read_year),
    (
        f"{_EDGE}? THE? SEASON OF? YEAR | (?:{_NEAR}|{_EDGE})? (?:(?:THE|THIS)? (?:LAST|NEXT) | THIS | THE) SEASON "
        f"| {_EDGE} SEASON | SEASON",
        rules.read_season,
    ),
    (f"{_WHICH}? HOLIDAY (?:UNIT|DAY)", phrases.read_holiday),
    (f"NEW UNIT APOS OTHER (?:EVE|UNIT) | {_WHICH}? HOLIDAY EVE? YEAR?", phrases.read_holiday),
    (f"EACH (?:{_COUNT} UNITS | ELSE? UNIT) | SET | PER UNIT", rules.read_set),
    (
        f"{_ABOUT}? (?: {_COUNT} (?:UNITS|UNIT) (?: COMMA? AND | COMMA )? | A UNIT AND ) {_COUNT} (?:UNITS|UNIT)",
        phrases.read_two_units,
    ),
    (f"{_ABOUT}? A UNIT HYPHEN? AND HYPHEN? A? HYPHEN? HALF (?:AGO|EARLIER|LATER)?", phrases.read_and_a_half),
    (f"{_ABOUT}? {_MANY} MORE? COUNTED? (?:UNITS|UNIT) (?: OR SO )? (?:AGO|EARLIER|LATER|FROM REF)", quarters.read_ago),
    ("THE? UNIT HYPHEN (?:AGO|EARLIER) (?:UNIT|PERIOD)?", quarters.read_year_ago),
    ("UNITS (?:AGO|EARLIER|LATER)", quarters.read_ago),
    ("UNIT HYPHEN END | THE? UNIT APOS OTHER END", phrases.read_unit_end),
    (
        f"(?:ABOUT|AT LEAST)? (?:THE? (?:LAST|NEXT) | THE ORD?) (?:{_MANY} | HALF HYPHEN?) (?:UNITS|UNIT) (?: OR SO )?",
        rules.read_in_units,
    ),
    (f"{_ABOUT}? {_COUNT} HYPHEN UNIT(?! HYPHEN? OLD)", rules.read_in_units),
    (f"{_ABOUT}? HALF (?:A|HYPHEN) UNIT", rules.read_in_units),
    (f"{_ABOUT}? {_MANY} MORE? COUNTED? UNITS (?! HYPHEN? OLD | HYPHEN LONG) (?: OR SO )?", rules.read_in_units),
    (f"{_ABOUT}? {_COUNT} UNIT(?! HYPHEN? OLD)", rules.read_in_units),
    ("THE? (?:LAST|NEXT|RECENT) UNITS | THE UNITS AHEAD", rules.read_in_units),
    (
        "(?:THAT|THE SAME|THAT SAME) UNIT | THE UNIT (?:BEFORE|AFTER)(?=COMMA|DOT|STOP|BREAK|AND) | THE NEXT UNIT",
        rules.read_that_unit,
    ),
    (
        f"(?:{_NEAR}|{_EDGE})? (?:{_WHICH}|THE LAST|THE NEXT|THE) CURRENT? FISCAL? UNIT(?! HYPHEN LONG)",
        rules.read_this_unit,
    ),
    ("CURRENT FISCAL? UNIT", rules.read_this_unit),
    ("THIS UNITS", phrases.read_these_days),
    (f"{_ABOUT}? A UNIT (?! HYPHEN (?:AGO|EARLIER|LONG))", rules.read_in_units),
    ("UNITS HYPHEN (?:LONG|OLD)", rules.read_in_units),
    ("LASTING | UNIT HYPHEN LONG", phrases.read_lasting),
    ("THE (?:EARLY|LATE)? UNITS", phrases.read_the_units),
    ("THE? (?:ORD|FINAL) UNITS", phrases.read_first_units),
    ("UNITS (?: OR UNITS )?", phrases.read_bare_units),
    ("THE? (?:EARLY|LATE|MID HYPHEN?)? PART", hours.read_the_part),
    (
        "AT PRESENT | (?:RIGHT|MORE)? REF | CURRENT | THE? NEAR? FUTURE | THE LAST(?! UNIT) | RECENT",
        phrases.read_reference,
    ),
)
_SEPT_11 = "2001-09-11"
_PATTERNS = tuple(re.compile(compile_rule(pattern)) for pattern, _ in _RULES)
# The classes that can begin a rule: most words of a text are none of them and cost one look. Those that lead up to
# something tell no time before a word of no class, as most do.
_ALONE = (
    "[SLASH CLOCK SMALL YEAR NOON ISO DAY MONTH TODAY TONIGHT DAYS PART QNAME DECADE SHORTYEAR SEASON HOLIDAY SET "
    "RECENT UNITS REF CURRENT FUTURE LASTING]"
)
_LEADING = (
    "[NUM EARLIER LATER EARLY LATE THE ORD LAST NEXT THIS EACH PER MID BEGIN END MIDDLE FISCAL UNIT ABOUT OVER UNDER "
    "MORE LESS AT UP FINAL A COUPLE SEVERAL HALF THAT NEAR RIGHT NEW]"
)
_FIRST = f"(?= {_ALONE} | {_LEADING} (?!OTHER) )"
_ALL = "|".join(f"({compile_rule(rule)})" for rule, _ in _RULES)
_ANY = re.compile(f"{compile_rule(_FIRST)}(?:{_ALL})")


def find_times(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``times``. Values are resolved against ``published_at``."""
    article = annotated.article
    today = calendar.read_day(article.published_at)
    return replace(annotated, times=tuple(read_times(article.text, article.id, today)))


def read_times(text: str, article_id: str, today: date | None) -> list[TimeExpression]:
    """Find every time expression of a text, in order. Linear in its length."""
    chunks = cut_chunks(text)
    told: list[Told] = []
    match = Match(chunks, 0, 0, today, None)
    while (hit := _ANY.search(chunks.codes, match.last)) is not None:
        reading = _read_first(match, hit.start(), (hit.lastindex or 1) - 1)
        if reading is None:
            match.last = hit.start() + 1
            continue
        _remember(match, reading)
        told.append(Told(match.first, match.last, reading))
    return [_express(one, chunks, article_id) for one in count_from_happenings(text, chunks, told, today)]


def _express(one: Told, chunks: Chunks, article_id: str) -> TimeExpression:
    span = Span(chunks.starts[one.first], chunks.ends[one.last - 1])
    kind, value, mod, zone = one.reading.type, one.reading.value, one.reading.mod, one.reading.zone
    return TimeExpression(article_id=article_id, span=span, type=kind, value=value, mod=mod, zone=zone)


def _read_first(match: Match, first: int, rule: int) -> Reading | None:
    """Read what begins at a chunk by the first rule, from ``rule`` on, that matches there and does not refuse."""
    for pattern, (_, reader) in zip(_PATTERNS[rule:], _RULES[rule:], strict=True):
        hit = pattern.match(match.chunks.codes, first)
        if hit is not None:
            match.first, match.last = hit.span()
            reading = reader(match)
            if reading is not None:
                return reading
    return None


def _is_ahead(match: Match) -> bool:
    """Say whether the day just named lies after publication and is told of as one to come."""
    later = match.focus is not None and match.today is not None and match.focus > match.today
    return later and (match.direction > 0 or match.has("TODAY"))


def _remember(match: Match, reading: Reading) -> None:
    """Keep the day and the quarter named last: what "the next day", "that day" and "a year earlier" count from."""
    if reading.value in ("P6M", "P9M") or match.has("FISCAL") or (match.has("THE") and reading.value == "P1Y"):
        match.longer = True  # "in the nine months it earned more than a year earlier" compares no quarters
    if reading.value is None or reading.type in (TimexType.DURATION, TimexType.SET):
        return
    if reading.value == _SEPT_11 and not match.has("YEAR"):
        return  # it is spoken of in passing, and nothing counts from it
    match.month = calendar.read_month(reading.value) or match.month
    if len(reading.value) >= 10:
        before, match.focus = match.focus, calendar.read_day(reading.value) or match.focus
        match.week = match.focus
        if match.focus != before or match.has("DAY", "TODAY", "MONTH", "ISO"):
            match.ahead = _is_ahead(match)
        match.named = match.first if match.has("MONTH") else None
    elif "-W" in reading.value:
        match.week = calendar.read_week(reading.value)
    elif "-Q" in reading.value and not match.has("AGO", "EARLIER", "SAME") and match.today is not None:
        ended = reading.value < (calendar.shift_value(match.today, "Q", 0) or "")
        if ended or match.quarter is None:  # a quarter that still runs is not "the latest" after one that is reported
            match.quarter, match.reported, match.longer = reading.value, match.first, False
