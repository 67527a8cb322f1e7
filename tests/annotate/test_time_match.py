"""Which way the sentence around a day looks, told on Wednesday 16 February 2022."""

from __future__ import annotations

import pytest

from tests.annotate.made import read_values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor pledged on Friday to help.", "2022-02-11"),
        ("The union vowed Friday to march on.", "2022-02-11"),
        ("He did not hear of it until Friday.", "2022-02-11"),
        ("The siege lasted until Friday.", "2022-02-11"),
        ("The pool is shut until Friday.", "2022-02-18"),
        ("But by Friday, the tone had shifted.", "2022-02-11"),
        ("By Friday the tone had shifted.", "2022-02-11"),
        ("The owner did not pay by Friday.", "2022-02-11"),
        ("A regularly scheduled lunch on Friday went badly.", "2022-02-11"),
        ("The talks are tentatively scheduled for Friday.", "2022-02-18"),
        ("The bill will likely be voted on Friday.", "2022-02-18"),
        ("The Friday collapse is believed to be the worst.", "2022-02-11"),
        ("A win on Friday would have been the third.", "2022-02-11"),
        ("The crew would have to sail on Friday.", "2022-02-18"),
        ("The news on Friday that the mill will close hurt.", "2022-02-11"),
        ("Moravec laid out the plan on Friday.", "2022-02-11"),
        ("The club missed a Friday deadline.", "2022-02-11"),
        ("A service planned for Tuesday was called off.", "2022-02-15"),
        ("The owner did not answer Tuesday when asked how she would pay.", "2022-02-15"),
        ("The board will meet on Tuesday.", "2022-02-22"),
        ("On Friday, she vowed to stay.", "2022-02-11"),
        ("She would not say on Friday who pays.", "2022-02-11"),
        ("Theresa May on Friday named nine towns.", "2022-02-11"),
        (
            "In May, after the vote for a new board of the old port of Mobile, Ala., where ships land, fire broke out.",
            "2021-05",
        ),
        ("They meet next Friday.", "2022-02-25"),
        ("They will stay away from next Monday's vote.", "2022-02-21"),
        ("The bank will cut rates again in December.", "2022-12"),
        ("A poll taken in May is no guide.", "2021-05"),
        ("Voters pick a mayor in June.", "2022-06"),
    ],
)
def test_a_day_lies_ahead_or_behind(text: str, value: str) -> None:
    """The verb beside a weekday tells whether it is the last or the next."""
    assert [found for _, found in read_values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ferries stay in port for Wednesday and Thursday.", ["2022-02-16", "2022-02-17"]),
        ("The court sat on Monday and Tuesday.", ["2022-02-14", "2022-02-15"]),
        ("Notes written Tuesday and Monday came to light.", ["2022-02-15", "2022-02-14"]),
        ("It sank on Feb. 2. Divers came the following Monday.", ["2022-02-02", "2022-02-07"]),
    ],
)
def test_days_go_by_each_other(text: str, values: list[str]) -> None:
    """Of two days in a row the second follows the first, whatever side of today it lies on."""
    assert [found for _, found in read_values(text)] == values


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The storm struck this weekend.", "2022-02-14", "2022-W06-WE"),
        ("The fair will open this weekend.", "2022-02-14", "2022-W07-WE"),
        ("The storm struck this weekend.", "2022-02-20", "2022-W07-WE"),
        ("The mill closed this past week.", "2022-02-19", "2022-W07"),
        ("The mill closed this past week.", "2022-02-14", "2022-W06"),
    ],
)
def test_a_week_just_over_is_the_one_meant(text: str, published: str, value: str) -> None:
    """At its end a week or weekend is "this past week"; just after it a weekend is still "this weekend"."""
    assert [found for _, found in read_values(text, published)] == [value]
