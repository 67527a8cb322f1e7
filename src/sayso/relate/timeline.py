"""The timeline: what the articles say happened or was said when.

Invariant: an entry's time is the value of a time expression that stands in each of its sentences. Entries are sorted by
time and the same for any order of articles; one sentence in several articles is one entry with several places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.model.annotation import AnnotatedArticle, TimeExpression, TimexType
from sayso.model.relation import Place, TimelineEntry
from sayso.model.span import Span, overlaps_any
from sayso.text.words import find_words

_PLACED = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2})(?P<time>T\w[\w:]*(?:[+-]\d\d:\d\d)?)?)?|W(?P<week>\d{2})(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?$"
)
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Where a part of a day begins, as an hour, so that "Tuesday morning" comes before "Tuesday night".
_PARTS = {"MO": "06:00", "MI": "12:00", "AF": "12:01", "EV": "18:00", "NI": "21:00"}
_LINE = re.compile(r"[^\n]+")
_WHOLE_DAY = "24:61"  # after every hour of its day: the day as a whole comes last


@dataclass(slots=True)
class _Entry:
    """An entry as it grows."""

    refs: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def build_timeline(articles: Sequence[AnnotatedArticle]) -> tuple[TimelineEntry, ...]:
    """Place every sentence that states a date, with the attributions and figures in it. Time is linear in the pile.

    Days, hours and parts of days come first within their span; weeks, months, quarters and years are placed where they
    end. Decades, durations and unresolved expressions are left out.
    """
    entries: dict[tuple[tuple[str, str], str, str], _Entry] = {}
    for annotated in sorted(articles, key=lambda a: (a.article.published_at or "", a.article.id)):
        sentences = _Sentences(annotated)
        for time in annotated.times:
            order = _order_of(time)
            span = sentences.around(time.span)
            if order is None or span is None or overlaps_any(time.span, annotated.article.furniture):
                continue
            words = " ".join(find_words(annotated.article.text, [span]).forms)
            entry = entries.setdefault((order, time.value or "", words), _Entry())
            place = Place(article=annotated.article.id, span=span)
            if place not in entry.places:
                entry.places.append(place)
                entry.refs.extend(sentences.refs_in(span))
    return tuple(
        TimelineEntry(at=at, refs=tuple(dict.fromkeys(entry.refs)), places=tuple(entry.places))
        for (_, at, _), entry in sorted(entries.items(), key=lambda item: item[0])
    )


class _Sentences:
    """The sentences of an article, and what stands in each, found by offset."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        text = annotated.article.text
        lines = (Span(*match.span()) for match in _LINE.finditer(text))
        self._spans = sorted(annotated.sentences) or list(lines)
        self._starts = [span.start for span in self._spans]
        self._refs: dict[Span, list[tuple[int, str]]] = {}
        for attribution in annotated.attributions:
            for part in {*attribution.content, attribution.cue} - {None}:
                self._add(part, attribution.id)
        for figure in annotated.figures:
            self._add(figure.span, figure.id)

    def around(self, span: Span) -> Span | None:
        """Give the sentence in which a span begins."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0 or self._spans[place].end <= span.start:
            return None
        return self._spans[place]

    def refs_in(self, sentence: Span) -> list[str]:
        """Give the ids of the attributions and figures in a sentence, in the order of the text."""
        return [ref for _, ref in sorted(self._refs.get(sentence, ()))]

    def _add(self, span: Span | None, ref: str) -> None:
        sentence = self.around(span) if span is not None else None
        if span is not None and sentence is not None:
            self._refs.setdefault(sentence, []).append((span.start, ref))


def _order_of(time: TimeExpression) -> tuple[str, str] | None:
    """Give a key by which times sort: a day, and an hour or what stands for the whole of it."""
    if time.type not in (TimexType.DATE, TimexType.TIME) or time.value is None:
        return None
    match = _PLACED.match(time.value)
    if match is None:
        return None
    year, found = match["year"], match.groupdict()
    if found["day"]:
        hour = (found["time"] or "")[1:]
        return f"{year}-{found['month']}-{found['day']}", _PARTS.get(hour, hour) or _WHOLE_DAY
    if found["week"]:
        return _end_of_week(int(year), int(found["week"])), "25"
    month = found["month"] or _last_month(found)
    return f"{year}-{int(month):02}-32", "25" if found["month"] else "26"


def _last_month(found: dict[str, str | None]) -> int:
    if found["quarter"]:
        return 3 * int(found["quarter"])
    if found["half"]:
        return 6 * int(found["half"])
    return min(12, _SEASON_MONTHS[found["season"]] + 2) if found["season"] else 12


def _end_of_week(year: int, week: int) -> str:
    try:
        return date.fromisocalendar(year, week, 7).isoformat()
    except (ValueError, OverflowError):
        return f"{year:04}-12-32"
