"""The timeline stands under its days, and nothing stands there twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.relation import DatedBy, Place, TimelineEntry
from sayso.model.span import Span
from sayso.report.page.pile import Pile
from sayso.report.page.when import Day, days_of, is_before, split_days, strip_of
from tests.report.invented import AGENCY, FULLEST, MANY, ONE, TWO, at, dossier


def days(*entries: TimelineEntry) -> list[Day]:
    """Group a timeline of the made-up dossier by day."""
    made = dossier()
    return days_of(Pile.of(replace(made, relations=replace(made.relations, timeline=entries))))


def test_days_in_order() -> None:
    """Days stand in order, each once, under names a person reads."""
    shown = days_of(Pile.of(dossier()))
    assert [(day.name, len(day.happened), len(day.said)) for day in shown] == [
        ("2 May 2031", 1, 0),
        ("3 May 2031", 2, 1),
    ]


def test_a_time_of_which_nothing_is_shown_is_no_day() -> None:
    """An entry that shows nothing leaves no empty day, and the picture of such days is none."""
    empty = TimelineEntry(at="2031-05-02"), TimelineEntry(at="2031-05-03")
    assert (days(*empty), strip_of(days(*empty))) == ([], None)


def test_time_of_day() -> None:
    """The part of the day stands with the event, not in the day's name."""
    assert (
        days(TimelineEntry(at="2031-05-02TNI", places=(Place(article=ONE.id, span=at(AGENCY, "3 May")),)))[0]
        .happened[0]
        .time
        == "night"
    )


@pytest.mark.parametrize(
    ("refs", "words", "happened", "said"),
    [
        ((), "More than 400 people left their homes.", ["More than 400 people left their homes."], []),
        ((MANY.id,), "More than 400 people left their homes.", ["More than 400 people left their homes."], []),
        ((MANY.id,), "ORSAVA", ["ORSAVA", "More than 400 people"], []),
        ((FULLEST.id,), FULLEST.content[0].cut(AGENCY), [], [FULLEST.content[0].cut(AGENCY)]),
    ],
)
def test_nothing_twice(refs: tuple[str, ...], words: str, happened: list[str], said: list[str]) -> None:
    """A figure inside a shown sentence, and a sentence that is somebody's words, are not shown again."""
    place = Place(article=ONE.id, span=at(AGENCY, words))
    (day,) = days(TimelineEntry(at="2031-05-03", refs=refs, places=(place,), said=refs))
    assert ([e.words.words for e in day.happened], [e.words.words for e in day.said]) == (happened, said)


def test_told_by_somebody() -> None:
    """A time in somebody's words tells when the thing happened: above the line, with who tells it."""
    place = Place(article=ONE.id, span=FULLEST.content[0])
    (day,) = days(TimelineEntry(at="2031-05-03", refs=(FULLEST.id,), places=(place,)))
    assert [(e.words.words, e.verb) for e in day.happened] == [(FULLEST.content[0].cut(AGENCY), "says")]
    assert day.said == []


def test_sentence_of_a_saying() -> None:
    """The sentence whose time tells when a thing was said is not shown as something that happened."""
    sentence = Span(FULLEST.extent.start, FULLEST.extent.end + 40)
    (day,) = days(
        TimelineEntry(
            at="2031-05-03",
            refs=(FULLEST.id,),
            places=(Place(article=ONE.id, span=sentence),),
            said=(FULLEST.id,),
        )
    )
    assert (day.happened, len(day.said)) == ([], 1)


def test_placed_by_publication() -> None:
    """What no text dates stands below the line and says that it was published then."""
    place = Place(article=ONE.id, span=FULLEST.extent)
    entry = TimelineEntry(
        at="2031-05-03T08:00Z",
        refs=(FULLEST.id,),
        places=(place,),
        said=(FULLEST.id,),
        dated_by=DatedBy.PUBLICATION,
    )
    (day,) = days(entry)
    assert (day.happened, [(e.time, e.published) for e in day.said]) == ([], [("08:00 UTC", True)])


def test_same_words_join() -> None:
    """The same words in two articles are one event with two places."""
    places = (Place(article=ONE.id, span=at(AGENCY, "people")), Place(article=TWO.id, span=at(TWO.text, "people")))
    (event,) = days(TimelineEntry(at="2031-05-03", places=places))[0].happened
    assert [event.words.n, *(again.n for again in event.also)] == [1, 2]


@pytest.mark.parametrize(("n", "drawn"), [(0, False), (1, False), (2, True), (24, True), (25, False)])
def test_strip_only_when_it_can_be_read(n: int, drawn: bool) -> None:
    """There is a picture of several days, and none of more than one can tell apart."""
    place = Place(article=ONE.id, span=at(AGENCY, "3 May"))
    shown = days(*(TimelineEntry(at=f"2031-05-{day:02}", places=(place,)) for day in range(1, n + 1)))
    assert (strip_of(shown) is not None) == drawn


@pytest.mark.parametrize(
    ("value", "before"),
    [
        ("1986", True),
        ("2031-03", True),
        ("2031-04-19", True),
        ("2030-W12", True),
        ("2030-SU", True),
        ("2031", False),
        ("2031-04", False),
        ("2031-04-20", False),
        ("2031-W01", False),
        ("198", False),
        ("PAST_REF", False),
    ],
)
def test_is_before(value: str, before: bool) -> None:
    """A time lies before a day if all of it does; a time that is no date is not known to."""
    assert is_before(value, "2031-04-20") == before


@pytest.mark.parametrize(
    ("first_at", "earlier", "later"),
    [
        ("2031-06-02T08:00:00Z", ["2 May 2031"], ["3 May 2031"]),
        ("2031-05-03T06:10:00Z", [], ["2 May 2031", "3 May 2031"]),
        ("2040-01-01", [], ["2 May 2031", "3 May 2031"]),
        (None, [], ["2 May 2031", "3 May 2031"]),
        ("yesterday", [], ["2 May 2031", "3 May 2031"]),
        ("0001-01-02", [], ["2 May 2031", "3 May 2031"]),
    ],
)
def test_background_stands_apart(first_at: str | None, earlier: list[str], later: list[str]) -> None:
    """Days long before the first article stand apart, unless no other would be left."""
    parts = split_days(days_of(Pile.of(dossier())), first_at)
    assert [[day.name for day in part] for part in parts] == [earlier, later]


def test_columns_hold_their_words() -> None:
    """A column of the picture is as wide as the longest of its names needs."""
    places = (Place(article=ONE.id, span=at(AGENCY, "3 May")),)
    entries = [TimelineEntry(at=value, places=places) for value in ("2031-W17", "2031-05-03")]
    strip = strip_of(days(*entries))
    assert strip is not None
    assert strip.rem >= 0.5 * max(len(column.short) for column in strip.columns)
