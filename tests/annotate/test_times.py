"""Time expressions of news English, anchored on Wednesday 16 February 2022."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.time_chunks import compile_rule
from sayso.annotate.time_words import CODES
from sayso.annotate.times import _LEADING, _PATTERNS, find_times
from sayso.model.annotation import AnnotatedArticle, TimexType
from sayso.model.article import Article
from sayso.model.ids import sha256_of


def read(text: str, published: str | None = "2022-02-16") -> list[tuple[str, str, str | None, str | None]]:
    """Give every time expression as it stands, with type, value and modifier."""
    article = Article(id="art-1", text=text, sha256=sha256_of(text), published_at=published)
    found = find_times(AnnotatedArticle(article=article)).times
    return [(time.span.cut(text), time.type.value, time.value, time.mod) for time in found]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The council met on Tuesday.", "Tuesday", "2022-02-15"),
        ("The council met on Wednesday.", "Wednesday", "2022-02-16"),
        ("The council met last Thursday.", "last Thursday", "2022-02-10"),
        ("The council will meet on Thursday.", "Thursday", "2022-02-17"),
        ("A vote is expected on Friday.", "Friday", "2022-02-18"),
        ("She would fly to the United States Thursday with him.", "Thursday", "2022-02-17"),
        ("On Friday, when she set aside her travel plans, it rained.", "Friday", "2022-02-11"),
        ("The council met last Friday.", "last Friday", "2022-02-11"),
        ("She arrived yesterday.", "yesterday", "2022-02-15"),
        ("She arrives tomorrow.", "tomorrow", "2022-02-17"),
        ("She arrived on February 14.", "February 14", "2022-02-14"),
        ("She arrived on Feb. 14, 2020.", "Feb. 14, 2020", "2020-02-14"),
        ("She arrived on 14 February 2020.", "14 February 2020", "2020-02-14"),
        ("She arrived on the 14th of February.", "the 14th of February", "2022-02-14"),
        ("She arrived on Monday, Feb. 14.", "Monday, Feb. 14", "2022-02-14"),
        ("She left on Dec. 28.", "Dec. 28", "2021-12-28"),
        ("Filed 2022-02-14 in Lorn.", "2022-02-14", "2022-02-14"),
        ("Filed 14/02/2022 in Lorn.", "14/02/2022", "2022-02-14"),
        ("It opened in 2014.", "2014", "2014"),
        ("It opened in May 2014.", "May 2014", "2014-05"),
        ("It opened in December.", "December", "2021-12"),
        ("It will open in December.", "December", "2022-12"),
        ("It opened in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("It opened three days ago.", "three days ago", "2022-02-13"),
        ("It opened two weeks ago.", "two weeks ago", "2022-W05"),
        ("It opened five months ago.", "five months ago", "2021-09"),
        ("It opened 20 years ago.", "20 years ago", "2002"),
        ("It opened last week.", "last week", "2022-W06"),
        ("It opened last month.", "last month", "2022-01"),
        ("It opened last year.", "last year", "2021"),
        ("It opens this month.", "this month", "2022-02"),
        ("It opens next year.", "next year", "2023"),
        ("It opened over the weekend.", "the weekend", "2022-W06-WE"),
        ("It opened last summer.", "last summer", "2021-SU"),
        ("Profit rose in the third quarter of 2021.", "the third quarter of 2021", "2021-Q3"),
        ("Profit rose in Q3 2021.", "Q3 2021", "2021-Q3"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It began in the '90s.", "the '90s", "199"),
        ("It began in the 19th century.", "the 19th century", "18"),
        ("The mayor is now abroad.", "now", "PRESENT_REF"),
        ("The mayor recently resigned.", "recently", "PAST_REF"),
        ("It rained on Christmas.", "Christmas", "2021-12-25"),
        ("It rained on Christmas Eve.", "Christmas Eve", "2021-12-24"),
        ("It rained on New Year's Eve.", "New Year's Eve", "2021-12-31"),
        ("It rained on New Year's Day.", "New Year's Day", "2022-01-01"),
        ("It rained last June.", "last June", "2021-06"),
        ("It opened in the summer of 2019.", "the summer of 2019", "2019-SU"),
        ("It opened this past week.", "this past week", "2022-W06"),
        ("It opens this coming Friday.", "this coming Friday", "2022-02-18"),
        ("It opens the day after tomorrow.", "the day after tomorrow", "2022-02-18"),
        ("It opened the day before yesterday.", "the day before yesterday", "2022-02-14"),
        ("It closes by year's end.", "year's end", "2022-12-31"),
        ("It closed years ago.", "years ago", "PAST_REF"),
        ("Its month-end sale failed.", "month-end", "2022-02"),
        ("It made a profit against a year-ago loss.", "year-ago", "2021"),
    ],
)
def test_reads_dates(text: str, words: str, value: str) -> None:
    """A date is read with its value as seen from the day of publication."""
    assert [found[:3] for found in read(text)] == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It fell on Tuesday morning.", "Tuesday morning", "2022-02-15TMO"),
        ("It fell on Monday night.", "Monday night", "2022-02-14TNI"),
        ("It fell this morning.", "this morning", "2022-02-16TMO"),
        ("It fell last night.", "last night", "2022-02-15TNI"),
        ("It begins tonight.", "tonight", "2022-02-16TNI"),
        ("It fell at 10:30 a.m. Tuesday and", "10:30 a.m. Tuesday", "2022-02-15T10:30"),
        ("It fell at 4 p.m. on Feb. 14.", "4 p.m. on Feb. 14", "2022-02-14T16:00"),
        ("It fell at 2300 GMT.", "2300 GMT", "2022-02-16T23:00"),
        ("It fell at 4 p.m. EST on Tuesday.", "4 p.m. EST on Tuesday", "2022-02-15T16:00"),
        ("It fell at 9 a.m. local time.", "9 a.m. local time", "2022-02-16T09:00"),
        ("It rained in the morning.", "the morning", "2022-02-16TMO"),
        ("It fell at noon Monday.", "noon Monday", "2022-02-14T12:00"),
        ("It fell at midnight.", "midnight", "2022-02-16T24:00"),
    ],
)
def test_reads_times_of_day(text: str, words: str, value: str) -> None:
    """A time of day is read with its day."""
    assert [found[:3] for found in read(text)] == [(words, "TIME", value)]


@pytest.mark.parametrize(
    ("text", "value", "zone"),
    [
        ("It fell at 4 p.m. EST on Tuesday.", "2022-02-15T16:00", "-05:00"),
        ("It fell at 2300 GMT.", "2022-02-16T23:00", "Z"),
        ("It fell at 9 a.m. ET.", "2022-02-16T09:00", None),
        ("It fell at 9 a.m. local time.", "2022-02-16T09:00", None),
    ],
)
def test_a_zone_stands_apart(text: str, value: str, zone: str | None) -> None:
    """An hour is told as the text tells it, beside the offset of a zone whose name means one thing."""
    article = Article(id="art-1", text=text, sha256=sha256_of(text), published_at="2022-02-16")
    (found,) = find_times(AnnotatedArticle(article=article)).times
    assert (found.value, found.zone, found.at) == (value, zone, value + (zone or ""))


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("He served for three years.", "three years", "DURATION", "P3Y"),
        ("He ruled over the past several weeks.", "the past several weeks", "DURATION", "PXW"),
        ("A six-month truce held.", "six-month", "DURATION", "P6M"),
        ("They marched for 2 1/2 hours.", "2 1/2 hours", "DURATION", "PT2H30M"),
        ("It took decades.", "decades", "DURATION", "PXY"),
        ("It took a couple of days.", "a couple of days", "DURATION", "P2D"),
        ("It rains every day.", "every day", "SET", "P1D"),
        ("They meet every two weeks.", "every two weeks", "SET", "P2W"),
        ("They meet on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
        ("They meet on Monday nights.", "Monday nights", "SET", "XXXX-WXX-1TNI"),
        ("It fell for six straight days.", "six straight days", "DURATION", "P6D"),
        ("A daily bulletin says so.", "daily", "SET", "P1D"),
        ("A decades-long quarrel ended.", "decades-long", "DURATION", "PXY"),
    ],
)
def test_reads_durations_and_sets(text: str, words: str, kind: str, value: str) -> None:
    """How long and how often are read as durations and sets."""
    assert [found[:3] for found in read(text)] == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "words", "value", "mod"),
    [
        ("It began in early 2021.", "early 2021", "2021", "START"),
        ("It began in mid-2021.", "mid-2021", "2021", "MID"),
        ("It began in late November.", "late November", "2021-11", "END"),
        ("It began in the late 1970s.", "the late 1970s", "197", "END"),
        ("It began earlier this month.", "earlier this month", "2022-02", "START"),
        ("It took more than two weeks.", "more than two weeks", "P2W", "MORE_THAN"),
        ("It took about an hour.", "about an hour", "PT1H", "APPROX"),
        ("It took nearly three years.", "nearly three years", "P3Y", "LESS_THAN"),
    ],
)
def test_reads_modifiers(text: str, words: str, value: str, mod: str) -> None:
    """Early, late, about and more than are kept as TIMEX3 modifiers."""
    assert [(found[0], *found[2:]) for found in read(text)] == [(words, value, mod)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council met on Thursday.", "2022-02-17"),
        ("The vote Thursday is close, and nobody knows how it ends.", "2022-02-17"),
        ("Polls open on Thursday in three towns.", "2022-02-17"),
        ("A debate before Friday's vote is unlikely.", "2022-02-18"),
        ("The last hearing was set for Sunday in Lorn.", "2022-02-20"),
        ("This chapter would be over come Sunday, he wrote.", "2022-02-20"),
        ("The mate, who was caught, has a hearing Thursday.", "2022-02-17"),
        ("Nine were hurt by Friday's storm.", "2022-02-11"),
        ("The toll was by Monday put at nine.", "2022-02-14"),
        ("The owner until Monday had refused to speak.", "2022-02-14"),
        ("It opened the Thursday of the storm.", "2022-02-10"),
        ("The council met on Friday.", "2022-02-11"),
    ],
)
def test_a_weekday_almost_a_week_back_is_the_coming_one(text: str, value: str) -> None:
    """News names the day of a week ago otherwise; what is said on it stands on a page dated the day before."""
    assert read(text)[0][2] == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It sank on Monday. The owner had met the crew on Thursday.", ["2022-02-14", "2022-02-10"]),
        (
            "It sank on Monday. Divers left on Thursday. It was raised on Thursday.",
            ["2022-02-14", "2022-02-17", "2022-02-17"],
        ),
        ("Divers wait in Lorn on Thursday. Hide Caption 2 of 9", ["2022-02-10"]),
    ],
)
def test_a_page_may_tell_of_the_week_before(text: str, values: list[str]) -> None:
    """Behind another past day, or in a photo's caption, a day of a week ago is meant, unless it is named again."""
    assert [found[2] for found in read(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It fell on Tuesday. It hit again the next day.", ["2022-02-15", "2022-02-16"]),
        ("Some people forgave her the next day.", [None]),
        ("On February 2 it fell. Two days later it rose.", ["2022-02-02", "2022-02-04"]),
        ("Third-quarter profit rose 5%, from $2 a share a year earlier.", ["2021-Q3", "2020-Q3"]),
        (
            "Third-quarter profit rose. In the nine months it rose to $9 a share, from $7 a share a year earlier.",
            ["2021-Q3", "P9M", "2021"],
        ),
        (f"Third-quarter profit rose. {'It sells boats. ' * 90}A year ago it sold none.", ["2021-Q3", "2021"]),
        ("It opened in 2008. That year the port closed.", ["2008", "2008"]),
        ("It opened in 2008. Two years later it closed.", ["2008", "2010"]),
        ("It sold 90 boats last year and 80 the year before.", ["2021", "2020"]),
        ("In the quarter ended Sept. 30 sales fell.", ["2021-Q3", "2021-09-30"]),
        ("It is up 4% since year-end.", ["2021-12-31"]),
        ("It fell on Friday, below the previous Friday.", ["2022-02-11", "2022-02-04"]),
        ("Sales rose in the year ended March 31, 2021.", ["P1Y", "2021-03-31"]),
        ("Sales rose in the year to December.", ["P1Y", "2021-12"]),
    ],
)
def test_counts_from_the_day_named_last(text: str, values: list[str]) -> None:
    """Words like "the next day" and "a year earlier" count from what was named before them."""
    assert [found[2] for found in read(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Rask will come on Thursday.\n\nThe dam broke at 10:30.", ["2022-02-17", "2022-02-16T10:30"]),
        ("Rask will come tomorrow. Shortly after noon, the dam broke.", ["2022-02-17", "2022-02-16T12:00"]),
        ("Rask will come on Thursday. It broke at 10:30.", ["2022-02-17", "2022-02-16T10:30"]),
        ("Rask will come on Thursday. She will speak at 10:30.", ["2022-02-17", "2022-02-17T10:30"]),
        ("Rask will come on Thursday. She said she would go at 10:30.", ["2022-02-17", "2022-02-17T10:30"]),
        (
            "Rask will come on Thursday. It opens at 10:30; he will come.",
            ["2022-02-17", "2022-02-17T10:30"],
        ),
        (
            "Rask will come on Thursday. The talks at 10:30 follow what failed.",
            ["2022-02-17", "2022-02-17T10:30"],
        ),
        ("Rask will come on Thursday. She has called a vote at 10:30.", ["2022-02-17", "2022-02-17T10:30"]),
        ("Rask will come on Thursday. She spoke of a 10 a.m. vote.", ["2022-02-17", "2022-02-17T10:00"]),
        ("Rask came on Thursday. She spoke at 10:30.", ["2022-02-17", "2022-02-17T10:30"]),
    ],
)
def test_what_is_over_was_not_on_a_day_to_come(text: str, values: list[str]) -> None:
    """An hour of the past is of the day of publication where the day named last lies ahead, and of no other hour.

    A page dated a day early, which tells of that day as past, is left as it is.
    """
    assert [found[2] for found in read(text)] == values


