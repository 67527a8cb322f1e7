"""Times that count from a happening: "ten days before the murder", "was shot at 10 p.m.", by the day the article tells.

An article dates a happening where a day stands with a word for it: "the Oct. 23 shooting", "was shot on Oct. 23". What
counts from a happening of the same family has a day then, unless the article dates two of that family. "On Friday, two
days after she left," needs no such word.

Invariant: what nothing dates keeps its reading; an hour and the day counted right behind it become one time, and "the
night before the vote" is one only where its day is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from sayso.annotate import calendar_rules as calendar
from sayso.annotate.time_chunks import Chunks
from sayso.annotate.time_happenings import Happening, Happenings
from sayso.annotate.time_match import Match, Reading
from sayso.annotate.time_of_day import hour_of
from sayso.annotate.time_phrases import BESIDE
from sayso.annotate.time_rules import quantity_of
from sayso.annotate.time_words import CODES, PARTS_OF_DAY, PLURAL_UNITS, UNIT_VALUES
from sayso.model.annotation import TimexType

_NEARBY = 8  # chunks between an hour and the day it is of
_SEASON = 100  # days; a holiday farther off may be that of any year
_A_DAY = 10  # letters of "2022-02-16"
_SEPT_11 = date(2001, 9, 11)
_SHIFTS = {CODES["BEFORE"]: -1, CODES["AFTER"]: 1}
_COUNTED = frozenset(("D", "W", "M"))  # "a year after" stays a length of time, as the corpora have it
_PARTS = frozenset((("night", -1), ("evening", -1), ("morning", 1)))
_JUST = frozenset(("just", "only", "exactly", "barely"))
# Behind one of these so many days are how long something lasts, and no day.
_LASTING = frozenset(
    "for within over until till than least last in every during lasted took of next up to with have spent spend "
    "wait".split()
)
_LEAVING = frozenset("leave leaves leaving left".split())  # with "just": "that left just two days before the vote"
_DASHES = frozenset((",", "-", "–", "—", "("))
_RANGES = frozenset(("to", "through", "-", "–"))
_NUMBERS = frozenset(CODES[name] for name in ("NUM", "SMALL", "YEAR"))
_DAYS = frozenset(CODES[name] for name in ("DAY", "TODAY", "TONIGHT", "MONTH", "ISO", "SLASH"))


@dataclass(frozen=True, slots=True)
class Told:
    """One expression: the chunks ``first`` to ``last`` (exclusive) and its reading."""

    first: int
    last: int
    reading: Reading

    @property
    def day(self) -> date | None:
        """The day it names, if it is as fine as a day."""
        value = self.reading.value or ""
        fine = self.reading.type in (TimexType.DATE, TimexType.TIME) and len(value) >= _A_DAY and "-W" not in value
        return calendar.read_day(value) if fine else None


@dataclass(frozen=True, slots=True)
class _Count:
    """How far from what an expression lies: ``n`` of a unit, before (negative) or after, and the part of that day."""

    n: float
    designator: str
    happening: Happening
    part: str = ""  # "TNI" of "the night before the vote"

    def value(self, day: date, n: float) -> str | None:
        """Give what lies ``n`` units from a day, as fine as the unit."""
        value = calendar.shift_value(day, self.designator, n)
        return value and value + self.part


def count_from_happenings(text: str, chunks: Chunks, told: list[Told], today: date | None) -> list[Told]:
    """Give the expressions of a text, those counted anew that count from what it dates. Linear in their number."""
    page = _Page(text, chunks, told, today)
    result = list(told)
    apposed = {at: day for at in page.counts if (day := page.day_apposed(at)) is not None}
    for at, day in apposed.items():
        count = page.counts[at]
        base = calendar.shift_days(day, -count.n) if count.designator == "D" else None
        if base is not None:
            page.note(base, count.happening)
    for at, count in page.counts.items():
        base = page.find_day(count.happening)
        values = set[str | None]() if base is None else {count.value(base, count.n)}
        if at in apposed:
            values.add(count.value(apposed[at], 0))
        elif base is not None and page.is_far_holiday(count.happening, base):
            continue
        value = values.pop() if len(values) == 1 else None
        if value is not None and page.may_be(told[at], value):
            kind = TimexType.TIME if count.part else TimexType.DATE
            result[at] = replace(told[at], reading=replace(told[at].reading, type=kind, value=value))
    for at in page.hours:
        found = page.day_of_hour(at, result)
        hour = hour_of(page.match(told[at]))
        if found is not None and hour is not None:
            result[at] = replace(told[at], reading=replace(told[at].reading, value=found.isoformat() + hour))
    return [one for one in _join(result, page.hours, page.counts) if one.reading is not BESIDE]


def _join(told: Sequence[Told], hours: Collection[int], counts: Mapping[int, _Count]) -> Iterator[Told]:
    """Give an hour and the day counted right behind it as one time: "6 a.m. ten days before the murder"."""
    for at, one in enumerate(told):
        before, after = told[at - 1], told[at + 1] if at + 1 < len(told) else None
        if at in hours and at + 1 in counts and after and after.first == one.last and after.day is not None:
            yield replace(one, last=after.last)
        elif not (at in counts and at - 1 in hours and before.last == one.first and one.day is not None):
            yield one


_Dated = tuple[date, Happening]


class _Page:
    """A text with the times told in it: which of them count, which are hours without a day, and what is dated.

    ``counts`` and ``hours`` go by the place of an expression.
    """

    def __init__(self, text: str, chunks: Chunks, told: Sequence[Told], today: date | None) -> None:
        self._chunks, self._told, self._today = chunks, told, today
        self._around = Match(chunks, 0, 0, today, None)
        self._happenings = Happenings(text, chunks)
        self.counts = {at: count for at, one in enumerate(told) if (count := self._count(one)) is not None}
        self.hours = frozenset(at for at, one in enumerate(told) if self._is_bare_hour(one))
        self._by_place: dict[int, list[_Dated]] = {}  # days and what stands with them, by its first place
        self._by_family: dict[str, list[_Dated]] = {}
        for at, one in enumerate(told) if self.counts or self.hours else ():
            if one.day is not None and at not in self.counts and at not in self.hours:
                self.note(one.day, self._stands_with(one, one.day))

    def match(self, one: Told) -> Match:
        """Give the chunks of an expression as a rule matched them."""
        return Match(self._chunks, one.first, one.last, self._today, None)

    def _count(self, one: Told) -> _Count | None:
        """Read "ten days before the murder": how far from what, where that stands right behind the expression."""
        around, sign = self._around, _SHIFTS.get(self._around.code(one.last))
        if sign is None or one.reading.mod is not None:
            return None
        match, just = self.match(one), around.near(one.first - 1) in _JUST
        before = around.near(one.first - 1 - just)
        if before in _LASTING or (just and before in _LEAVING) or match.has("THIS", "LAST", "NEXT", "ORD", "COUNTED"):
            return None
        part, unit = match.word("PART"), match.word("UNIT", "UNITS")
        if one.reading is BESIDE:
            is_told = (part, sign) in _PARTS
            return (
                _Count(sign, "D", self._happenings.read_from(one.last + 1), "T" + PARTS_OF_DAY[part])
                if is_told
                else None
            )
        designator, size = UNIT_VALUES[PLURAL_UNITS.get(unit, unit)] if unit else ("", 0)
        n = 1 if match.has("THE") else quantity_of(match)[0]
        if around.near(one.last - 1) != unit or n is None or n != int(n) or designator not in _COUNTED:
            return None
        if match.has("A") and around.near(one.first - 1).endswith("s") and around.code(one.first - 2) in _NUMBERS:
            return None  # "served 200 meals a day before it closed"
        return _Count(sign * n * size, designator, self._happenings.read_from(one.last + 1))

    def _is_bare_hour(self, one: Told) -> bool:
        """Say whether an expression is an hour in a sentence that names no day."""
        if one.reading.type is not TimexType.TIME or not self.match(one).has("CLOCK", "AMPM", "OCLOCK"):
            return False
        first, last = self._happenings.sentence(one.first)
        return not any(code in _DAYS for code in self._chunks.codes[first:last])

    def _stands_with(self, one: Told, day: date) -> Happening:
        told = self._happenings.read_around(one.first, one.last)
        return replace(told, families=frozenset()) if self.is_far_holiday(told, day) else told

    def is_far_holiday(self, told: Happening, day: date) -> bool:
        """Say whether a day is that of a holiday named alone which is not near: it may be of any year."""
        codes = self._chunks.codes[told.first : told.last]
        named = CODES["HOLIDAY"] in codes and CODES["YEAR"] not in codes
        return named and abs((day - (self._today or day)).days) > _SEASON

    def day_apposed(self, at: int) -> date | None:
        """Give the day that an expression explains: "On Friday, two days after", "voted on Friday, two days after"."""
        if at == 0:
            return None
        one, other, around = self._told[at], self._told[at - 1], self._around
        mark = one.first - (around.near(one.first - 1) in _JUST) - 1
        ranged = around.near(other.first - 1) in _RANGES
        if other.day is None or ranged or around.near(mark) not in _DASHES or mark < other.last:
            return None
        apart = any(self._happenings.ends_clause(at) or self._happenings.is_verb(at) for at in range(other.last, mark))
        return None if apart else other.day

    def note(self, day: date, told: Happening) -> None:
        """Take note of the day of what is told."""
        self._by_place.setdefault(told.first, []).append((day, told))
        for family in told.families:
            self._by_family.setdefault(family, []).append((day, told))

    def find_day(self, wanted: Happening) -> date | None:
        """Give the one day of what is told: that which stands in its words, else the one day of all of its family.

        Where it bears a name, only what is told in a sentence with that name counts.
        """
        begun = chain.from_iterable(self._by_place.get(at, ()) for at in range(wanted.first, wanted.last + 1))
        within = [(day, told) for day, told in begun if told is not wanted and told.last <= wanted.last]
        if within or not wanted.families:
            return within[0][0] if len(within) == 1 and self._is_its_own(*within[0], wanted) else None
        first, last = self._happenings.sentence(wanted.first)
        days: set[date] = set()
        for day, told in chain.from_iterable(self._by_family.get(family, ()) for family in wanted.families):
            named = not wanted.names or bool(told.names & wanted.names)
            if named and told is not wanted and day != _SEPT_11 and not first <= told.first < last:  # that in passing
                days.add(day)
                if len(days) > 1:
                    return None
        return days.pop() if days else None

    def _is_its_own(self, day: date, told: Happening, wanted: Happening) -> bool:
        """Say whether a day in the words of a happening is its day; "before Monday's vote" may lie on either side."""
        words, codes = (part[wanted.first : wanted.last] for part in (self._chunks.words, self._chunks.codes))
        if day == _SEPT_11:
            return "attacks" in words or CODES["YEAR"] in codes
        close = told.first == wanted.first or told.last == wanted.last or self._around.near(told.first - 1) == "on"
        weekday = CODES["DAY"] in codes and CODES["MONTH"] not in codes
        planned = weekday and self._around.code(wanted.first - 1) == CODES["BEFORE"]
        return bool(wanted.families or close) and not (planned and wanted.families & self._happenings.planned)

    def may_be(self, one: Told, value: str) -> bool:
        """Say whether the sentence may speak of the time of a value: what is told in the past lies behind."""
        if self._today is None:
            return True
        date_value, direction = value.partition("T")[0], self.match(one).direction
        today = self._today.isoformat()[: len(date_value)]
        now = calendar.week_value(self._today) if "-W" in date_value else today
        return (date_value <= now or direction >= 0) and (date_value >= now or direction <= 0)

    def day_of_hour(self, at: int, told: Sequence[Told]) -> date | None:
        """Give the day of an hour: the one counted close to it in its sentence, else that of what it stands with."""
        for other in (at - 1, at + 1):
            if other in self.counts and told[other].day is not None:
                left, right = sorted((at, other))
                gap = range(told[left].last, told[right].first)
                if len(gap) <= _NEARBY and not any(self._around.ends_sentence(place) for place in gap):
                    return told[other].day
        return self.find_day(self._happenings.read_unplanned(told[at].first, told[at].last))
