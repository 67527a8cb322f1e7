"""From rows to attributions: what the rows say, at whole words, within one line."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.encoder.decode import Settings, best_path, decode
from sayso.annotate.encoder.naming import find_names
from tests.annotate.encoder.rows import HEADS, made_rows, made_sheet

TEXT = "The minister said it is a fine day for us.\nNone of it was true."


def found(text: str, **spans: tuple[str, ...]) -> list[tuple[list[str], list[str], list[str]]]:
    """Give the texts of sources, cues and contents decoded from rows that say exactly these."""
    sheet = made_sheet(text)
    return [
        (
            [text[slice(*s)] for s in item.source],
            [text[slice(*s)] for s in item.cue],
            [text[slice(*s)] for s in item.content],
        )
        for item in decode(sheet, made_rows(sheet, **spans), HEADS, Settings())
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (
            {"source": ("The minister",), "cue": ("said",), "content": ("it is a fine day",)},
            [(["The minister"], ["said"], ["it is a fine day"])],
        ),
        ({"cue": ("said",), "content": ("it is a fine day",)}, [([], ["said"], ["it is a fine day"])]),
        ({"source": ("The minister",), "content": ("it is a fine day",)}, []),
        ({"source": ("The minister",), "cue": ("said",)}, []),
    ],
)
def test_decodes_what_the_rows_say(
    spans: dict[str, tuple[str, ...]], expected: list[tuple[list[str], list[str], list[str]]]
) -> None:
    """A cue with a content is an attribution, with a source or without; a content alone is none."""
    assert found(TEXT, **spans) == expected


def test_no_content_crosses_a_line() -> None:
    """A content that the rows carry over a line break is cut there."""
    spans = {"cue": ("said",), "content": ("a fine day for us.\nNone of it",)}
    assert [content for _, _, contents in found(TEXT, **spans) for content in contents if "\n" in content] == []


def test_a_content_takes_in_its_marks() -> None:
    """A content that begins right after an opening mark and ends before the closing one is stretched over both."""
    text = "“It is a fine day,” the minister said."
    spans = {"source": ("the minister",), "cue": ("said",), "content": ("It is a fine day,",)}
    assert found(text, **spans) == [(["the minister"], ["said"], ["“It is a fine day,”"])]


def test_names_are_found_with_their_kind() -> None:
    """A name is the words that the mention tags mark, with the kind that they mark."""
    sheet = made_sheet(TEXT)
    names = find_names(sheet, made_rows(sheet, person=("minister",), place=("day",)), HEADS)
    assert [(TEXT[name.start : name.end], name.kind) for name in names] == [("minister", 0), ("day", 2)]


def test_an_empty_text_has_nothing() -> None:
    """A text without pieces gives no rows and no attributions."""
    sheet = made_sheet(" \n")
    assert decode(sheet, made_rows(sheet), HEADS, Settings()) == []


def test_an_inside_needs_its_begin() -> None:
    """The best path never goes inside a span that has not begun, however likely the inside is."""
    scores = np.array([[0, -9, -9], [-9, -9, 0], [0, -9, -9]], dtype=np.float32)
    assert best_path(scores).tolist() in ([0, 0, 0], [0, 1, 0], [1, 2, 0])