def test_that_day_is_the_day_to_come() -> None:
    """Where an hour names its day, it is not moved, whatever the verb."""
    found = read("Rask will come on Thursday. At noon that day, it was told, she speaks.")
    assert [value for _, _, value, _ in found][:2] == ["2022-02-17", "2022-02-17T12:00"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the palace.",
        "March on, said the sergeant.",
        "The sun sat low.",
        "At least 2000 people came, with 24/7 cover.",
        "The 9/11 Commission reported.",
        "It did not start yesterday.",
        "The second man spoke.",
        "They fall and spring back.",
        "Jan Moravec and Mar Costa sang.",
        "He married in his late 30s, aged as she was.",
        "On days when it rains, come as soon as you like.",
        "She was 37 years old.",
        "At the end of the day, it is about trust.",
        "They are in their late 70s and early 80s.",
        "He wished us a merry Christmas.",
        "The new year book is on the eve of its launch.",
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    """Words that only look like times are no times."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", None),
        ("last year", None),
        ("in 2014", "2014"),
        ("on Feb. 14, 2020", "2020-02-14"),
        ("three years", "P3Y"),
    ],
)
def test_without_a_date_only_absolute_times_resolve(text: str, value: str | None) -> None:
    """In an article without a date a relative expression keeps its span and has no value."""
    assert [found[2] for found in read(f"It fell {text}.", None)] == [value]


@given(st.text(alphabet="0123456789:/.,-' \nMondayFebrursthlaekgo", max_size=120))
def test_spans_lie_in_the_text(text: str) -> None:
    """No text breaks the layer; every expression is disjoint from the next and lies in the text."""
    article = Article(id="art-1", text=text, sha256=sha256_of(text), published_at="2022-02-16")
    times = find_times(AnnotatedArticle(article=article)).times
    assert all(a.span.end <= b.span.start and a.type in TimexType for a, b in pairwise(times))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2024-02-29", "nonsense"])
def test_the_edges_of_the_calendar_hold(published: str) -> None:
    """No publication date makes a relative expression fail."""
    text = "Last week, next week, 90000 years ago, 999999999999 days ago, tomorrow, last winter, on Sunday, in Q1."
    assert len(read(text, published)) >= 6


@pytest.mark.parametrize("leading", _LEADING.strip("[]").split())
def test_a_class_that_leads_up_to_a_time_is_none_by_itself(leading: str) -> None:
    """No rule reads it before a word of no class, so nothing is looked for there."""
    codes = compile_rule(leading) + CODES["OTHER"]
    assert not any(pattern.match(codes) for pattern in _PATTERNS)
