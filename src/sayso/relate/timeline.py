"""The timeline: what the articles say happened or was said when.

Invariant: an entry's time is the value of a time expression that stands in each of its sentences, or, where it says so,
the first publication of what was said. Entries are sorted by time and the same for any order of articles; one sentence
or one utterance in several articles is one entry with several places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.model.annotation import AnnotatedArticle, Attribution, TimeExpression, TimexType
from sayso.model.relation import DatedBy, Place, QuoteFamily, TimelineEntry
from sayso.model.span import Span, overlaps_any
from sayso.text.words import find_words

_PLACED = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2})(?P<time>T\w[\w:]*(?:[+-]\d\d:\d\d)?)?)?|W(?P<week>\d{2})(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?$"
)
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Where a part of a day begins, as an hour, so that "Tuesday morning" comes before "Tuesday night".
_PARTS = {"MO": "06:00", "MI": "12:00", "AF": "12:01", "EV": "18:00", "NI": "21:00"}
_PUBLISHED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$")
_LINE = re.compile(r"[^\n]+")
_POSSESSIVE = frozenset(("'s", "’s"))
_CLAUSE = frozenset("after before when while as who which that because since until but despite amid".split())
_ASIDE = frozenset("after before since until despite amid".split())  # "Since the vote on Monday he has said"
_LEADS_IN = 3  # words; "In 1986, he said", not "Reading from the letter that she sent in 1986, he said"
_TO = frozenset(("to", "through", "until", "-", "–"))
_BESIDE = 60  # code points between a cue and the time at which it was said; more is another clause
_RIGHTS = re.compile(r"\s*(?:©|\(c\)|copyright\b)", re.IGNORECASE)  # the year of such a line is no event
_WHOLE_YEAR = "26"  # behind a month's or a week's "25"; of its quarters, halves and seasons too
_WHOLE_DAY = "24:61"  # after every hour of its day: the day as a whole comes last


@dataclass(slots=True)
class _Entry:
    """An entry as it grows."""

    refs: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


_Key = tuple[tuple[str, str], str, DatedBy, str]


def build_timeline(
    articles: Sequence[AnnotatedArticle], families: Iterable[QuoteFamily] = ()
) -> tuple[TimelineEntry, ...]:
    """Place every sentence that states a date, with the attributions and figures in it. Time is linear in the pile.

    Days, hours and parts of days come first within their span; weeks, months, quarters and years are placed where they
    end, and so is "from 2007 to 2017"; a year is left out where its sentence names a day of it. Decades, durations and
    unresolved expressions are left out. A time within somebody's words tells when the thing happened, not when it was
    said. What was said with no stated time is placed where it was first published, once for all articles that have it:
    in the same words, or in one of the ``families``.
    """
    ordered = sorted(articles, key=lambda a: (a.article.published_at or "", a.article.rank))
    entries = _place_by_text(ordered)
    utterance_of = {m.attribution: family.id for family in families for m in family.members}
    dated = {utterance_of.get(id_, id_) for entry in entries.values() for id_ in entry.said}
    entries.update(_place_by_publication(ordered, utterance_of, dated))
    return tuple(
        TimelineEntry(
            at=at,
            refs=tuple(dict.fromkeys(entry.refs)),
            places=tuple(entry.places),
            said=tuple(dict.fromkeys(entry.said)),
            dated_by=dated_by,
        )
        for (_, at, dated_by, _), entry in sorted(entries.items(), key=lambda item: item[0])
    )


def _place_by_text(ordered: Sequence[AnnotatedArticle]) -> dict[_Key, _Entry]:
    """Make an entry of every sentence that states a time."""
    entries: dict[_Key, _Entry] = {}
    for annotated in ordered:
        sentences = _Sentences(annotated)
        times = list(_placed_times(annotated))
        said = sentences.said_beside(time for time, _ in times)
        placed = [(time, sentences.around(time.span), order) for time, order in times]
        finer = {(span, order[0][:4]) for _, span, order in placed if order[1] != _WHOLE_YEAR}
        for time, span, order in placed:
            if span is None or overlaps_any(time.span, annotated.article.furniture):
                continue
            if order[1] == _WHOLE_YEAR and (span, order[0][:4]) in finer:
                continue  # "On May 3, for the first time this year"
            if _RIGHTS.match(annotated.article.text, span.start):
                continue
            words = " ".join(find_words(annotated.article.text, [span]).forms)
            entry = entries.setdefault((order, time.at or "", DatedBy.TEXT, words), _Entry())
            place = Place(article=annotated.article.id, span=span)
            if place not in entry.places:
                entry.places.append(place)
                entry.refs.extend(sentences.refs_in(span))
            entry.said.extend(said.get(time.span, ()))
    return entries


def _place_by_publication(
    ordered: Sequence[AnnotatedArticle], utterance_of: Mapping[str, str], dated: Collection[str]
) -> dict[_Key, _Entry]:
    """Make an entry of every utterance that no text dates, at its first publication."""
    entries: dict[_Key, _Entry] = {}
    keys: dict[str, _Key] = {}
    for annotated in ordered:
        published = _PUBLISHED.match(annotated.article.published_at or "")
        if published is None:
            continue
        day, hour, zone = published.groups()
        at = f"{day}T{hour}{zone or ''}" if hour else day
        for attribution in annotated.attributions:
            utterance = utterance_of.get(attribution.id, attribution.id)
            # What another's words report was said before them, nobody knows when.
            if attribution.nested_in is not None or utterance in dated:
                continue
            if overlaps_any(attribution.extent, annotated.article.furniture):
                continue
            words = " ".join(find_words(annotated.article.text, attribution.content).forms)
            first = ((day, hour or _WHOLE_DAY), at, DatedBy.PUBLICATION, words)
            key = keys.setdefault(utterance if attribution.id in utterance_of else words, first)
            entry = entries.setdefault(key, _Entry())
            entry.places.append(Place(article=annotated.article.id, span=attribution.extent))
            entry.refs.append(attribution.id)
            entry.said.append(attribution.id)
    return entries


def _placed_times(annotated: AnnotatedArticle) -> Iterator[tuple[TimeExpression, tuple[str, str]]]:
    """Yield the times that have a place, with it, but not the first of "2007 to 2017" and "between May and June"."""
    text = annotated.article.text
    times = [(time, order) for time in annotated.times if (order := _order_of(time)) is not None]
    for place, (time, order) in enumerate(times):
        if place + 1 < len(times):
            joiner = text[time.span.end : times[place + 1][0].span.start].strip().lower()
            between = text[max(0, time.span.start - 10) : time.span.start].rstrip().lower().endswith("between")
            if joiner in _TO or (joiner == "and" and between):
                continue
        yield time, order


class _Sentences:
    """The sentences of an article, and what stands in each, found by offset."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._text = annotated.article.text
        lines = (Span(*match.span()) for match in _LINE.finditer(self._text))
        self._spans = sorted(annotated.sentences) or list(lines)
        self._starts = [span.start for span in self._spans]
        self._refs: dict[Span, list[tuple[int, str]]] = {}
        self._attributions = {attribution.id: attribution for attribution in annotated.attributions}
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

    def said_beside(self, times: Iterable[TimeExpression]) -> dict[Span, list[str]]:
        """Give the ids of what was said at each of these times, by its span.

        It is the time beside the cue ("said on Tuesday", "in a statement issued on Tuesday, it said"), not one in
        somebody's words or beyond them, and not one that belongs to another thing ("after Tuesday's vote").
        """
        told: dict[Span, list[TimeExpression]] = defaultdict(list)
        for time in times:
            sentence = self.around(time.span)
            if sentence is not None and self._text[time.span.end : time.span.end + 2] not in _POSSESSIVE:
                told[sentence].append(time)
        beside: dict[Span, list[str]] = defaultdict(list)
        for sentence, there in told.items():
            ids = dict.fromkeys(self.refs_in(sentence))
            sayings = [self._attributions[id_] for id_ in ids if id_ in self._attributions]
            free = [time for time in there if not any(overlaps_any(time.span, a.content) for a in sayings)]
            for saying in sayings:
                gaps = [(gap, t.span) for t in free if (gap := _gap(self._text, sentence, saying, t)) is not None]
                if gaps:
                    beside[min(gaps)[1]].append(saying.id)
        return beside

    def _add(self, span: Span | None, ref: str) -> None:
        sentence = self.around(span) if span is not None else None
        if span is not None and sentence is not None:
            self._refs.setdefault(sentence, []).append((span.start, ref))


