"""`compare_bounds`: numbers and dates of a statement against those of a text, as intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.relate.bounds import Borne, compare_bounds
from sayso.relate.extents import Kind, Side, day_of, read_extents
from sayso.relate.stances import Inference, judge_numbers

LIFE = "Ida Brandt (4 March 1901 – 9 June 1980) was a surveyor of harbours."
LIVING = "Ida Brandt (born 4 March 1981) is a surveyor. She was elected to the council in 2012."
CENSUS = "At the 2010 census the population was 1,204, and an estimated 1,377 people lived there in 2015."


def judge(statement: str, text: str) -> str:
    """Say in a word what a text does to the numbers of a statement."""
    return judge_numbers(text, statement, as_of=2031).value


@pytest.mark.parametrize(
    ("statement", "text", "expected"),
    [
        ("More than 40 sailors drowned.", "At least 52 sailors drowned.", "entailed"),
        ("More than 40 sailors drowned.", "Police said 40 sailors drowned.", "contradicted"),
        ("At least 40 sailors drowned.", "Police said 40 sailors drowned.", "entailed"),
        ("Fewer than 40 sailors drowned.", "Some 52 sailors drowned.", "contradicted"),
        ("Forty sailors drowned.", "More than 12 sailors drowned.", "open"),
        ("The fund holds over $2 million.", "The fund holds $3.5 million.", "entailed"),
        ("12 per cent of voters stayed at home.", "Of all voters 14% stayed at home.", "contradicted"),
        ("There are 40 to 60 species in the bay.", "The bay has 60 to 70 species.", "contradicted"),
        ("The mill was built before 1950.", "The mill was built in 1962.", "contradicted"),
        ("The mill was built after 1950.", "The mill was built in 1962.", "entailed"),
        ("The mill was built in the 1960s.", "The mill was built in 1962.", "entailed"),
        ("The mill was built in the 20th century.", "The mill was built on 3 May 1962.", "entailed"),
        ("The mill was built in May 1962.", "The mill was built in 1962.", "open"),
        ("The mill was built in the year after 1961.", "The mill was built in 1962.", "entailed"),
        ("Brandt died in 1980.", LIFE, "entailed"),
        ("Brandt died in the 60s.", LIFE, "contradicted"),
        ("Brandt was 79 when she died.", LIFE, "entailed"),
        ("Brandt was 50 years old when she died.", LIFE, "contradicted"),
        ("Brandt is 50 years old.", LIVING, "entailed"),
        ("Brandt is over 60 years old.", LIVING, "contradicted"),
        ("Brandt was elected at age 31.", LIVING, "entailed"),
        ("Brandt was elected in 1981.", LIVING, "contradicted"),
        ("The race was held for four years.", "The race was held from 1958 until 1962.", "entailed"),
        ("The race was held for nine years.", "The race was held from 1958 until 1962.", "contradicted"),
        ("The mill was opened within the last 100 years.", "The mill opened in 1962.", "entailed"),
        ("The mill opened 20 years ago.", "The mill opened in 1962.", "contradicted"),
        ("In 2015 the town had a population of 1,204.", CENSUS, "contradicted"),
        ("In 2010 the town had a population of 1,204.", CENSUS, "entailed"),
        ("The song was written by three men.", "The song was written by Mora, Lind and Teller.", "entailed"),
        ("The mill was not built before 1950.", "The mill was built in 1962.", "entailed"),
        ("The mill burned down.", "The mill was built in 1962.", "open"),
        ("The mill was built in the summer of 1962.", "The mill was built on 3 July 1962.", "entailed"),
        ("Brandt was born in the ninth month.", LIVING, "contradicted"),
        ("Brandt was in her early thirties when elected.", LIVING, "entailed"),
        ("Brandt was elected when she was 31.", LIVING, "entailed"),
        ("Brandt lived to be 90.", LIFE, "contradicted"),
        ("Dahl is 52.", "Dahl, 52, said he would stay.", "entailed"),
        ("The mill was built in the early 20th century.", "The mill was built in 1962.", "contradicted"),
        ("The race was held for more than a decade.", "For nine years the race was held.", "contradicted"),
        ("The race was held for less than a decade.", "For nine years the race was held.", "entailed"),
        ("This is her second novel.", "She wrote a debut novel, The Weir.", "contradicted"),
        ("Nine albums were sold.", "Nine songs were sold.", "open"),
        ("One of the bridges is closed.", "Two of the bridges are closed.", "open"),
        ("Brandt was born in 1962.", "Brandt opened the mill in 1990.", "open"),
        ("The mill was built in 1962.", "The mill was built in 1958. The weir was built in 1962.", "contradicted"),
    ],
)
def test_a_number_is_borne_out_or_not(statement: str, text: str, expected: str) -> None:
    """Bounds, dates, ages, durations, lists and negation each decide; what is not known stays open."""
    assert judge(statement, text) == expected


def test_what_counts_something_else_is_left_open() -> None:
    """Forty sailors say nothing of barges."""
    assert compare_bounds("40 barges sank.", "The storm killed 52 sailors.") == Borne(open=1)


def test_now_is_needed_for_an_age() -> None:
    """Without a year of reading, "is 50 years old" is not reckoned."""
    assert judge_numbers(LIVING, "Brandt is 50 years old.") is Inference.OPEN


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("in May 1962", Kind.DATE, day_of(1962, 5), day_of(1962, 6)),
        ("in the late 1970s", Kind.DATE, day_of(1976), day_of(1980)),
        ("in 1958–62", Kind.DATE, day_of(1958), day_of(1963)),
        ("in the 1800s", Kind.DATE, day_of(1800), day_of(1900)),
        ("in the late 19th century", Kind.DATE, day_of(1860), day_of(1900)),
        ("in the second half of the 19th century", Kind.DATE, day_of(1850), day_of(1900)),
        ("in the second decade of the 19th century", Kind.DATE, day_of(1810), day_of(1820)),
        ("in the second quarter of 1962", Kind.DATE, day_of(1962, 4), day_of(1962, 7)),
        ("in the last quarter of the year", Kind.DAY, day_of(0, 10), day_of(1)),
        ("in the autumn", Kind.DAY, day_of(0, 9), day_of(0, 12, 22)),
        ("in his mid-50s", Kind.COUNT, 53.0, 57.0),
        ("for more than a year", Kind.COUNT, 1.0, float("inf")),
        ("on 24 September", Kind.DAY, day_of(0, 9, 24), day_of(0, 9, 25)),
        ("the third mill", Kind.RANK, 3.0, 3.0),
        ("twenty-one mills", Kind.COUNT, 21.0, 21.0),
        ("$2.5 million", Kind.MONEY, 2.5e6, 2.5e6),
        ("at least 1962 people", Kind.COUNT, 1962.0, float("inf")),
    ],
)
def test_an_extent_is_read(text: str, kind: Kind, low: float, high: float) -> None:
    """Dates are spans of days, numbers are points, bounds open them; "at least 1962 people" is no year."""
    (extent,) = read_extents(text)
    assert (extent.kind, extent.low, extent.high) == (kind, pytest.approx(low), pytest.approx(high))


def test_a_date_knows_its_side() -> None:
    """What stands before a date says on which side of it something lies."""
    assert [e.side for e in read_extents("before 1950, since 1962, about 1970")] == [
        Side.BEFORE,
        Side.AFTER,
        Side.AROUND,
    ]


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_text_is_compared(statement: str, text: str) -> None:
    """Whatever the texts, each number of the statement is counted once at most."""
    borne = compare_bounds(statement, text, as_of=2031)
    assert borne.met + borne.missed + borne.open <= len(read_extents(statement))
