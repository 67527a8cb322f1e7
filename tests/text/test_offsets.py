"""Lines end at newlines and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.offsets import line_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, 0)]),
        ("one", [(0, 3)]),
        ("one\n", [(0, 3), (4, 4)]),
        ("\n\nx", [(0, 0), (1, 1), (2, 3)]),
        ("a\u2028b\x0bc", [(0, 5)]),
    ],
)
def test_line_spans(text: str, expected: list[tuple[int, int]]) -> None:
    """Each line is given without its newline."""
    assert list(line_spans(text)) == expected


@given(st.text("ab\n\r\u2028😀"))
def test_line_spans_join_to_the_text(text: str) -> None:
    """The lines joined by newlines are the text."""
    assert "\n".join(text[start:end] for start, end in line_spans(text)) == text
