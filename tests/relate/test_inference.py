"""`read_features`: what two texts share and where they differ, as numbers from 0 to 1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.relate.inference import read_features, read_text, split_text


@pytest.mark.parametrize(
    ("name", "statement", "text", "expected"),
    [
        ("cover_text", "the dam burst", "On Monday the dam burst.", 1.0),
        ("number_other", "9 people drowned", "Police said 12 people drowned.", 1.0),
        ("number_other", "12 people drowned", "Police said twelve people drowned.", 0.0),
        ("negation_differs", "the dam burst", "The dam never burst.", 1.0),
        ("antonym", "the mill will open", "The mill will close.", 1.0),
        ("names_missing", "the dam at Varn burst", "The dam at Lossen burst.", 1.0),
        ("range_met", "more than 40 people drowned", "The toll is 52.", 1.0),
        ("range_missed", "it was built before 1950", "It was built in 1962.", 1.0),
        ("question", "Did the dam burst?", "The dam burst.", 1.0),
        ("false_near", "the dam burst", "The report that the dam burst is false.", 1.0),
        ("unseen_near", "the dam burst", "We have seen no sign that the dam burst.", 1.0),
    ],
)
def test_a_feature_is_read(name: str, statement: str, text: str, expected: float) -> None:
    """Shared words, numbers, negation, opposites, names and truth words are each one feature."""
    assert read_features(statement, text)[name] == expected


@given(st.text(max_size=60), st.text(max_size=200))
def test_features_lie_between_nothing_and_all(statement: str, text: str) -> None:
    """Whatever the texts, every feature is between 0 and 1."""
    assert all(0.0 <= value <= 1.0 for value in read_features(statement, text).values())


def test_verbs_and_nouns_of_a_happening_are_one() -> None:
    """The verb "resigned" and the noun "resignation" are one."""
    assert read_text("she resigned").matter == read_text("the resignation").matter


def test_a_text_is_cut_into_sentences() -> None:
    """A full stop within a number does not end a sentence."""
    assert split_text("It fell 2.5 metres. Nobody was hurt.") == ("It fell 2.5 metres.", "Nobody was hurt.")
