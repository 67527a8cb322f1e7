"""Publication dates: from what an input states, or from a date line or dateline at the top of a text.

Invariant: a result is an ISO 8601 date, or an instant in UTC if both a time and its zone were stated; a date that can
be read two ways (03/04/2021) or lacks a part is none. No clock and no zone of this machine is ever asked.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import islice

from dateutil import parser

from sayso.text.offsets import line_spans

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {  # hours east of Greenwich; names that mean two zones in English copy (IST, ET) are left out on purpose
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "jst": 9,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "hkt": 8,
    "sgt": 8,
    "sast": 2,
}
_DAY = r"(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?"
_MONTH = (
    r"(?P<{0}month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = "|".join(
    (
        r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)",
        _DAY.format("a") + r"(?:\s+of)?\s+" + _MONTH.format("a") + r",?\s+(?P<ayear>\d{4})(?!\d)",
        _MONTH.format("b") + r"\s+" + _DAY.format("b") + r",?\s+(?P<byear>\d{4})(?!\d)",
        r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<cyear>\d{4})(?!\d)",
    )
)
_TIME = (
    r"(?P<{0}hour>\d{{1,2}})[:.](?P<{0}minute>\d\d)(?::(?P<{0}second>\d\d)(?:\.\d{{1,9}})?)?"
    r"(?:\s*(?P<{0}half>[ap])\.?m\.?)?(?:\s*\(?(?P<{0}zone>z|[a-z]{{2,4}}|(?:utc|gmt)?[+-]\d\d:?\d\d)\b\)?)?"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_MOMENT = (
    rf"(?:{_TIME.format('before_')}[,\s]+(?:on\s+)?)?{_WEEKDAY}(?:{_DATE})"
    rf"(?:(?:[,\s|•·/–—-]|\bat\b|T){{1,6}}{_TIME.format('after_')})?"
)
_STATED = re.compile(_MOMENT, re.IGNORECASE)
_LABEL = r"(?P<label>(?:first\s+)?(?:published|posted|issued|released|date|dated|updated|last\s+updated|modified))"
_DATE_LINE = re.compile(
    rf"[\W_]{{0,3}}(?:by\s[^|•·\d]{{2,80}}(?:[|•·]|\s[–—-])\s*)?(?:{_LABEL}\s*(?:on|at)?\s*[:|]?\s*)?"
    rf"(?P<outlet>(?-i:(?:[A-Z][\w.’'-]{{0,20}}\s+){{1,5}}))?{_MOMENT}(?:\s*[|/•·].{{0,80}}|[\W_]{{0,3}})",
    re.IGNORECASE,
)
_ZONE_LAST = re.compile(r"(?<=[\d\s(mM])(z|[a-z]{2,4}|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?)\)?$", re.IGNORECASE)
_OPENING = re.compile(rf"\s{{0,20}}date:?\s+{_MOMENT}(?=\s|$)", re.IGNORECASE)
_DATELINE = re.compile(
    r"[^\W\d_a-z][\w.’'/-]{1,30}(?:,?\s+[^\W\d_a-z][\w.’'/-]{1,30}){0,5}"  # each word of a place has a capital
    rf",\s+(?i:{_MOMENT})\s*(?:\([^()\n]{{2,40}}\)\s*)?(?:--?|[–—:])\s"
)
_N_TOP_LINES, _TOP_LENGTH = 10, 140
_FIRST_YEAR = 1600  # news was printed from 1605 on


class _English(parser.parserinfo):
    """Dateutil's English, but a year of two digits is not completed from today's century."""

    def convertyear(self, year: int, century_specified: bool = False) -> int:  # noqa: ARG002  (dateutil calls it so)
        return year


_ENGLISH = _English()


def parse_stated(value: object) -> str | None:
    """Understand a date an input states: ISO 8601, RFC 822, an English date, or seconds (or milliseconds) since 1970.

    Gives ``2022-02-16`` or ``2022-02-16T08:30:00Z``; a time without a zone gives its date alone, and so does a number
    of seconds that falls on midnight UTC exactly. ``None`` if no full and unmistakable date is stated.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(value) if value > 1e8 else parse_stated(str(value))  # 20220216 is a date, 2022 is none
    if not isinstance(value, str) or not 4 <= len(text := value.strip()) <= 80 or not text.isascii():
        return None
    if re.fullmatch(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}", text):
        return _from_epoch(float(text))
    if found := _STATED.fullmatch(text):
        return _from_match(found)
    return _from_other_forms(text)


def parse_zone(value: object) -> str | None:
    """Give the zone that a stated date names, as hours and minutes east of Greenwich (``+05:30``), if it is an instant.

    ``None`` for a date alone, a number of seconds, or a zone that is not known for sure.
    """
    if not isinstance(value, str) or "T" not in (parse_stated(value) or ""):
        return None
    if (found := _ZONE_LAST.search(value.strip())) is None or (zone := _zone_of(_widen_offset(found[1]))) is None:
        return None
    minutes = int(zone.utcoffset(None).total_seconds()) // 60  # type: ignore[union-attr]  # fixed zones know theirs
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _widen_offset(zone: str) -> str:
    """Give ``+05`` as ``+05:00``."""
    return f"{zone}:00" if re.fullmatch(r"[+-]\d\d", zone) else zone


