"""Times named by way of another, anchored on Wednesday 16 February 2022 unless said otherwise."""

from __future__ import annotations

import pytest

from tests.annotate.made import read_values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shops shut on Presidents' Day.", "Presidents' Day", "2022-02-21"),
        ("Shops will shut on Memorial Day.", "Memorial Day", "2022-05-30"),
        ("Shops will shut on Labor Day.", "Labor Day", "2022-09-05"),
        ("Roads filled on Thanksgiving Day.", "Thanksgiving Day", "2021-11-25"),
        ("Roads filled over Labor Day weekend.", "Labor Day weekend", "2021-W35-WE"),
        ("The ferry will run on Easter Sunday.", "Easter Sunday", "2022-04-17"),
        ("The ferry will run on Easter Monday.", "Easter Monday", "2022-04-18"),
        ("It snowed in Christmas week.", "Christmas week", "2021-W51"),
        ("Cards sold well on Valentine's Day.", "Valentine's Day", "2022-02-14"),
        ("Shops will shut on Good Friday.", "Good Friday", "2022-04-15"),
        ("Shops filled on Black Friday.", "Black Friday", "2021-11-26"),
        ("Roses will sell well on Mother's Day.", "Mother's Day", "2022-05-08"),
        ("They met on Christmas morning.", "Christmas morning", "2021-12-25TMO"),
    ],
)
def test_reads_holidays(text: str, words: str, value: str) -> None:
    """A holiday is read with the day, week or weekend it falls on in the year the text means."""
    assert read_values(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Canvassers will knock until Election Day.", "2022-09-20", "2022-11-08"),
        ("Ballots are opened well before Election Day.", "2022-04-20", "2022-11-08"),
        ("She has lost weight since Election Day.", "2017-02-20", "2016-11-08"),
        ("Prices have held since Inauguration Day.", "2019-02-20", "2017-01-20"),
        ("He will be 80 on Inauguration Day.", "2019-02-20", "2021-01-20"),
    ],
)
def test_elections_and_inaugurations_have_their_years(text: str, published: str, value: str) -> None:
    """Election Day follows November's first Monday, in even years most of all; presidents begin every fourth year."""
    assert [found for _, found in read_values(text, published)] == [value]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("A hearing is set for the week of March 7.", "the week of March 7", "2022-W10"),
        ("They wed on the weekend of Feb. 5.", "the weekend of Feb. 5", "2022-W05-WE"),
        ("He phoned the day before last Friday.", "the day before last Friday", "2022-02-10"),
        ("Sales slumped the week after Christmas.", "the week after Christmas", "2021-W52"),
        ("The lease ended on the last day of June 2021.", "the last day of June 2021", "2021-06-30"),
        ("The flood came last Oct. 23.", "last Oct. 23", "2021-10-23"),
        ("In the year ended Jan. 31, it paid nothing.", "Jan. 31", "2022-01-31"),
        ("A fair is planned for fiscal year 2023.", "fiscal year 2023", "2023"),
        ("They fly out this Sunday.", "this Sunday", "2022-02-20"),
        ("A day-long search found nobody.", "day-long", "P1D"),
        ("The yearlong inquiry is over.", "yearlong", "P1Y"),
        ("It shrank over the years.", "the years", "PXY"),
        ("Few came in the early days.", "the early days", "PXD"),
        ("It took a year and a half.", "a year and a half", "P1Y6M"),
        ("It shut a year and a half ago.", "a year and a half ago", "2020-08"),
        ("The ship left on Tuesday, May 25.", "Tuesday, May 25", "2021-05-25"),
        ("What we have in mind this fall is new.", "this fall", "2022-FA"),
        ("It hopes to win the May election.", "May", "2022-05"),
        ("It ran for three-and-a-half years.", "three-and-a-half years", "P3Y6M"),
        ("The trip takes an hour-and-a-half.", "an hour-and-a-half", "PT1H30M"),
        ("It lasted for more than half a century.", "more than half a century", "P50Y"),
        ("The queue took a half-hour.", "a half-hour", "PT30M"),
        ("He got two years and six months.", "two years and six months", "P2Y6M"),
        ("It was over in 5 minutes, 42 seconds.", "5 minutes, 42 seconds", "PT5M42S"),
        ("Costs will double over the next decade.", "the next decade", "P10Y"),
        ("Trade fell off last century.", "last century", "19"),
        ("At present it is shut.", "At present", "PRESENT_REF"),
        ("They will vote on the first Tuesday in November.", "the first Tuesday in November", "2022-11-01"),
        ("Shops shut on the last Monday of May 2021.", "the last Monday of May 2021", "2021-05-31"),
        ("It rains every other day.", "every other day", "P2D"),
        ("It is shut on weekends.", "weekends", "XXXX-WXX-WE"),
        ("It will open by late summer.", "late summer", "2022-SU"),
        ("It hit its target for the current fiscal year.", "the current fiscal year", "2022"),
        ("Rules were tightened after the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
        ("Rules were tightened after 9/11, he said.", "9/11", "2001-09-11"),
    ],
)
def test_reads_phrases(text: str, words: str, value: str) -> None:
    """A time named by way of a day, a month or a holiday is one expression with one value."""
    assert (words, value) in read_values(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It sank on Monday. Divers left the next morning.", ["2022-02-14", "2022-02-15TMO"]),
        ("It sank on Monday. The previous night it leaked.", ["2022-02-14", "2022-02-13TNI"]),
        ("They meet on April 24 and 25.", ["2022-04-24", "2022-04-25"]),
        ("They meet from April 24 to 26 in Lorn.", ["2022-04-24", "2022-04-26"]),
        ("She died on Feb. 2. Rain fell the day after her death.", ["2022-02-02", "2022-02-03"]),
        ("She fell on Monday. Rain fell the day after her fall.", ["2022-02-14", None]),
        ("The talks end March 2 — the day after the vote.", ["2022-03-02", "2022-03-02"]),
        ("A photo of May 3, 2019.\n\nAt 9 a.m. it sank.", ["2019-05-03", None]),
        ("It sank on Monday.\n\nUpdated at 9 a.m.", ["2022-02-14", "2022-02-16T09:00"]),
        ("It closed on Feb. 2, the day before she moved.", ["2022-02-02", "2022-02-02"]),
        ("It sank on Monday. That night divers came.", ["2022-02-14", "2022-02-14TNI"]),
        ("It opened in 2008. That summer the port closed.", ["2008", "2008-SU"]),
        ("It opened in 2008. The next year it closed.", ["2008", "2009"]),
        ("It opened in 2008. It will close over the next year.", ["2008", "2023"]),
        ("It sank on Monday. It had leaked the night before.", ["2022-02-14", "2022-02-13TNI"]),
        ("They met on April 24-25, 2021.", ["2021-04-24", "2021-04-25"]),
        ("They met in May and June 2019.", ["2019-05", "2019-06"]),
        ("It ran from Nov. 27 to Feb. 10, 2018.", ["2017-11-27", "2018-02-10"]),
        ("Rain fell in April, May and June.", ["2021-04", "2021-05", "2021-06"]),
        ("Fourth-quarter 2020 growth was weak.", ["2020-Q4"]),
        ("Letters posted by 2359 GMT on 15 March will count.", ["2022-03-15T23:59"]),
        ("It sank on Feb. 2. A few days later it was raised.", ["2022-02-02", "PXD"]),
        ("It sank on Monday. An hour later divers came.", ["2022-02-14", "PT1H"]),
        ("It sank on Monday. Ten days later it was raised.", ["2022-02-14", "P10D"]),
    ],
)
def test_counts_from_the_day_beside(text: str, values: list[str]) -> None:
    """The next morning, a second day of a month and the day after count from the day named last."""
    assert [value for _, value in read_values(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew planned to sail on Friday.", "2022-02-18"),
        ("Unions were planning a march on Friday.", "2022-02-18"),
        ("The club has decided to sell on Friday.", "2022-02-18"),
        ("The visa could come as early as Friday.", "2022-02-18"),
        ("He was seen alive as recently as Friday.", "2022-02-11"),
        ("Until Friday, they had not named him.", "2022-02-11"),
        ("The hastily planned vote failed on Friday.", "2022-02-11"),
        ("Planned Parenthood met the club on Friday.", "2022-02-11"),
        ("On Friday the club agreed to sell.", "2022-02-11"),
        ("The mayor will speak about the January figures.", "2022-01"),
        ("She hopes to win the November election.", "2022-11"),
        ("She was seen as early as July.", "2021-07"),
        ("The tower stands next to the hall that burned on Friday.", "2022-02-11"),
        ("Rep. Ana Brandt will meet Sen. Ola Moravec of the U.S. on Friday.", "2022-02-18"),
        ("The fair opens Friday.", "2022-02-18"),
        ("The club faces a Friday deadline.", "2022-02-18"),
        ("The club had set Friday as its limit.", "2022-02-11"),
        ("By Friday, she was back at sea.", "2022-02-11"),
        ("She must be back by Friday.", "2022-02-18"),
        ("Two seats could change hands in November.", "2022-11"),
        ("She could not be reached on Friday.", "2022-02-11"),
        ("Until handing the keys to his old friend and deputy in March, he ran it.", "2021-03"),
        ("The tender is opened on Friday.", "2022-02-18"),
    ],
)
def test_plans_lie_ahead(text: str, value: str) -> None:
    """A day that somebody plans or decides for lies ahead, though the verb is of the past."""
    assert [found for _, found in read_values(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The party daily Trumpet printed it.",
        'He told "60 Minutes" so.',
        "He said so on the network's ``This Week.''",
        "He drove a 1987 Chevrolet.",
        "She thanked two local officers.",
        "The day belonged to the visitors.",
        "The trickle soon became a flood.",
        "The last day of the trial was quiet.",
        "They counted the days.",
        "It was the last week of the fair.",
        "She reads the Harbour Daily.",
        "He left at the last minute.",
        "The minute he left, it rained.",
        "She runs a day-care centre.",
        "They say that summer rain helps.",
        "It was the last night of the fair.",
        "He hosts the Tonight Show.",
        "Her 36-year old son spoke.",
        "High noon comes for the old guard.",
        "We face a future in which ferries drive themselves.",
        "They want a brighter future for the port.",
    ],
)
def test_names_and_figures_of_speech_are_no_times(text: str) -> None:
    """A newspaper, a broadcast, a car and a manner of speaking tell no time."""
    assert read_values(text) == []


