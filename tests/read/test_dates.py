"""Dates are as precise as stated, in UTC where a zone was, and none where they can be read two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.dates import find_date, parse_stated


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-02-16", "2022-02-16"),
        (" 2022-02-16 ", "2022-02-16"),
        ("20220216", "2022-02-16"),
        (20220216, "2022-02-16"),
        ("2022/02/16", "2022-02-16"),
        ("2022-02-16T08:30:00Z", "2022-02-16T08:30:00Z"),
        ("2022-02-16T08:30Z", "2022-02-16T08:30:00Z"),
        ("2022-02-16T08:30:00.123456+05:30", "2022-02-16T03:00:00Z"),
        ("2022-02-16 23:30:00-0500", "2022-02-17T04:30:00Z"),
        ("2022-02-16 08:30", "2022-02-16"),
        ("Wed, 16 Feb 2022 08:30:00 GMT", "2022-02-16T08:30:00Z"),
        ("Wed, 16 Feb 2022 08:30:00 -0500", "2022-02-16T13:30:00Z"),
        ("Thu Jul 19 08:00:00 +0000 2018", "2018-07-19T08:00:00Z"),
        ("February 16, 2022", "2022-02-16"),
        ("16th of February 2022, 9.30 pm BST", "2022-02-16T20:30:00Z"),
        ("July 15, 2018 at 1:43 p.m. ET", "2018-07-15"),
        ("12:05 AM EST, Jan. 1, 2020", "2020-01-01T05:05:00Z"),
        ("13/04/2021", "2021-04-13"),
        ("04/13/2021", "2021-04-13"),
        ("04/04/2021", "2021-04-04"),
        ("03.04.2021", "2021-04-03"),
        (1645003800, "2022-02-16T09:30:00Z"),
        (1645003800.5, "2022-02-16T09:30:00Z"),
        (1645003800000, "2022-02-16T09:30:00Z"),
        ("1645003800", "2022-02-16T09:30:00Z"),
        (1644969600.0, "2022-02-16"),
    ],
)
def test_parse_stated(value: object, expected: str) -> None:
    """A full date is understood however it is written."""
    assert parse_stated(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("", "  ", "2022", 2022, "2022-02", "Tuesday", "10:30 on Tuesday", "16 February", "yesterday", "n/a"),
        *("03/04/2021", "12-11-2012", "4/12/19", "2022-02-30", "31 June 2022", "0001-11-30", "12 Feb 99"),
        *(None, True, float("nan"), float("inf"), -1, 1e300, [], {"$date": 1}, "9" * 79, "²²²²-02-16"),
    ],
)
def test_parse_stated_of_no_date(value: object) -> None:
    """What lacks a part, can be read two ways or does not exist is no date."""
    assert parse_stated(value) is None


@given(st.one_of(st.text(max_size=90), st.floats(), st.integers(), st.from_regex(r"[0-9a-zA-Z:/.+, -]{4,40}")))
def test_parse_stated_never_raises(value: object) -> None:
    """Whatever is stated, the result is none, a date or an instant."""
    assert len(parse_stated(value) or "0000-00-00") in (10, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2022-02-16 Talks went on into the night.", "2022-02-16"),
        ("Talks go on\n\nBy Ann Lee\n\nJuly 15, 2018\n\nTalks went on.", "2018-07-15"),
        ("Sunday, 15 July 2018\nTalks went on.", "2018-07-15"),
        ("Published: 12 March 2024 09:30 GMT\nTalks went on.", "2024-03-12T09:30:00Z"),
        ("PUBLISHED: 07:54 EDT, 15 July 2018 | UPDATED: 08:03 EDT, 16 July 2018", "2018-07-15T11:54:00Z"),
        ("Updated 16 July 2018\nPublished 15 July 2018\nTalks went on.", "2018-07-15"),
        ("Talks go on\nLast updated on 16 July 2018", "2018-07-16"),
        ("July 16, 2018 / 7:04 AM / 2 hours ago", "2018-07-16"),
        ("By Ann Lee | July 15, 2018\nTalks went on.", "2018-07-15"),
        ("Coastal News July 15, 2018, 9:21 AM\nTalks went on.", "2018-07-15"),
        ("Ann Lee Sunday, July 15, 2018\nTalks went on.", "2018-07-15"),
        ("by Ann Lee - The Wire - Updated: 7:32 a.m. on Monday, July 16, 2018", "2018-07-16"),
        ("LONDON, 3 March 2021 (Reuters) - Talks went on.", "2021-03-03"),
        ("Talks go on\n\nNEW DELHI, India, July 3, 2021 — Talks went on.", "2021-07-03"),
    ],
)
def test_find_date(text: str, expected: str) -> None:
    """A date line or a dateline at the top states the article's date."""
    assert find_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW, July 15 (Tass) - Talks went on.",
        "On July 15, 2018, talks went on.",
        "Talks on July 15, 2018, failed",
        "Sunday, Jul 15th 2018 5-Day Forecast",
        "03/04/2021\nTalks went on.",
        "Remembering September 11, 2001",
        "A post shared by Ann Lee on\nJul 15, 2018 at 11:08am PDT\nTalks went on.",
        "Talks went on.\n" * 20 + "15 July 2018",
        "Ann Lee was born in LONDON, 3 March 1921 - and died there.",
        "",
    ],
)
def test_find_date_of_none(text: str) -> None:
    """A date in a sentence, a date without its year and one far down are not the article's date."""
    assert find_date(text) is None