def find_date(text: str) -> str | None:
    """Find the date that the top of a text states in full, in a form `parse_stated` gives; ``None`` if there is none.

    Looked for in this order: "date 2022-02-16" at the very start; a line that is nothing but a date, its label and
    time (one that says "updated" only if no other does); a dateline ("LONDON, 3 March 2021 (Reuters) -").
    """
    if (found := _OPENING.match(text)) and (stated := _from_match(found)):
        return stated
    top = [line for start, end in islice(line_spans(text), 60) if (line := text[start:end].strip())][:_N_TOP_LINES]
    updated = None
    for before, line in zip(["", *top], top, strict=False):
        if "shared by" in before:  # an embedded post and its own date
            continue
        if (found := _match_date_line(line)) and (stated := _from_match(found)):
            if not re.search("updated|modified", found["label"] or "", re.IGNORECASE):
                return stated
            updated = updated or stated
    datelines = (_from_match(found) for line in top if (found := _DATELINE.match(line)))
    return next((stated for stated in datelines if stated), updated)


def is_date_line(line: str) -> bool:
    """Say whether a line is nothing but a date, its label and time, perhaps behind a byline."""
    return _match_date_line(line) is not None


def _match_date_line(line: str) -> re.Match[str] | None:
    """Match a date line. Behind names ("CBS News") a date needs its weekday or time, or it may be a headline's."""
    found = _DATE_LINE.fullmatch(line) if len(line) <= _TOP_LENGTH else None
    if found and found["outlet"] and not (found["weekday"] or found["after_hour"]):
        return None
    return found


def _from_match(found: re.Match[str]) -> str | None:
    """Turn a match of the pattern of a moment into a date or an instant."""
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    elif found["first"]:
        year, first, second = int(found["cyear"]), int(found["first"]), int(found["second"])
        if found["mark"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            month, day = first, second
        else:
            return None
    else:
        kind = "a" if found["amonth"] else "b"
        year, day = int(found[f"{kind}year"]), int(found[f"{kind}day"])
        month = _MONTHS.index(found[f"{kind}month"][:3].lower()) + 1
    try:
        stated = date(year, month, day)
    except ValueError:
        return None
    if year < _FIRST_YEAR:
        return None
    clock = "after_" if found["after_hour"] else "before_"
    zone = _zone_of(found[f"{clock}zone"])
    if found[f"{clock}hour"] is None or zone is None:
        return stated.isoformat()
    hour, minute, second = (int(found[f"{clock}{part}"] or 0) for part in ("hour", "minute", "second"))
    if half := found[f"{clock}half"]:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    try:
        return _to_instant(datetime(year, month, day, hour, minute, second, tzinfo=zone))
    except (ValueError, OverflowError):
        return stated.isoformat()


def _zone_of(name: str | None) -> tzinfo | None:
    """Give the zone of a name or an offset such as ``+05:30``; ``None`` if it is not known for sure."""
    if not name:
        return None
    if (hours := _ZONES.get(name.lower())) is not None:
        return timezone(timedelta(hours=hours))
    if not (offset := re.search(r"([+-])(\d\d):?(\d\d)$", name)):
        return None
    minutes = int(offset[2]) * 60 + int(offset[3])
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)) if minutes < 24 * 60 else None


def _from_epoch(value: float) -> str | None:
    if not math.isfinite(value):
        return None
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        instant = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return instant.date().isoformat() if seconds % 86_400 == 0 else _to_instant(instant)


def _from_other_forms(text: str) -> str | None:
    """Let dateutil read the text twice with other defaults: a part that differs was not stated."""

    def zone_of(name: str | None, seconds: int | None) -> tzinfo | None:
        if seconds is not None:
            return timezone(timedelta(seconds=seconds)) if abs(seconds) < 86_400 else None
        return _zone_of(name)

    if re.search(r"\b\d{1,2}([/-])\d{1,2}\1\d{2,4}\b", text):
        return None  # the order of day and month is anyone's guess
    readings = []
    for default in (datetime(2000, 1, 1, 0, 0), datetime(2001, 2, 2, 1, 1)):
        try:
            readings.append(parser.parse(text, _ENGLISH, default=default, tzinfos=zone_of))
        except (ValueError, OverflowError, TypeError, AttributeError, ArithmeticError, LookupError):
            return None
    first, second = readings
    if first.date() != second.date() or first.year < _FIRST_YEAR:
        return None
    try:
        return _to_instant(first) if first.tzinfo and first.hour == second.hour else first.date().isoformat()
    except (ValueError, OverflowError):
        return None


def _to_instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
