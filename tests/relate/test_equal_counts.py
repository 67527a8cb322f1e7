"""Equal and nearly equal numbers of two articles: which are one, and which only look like it."""

from __future__ import annotations

import pytest

from sayso.model.annotation import AnnotatedArticle, Bound, Figure
from sayso.model.span import Span
from sayso.relate.intervals import round_alike
from tests.relate.test_disputes import find, values, write


def together(*texts: str) -> list[list[float]]:
    """Give the values of each quantity that two articles of one day share."""
    articles = [write(text, f"{place}") for place, text in enumerate(texts)]
    return [
        sorted(values(quantity, *articles))
        for quantity in find(*articles)
        if len({key for each in articles for figure in each.figures if (key := _in(quantity.figures, figure, each))})
        > 1
    ]


def _in(ids: tuple[str, ...], figure: Figure, annotated: AnnotatedArticle) -> str | None:
    return annotated.article.id if figure.id in ids else None


def disputed(*texts: str) -> list[bool]:
    """Say of each quantity whether it is disputed."""
    return [quantity.disputed for quantity in find(*(write(text, f"{n}") for n, text in enumerate(texts)))]


@pytest.mark.parametrize(
    ("short", "bound", "long", "alike"),
    [
        (803_000, Bound.ABOUT, 803_077, True),
        (1_900_000, Bound.EXACTLY, 1_940_000, True),
        (144_000, Bound.MORE_THAN, 144_278, True),
        (144_000, Bound.MORE_THAN, 143_900, False),
        (365_000, Bound.LESS_THAN, 364_682, True),
        (365_000, Bound.LESS_THAN, 365_200, False),
        (97, Bound.EXACTLY, 96.8, True),
        (97, Bound.EXACTLY, 96.4, False),
        (20, Bound.EXACTLY, 19.8, False),  # one digit tells little
        (150, Bound.EXACTLY, 150, False),
        (0, Bound.EXACTLY, 12, False),
    ],
)
def test_a_number_is_another_in_fewer_digits(short: float, bound: Bound, long: float, alike: bool) -> None:
    """A number of two digits or more is another one rounded; with a bound it is cut off, or comes up to it."""
    one = Figure(id="fig-1", article_id="art-1", span=Span(0, 2), value=short, unit="people", bound=bound)
    other = Figure(id="fig-2", article_id="art-2", span=Span(0, 2), value=long, unit="people", bound=Bound.EXACTLY)
    assert round_alike(one, other) is round_alike(other, one) is alike


def test_a_range_is_no_rounding() -> None:
    """Between 110 and 120 are not 112."""
    one = Figure(
        id="fig-1", article_id="art-1", span=Span(0, 2), value=110, value_to=120, unit="%", bound=Bound.BETWEEN
    )
    other = Figure(id="fig-2", article_id="art-2", span=Span(0, 2), value=112, unit="%", bound=Bound.EXACTLY)
    assert not round_alike(one, other)


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        (
            "More than 144,000 people were turned away at the Ardanian border in May, the customs office said.",
            "In May the office turned away 144,278 people at the border.",
            [144_000, 144_278],
        ),
        (
            "The council paid $18 million for the Orr tunnel.",
            "The Orr tunnel cost the council $18.2 million.",
            [18e6, 18.2e6],
        ),
    ],
)
def test_a_rounded_number_meets_the_full_one(first: str, second: str, met: list[float]) -> None:
    """One article gives the number in full and another rounds it: one quantity, and no dispute."""
    assert together(first, second) == [met]
    assert disputed(first, second) == [False]


def test_a_sum_of_one_is_no_rounding_of_anothers() -> None:
    """Twelve million of Holt's, 11.7 of Brandt's."""
    assert not together(
        "Holt collected $12 million in gifts in the first quarter.",
        "Brandt loaned the campaign $11.7 million in the quarter.",
    )


def test_an_article_may_give_a_number_in_full_and_rounded() -> None:
    """What one article gives both ways is told apart nowhere."""
    assert together(
        "The budget holds $1.375 billion for the sea wall.\n\nLorn voted on Thursday. With the nearly $1.4 "
        "billion that the budget holds for the sea wall, work may begin.",
        "The budget of Lorn holds nearly $1.4 billion for the sea wall.",
    ) == [[1.375e9, 1.4e9, 1.4e9]]


