"""Numbers in English text: digits, words, fractions, scales, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.numbers import Number, find_numbers
from sayso.annotate.pieces import split_pieces


def read(text: str) -> list[tuple[str, float]]:
    """Give every number of a text as it stands, with its value."""
    pieces = split_pieces(text)
    return [(text[pieces[n.first].start : pieces[n.last - 1].end], n.value) for n in find_numbers(pieces)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("1\u00a0200", 1200),
        ("1\u2009250\u2009000", 1250000),
        ("1.5", 1.5),
        ("1.2 million", 1200000),
        ("1.2m", 1200000),
        ("270bn", 270000000000),
        ("3.5-billion", 3500000000),
        ("40k", 40000),
        ("500 crore", 5000000000),
        ("two lakh", 200000),
        ("seven", 7),
        ("forty-three", 43),
        ("forty three", 43),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("one hundred and twenty-five thousand", 125000),
        ("three million four hundred thousand", 3400000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500000),
        ("one and a half million", 1500000),
        ("a million and a half", 1500000),
        ("two and a half", 2.5),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("a couple hundred", 200),
        ("dozens", 24),
        ("hundreds of thousands", 200000),
        ("tens of thousands", 20000),
        ("two-thirds", 2 / 3),
        ("three quarters", 0.75),
        ("16th", 16),
        ("twenty-first", 21),
    ],
)
def test_reads_one_number(text: str, value: float) -> None:
    """A number is read whole, with its exact value."""
    assert read(f"They had {text}.") == [(text, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one one one", [1, 1, 1]),
        ("between 5 and 10", [5, 10]),
        ("nineteen ninety-six", [19, 96]),
        (
            "one hundred and one hundred",
            [
                101,
            ],
        ),
        ("scores were level", []),
        ("an hour and a half", [0.5]),
        ("11111111111111111111111", []),
        ("twenty. Three", [20, 3]),
    ],
)
def test_keeps_numbers_apart(text: str, values: list[float]) -> None:
    """Words that do not fit into one number begin another, or none."""
    assert [value for _, value in read(text)][: len(values) or None] == values


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dozens", Number(0, 1, 24, in_words=True, vague=True, scaled=True)),
        ("third", Number(0, 1, 3, in_words=True, ordinal=True)),
        ("5", Number(0, 1, 5)),
        ("1.2m", Number(0, 2, 1200000, scaled=True)),
        ("half", Number(0, 1, 0.5, in_words=True, part=True)),
    ],
)
def test_marks_kinds(text: str, number: Number) -> None:
    """A number knows whether it ranks, divides, is scaled or is vague."""
    assert find_numbers(split_pieces(text)) == [number]


@given(st.text(alphabet="0123456789,.- $%aonehudrtwmil\u00a0½/", max_size=80))
def test_numbers_are_in_order_and_disjoint(text: str) -> None:
    """Numbers never overlap, whatever the text."""
    numbers = find_numbers(split_pieces(text))
    assert all(a.last <= b.first for a, b in pairwise(numbers))


@pytest.mark.parametrize(
    "text", ["5" * 100_000, "," * 100_000, "one hundred and " * 6_000, "1," * 50_000, "1/" * 50_000]
)
def test_hostile_text_is_read_in_one_pass(text: str) -> None:
    """A hundred thousand characters of digits, commas or number words end, and soon."""
    assert len(find_numbers(split_pieces(text))) <= len(text)