def _gap(text: str, sentence: Span, saying: Attribution, told: TimeExpression) -> int | None:
    """Count the code points between a cue and a time of its sentence; ``None`` where the time cannot be the cue's."""
    time = told.span
    if saying.cue is None or saying.nested_in is not None:
        return None
    if saying.cue.overlaps(time):
        return 0
    first, second = sorted((saying.cue, time))
    if second.start - first.end > _BESIDE:
        return None
    # Where the time comes first, it stands before the words too, no other clause begins between it and the cue, and it
    # is in none that leads in: not "It sank on Monday after the owner warned …", nor "It sank on Monday, the owner
    # said", nor "Since the vote on Monday he has said".
    apart = sentence.start if first == time else first.end
    if any(apart <= part.start < second.start for part in saying.content):
        return None
    if first == time:
        lead, between = (text[s:e].lower().split() for s, e in ((sentence.start, time.start), (time.end, second.start)))
        year = (_order_of(told) or ("", ""))[1] == _WHOLE_YEAR
        if not (_CLAUSE.isdisjoint(between) and _ASIDE.isdisjoint(lead)) or (year and len(lead) > _LEADS_IN):
            return None
    return second.start - first.end


def _order_of(time: TimeExpression) -> tuple[str, str] | None:
    """Give a key by which times sort: a day, and an hour or what stands for the whole of it."""
    if time.type not in (TimexType.DATE, TimexType.TIME) or time.at is None:
        return None
    match = _PLACED.match(time.at)
    if match is None:
        return None
    year, found = match["year"], match.groupdict()
    if found["day"]:
        hour = (found["time"] or "")[1:]
        return f"{year}-{found['month']}-{found['day']}", _PARTS.get(hour, hour) or _WHOLE_DAY
    if found["week"]:
        return _end_of_week(int(year), int(found["week"])), "25"
    month = found["month"] or _last_month(found)
    return f"{year}-{int(month):02}-32", "25" if found["month"] else _WHOLE_YEAR


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
