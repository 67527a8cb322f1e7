"""What happened and what was said, day by day.

Invariant: every entry of the timeline stands under its day, and every place and reference of it is shown, lies within
one that is, or is the sentence of a saying that is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sayso.model.annotation import Attribution
from sayso.model.relation import DatedBy, TimelineEntry
from sayso.model.span import Span
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.words import BASIS_WORDS, day_of, say_date

N_SHOWN = 6
N_COLUMNS = 24
N_DAYS_BEFORE = 30
"""What is older than the first article by more days is background, and stands apart: the story's days come first."""
_COLUMN = 6.0
_PLAIN = re.compile(r"\d{4}(?:-\d\d(?!\d)(?:-\d\d)?)?")
_BAR = 56.0
_WORD = 40.0  # pixels above and below the line that "happened" and "said" take


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A sentence that states the time, or a saying of that time (``voice``, ``verb``).

    ``time`` is the time of day, ``also`` the same words in other articles; ``published`` says that no text states when
    it was said, and the time is that of its first publication.
    """

    words: Cite
    time: str | None
    voice: Voice | None = None
    verb: str | None = None
    quoted: bool = False
    published: bool = False
    also: tuple[Cite, ...] = ()


@dataclass(slots=True, kw_only=True)
class Day:
    """A day, or a longer or vaguer time, with what happened and what was said then."""

    id: str
    at: str
    name: str
    happened: list[Event] = field(default_factory=list)
    said: list[Event] = field(default_factory=list)
    seen: dict[tuple[str, str | None, str], int] = field(default_factory=dict)

    def note(self, events: list[Event], event: Event) -> None:
        """Add an event; words already there, of the same time and speaker, get one place more."""
        key = (
            event.words.words,
            f"published {event.time}" if event.published else event.time,
            event.voice.id if event.voice else event.verb or "",
        )
        number = self.seen.setdefault(key, len(events))
        if number < len(events):
            events[number] = replace(events[number], also=(*events[number].also, event.words))
        else:
            events.append(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day in the picture: counts above and below the line; ``x`` and ``left`` in per cent, heights in pixels."""

    id: str
    name: str
    short: str
    n_happened: int
    n_said: int
    left: float
    x: float
    up: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The picture of the days: happened above the line, said below it. ``rem`` is what a column's words need."""

    base: float
    height: float
    rem: float
    wide: float
    columns: list[Column]


def strip_of(days: list[Day]) -> Strip | None:
    """Draw the days side by side, one a column; ``None`` where there is one only, or too many to tell apart."""
    if not 1 < len(days) <= N_COLUMNS:
        return None
    most = max(max(len(day.happened), len(day.said)) for day in days)
    wide = 90.0 / len(days)  # the words "happened" and "said" stand in the first tenth
    ups, downs = (
        [round(_BAR * len(events) / most, 1) for events in side] for side in zip(*map(_sides, days), strict=True)
    )
    base = max(max(ups) + 20, _WORD)
    return Strip(
        base=base,
        height=base + max(max(downs) + 20, _WORD),
        rem=max(_COLUMN, 0.55 * max(len(_shorten(day.name)) for day in days) + 1),
        wide=round(wide, 2),
        columns=[
            Column(
                id=day.id,
                name=day.name,
                short=_shorten(day.name),
                n_happened=len(day.happened),
                n_said=len(day.said),
                left=round(10 + number * wide, 2),
                x=round(10 + (number + 0.1) * wide, 2),
                up=up,
                down=down,
            )
            for number, (day, up, down) in enumerate(zip(days, ups, downs, strict=True))
        ],
    )


def _shorten(name: str) -> str:
    """Leave out of a day's name what a narrow column has no room for: "12–13 Feb" of "weekend of 12–13 Feb 2022"."""
    days = name.removeprefix("weekend of ").removeprefix("week of ")
    return days.rpartition(" ")[0] if days.count(" ") == 2 else days