def test_words_of_size_are_no_number() -> None:
    """Thousands here and thousands there are not the same thousands; 4,300 twice are."""
    one, other = (
        "{} marchers stormed the gates of the Lorn arena.",
        "Downtown, {} marchers stood around the Orr station.",
    )
    assert not together(one.format("Thousands of"), other.format("thousands of"))
    assert together(one.format("4,300"), other.format("4,300"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "In detention he has lost more than 100 pounds, his lawyer said.",
            "His wife said that he had lost more than 100 pounds.",
        ),
        (
            "Of the papers on the killing, 88 percent were open before.",
            "The archive said that 88% of its papers were open.",
        ),
    ],
)
def test_nothing_befalls_weights_and_shares(first: str, second: str) -> None:
    """A word for what befalls people beside a weight or a share does not part it from the same number elsewhere."""
    assert together(first, second)


def test_cases_of_an_illness_are_those_who_caught_it() -> None:
    """Cases of a virus meet people infected; cases in a court do not."""
    infected = "The virus has infected more than 7,700 people in Lorn."
    assert together(infected, "There are now 7,736 confirmed cases in Lorn.") == [[7_700, 7_736]]
    assert not together(infected, "The court in Lorn heard 7,736 cases.")


def test_two_numbers_that_one_article_tells_apart_do_not_meet() -> None:
    """Who writes of 81 firms and 48 others shows that the 81 elsewhere are not the 48, though more words agree."""
    assert together(
        "A panel wrote to 81 firms.\n\nThe chairman also asked 48 firms close to Holt for letters on the ferry fee.",
        "The chairman asked 81 firms close to Holt for letters on the ferry fee.",
    ) == [[81, 81]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Holt will send about 4,000 troops, some say.", "Officials confirmed that he signed off on 4,000 troops."),
        ("Holt holds about 5 million pages on the case.", "In total, that makes for about 5m pages."),
    ],
)
def test_an_equal_number_needs_few_words(first: str, second: str) -> None:
    """One number of one noun in two articles of a story is one thing, where nothing speaks against it."""
    assert together(first, second)


def test_two_shares_side_by_side_in_both_bear_each_other_out() -> None:
    """A vote of 54 to 45 percent is one vote, whoever is named last before it."""
    met = together(
        "Holt won with ease, taking 54 percent of the vote, compared with 45 percent for his opponent.",
        "Holt capped his comeback by beating Ida Brandt, 54 percent to 45 percent.",
    )
    assert met == [[54, 54], [45, 45]] or met == [[45, 45], [54, 54]]


def test_a_price_at_noon_and_at_the_close_is_no_dispute() -> None:
    """An index stands otherwise at each hour."""
    noon = "The Lorn Harbour index lost 1,255 points to 24,605 {}."
    close = "The Lorn Harbour index lost 2,013 points to {} at 23,851."
    assert True in disputed(noon.format("on heavy selling"), close.format("stand"))
    assert True not in disputed(noon.format("before noon"), close.format("close"))


def test_a_bound_left_out_in_one_place_makes_no_dispute() -> None:
    """Who writes "2,800 files", and "more than 2,800" below, does not contradict 2,891."""
    full = "The archive of Lorn released 2,891 secret files on the harbour case on Thursday."
    short = "The archive of Lorn released 2,800 secret files on the harbour case on Thursday."
    assert True in disputed(short, full)
    assert True not in disputed(f"{short}\n\nMore than 2,800 secret files on the harbour case were put online.", full)


def test_television_is_tv() -> None:
    """One kind under two names."""
    assert together(
        "About 11 partisan television stations were told to stop broadcasts.",
        "At least 10 private TV stations ceased broadcasting.",
    )


def test_the_killings_of_many_are_their_deaths() -> None:
    """A toll may stand behind the noun."""
    assert together(
        "A gunman killed 22 people at the Orr market.", "It was hatred that led to the killings of 22 people."
    )


def test_counts_of_two_months_are_two() -> None:
    """Who signed up in October and who did in November."""
    one, other = (
        "Just over 106,000 people signed up for the plan {}.",
        "About 100,000 people signed up for the plan {}.",
    )
    assert together(one.format("on the site"), other.format("on the site"))
    assert not together(one.format("in October"), other.format("in November"))


def test_a_speed_is_no_distance() -> None:
    """Winds of 107 miles an hour and a storm 125 miles off the coast are two things."""
    one, other = "The Lorn storm brought gusts of {} to the Orr coast.", "The Lorn storm stayed {} off the Orr coast."
    assert together(one.format("107 miles"), other.format("125 miles"))
    assert not together(one.format("107 miles per hour"), other.format("125 miles"))


def test_two_numbers_side_by_side_are_no_rounding() -> None:
    """Who writes of 3.7 percent above the limit of 3.67 shows that the limit elsewhere is not the 3.7."""
    assert together(
        "Lorn will raise its ore to 3.7%, above the 3.67% that the deal allows, Holt said.",
        "The deal had limited Lorn to ore of only 3.67%.",
    ) == [[3.67, 3.67]]
