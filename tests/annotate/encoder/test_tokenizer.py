"""Word pieces: exact places in the untouched text, whatever the text is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.encoder.tokenizer import case_class
from tests.annotate.encoder.rows import MAKER


def cut(text: str) -> list[str]:
    """Cut a text into the surfaces of its pieces."""
    _, starts, ends, _ = MAKER.word_pieces.pieces(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def named(text: str) -> list[str]:
    """Give the names of a text's pieces."""
    names = {index: name for name, index in MAKER.word_pieces.ids.items()}
    return [names[index] for index in MAKER.word_pieces.pieces(text).ids.tolist()]


@pytest.mark.parametrize(
    ("text", "surfaces", "names"),
    [
        ("The minister said.", ["The", "minister", "said", "."], ["the", "minister", "said", "."]),
        ("unsaid", ["un", "said"], ["un", "##said"]),
        ("Ümins", ["Ü", "m", "i", "n", "s"], ["u", "##m", "##i", "##n", "##s"]),
        ("said\u200bsaid", ["said", "said"], ["said", "##said"]),
        ("a☃", ["a☃"], ["[UNK]"]),
        ("  \n\t\u00a0 ", [], []),
        ("x" * 101, ["x" * 101], ["[UNK]"]),
    ],
)
def test_pieces_are_those_of_the_reference(text: str, surfaces: list[str], names: list[str]) -> None:
    """Case, accents and characters of no width do not count; a word that cannot be spelled is one unknown piece."""
    assert (named(text), cut(text)) == (names, surfaces)


@pytest.mark.parametrize(
    ("surface", "kind"), [("...", 0), ("said", 1), ("Said", 2), ("A", 2), ("NATO", 3), ("iPod", 4), ("G20", 5)]
)
def test_case_class(surface: str, kind: int) -> None:
    """Letter case comes in six classes."""
    assert case_class(surface) == kind


@given(st.text())
def test_pieces_are_in_order_and_do_not_overlap(text: str) -> None:
    """Each piece has a place of its own in the text, after the one before it."""
    _, starts, ends, _ = MAKER.word_pieces.pieces(text)
    edges = np.stack([starts, ends], axis=1).ravel().tolist()
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
