"""Text keeps all that is evidence and nothing that an output cannot carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.normalize import normalize_line, normalize_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("page\fpage\vline", "page\npage\nline"),
        ("\ufeffHe said", "He said"),
        ("He\x00 said\x07 it\x7f\x85\x9f", "He said it"),
        ("tab\tstays", "tab\tstays"),
        (
            "no-break\xa0space, zero\u200bwidth, ﬁ, e\u0301, “x”\u2028y",
            "no-break\xa0space, zero\u200bwidth, ﬁ, e\u0301, “x”\u2028y",
        ),
        ("lone \ud83d, pair \U0001f600", "lone \ufffd, pair \U0001f600"),
        (" spaces stay ", " spaces stay "),
        ("a\ufeffb", "a\ufeffb"),
        ("", ""),
    ],
)
def test_normalize_text(text: str, expected: str) -> None:
    """Line breaks become newlines, controls and a leading mark go, lone surrogates are replaced, the rest stays."""
    assert normalize_text(text) == expected


@given(ANY_TEXT)
def test_normalize_text_twice(text: str) -> None:
    """Normalising what is normalised changes nothing."""
    assert normalize_text(normalize_text(text)) == normalize_text(text)


@given(ANY_TEXT)
def test_normalize_text_leaves_no_control(text: str) -> None:
    """No control character but newline and tab is left, and UTF-8 can hold the result."""
    left = {c for c in normalize_text(text).encode().decode() if c < " " or "\x7f" <= c <= "\x9f"}
    assert left <= {"\n", "\t"}


@pytest.mark.parametrize(("text", "expected"), [("  Two\n lines\xa0here ", "Two lines here"), ("\x00", "")])
def test_normalize_line(text: str, expected: str) -> None:
    """A title is one trimmed line."""
    assert normalize_line(text) == expected
