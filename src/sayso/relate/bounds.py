"""Whether the numbers and dates of a text bear out those of a statement: intervals that lie within, or do not meet.

Invariant: a number is compared only with one of its kind that counts the same, a date with one of the same happening;
ages and durations are reckoned from dates. Where nothing comparable is found, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from sayso.relate.extents import DAYS, Extent, Kind, Side, read_extents
from sayso.text.words import expand_word, find_words

_HAPPENINGS = {
    "birth": "born birth birthday",
    "death": "died dies die death dead passed killed deceased murdered assassinated",
    "release": "released release releases premiered premiere debuted debut published aired broadcast screened issued "
    "film movie album song single novel book series written made produced came out recorded",
    "founding": "founded established created formed founding foundation began started launched opened built "
    "constructed incorporated organised organized begun",
    "end": "ended closed disbanded dissolved cancelled canceled retired demolished defunct",
    "win": "won wins awarded award received winner champion champions victory",
    "election": "elected election appointed sworn inaugurated nominated",
    "marriage": "married marriage wed divorced",
}
_HAPPENING_OF = {word: name for name, words in _HAPPENINGS.items() for word in words.split()}
_AGE = re.compile(
    r"\b(?:years?[\s-]old|years? of age|aged?|birthday|older than|younger than|turned|turning|lived to(?: be)?|"
    r"at the time|at h(?:is|er) death)\b|\b(?:is|was) \d{1,3}\s*(?:[.,;]|$)|\bwas \w+[\s-]?\w* when\b|"
    r"\bwhen (?:s?he|they) (?:was|were) \w|"
    r"\b(?:his|her|their)\s+(?:early\s+|mid[\s-]|late\s+)?(?:\d0['’]?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b",
    re.IGNORECASE,
)
_LIVED_TO = re.compile(r"\blived to\b", re.IGNORECASE)
_APPOSED = re.compile(r"[A-Z]\w+,\s*$")  # "Ida Brandt, 52, said"
_YEARS = re.compile(r"^[\s-]*(?P<unit>years?|decades?|centur(?:y|ies)|months?|weeks?|days?)\b", re.IGNORECASE)
_IN_DAYS = {"y": DAYS, "de": 10 * DAYS, "c": 100 * DAYS, "m": 31, "w": 7, "d": 1}


@dataclass(frozen=True, slots=True)
class Borne:
    """How many numbers of a statement a text bears out, contradicts, and has nothing of."""

    met: int = 0
    missed: int = 0
    open: int = 0


def compare_bounds(statement: str, text: str, *, as_of: int | None = None) -> Borne:
    """Compare each number and date of a statement with those of a text; ``as_of`` is the year that "now" lies in."""
    extents = read_extents(statement)
    reckoned = _RECKONED.search(statement) is not None
    dates = [each for each in extents if each.kind is Kind.DATE]
    found = []
    for extent in extents:
        if reckoned and extent.kind is Kind.DATE and len(extents) > 1:
            continue  # "turned ten in 1980", "five years before 2008": the date only helps to reckon
        borne = _judge(extent, statement, text, as_of)
        if borne and extent.kind is Kind.COUNT and not extent.bounded and len(dates) == 1 and not reckoned:
            borne = _at_its_date(extent, dates[0], text)
        found.append(borne)
    met, missed = found.count(True), found.count(False)
    if len(_NOTS.findall(statement)) % 2:
        met, missed = missed, met
    return Borne(met, missed, found.count(None))


_NOTS = re.compile(
    r"\b(?:not|never|no longer|without)\b(?!\s+(?:more|less|fewer|older|only)\b)|n['’]t\b", re.IGNORECASE
)
_RECKONED = re.compile(
    r"\byears?[\s-]old\b|\bage[ds]?\b|\bturned\b|birthday|\b(?:years?|decades?|days?)\s+(?:before|after|prior|later|earlier|from)\b",
    re.IGNORECASE,
)


def _at_its_date(extent: Extent, date: Extent, text: str) -> bool | None:
    """Say whether the same number stands by the same date: "1,200 in 2015" is not borne out by "1,200 in 2010"."""
    extents = read_extents(text)
    dates = [each for each in extents if each.kind is Kind.DATE]
    numbers = [each for each in extents if each.kind is Kind.COUNT and extent.holds(each)]
    if not dates or not numbers or date.side is not Side.IN:
        return True
    for number in numbers:
        nearest = min(dates, key=lambda each: min(abs(each.start - number.end), abs(number.start - each.end)))
        if date.meets(nearest):
            return True
    return False if any(date.meets(each) for each in dates) else None


def _judge(extent: Extent, statement: str, text: str, as_of: int | None) -> bool | None:
    if extent.kind in (Kind.DATE, Kind.DAY):
        return _judge_date(extent, statement, text)
    if extent.kind in (Kind.COUNT, Kind.RANK):
        unit = _YEARS.match(statement[extent.end : extent.end + 12])
        near = statement[max(0, extent.start - 22) : extent.end + 20]
        if _AGE.search(near) is not None and (extent.low < 130 or extent.high < 130):
            return _judge_age(extent, statement, text, as_of)
        if unit is not None and extent.kind is Kind.COUNT:
            return _judge_duration(extent, unit, statement, text, as_of)
    return _judge_number(extent, text)


# Dates


def _happening_at(text: str, extent: Extent) -> frozenset[str]:
    """Give what happened at a date, by the words of its sentence on both sides, nearest first."""
    begin = max((m.end() for m in re.finditer(r"[.;!?]\s(?=[A-Z\"“])", text[: extent.start])), default=0)
    stop = re.search(r"[.;!?](?:\s|$)", text[extent.end :])
    finish = extent.end + stop.start() if stop else len(text)
    before = find_words(text, [(begin, extent.start)]).forms
    after = find_words(text, [(extent.end, finish)]).forms
    ranked = [*((i, w) for i, w in enumerate(reversed(before))), *((i + 2, w) for i, w in enumerate(after))]
    named = [(i, _HAPPENING_OF[word]) for i, word in ranked if word in _HAPPENING_OF]
    return frozenset({min(named)[1]}) if named else frozenset()


def find_lives(text: str) -> dict[int, str]:
    """Tell dates of birth and of death, by where they start: "(born 3 May 1901)", "(3 May 1901 – 4 June 1980)"."""
    dates = [each for each in read_extents(text) if each.kind is Kind.DATE]
    lives: dict[int, str] = {}
    for bracket in re.finditer(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text):
        inside = [each for each in dates if bracket.start() < each.start < bracket.end()]
        words = bracket.group().lower()
        if not inside:
            continue
        if re.search(r"\b(?:born|b\.|née|birth)", words) is not None:
            lives[inside[0].start] = "birth"
            if len(inside) > 1 and re.search(r"[–—-]|\bdied\b", text[inside[0].end : inside[1].start]):
                lives[inside[1].start] = "death"
        elif re.match(r"\(\s*(?:died|d\.)", words):
            lives[inside[0].start] = "death"
        elif len(inside) == 2 and re.fullmatch(r"[^,;]{0,40}[-–—][^,;]{0,30}", text[inside[0].end : inside[1].start]):
            lives[inside[0].start], lives[inside[1].start] = "birth", "death"
        elif len(inside) == 1 and "–" in text[inside[0].start : inside[0].end]:
            lives[inside[0].start] = "life"
    return lives


def _dated(text: str) -> list[tuple[Extent, frozenset[str]]]:
    """Give each date of a text with what happened then."""
    lives = find_lives(text)
    found: list[tuple[Extent, frozenset[str]]] = []
    for extent in read_extents(text):
        if extent.kind is Kind.DATE:
            life = lives.get(extent.start)
            if life == "life":
                found.append((replace(extent, high=extent.low + DAYS), frozenset({"birth"})))
                found.append((replace(extent, low=extent.high - DAYS), frozenset({"death"})))
            else:
                found.append((extent, frozenset({life}) if life else _happening_at(text, extent)))
    return found


def _judge_date(extent: Extent, statement: str, text: str) -> bool | None:
    wanted = _happening_at(statement, extent)
    dated = _dated(text)
    if extent.kind is Kind.DAY:
        dated = [(_to_day(each), what) for each, what in dated if each.high - each.low <= 31] + [
            (each, _happening_at(text, each)) for each in read_extents(text) if each.kind is Kind.DAY
        ]
    if extent.side is Side.BEFORE:
        extent = replace(extent, low=-inf, high=extent.low)
    elif extent.side is Side.AFTER:
        extent = replace(extent, low=extent.high, high=inf)
    elif extent.side is Side.AROUND:
        extent = replace(extent, low=extent.low - DAYS, high=extent.high + DAYS)
    same = [each for each, what in dated if wanted & what]
    if same:
        return _compare(extent, _closest(extent, same))
    lives = [each for each, what in dated if what & _LIFE]
    only_lives = not any(extent.holds(each) for each, what in dated if not what & _LIFE)
    if extent.side is Side.IN and only_lives and any(extent.holds(each) for each in lives):
        return False if wanted else None  # nobody won a prize on the day that he was born
    if wanted & _LIFE:
        return None  # who was born when is not told by what else happened
    alone = (  # of no happening that has a name here, or else of one that is not wanted
        [each for each, what in dated if not (what and wanted)]
        or [each for each, what in dated if not what & _LIFE]
        or [each for each, _ in dated]
    )
    close = _closest(extent, alone)
    if len(alone) == 1 or (close and _n_shared(extent, close[0])):
        return _compare(extent, close)
    return None


def _closest(extent: Extent, others: Sequence[Extent]) -> list[Extent]:
    """Give those that stand among most words that an extent stands among too."""
    most = max((_n_shared(extent, each) for each in others), default=0)
    return [each for each in others if _n_shared(extent, each) == most]


def _compare(extent: Extent, others: Sequence[Extent]) -> bool | None:
    """Say whether one of others lies within, or all miss; nothing where one only touches."""
    if any(extent.holds(each) for each in others):
        return True
    return None if any(extent.meets(each) for each in others) else False


_LIFE = frozenset(("birth", "death"))


def _to_day(extent: Extent) -> Extent:
    return replace(extent, low=extent.low % DAYS, high=extent.low % DAYS + (extent.high - extent.low))


def _n_shared(one: Extent, other: Extent) -> int:
    return len({*one.after, *one.before} & {*other.after, *other.before})


# Ages and durations


def _judge_age(extent: Extent, statement: str, text: str, as_of: int | None) -> bool | None:
    if extent.high - extent.low < 1:
        extent = replace(extent, high=extent.low + 1)  # who is 30 is not yet 31
    near = statement[max(0, extent.start - 14) : extent.start].lower()
    if re.search(r"older than\s*$", near):
        extent = replace(extent, low=extent.low, high=inf)
    stated = [
        each
        for each in read_extents(text)
        if each.kind is Kind.COUNT
        and (
            re.match(r"[\s-]*years?[\s-]old|[\s-]*years? of age", text[each.end : each.end + 16])
            or (text.startswith(",", each.end) and _APPOSED.search(text[max(0, each.start - 20) : each.start]))
            or re.search(r"\bage[d]?(?: of)?\s*$", text[max(0, each.start - 9) : each.start])
        )
    ]
    dated = _dated(text)
    births = [each for each, what in dated if "birth" in what]
    wanted = {_HAPPENING_OF[form] for form in find_words(statement).forms if form in _HAPPENING_OF} - {"birth"}
    if _LIVED_TO.search(statement) is not None:
        wanted |= {"death"}
    if not births:
        begun = [each for each, what in dated if what & {"founding", "release"}] if not wanted else []
        if begun and as_of is not None:
            births, wanted = begun[:1], set()
        else:
            return _verdict(extent, [(each.low, each.high) for each in stated])
    born = births[0]
    later = [_age(born, each) for each, what in dated if each.low > born.low and not what & {"birth", "death"}]
    if wanted:
        at = [each for each, what in dated if what & wanted and each.low > born.low]
        years = [float(year.low) for year in read_extents(statement) if year.kind is Kind.DATE]
        ages = [_age(born, each) for each in at] or [
            ((y - born.high) / DAYS, (y + DAYS - born.low) / DAYS) for y in years
        ]
    elif at := [e for e in read_extents(statement) if e.kind is Kind.DATE]:
        ages = [_age(born, each) for each in at]
    else:
        now = [each for each, what in dated if "death" in what]
        if re.search(r"\bwhen\b|\bas a\b", statement) and later:
            return True if _verdict(extent, later) else None
        if now or as_of is None:
            ages = [(each.low, each.high) for each in stated]
        else:
            ages = [(float(as_of - 1 - born.high // DAYS), as_of + 2 - born.low // DAYS)]
    return _verdict(extent, [*ages, *((each.low, each.high) for each in stated if wanted)])


def _age(born: Extent, then: Extent) -> tuple[float, float]:
    """Give the whole years between two dates, as an interval."""
    least = (then.low - (born.high - 1)) // DAYS
    most = (then.high - 1 - born.low) // DAYS
    return max(0.0, float(least)), float(most + 1)


def _verdict(extent: Extent, others: Iterable[tuple[float, float]]) -> bool | None:
    others = list(others)
    if any(extent.low <= low and high <= extent.high for low, high in others):
        return True
    if not others or any(low < extent.high and extent.low < high for low, high in others):
        # an age that is known to a year, and lies within it, is borne out
        return (
            True if any(high - low <= 3 and low < extent.high and extent.low < high for low, high in others) else None
        )
    return False


def _days_in(unit: str) -> float:
    """Give the days of a unit of time, by how its name begins."""
    return _IN_DAYS[next(key for key in sorted(_IN_DAYS, key=len, reverse=True) if unit.lower().startswith(key))]


def _judge_duration(extent: Extent, unit: re.Match[str], statement: str, text: str, as_of: int | None) -> bool | None:
    after = statement[extent.end + unit.end() : extent.end + unit.end() + 24].lower()
    scale = _days_in(unit["unit"])
    numbers = [
        (each, _days_in(found["unit"]) / scale)
        for each in read_extents(text)
        if each.kind is Kind.COUNT and (found := _YEARS.match(text[each.end : each.end + 12])) is not None
    ]
    same = [replace(each, low=each.low * ratio, high=each.high * ratio) for each, ratio in numbers]
    if any(extent.holds(each) for each in same):
        return True
    dates = [each for each, _ in _dated(text)]
    back = re.search(
        r"\b(?:within|in|over|during)\s+the\s+(?:last|past)\s*$", statement[max(0, extent.start - 24) : extent.start]
    )
    if back is not None:
        extent = replace(extent, low=-inf, high=extent.high)
    if back is not None or re.match(r"\s*ago\b", after):
        if as_of is None:
            return None
        gone = [(float(as_of - 1) - each.high // DAYS, as_of + 1 - each.low // DAYS) for each in dates]
        return _verdict(replace(extent, low=extent.low * scale / DAYS, high=extent.high * scale / DAYS), gone)
    if extent.high - extent.low < 1:
        extent = replace(extent, low=extent.low - 0.5, high=extent.high + 0.5)
    lives = set(find_lives(text)) if not re.search(r"\bli(?:ved?|fe)\b", statement) else set()
    dates = [each for each in dates if each.start not in lives]
    spans = []
    for one, other in pairwise(dates):
        between = text[one.end : other.start]
        if len(between) < 60 and re.search(r"[-–—]|\b(?:to|until|till|and|through)\b", between) and other.low > one.low:
            spans.append(((other.low - one.high) / scale, (other.high - one.low) / scale))
    spans += [((e.high - e.low) / scale - 1, (e.high - e.low) / scale + 1) for e in dates if e.high - e.low > DAYS]
    if as_of is not None and not spans:
        since = [e for e in dates if e.side is Side.AFTER] or [e for e, what in _dated(text) if "founding" in what]
        spans += [((as_of * DAYS - DAYS - e.high) / scale, (as_of * DAYS + DAYS - e.low) / scale) for e in since]
    if not spans:
        return False if same and not any(extent.meets(each) for each in same) else None
    said = _verdict(extent, spans)
    apart = [((b.low - a.high) / scale, (b.high - a.low) / scale) for a in dates for b in dates if a.high <= b.low]
    return said or (
        True if not extent.bounded and any(extent.low <= (x + y) / 2 <= extent.high for x, y in apart) else said
    )


# Numbers


def _judge_number(extent: Extent, text: str) -> bool | None:
    """Compare a number with those of its kind that count the same."""
    others = [each for each in read_extents(text) if each.kind is extent.kind]
    wanted = set(extent.after[:3]) | ({"people"} & set(extent.before))
    most = max((len(wanted & _counted(each)) for each in others), default=0)
    like = [each for each in others if most and len(wanted & _counted(each)) == most]
    if not like:
        wanted = {*extent.after, *extent.before}
        like = [each for each in others if len(wanted & {*each.after, *each.before}) >= 2]
    if not like and extent.bounded and len(others) == 1 and wanted & {*others[0].after, *others[0].before}:
        like = others
    if not like and extent.kind is Kind.COUNT:
        listed = _judge_listed(extent, text)
        if listed is not None:
            return listed
    if not like:
        same = [each for each in others if each.low == extent.low]
        return True if same and extent.low > 20 and not extent.bounded else None
    if not extent.bounded and not any({*extent.after[:1]} <= {*each.after, *each.before} for each in like):
        return None  # "nine albums" says nothing of nine songs
    if any(extent.holds(each) for each in like):
        return True
    if any(extent.meets(each) and not _both_ranges(extent, each) for each in like):
        return None
    return False


def _both_ranges(one: Extent, other: Extent) -> bool:
    """Say whether both are ranges with two ends, of which neither lies within the other: "40 to 60", "60 to 70"."""
    widths = [each.high - each.low for each in (one, other)]
    return all(1 <= width < inf for width in widths) and not one.holds(other) and not other.holds(one)


_LISTED = re.compile(r"(?:[^,;.()\n]{2,60},\s+)+(?:[^,;.()\n]{2,60},?\s+)?and\s+(?:[A-Z\"“][^,;.()\n]{1,60})")
_NAMED = re.compile(r"[A-Z\"“]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
_FEWEST_SHARED = 2


def _judge_listed(extent: Extent, text: str) -> bool | None:
    """Count the names of a list in a sentence that speaks of the same: "by Mora, Lind and Teller" are three."""
    wanted = {*extent.after, *extent.before}
    for sentence in _SENTENCE_END.split(text):
        stems = {stem for form in find_words(sentence).forms for stem in (expand_word(form)[0], form)}
        match = _LISTED.search(sentence)
        if match is None or len(wanted & stems) < _FEWEST_SHARED:
            continue
        items = re.split(r",\s+(?:and\s+)?|\s+and\s+", match.group())
        n = float(sum(_NAMED.search(item) is not None for item in items))
        if n >= 2:
            return extent.low <= n < max(extent.high, extent.low + 1)
    return None


def _counted(extent: Extent) -> set[str]:
    return {*extent.after[:4], *({"people"} & set(extent.before))}
