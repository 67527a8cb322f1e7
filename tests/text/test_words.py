"""`find_words`, `fold_word`, `stem_word`, `expand_word`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.words import expand_word, find_words, fold_word, stem_word


def test_words_keep_their_places() -> None:
    """Each folded word stands at its own span."""
    words = find_words("The U.S. didn’t pay €1,200.")
    assert (words.forms, words.starts, words.ends) == (
        ("the", "us", "didn't", "pay", "1,200"),
        (0, 4, 9, 16, 21),
        (3, 8, 15, 19, 26),
    )


def test_words_of_pieces() -> None:
    """Only the pieces asked for are read."""
    assert find_words("one two three four", [(4, 7), (14, 18)]).forms == ("two", "four")


@given(st.text())
def test_words_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text, spans are ascending, disjoint and not empty."""
    words = find_words(text)
    edges = [edge for span in zip(words.starts, words.ends, strict=True) for edge in span]
    assert edges == sorted(edges)


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Don’t", "don't"), ("ERDOĞAN", "erdogan"), ("U.K.", "uk"), ("3.5", "3.5"), ("naïve", "naive")],
)
def test_fold_word(word: str, folded: str) -> None:
    """Case, accents, apostrophes and the dots of acronyms fold away."""
    assert fold_word(word) == folded


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("withdrawing", "withdrawals"),
        ("escalation", "escalated"),
        ("stopped", "stops"),
        ("said", "saying"),
        ("ministries", "ministry"),
        ("hopes", "hoping"),
        ("russia's", "russia"),
    ],
)
def test_forms_of_one_word_share_a_stem(a: str, b: str) -> None:
    """Inflection falls away."""
    assert stem_word(a) == stem_word(b)


@pytest.mark.parametrize(("a", "b"), [("bus", "bu"), ("pass", "pas"), ("bed", "be")])
def test_short_words_keep_their_stems_apart(a: str, b: str) -> None:
    """A short word is not cut down to another."""
    assert stem_word(a) != stem_word(b)


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("don't", ("do", "not")),
        ("can't", ("can", "not")),
        ("we've", ("we", "have")),
        ("it's", ("it", "be")),
        ("mayor's", ("mayor",)),
        ("cannot", ("can", "not")),
    ],
)
def test_contractions_are_undone(word: str, stems: tuple[str, ...]) -> None:
    """A contraction is the words it stands for; a possessive is its noun."""
    assert expand_word(word) == stems
