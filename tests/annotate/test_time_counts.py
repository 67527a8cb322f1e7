"""Times that count from a happening which the text dates, seen from Wednesday 16 February 2022."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.made import read_values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Moravec was shot dead on Jan. 23. A man saw the van ten days before the murder.", "ten days", "2022-01-13"),
        ("The Jan. 23 blast hurt nine. The mill closed two weeks after the blast.", "two weeks", "2022-W05"),
        ("Lorn votes in the April 5 election. He quit two months before the election.", "two months", "2022-02"),
        ("The ferry sank on Jan. 3. A week after the ferry sank, divers came.", "A week", "2022-W02"),
        ("The quake struck on Jan. 3, a Monday. Rain fell the day after the quake.", "the day", "2022-01-04"),
        ("He left two days after the April 12 arrest of his aide last year.", "two days", None),
        ("He had left two days before the Jan. 12 arrest of his aide.", "two days", "2022-01-10"),
        ("The bridge collapsed on Jan. 3. Inspectors saw it the week before the collapse.", "the week", "2021-W52"),
        ("The mill shut three days before Christmas.", "three days", "2021-12-22"),
        ("It shut just a week after he signed the bill on Jan. 14.", "a week", "2022-W03"),
        ("She resigned on Monday. Aides met the night before her resignation.", "the night", "2022-02-13TNI"),
    ],
)  # fmt: skip
def test_counts_from_what_the_text_dates(text: str, words: str, value: str | None) -> None:
    """So many days, weeks or months before a happening are counted from its day, as fine as the unit."""
    found = dict(read_values(text))
    assert found[words] == (value if value is not None else "P2D")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He spoke on Monday, two days after the vote.", "two days", "2022-02-14"),
        ("On Jan. 7 — just a week after she took office — he left.", "a week", "2022-W01"),
        ("The council voted on Tuesday to sell the mill, a day after the mayor agreed.", "a day", "2022-02-15"),
        ("On Monday, the night before the vote, he spoke.", "the night", "2022-02-14TNI"),
    ],
)
def test_what_explains_a_day_is_that_day(text: str, words: str, value: str) -> None:
    """A count right behind a day needs no happening that the text dates."""
    assert dict(read_values(text))[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The Jan. 3 crash hurt two, the Jan. 20 crash six. He left two days after the crash.", "two days", "P2D"),
        ("The Jan. 3 crash hurt two. He left two days after a crash.", "two days", "P2D"),
        ("The Jan. 3 vote failed. He left two days after the vote count.", "two days", "P2D"),
        ("Voters chose him in the Jan. 3 election. He left two days after the runoff election.", "two days", "P2D"),
        ("Moravec was killed on Jan. 3. He left two days after Haller was killed.", "two days", "P2D"),
        ("The Jan. 3 vote failed. He stayed for two days after the vote.", "two days", "P2D"),
        ("The Jan. 3 vote failed. It has been two days since the vote.", "two days", "P2D"),
        ("The Jan. 3 crash hurt two. Two years after the crash he wept.", "Two years", "P2Y"),
        ("The mill launched on Jan. 3. It served 200 meals a day before it launched.", "a day", "P1D"),
        ("Aides left two days before Monday's vote.", "two days", "P2D"),
        ("It rained on Jan. 3. Aides left two days before the 2016 election.", "two days", "P2D"),
        ("He spoke on Jan. 7, two days before he resigned. He resigned on Jan. 20.", "two days", "P2D"),
        ("The Feb. 6 crash hurt two. He left three weeks after the crash.", "three weeks", "P3W"),
    ],
)
def test_what_is_not_sure_stays_a_length_of_time(text: str, words: str, value: str) -> None:
    """Two days of one family, another name, a mere length of time, or days that contradict each other tell no day."""
    assert dict(read_values(text))[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("She was stabbed on Jan. 23. He fled on Feb. 3. She was stabbed at 10 p.m.", "10 p.m.", "2022-01-23T22:00"),
        ("She died on Jan. 23. He came at 6 a.m. by car ten days before her death.", "6 a.m.", "2022-01-13T06:00"),
        ("She died on Jan. 23. He came at 6 a.m. ten days before her death.", "6 a.m. ten days", "2022-01-13T06:00"),
        ("She was stabbed on Jan. 23. He was held at 10 p.m. on Feb. 3.", "10 p.m. on Feb. 3", "2022-02-03T22:00"),
        ("The Jan. 23 hearing failed. On Feb. 3 he fled. The hearing begins at 9 a.m.", "9 a.m.", "2022-02-03T09:00"),
    ],
)  # fmt: skip
def test_an_hour_is_of_the_day_of_what_it_tells(text: str, words: str, value: str) -> None:
    """An hour in a sentence without a day takes that of the happening, but for what happens again and again."""
    assert dict(read_values(text))[words] == value


def test_a_night_beside_nothing_dated_is_no_time() -> None:
    """The night before something that no day is told of is left out, as it was."""
    assert read_values("The night before the gala he slept.") == []


_WORDS = st.sampled_from(
    "two days before after the crash Jan. 3 was shot and killed at 6 a.m. the night on Monday , . Lorn 's vote".split()
)


@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_reads_whatever_stands_around(text: str) -> None:
    """Expressions stay disjoint and in order, whatever text cuts a phrase short."""
    places = []
    for words, _ in read_values(text):
        places.append(text.find(words, places[-1] if places else 0))
    assert places == sorted(places)
