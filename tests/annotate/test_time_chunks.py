"""How British, American and agency copy write their times, told on Wednesday 16 February 2022."""

from __future__ import annotations

import pytest

from tests.annotate.made import read_values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Police came at 10.30am on Tuesday.", "10.30am on Tuesday", "2022-02-15T10:30"),
        ("Police came around 7.15pm ET on Sunday night.", "7.15pm ET on Sunday night", "2022-02-13T19:15"),
        ("The office will open Friday at 4 p.m.", "Friday at 4 p.m.", "2022-02-18T16:00"),
        ("A gun went off at dawn on Tuesday.", "dawn on Tuesday", "2022-02-15TMO"),
        ("The hall was empty by late afternoon.", "late afternoon", "2022-02-16TAF"),
        ("Schools closed in mid-March.", "mid-March", "2021-03"),
        ("She knew as early as March.", "March", "2021-03"),
        ("A parade on the 12th March drew crowds.", "the 12th March", "2022-03-12"),
        ("In June Professor Moravec left.", "June", "2021-06"),
        ("The plan will be ready by summer.", "summer", "2022-SU"),
        ("He earns 90,000 crowns per year.", "per year", "P1Y"),
        ("It fell days before the vote.", "days", "PXD"),
        ("Hours later it fell.", "Hours later", "PTXH"),
        ("After months of talks they met.", "months", "PXM"),
        ("It takes weeks or months.", "weeks or months", "PXW"),
        ("She will one day be queen.", "one day", "FUTURE_REF"),
        ("Shops filled on Cyber Monday.", "Cyber Monday", "2021-11-29"),
        ("Sales rose in FY2015.", "2015", "2015"),
        ("In the year since he left, it grew.", "the year", "P1Y"),
    ],
)
def test_reads_what_copy_writes(text: str, words: str, value: str) -> None:
    """A time is one expression with its value, in whichever style it is written."""
    assert read_values(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He led it in 1951-55.", ["1951", "1955"]),
        ("Talks run from 10 to 12 June.", ["2022-06-10", "2022-06-12"]),
        ("Talks ran on 3 and 4 May 2021.", ["2021-05-03", "2021-05-04"]),
        ("The bill was drawn up by May, said Clara May.", []),
        ("Ms May quit in May.", ["2022-05"]),
    ],
)
def test_reads_ranges_and_people(text: str, values: list[str]) -> None:
    """Both ends of a range are read; somebody called May is no month."""
    assert [found for _, found in read_values(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Watch the clip 01:59 again.",
        "He read Matthew 25:35 aloud.",
        "The H1N1 virus and the H1-B visa.",
        "She won at the Winter Games.",
        "In a Sunday Night Harbour skit he sang.",
        "Mayor Dawn Moravec sat by Dawn Brandt.",
        "A Sunday school teacher won on Super Tuesday.",
        "The march on Bloody Sunday was quiet.",
        "Prices at Mar-a-Plata fell.",
        "It is too soon to tell.",
        "April Moravec left after the fall of Lorn.",
        "Section 1557 and H.R. 1668 stand; call 555-2149.",
        "A morning meeting was dull.",
        "Hours of operation vary.",
        "The line is open 24 hours a day, seven days a week.",
        "They sell spring water at 60 miles per hour.",
    ],
)
def test_names_and_lengths_are_no_times(text: str) -> None:
    """A recording's length, a virus, a broadcast and a person tell no time."""
    assert read_values(text) == []