@pytest.mark.parametrize(
    ("published", "value"), [("2021-11-27", "2022-01"), ("2022-02-16", "2022-01"), ("2022-01-05", "2022-01")]
)
def test_this_month_is_the_nearest(published: str, value: str) -> None:
    """A month with "this" is the one that is closest, where no verb says which."""
    assert read_values("Her term this January", published) == [("this January", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It speaks to today's youth.", "PRESENT_REF"),
        ("It would not last in today’s political climate.", "PRESENT_REF"),
        ("It follows today's ruling.", "2022-02-16"),
        ("It leads today's media reports.", "2022-02-16"),
        ("They met at high noon.", "2022-02-16T12:00"),
        ("It may reopen at a future date.", "FUTURE_REF"),
    ],
)
def test_what_is_called_of_today(text: str, value: str) -> None:
    """The youth and the climate of today are of these times, a ruling is of the day."""
    assert [found for _, found in read_values(text)] == [value]


def test_nothing_counts_from_an_old_attack() -> None:
    """A day spoken of in passing is not what "the same day" means."""
    values = [value for _, value in read_values("It met on Monday. Unlike on 9/11, he acted the same day.")]
    assert values == ["2022-02-14", "2001-09-11", "2022-02-14"]


@pytest.mark.parametrize("text", ["on Labor Day", "the week of March 7", "the day after Easter", "the next morning"])
def test_without_a_date_no_phrase_breaks(text: str) -> None:
    """In an article without a date such a phrase has a span and no day of any year."""
    assert all(value is None or value.startswith("XXXX") for _, value in read_values(f"It fell {text}.", None))
