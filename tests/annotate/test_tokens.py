"""Words and marks: where a stretch is cut, and what belongs to a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tokens import make_token, tokenize
from sayso.model.span import Span

_PARTS = (
    "Mr",
    "Mr.",
    "J.",
    "R",
    "’s",
    "'",
    "U.S.",
    " ",
    "\n",
    ".",
    "-",
    "Gen.",
    "a",
    "Lang",
    "é",
    "12",
    "3,4",
    "“",
    "@",
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Lang, 1,200-strong", ["Mr.", "Lang", ",", "1,200-strong"]),
        ("said Mr.", ["said", "Mr", "."]),
        ("J. Lang of the U.S. navy", ["J.", "Lang", "of", "the", "U.S.", "navy"]),
        ("Lang’s, the Langs’ (“so”)", ["Lang’s", ",", "the", "Langs’", "(", "“", "so", "”", ")"]),
    ],
)
def test_words_keep_their_stops_and_endings(text: str, words: list[str]) -> None:
    """An abbreviation before a name has its stop, a possessive its ending, a number its marks."""
    assert [token.text for token in tokenize(text, Span(0, len(text)))] == words


@given(st.lists(st.sampled_from(_PARTS), max_size=24).map("".join), st.data())
def test_a_stretch_is_cut_as_if_it_stood_alone(text: str, data: st.DataObject) -> None:
    """What stands before and after a stretch does not change its words, wherever it begins and ends."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    alone = tokenize(text[start:end], Span(0, end - start))
    moved = [token._replace(start=token.start + start, end=token.end + start) for token in alone]
    assert tokenize(text, Span(start, end)) == moved


@given(st.lists(st.sampled_from(_PARTS), max_size=24).map("".join))
def test_a_token_knows_what_its_text_says(text: str) -> None:
    """What is told once, when a token is cut, is what its text says."""
    for token in tokenize(text, Span(0, len(text))):
        assert token == make_token(token.start, token.end, token.text)
        assert (token.is_word, token.is_name) == (token.text[0].isalnum(), token.text[0].isupper())
        assert token.possessive == token.text.endswith(("’s", "'s", "s’", "s'"))


@pytest.mark.parametrize(("text", "bare"), [("Lang’S", "lang"), ("Langs’", "langs"), ("don’t", "don’t"), ("As", "as")])
def test_a_possessive_ending_is_left_out_of_the_bare_word(text: str, bare: str) -> None:
    """The bare word is in lower case and has no possessive ending."""
    assert make_token(0, len(text), text).bare == bare


def test_a_folded_quotation_is_one_token() -> None:
    """A quotation inside a stretch is one token, which knows its number."""
    text = "“It held,” Lang said."
    tokens = tokenize(text, Span(0, len(text)), [Span(0, 10)])
    assert [(t.text, t.quotation) for t in tokens] == [("", 0), ("Lang", -1), ("said", -1), (".", -1)]
