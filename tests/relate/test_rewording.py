"""Whether two sentences say the same in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.relate.rewording import measure_features, measure_rewording, read_phrase

WORDS = st.lists(
    st.sampled_from(["the", "mayor", "Okafor", "said", "bridge", "will", "not", "open", "12", "13", "in", "May"]),
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS)
def test_the_order_of_the_two_changes_nothing(a: str, b: str) -> None:
    """The features are the same whichever phrase comes first."""
    first, second = read_phrase(a), read_phrase(b)
    assert measure_features(first, second) == pytest.approx(measure_features(second, first))


@given(WORDS, WORDS)
def test_a_probability(a: str, b: str) -> None:
    """Whatever the words, none of them too, the answer is a probability."""
    assert 0.0 <= measure_rewording(read_phrase(a), read_phrase(b)) <= 1.0


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("The harbour will stay closed until Friday.", "The harbor will remain closed until Friday.", True),
        ("Two men were held over the theft of a painting.", "Two men were held over the painting's theft.", True),
        ("Nobody was hurt when the crane fell.", "The mayor opened the new swimming pool on Sunday.", False),
        ("The court heard two witnesses on Monday.", "Snow closed the road to the ski resort again.", False),
    ],
)
def test_rewordings(first: str, second: str, same: bool) -> None:
    """A plain rewording is told from another statement."""
    assert (measure_rewording(read_phrase(first), read_phrase(second)) >= 0.5) == same


def test_names_are_capitals_inside() -> None:
    """The first word of a sentence is no name for being written large."""
    assert read_phrase("Ships from Okafor waited.").names == frozenset({"okafor"})
