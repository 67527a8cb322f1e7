"""Dates, spans of time and numbers of a sentence, each as an interval with the words it stands among.

Invariant: an `Extent` is a half-open interval cut from the text; an exact number is a point. Rough by design: it
serves to compare two texts (`bounds.py`), while `annotate` reads figures and times exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import inf

from sayso.text.words import FUNCTION_STEMS, STOPWORDS, expand_word, find_words

MONTHS = tuple("january february march april may june july august september october november december".split())
DAYS = 31 * 12  # of a year of equal months, so that a date is one number
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4,6})"  # behind a month any number is a year, a misprint too
_PLAIN_YEAR = r"(?P<year4>1[0-9]\d\d|20\d\d|(?<=\bin\s)\d{5}(?=\s*(?:[.,;)]|$)))"
_NO_YEAR = (
    r"(?!\s+(?:days?|years?|weeks?|months?|hours?|people|residents|inhabitants|feet|met(?:re|er)s|km|miles?|times|"
    r"copies|species)\b)"
)
_UNTIL = r"(?:\s*[-–—/]\s*(?P<until>(?:1[0-9]|20)?\d\d))?"  # "1958–1962", "1993–94"
_DATE = re.compile(
    rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?:the\s+)?{_DAY.replace('day', 'day2')}"
    rf"(?:,?\s*(?:of\s+)?{_YEAR.replace('year', 'year2')})?"
    rf"|{_MONTH.replace('month', 'month3')},?\s+(?:of\s+)?{_YEAR.replace('year', 'year3')}"
    rf"|(?P<part>early|mid|late)?[\s-]*(?<!\d)(?P<decade>(?:(?:1[0-9]|20)\d|['’‘]?[2-9])0)['’]?s"
    rf"|(?:(?P<within>early|mid|late|(?:first|second)\s+half|[a-z]+\s+decade)(?:\s+of)?(?:\s+the)?[\s-]+)?"
    rf"(?P<century>\d{{1,2}}|[a-z]+)(?:st|nd|rd|th)?[\s-]+century"
    rf"|(?<![#$£€,.\d]){_PLAIN_YEAR}{_UNTIL}(?![\d,]*\d|['’]?s\b|\.\d|\s*%){_NO_YEAR})",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(  # "in the summer of 1993", "the second quarter of the year", "in the ninth month."
    r"\b(?:(?:in|during|of|by|this|last|that|since|until)\s+(?:the\s+)?(?:(?:early|late)\s+|mid-?)?"
    r"(?P<season>spring|summer|summertime|autumn|fall)(?:,?\s+(?:of\s+)?(?P<year>\d{4}))?(?![\w-])"
    r"|(?P<nth>[a-z]+|\d{1,2}(?:st|nd|rd|th))\s+(?P<unit>month|quarter|half)"
    r"(?:\s+of\s+(?:(?:the|a|that)\s+year\b|(?P<year2>\d{4})\b)|(?=\s*(?:[.,;]|$))))"
)
_SEASONS = {"sp": ((3, 1), (6, 21)), "su": ((6, 1), (9, 23)), "au": ((9, 1), (12, 22)), "fa": ((9, 1), (12, 22))}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6}
_LIFE_DECADE = re.compile(  # "in her early 20s" is an age and no date
    r"\b(?:his|her|their)\s+(?:(?P<part>early|mid|late)[\s-]+)?(?P<decade>[2-9]0['’]?s|[a-z]+ties)\b", re.IGNORECASE
)
_PARTS_OF_TEN = {"early": (0, 4), "mid": (3, 7), "late": (6, 10)}
_MONTH_ONLY = re.compile(rf"\b(?:in|by|since|until|of|during|on)\s+(?P<month>{'|'.join(MONTHS)})\b", re.IGNORECASE)
_CENTURIES = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}
_RANKS = {**_CENTURIES, "debut": 1, "inaugural": 1, "maiden": 1}
_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "dozen": 12}
_OTHER_COUNTS = {"once": 1, "twice": 2, "thrice": 3, "couple": 2, "dozen": 12}
_POINT = 1e-9  # how wide an exact number is
_WORD_NUMBER = "|".join(sorted((*_SMALL, *_TENS, *_OTHER_COUNTS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<sign>[$£€#]|US\$)?(?:(?P<digits>\d+(?:,\d+)*(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?(?![\d])"
    rf"|(?P<words>(?:{_WORD_NUMBER})(?:[\s-](?:{'|'.join(_SMALL)})\b)?)(?![\w])"
    rf"|(?P<rank>{'|'.join(_RANKS)})\b"
    rf"|(?P<scale0>(?<=\ba\s)(?:hundred|thousand|million|billion))"
    rf"|(?P<single>(?:(?<=\bthan\s)|(?<=\bover\s)|(?<=\bunder\s))an?)(?=\s(?:year|decade|century|month|week|day)\b))"
    rf"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|bn|dozen)\b)?"
    rf"(?P<unit>\s*%|\s+per\s?cent)?",
    re.IGNORECASE,
)
_OVER = r"(?:more|greater|older|longer|larger|higher)\s+than|over|above|exceed\w*|upwards?\s+of|in\s+excess\s+of"
_UNDER = r"less\s+than|under|below|fewer\s+than|younger\s+than|shorter\s+than|smaller\s+than|lower\s+than"
_LEAST = r"at\s+least|no\s+(?:less|fewer)\s+than|a\s+minimum\s+of|not\s+(?:less|fewer)\s+than"
_MOST = r"at\s+most|up\s+to|not?\s+(?:more|older|greater)\s+than|a\s+maximum\s+of|as\s+many\s+as|within"
_ABOUT = r"about|around|approximately|some|roughly|nearly|almost|close\s+to|an\s+estimated|circa|c\."
_BOUND = re.compile(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<about>{_ABOUT}))\s+"
    rf"(?:a\s+|an\s+|the\s+|age\s+|of\s+|about\s+)*[$£€]?$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    r"^\s*(?:(?P<least>or\s+more|or\s+older|or\s+over|and\s+over|plus\b|\+)|(?P<most>or\s+(?:less|fewer|younger)))",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^\s*(?:[-–—]|to|and)\s*[$£€]?(?P<to>\d[\d,]*(?:\.\d+)?)"
    rf"(?![\d%]*\s*(?:{'|'.join(MONTHS)}))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:(?P<before>before|prior\s+to|earlier\s+than|older\s+than|until|till|up\s+to|by)"
    r"|(?P<after>after|since|later\s+than|following|from|as\s+of|starting\s+in|beginning\s+in)"
    r"|(?P<around>around|about|circa|approximately))"
    r"\s+(?:the\s+)?(?:year\s+|(?:end|start|beginning)\s+of\s+)*$",
    re.IGNORECASE,
)
_YEAR_BESIDE = re.compile(r"\byear\s+(?:(?P<after>after|following)|before|prior\s+to|preceding)\s+$", re.IGNORECASE)
_MEASURED_IN = {
    "km": "km", "kilometre": "km", "kilometer": "km", "mi": "mile", "mile": "mile", "m": "metre", "metre": "metre",
    "meter": "metre", "ft": "foot", "feet": "foot", "kg": "kg", "lb": "pound", "ha": "hectare",
}  # fmt: skip
_PEOPLE = frozenset("population people inhabitant resident citizen person popul inhabit resid".split())


class Kind(StrEnum):
    """What an extent measures."""

    DATE = "date"
    DAY = "day of a year"
    COUNT = "count"
    RANK = "rank"
    MONEY = "money"
    SHARE = "share"


class Side(StrEnum):
    """On which side of a date a statement puts something."""

    IN = "in"
    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Extent:
    """An interval from ``low`` up to ``high``, where it stands, and the stems after and before it."""

    kind: Kind
    low: float
    high: float
    start: int
    end: int
    side: Side = Side.IN
    bounded: bool = False
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    def holds(self, other: Extent) -> bool:
        """Say whether another lies wholly within."""
        return self.low <= other.low and other.high <= self.high

    def meets(self, other: Extent) -> bool:
        """Say whether both share a point."""
        return self.low < other.high and other.low < self.high


def day_of(year: float, month: int = 1, day: int = 1) -> float:
    """Give a date as one number."""
    return year * DAYS + (month - 1) * 31 + day - 1


@lru_cache(maxsize=4096)
def read_extents(text: str) -> tuple[Extent, ...]:
    """Read the dates and the other numbers of a text, in its order."""
    dates = _read_dates(text)
    taken = [(extent.start, extent.end) for extent in dates]
    numbers = [*_read_life_decades(text)]
    taken += [(extent.start, extent.end) for extent in numbers]
    for match in _NUMBER.finditer(text):
        extent = _read_number(text, match)
        if extent is not None and not any(extent.start < end and start < extent.end for start, end in taken):
            numbers.append(extent)
            taken.append((extent.start, extent.end))
    return tuple(sorted((*dates, *numbers), key=lambda extent: extent.start))


def _read_dates(text: str) -> list[Extent]:
    found = [*_read_parts_of_years(text)]
    taken = [(each.start, each.end) for each in (*found, *_read_life_decades(text))]
    for match in _DATE.finditer(text):
        extent = _read_date(match)
        if extent is None or any(extent.start < end and start < extent.end for start, end in taken):
            continue
        near = _WHEN.search(text[max(0, match.start() - 40) : match.start()])
        if match["year4"] and near is None and _is_amount(text, match):
            continue  # "at least 1000", "a population of 1,950"
        side = Side.IN
        beside = _YEAR_BESIDE.search(text[max(0, match.start() - 40) : match.start()])
        if beside is not None:  # "in the year after 2004" is in 2005
            far = DAYS if beside["after"] else -DAYS
            extent = replace(extent, low=extent.low + far, high=extent.high + far)
        elif near is not None:
            side = Side.BEFORE if near["before"] else Side.AFTER if near["after"] else Side.AROUND
        after, before = _stems_beside(text, match.start(), match.end())
        found.append(replace(extent, side=side, after=after, before=before))
    for match in _MONTH_ONLY.finditer(text):
        if not any(match.start("month") < each.end and each.start < match.end("month") for each in found):
            month = MONTHS.index(match["month"].lower()) + 1
            after, before = _stems_beside(text, match.start("month"), match.end("month"))
            low = day_of(0, month)
            found.append(Extent(Kind.DAY, low, low + 31, *match.span("month"), after=after, before=before))
    return found


def _read_parts_of_years(text: str) -> Iterator[Extent]:
    """Read seasons, quarters, halves and numbered months of a year; one of no stated year is a day of any."""
    for match in _PART_OF_YEAR.finditer(text):
        year = int(match["year"] or match["year2"] or 0)
        if match["season"]:
            low, high = (day_of(year, *at) for at in _SEASONS[match["season"][:2]])
        else:
            nth, size = match["nth"], _MONTHS_IN[match["unit"]]
            n = 12 // size if nth == "last" else int(nth[:-2]) if nth[0].isdigit() else _CENTURIES.get(nth, 0)
            if not 1 <= n <= 12 // size:
                continue
            low, high = day_of(year, size * (n - 1) + 1), day_of(year, size * n) + 31
        at = match.start("season" if match["season"] else "nth")
        after, before = _stems_beside(text, at, match.end())
        yield Extent(Kind.DATE if year else Kind.DAY, low, high, at, match.end(), after=after, before=before)


def _read_life_decades(text: str) -> Iterator[Extent]:
    """Read ages such as "her early 20s", "his sixties"."""
    for match in _LIFE_DECADE.finditer(text):
        decade = match["decade"].lower()
        first = int(decade[0]) * 10 if decade[0].isdigit() else _TENS.get(f"{decade[:-3]}y", 0)
        if first:
            low, high = _PARTS_OF_TEN.get((match["part"] or "").lower(), (0, 10))
            yield Extent(Kind.COUNT, float(first + low), float(first + high), *match.span("decade"), bounded=True)


def _is_amount(text: str, match: re.Match[str]) -> bool:
    bound = _BOUND.search(text[max(0, match.start() - 40) : match.start()])
    return (bound is not None and not bound["about"]) or text[: match.start()].endswith(" population of ")


def _read_date(match: re.Match[str]) -> Extent | None:
    groups = match.groupdict()

    def pick(name: str) -> str | None:
        return next((groups[key] for key in (name, *(f"{name}{n}" for n in (2, 3, 4))) if groups.get(key)), None)

    year, month, day = pick("year"), pick("month"), pick("day")
    start, end = match.span()
    if groups["decade"]:
        first = int(groups["decade"].lstrip("'’‘"))
        first += 1900 * (first < 100)
        low, high = _PARTS_OF_TEN.get((groups["part"] or "").lower(), (0, 10))
        if first % 100 == 0 and first != 2000 and not groups["part"]:
            high = 100  # "the 1800s"
        return Extent(Kind.DATE, day_of(first + low), day_of(first + high), start, end)
    if groups["century"]:
        which = groups["century"].lower()
        n = int(which) if which.isdigit() else _CENTURIES.get(which)
        if n is None:
            return None
        low, high = _within_century((groups["within"] or "").lower())
        return Extent(Kind.DATE, day_of(100 * n - 100 + low), day_of(100 * n - 100 + high), start, end)
    if month is None:
        until = groups["until"]
        last = int(year or 0)
        if until:
            last = int(until) if len(until) == 4 else int(str(last)[:2] + until)
        last = max(last, int(year or 0))
        return Extent(Kind.DATE, day_of(int(year or 0)), day_of(last + 1), start, end)
    m = MONTHS.index(month.lower()) + 1
    begin = day_of(int(year) if year else 0, m, int(day) if day else 1)
    return Extent(Kind.DATE if year else Kind.DAY, begin, begin + (1 if day else 31), start, end)


def _within_century(part: str) -> tuple[int, int]:
    """Give the first year and the end of a part of a century, of its hundred years."""
    which = part.split()[0] if part else ""
    if part.endswith("half"):
        return (0, 50) if which == "first" else (50, 100)
    if part.endswith("decade"):
        n = _CENTURIES.get(which, 0)
        return (10 * n - 10, 10 * n) if 1 <= n <= 10 else (0, 100)
    low, high = _PARTS_OF_TEN.get(which, (0, 10))
    return 10 * low, 10 * high


def _read_number(text: str, match: re.Match[str]) -> Extent | None:
    value = _value_of(match)
    if value is None or (match["words"] and value == 1 and text.startswith(" of ", match.end())):
        return None  # "one of the bridges" counts nothing
    kind = Kind.COUNT
    if match["ordinal"] or match["rank"]:
        kind = Kind.RANK
    elif match["unit"]:
        kind = Kind.SHARE
    elif match["sign"]:
        kind = Kind.MONEY if match["sign"] != "#" else Kind.RANK
    low, high, bounded, end = float(value), value + _POINT * max(1.0, value), False, match.end()
    ranged = _RANGE.match(text[end : end + 24])
    upper = _plain(ranged["to"]) if ranged is not None and kind is Kind.COUNT else value
    if ranged is not None and upper > value:
        high, end = upper + _POINT * max(1.0, upper), end + ranged.end()
    bound = _BOUND.search(text[max(0, match.start() - 40) : match.start()])
    later = _BOUND_AFTER.match(text[end : end + 14])
    if later is not None:
        low, high, bounded = (low, inf, True) if later["least"] else (-inf, high, True)
    elif bound is not None:
        bounded = True
        if bound["over"]:
            low, high = high, inf
        elif bound["least"]:
            high = inf
        elif bound["under"]:
            low, high = -inf, low
        elif bound["most"]:
            low = -inf
        else:
            low, high = low * 0.9, high * 1.1
    after, before = _stems_beside(text, match.start(), end)
    if kind is Kind.COUNT and before[:1] in (("number",), ("no",)):
        kind = Kind.RANK
    return Extent(kind, low, high, match.start(), end, bounded=bounded, after=after, before=before)


def _value_of(match: re.Match[str]) -> float | None:
    if match["rank"]:
        return float(_RANKS[match["rank"].lower()])
    if match["single"]:
        return 1.0  # "more than a decade"
    if match["scale0"]:
        return float(_SCALES[match["scale0"].lower()])
    if match["digits"]:
        value = _plain(match["digits"])
    else:
        words = re.split(r"[\s-]", match["words"].lower())
        if len(words) == 2 and words[0] not in _TENS:
            return None
        value = float(sum(_TENS.get(word, _SMALL.get(word, _OTHER_COUNTS.get(word, 0))) for word in words))
    return value * (_SCALES[match["scale"].lower()] if match["scale"] else 1)


def _plain(digits: str) -> float:
    return float(digits.replace(",", "").rstrip(".") or 0)


def _stems_beside(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the stems of the five words after a place, nearest first, and of the fourteen before it."""
    stop = re.search(r"[.;!?](?:\s|$)", text[end:])
    words = find_words(text, [(end, end + stop.start() if stop else len(text))])
    begin = max((m.end() for m in re.finditer(r"[.;!?]\s", text[:start])), default=0)
    earlier = find_words(text, [(begin, start)])
    return _matter(words.forms[:5]), _matter(tuple(reversed(earlier.forms))[:14])


def _matter(forms: tuple[str, ...]) -> tuple[str, ...]:
    stems = []
    for form in forms:
        stem = expand_word(form)[0]
        if form in STOPWORDS or stem in FUNCTION_STEMS or form[0].isdigit():
            continue
        stems.append("people" if stem in _PEOPLE or form in _PEOPLE else _MEASURED_IN.get(form, stem))
    return tuple(stems)
