"""Markdown's marks go, the words stay, and what is not surely a mark is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.markdown import split_front_matter, strip_markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Harbour closed ##", "Harbour closed"),
        ("#harbour trended; issue #4 did not", "#harbour trended; issue #4 did not"),
        ("The **port** was __closed__ on *Sunday* or _Monday_.", "The port was closed on Sunday or Monday."),
        ("***both*** and **two *in* one**", "both and two in one"),
        (
            "2 * 3 * 4, a*b*c, snake_case_name, f***ing, 5* hotel",
            "2 * 3 * 4, a*b*c, snake_case_name, f***ing, 5* hotel",
        ),
        ("**never closed, *nor this", "**never closed, *nor this"),
        ('[the port](https://p.example/a_(b) "t") said', "the port said"),
        ("[sic] he said [on tape]", "[sic] he said [on tape]"),
        ("[the port][1] said\n\n[1]: https://p.example", "the port said\n\n"),
        ("![A ship](ship.jpg)\nIt sank.", "\nIt sank."),
        ("<https://p.example>", "https://p.example"),
        ("> “Stay,” she said.\n> > “No.”", "“Stay,” she said.\n“No.”"),
        ("- “Stay,” she said.\n* “No.”\n1. One", "- “Stay,” she said.\n* “No.”\n1. One"),
        ("Harbour closed\n====\n\n---\n\n* * *", "Harbour closed\n\n\n\n\n"),
        ("It is `closed` \\*now\\*", "It is closed *now*"),
        ("<!-- note -->Text", "Text"),
        ("5 > 4 and a < b", "5 > 4 and a < b"),
    ],
)
def test_strip_markdown(text: str, expected: str) -> None:
    """Each mark is taken out, or kept where it may be the text's own."""
    assert strip_markdown(text) == expected


@given(st.text("*_[]()`>#!\\- ab\n", max_size=300))
def test_strip_markdown_adds_nothing(text: str) -> None:
    """The words that are left stand in the text, in the same order."""
    left = iter(text)
    assert all(c in left for c in strip_markdown(text))


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        (
            "---\nTitle: 'A: b'\nauthors:\n  - Bo\n  - Kay\n---\nText",
            {"title": "A: b", "authors": ["Bo", "Kay"]},
            "Text",
        ),
        ("---\n# note\n\ntitle:\n...\nText", {"title": ""}, "Text"),
        ("---\nNot a field at all\n---\nText", {}, "---\nNot a field at all\n---\nText"),
        ("---\nnever: closed", {}, "---\nnever: closed"),
        ("Text\n---\ntitle: x\n---\n", {}, "Text\n---\ntitle: x\n---\n"),
    ],
)
def test_split_front_matter(text: str, fields: dict[str, object], rest: str) -> None:
    """Plain fields between two rules at the start are split off; anything else is text."""
    assert split_front_matter(text) == (fields, rest)