def _sides(day: Day) -> tuple[list[Event], list[Event]]:
    return day.happened, day.said


def days_of(pile: Pile) -> list[Day]:
    """Group the timeline by day, in its order; within a day, what the text dates comes first."""
    days: dict[str, Day] = {}
    timeline = pile.dossier.relations.timeline
    number_of = {day: number for number, day in enumerate(dict.fromkeys(day_of(entry.at) for entry in timeline))}
    for entry in sorted(timeline, key=lambda e: (number_of[day_of(e.at)], e.dated_by is DatedBy.PUBLICATION)):
        value = day_of(entry.at)
        day = days.setdefault(value, Day(id=f"d{len(days) + 1}", at=value, name=say_date(value)))
        _add(pile, day, entry, say_date(entry.at).removeprefix(f"{day.name}, ") if entry.at != value else None)
    return [day for day in days.values() if day.happened or day.said]


def split_days(days: list[Day], first_at: str | None) -> tuple[list[Day], list[Day]]:
    """Part the days that are background from those of the story; ``first_at`` is when its first article was published.

    Without a date, and where nothing else would be left, no day is background.
    """
    since = begin_of(first_at)
    earlier = [day for day in days if since is not None and is_before(day.at, since)]
    return ([], days) if len(earlier) == len(days) else (earlier, [day for day in days if day not in earlier])


def begin_of(first_at: str | None) -> str | None:
    """Give the first day that belongs to a story whose first article was published then; ``None``: not known."""
    try:
        return (date.fromisoformat((first_at or "")[:10]) - timedelta(days=N_DAYS_BEFORE)).isoformat()
    except (ValueError, OverflowError):
        return None


def is_before(value: str, day: str) -> bool:
    """Say whether a time (TIMEX3) lies wholly before a day. A week or a season counts as its year."""
    found = _PLAIN.match(value)
    return found is not None and found[0] < day[: len(found[0])]


def _add(pile: Pile, day: Day, entry: TimelineEntry, time: str | None) -> None:
    attributions = [pile.attributions[ref] for ref in entry.refs if ref in pile.attributions]
    figures = [pile.figures[ref] for ref in entry.refs if ref in pile.figures]
    shown: dict[str, list[Span]] = defaultdict(list)
    for attribution in attributions:
        shown[attribution.article_id] += attribution.content
    for place in entry.places if entry.dated_by is DatedBy.TEXT else ():
        here = [a for a in attributions if a.article_id == place.article and _touches(a, place.span)]
        if any(a.id in entry.said for a in here):
            continue  # the time tells when it was said, and it stands below with its speaker
        shown[place.article].append(place.span)
        # A sentence that is somebody's words stands with who tells it, and a figure with its sentence: not twice.
        telling = next((a for a in here if any(part.contains(place.span) for part in a.content)), None)
        told = _say(pile, telling, time) if telling else Event(words=pile.cite_place(place), time=time)
        day.note(day.happened, replace(told, words=pile.cite_place(place)))
    for figure in figures:
        if not any(span.contains(figure.span) for span in shown[figure.article_id]):
            day.note(day.happened, Event(words=pile.cite(figure.article_id, figure.span), time=time))
    for attribution in attributions:
        if attribution.id in entry.said:
            event = _say(pile, attribution, time)
            day.note(day.said, replace(event, published=entry.dated_by is DatedBy.PUBLICATION))


def _touches(attribution: Attribution, sentence: Span) -> bool:
    return any(sentence.overlaps(part) for part in (*attribution.content, attribution.cue) if part is not None)


def _say(pile: Pile, attribution: Attribution, time: str | None) -> Event:
    return Event(
        words=pile.cite(attribution.article_id, attribution.content[0]),
        time=time,
        voice=pile.voice(attribution),
        verb=BASIS_WORDS[attribution.basis],
        quoted=attribution.form.value == "direct",
    )
